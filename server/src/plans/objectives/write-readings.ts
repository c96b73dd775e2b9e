import { randomUUID } from 'node:crypto'
import type { KeyResult, KeyResultReading } from '@mainstay/contract/plans-objectives'
import { statusOf } from '../../platform/http/status.ts'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { presentReading } from './key-result-figures.ts'
import {
  insertReading,
  isCorrected,
  type KeyResultRow,
  lockKeyResult,
  lockReading,
  markReading,
  type ReadingRow,
  selectReadings,
  standingObjective,
} from './objective-store.ts'
import { readKeyResult } from './read-objectives.ts'
import { writeValue } from './values.ts'
import { requireOpen } from './write-key-results.ts'
import { type ObjectiveCall, openObjectives } from './write-objectives.ts'

interface Reading {
  readonly on: string
  readonly value: string
  readonly note: string
  readonly corrects: string | null
}

/** Enters what a key result has come to on a day; a correction takes the place of an earlier reading. */
export async function enterReading(scope: WriteScope, input: ObjectiveCall & Reading): Promise<KeyResult> {
  const { plan, row } = await openTyped(scope, input.planId, input.id)
  if (input.on > input.today) refuseField('plans/reading-in-future', 'on')
  const before = input.corrects === null ? null : await lockReading(scope, plan, input.corrects)
  if (before) await requireCorrectable(scope, plan, { reading: before, keyResultId: row.id })
  const id = randomUUID()
  await insertReading(scope, plan, {
    id,
    key_result_id: row.id,
    read_on: input.on,
    value: input.value,
    note: input.note,
    corrects_id: input.corrects,
    created_at: input.now,
    removed_at: null,
  })
  await record(scope, plan, {
    deed: before ? 'corrected' : 'entered',
    before: before && auditedOf(row, before),
    after: auditedOf(row, { id, read_on: input.on, value: input.value, note: input.note }),
  })
  return readKeyResult(scope, plan, { id: row.id, asOf: input.today })
}

async function requireCorrectable(
  scope: WriteScope,
  plan: StoredPlan,
  { reading, keyResultId }: { readonly reading: ReadingRow; readonly keyResultId: string },
): Promise<void> {
  if (reading.key_result_id !== keyResultId) throw new Refused('http/not-found')
  if (reading.removed_at !== null) throw new Refused('plans/removed')
  if (await isCorrected(scope, plan, reading.id)) throw new Refused('plans/reading-corrected')
}

/** Takes a reading out; what it had corrected counts again. */
export async function removeReading(scope: WriteScope, input: ObjectiveCall): Promise<KeyResultReading> {
  const { plan, row, reading } = await openReading(scope, input)
  if (reading.removed_at !== null) throw new Refused('plans/removed')
  if (await isCorrected(scope, plan, reading.id)) throw new Refused('plans/reading-corrected')
  await markReading(scope, reading.id, input.now)
  await record(scope, plan, { deed: 'removed', before: auditedOf(row, reading), after: null })
  return readReading(scope, plan, reading.id)
}

export async function putBackReading(scope: WriteScope, input: ObjectiveCall): Promise<KeyResultReading> {
  const { plan, row, reading } = await openReading(scope, input)
  if (reading.removed_at === null) throw new Refused('plans/not-removed')
  if (reading.corrects_id !== null && (await isCorrected(scope, plan, reading.corrects_id))) {
    throw new Refused('plans/reading-corrected')
  }
  await markReading(scope, reading.id, null)
  await record(scope, plan, { deed: 'restored', before: null, after: auditedOf(row, reading) })
  return readReading(scope, plan, reading.id)
}

async function openReading(scope: WriteScope, input: ObjectiveCall) {
  const plan = await openObjectives(scope, input.planId)
  const found = await selectReadings(scope, plan).where('r.id', '=', input.id).executeTakeFirst()
  if (!found) throw new Refused('http/not-found')
  const { row } = await openTyped(scope, input.planId, found.key_result_id)
  const reading = await lockReading(scope, plan, input.id)
  scope.expectVersion(reading.version)
  return { plan, row, reading }
}

/** A key result whose readings people type: whoever writes one waits for others who do. */
async function openTyped(scope: WriteScope, planId: string, id: string) {
  const plan = await openObjectives(scope, planId)
  const row = await lockKeyResult(scope, plan, id)
  requireOpen(await standingObjective(scope, plan, row.objective_id))
  if (row.removed_at !== null) throw new Refused('plans/removed')
  if (row.fed_source !== null) throw new Refused('plans/result-is-fed')
  return { plan, row }
}

async function readReading(scope: WriteScope, plan: StoredPlan, id: string): Promise<KeyResultReading> {
  return presentReading(await selectReadings(scope, plan).where('r.id', '=', id).executeTakeFirstOrThrow())
}

function refuseField(code: 'plans/reading-in-future', path: string): never {
  throw new Refused(code, {}, [{ path, code, message: statusOf(code)?.sentence ?? code }])
}

function auditedOf(
  row: KeyResultRow,
  reading: Pick<ReadingRow, 'id' | 'read_on' | 'value' | 'note'>,
): Record<string, unknown> {
  const { id, read_on: on, value, note } = reading
  return { id, keyResultId: row.id, title: row.title, on, value: writeValue(value), note }
}

interface Recorded {
  readonly deed: 'entered' | 'corrected' | 'removed' | 'restored'
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

async function record(scope: WriteScope, plan: StoredPlan, { deed, before, after }: Recorded): Promise<void> {
  await scope.record({
    action: `plans.reading-${deed}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before,
    after,
  })
}
