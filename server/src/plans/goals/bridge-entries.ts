import { randomUUID } from 'node:crypto'
import type { EndingOf } from '@mainstay/contract/audit'
import type { BridgeEntry, BridgeKind, GoalMeasure } from '@mainstay/contract/plans-goals'
import type { CauseReference } from '@mainstay/contract/plans-objectives'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { requireCause } from '../causes.ts'
import { keepCause, lockPlan, openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import {
  type EntryRow,
  hasBase,
  insertEntry,
  lockEntry,
  presentEntry,
  readEntryCauses,
  readPeriods,
  updateEntry,
} from './goal-store.ts'
import { requireMeasure } from './write-goals.ts'

interface AddEntry {
  readonly planId: string
  readonly period: number
  readonly measure: GoalMeasure
  readonly kind: BridgeKind
  readonly amount: string
  readonly note: string
  readonly source: string
  readonly cause: CauseReference | null
}

/** Adds what leads from today to a goal. */
export async function addBridgeEntry(scope: WriteScope, input: AddEntry): Promise<BridgeEntry> {
  if (input.kind === 'base') await waitForOthers(scope, input.planId)
  const plan = await openGoals(scope, input.planId)
  requireMeasure(scope, input.measure)
  const { planId: _planId, ...entry } = input
  const periods = await readPeriods(scope, [plan.id])
  if (!periods.some(({ number }) => number === input.period)) {
    const fault = { path: 'period', code: 'plans/no-such-period', message: 'The plan has no such period.' }
    throw new Refused('http/invalid', {}, [fault])
  }
  await refuseSecondBase(scope, plan, input)
  const { period, measure, kind, amount, note, source } = entry
  if (input.cause) await requireCause(scope, plan, input.cause)
  const row = await insertEntry(scope, plan, { id: randomUUID(), period, measure, kind, amount, note, source })
  if (input.cause) {
    const { kind: cause_kind, id: cause_id } = input.cause
    await keepCause(scope, plan, { cause_kind, cause_id, effect_kind: 'bridge_entry', effect_id: row.id })
  }
  await record(scope, plan, { action: 'added', before: null, after: row })
  return presentEntry(row, input.cause)
}

interface EntryCall {
  readonly planId: string
  readonly id: string
}

interface ChangeEntry extends EntryCall {
  readonly amount?: string | undefined
  readonly note?: string | undefined
  readonly source?: string | undefined
}

/** Changes an entry: what is missing is left as it is. */
export async function changeBridgeEntry(scope: WriteScope, input: ChangeEntry): Promise<BridgeEntry> {
  const { plan, row } = await openEntry(scope, input)
  if (row.removed_at !== null) throw new Refused('http/not-found')
  const after = await updateEntry(scope, row, {
    amount: input.amount ?? row.amount,
    note: input.note ?? row.note,
    source: input.source ?? row.source,
  })
  await record(scope, plan, { action: 'changed', before: row, after })
  return presentEntry(after, await causeOf(scope, after))
}

/** Takes an entry out; it is kept and can be put back. */
export async function removeBridgeEntry(scope: WriteScope, input: EntryCall, now: Date): Promise<BridgeEntry> {
  const { plan, row } = await openEntry(scope, input)
  if (row.removed_at !== null) throw new Refused('http/not-found')
  const after = await updateEntry(scope, row, { removed_at: now })
  await record(scope, plan, { action: 'removed', before: row, after })
  return presentEntry(after, await causeOf(scope, after))
}

/** Puts an entry back. */
export async function restoreBridgeEntry(scope: WriteScope, input: EntryCall): Promise<BridgeEntry> {
  await waitForOthers(scope, input.planId)
  const { plan, row } = await openEntry(scope, input)
  if (row.removed_at === null) throw new Refused('plans/not-removed')
  await refuseSecondBase(scope, plan, row)
  const after = await updateEntry(scope, row, { removed_at: null })
  await record(scope, plan, { action: 'restored', before: row, after })
  return presentEntry(after, await causeOf(scope, after))
}

/** Two who state a base at the same moment must see each other: a goal has one. */
async function waitForOthers(scope: WriteScope, planId: string): Promise<void> {
  await lockPlan(scope, planId)
}

async function openGoals(scope: WriteScope, planId: string): Promise<StoredPlan> {
  const plan = await openPlanForWork(scope, planId)
  await requirePart(scope, plan, 'goals')
  return plan
}

async function openEntry(scope: WriteScope, call: EntryCall): Promise<{ plan: StoredPlan; row: EntryRow }> {
  const plan = await openGoals(scope, call.planId)
  const row = await lockEntry(scope, plan, call.id)
  // An entry of a margin does not exist for those who may not see it.
  if (row.measure !== 'net_revenue' && !scope.actor.seesMargins) throw new Refused('http/not-found')
  scope.expectVersion(row.version)
  return { plan, row }
}

async function refuseSecondBase(
  scope: WriteScope,
  plan: StoredPlan,
  entry: { readonly kind: BridgeKind; readonly period: number; readonly measure: GoalMeasure },
): Promise<void> {
  if (entry.kind === 'base' && (await hasBase(scope, plan, entry))) throw new Refused('plans/base-stated-already')
}

async function record(
  scope: WriteScope,
  plan: StoredPlan,
  fact: {
    readonly action: EndingOf<'plans.bridge-entry-'>
    readonly before: EntryRow | null
    readonly after: EntryRow
  },
): Promise<void> {
  await scope.record({
    action: `plans.bridge-entry-${fact.action}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before: fact.before === null ? null : told(fact.before),
    after: told(fact.after),
  })
}

async function causeOf(scope: WriteScope, { id, plan_id: planId }: EntryRow): Promise<CauseReference | null> {
  return (await readEntryCauses(scope, [planId])).get(id) ?? null
}

/** What an entry of a margin says stands under a name that the audit hides from those who may not see margins. */
function told({ id, period, measure, kind, amount, note, source }: EntryRow) {
  const said = { amount, note, source }
  return { id, period, measure, kind, ...(measure === 'net_revenue' ? said : { margin: said }) }
}
