import { randomUUID } from 'node:crypto'
import { KEY_RESULT_LIMIT, OBJECTIVE_LIMIT } from '@mainstay/contract/plans-objectives'
import type { ObjectiveImportPreview, ObjectiveImportResult } from '@mainstay/contract/plans-sheets'
import { dayInWords } from '@mainstay/domain/kernel'
import {
  type PastedObjective,
  type PastedObjectives,
  type PresentObjective,
  periodLabel,
  readPastedObjectives,
  type SaidOfPresent,
} from '@mainstay/domain/plans'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { listPeriods } from '../lifecycle/period-store.ts'
import { lockPlan, type StoredPlan } from '../plan-store.ts'
import { differencesOf } from '../sheets/differences.ts'
import {
  doubtOfName,
  isDoubtfulName,
  type MembersByName,
  membersByName,
  ownerNamed,
} from '../sheets/members-by-name.ts'
import { keyResultColumns } from './key-result-columns.ts'
import {
  insertKeyResults,
  insertObjective,
  insertReading,
  keyResultPlaces,
  selectKeyResults,
  selectObjectives,
} from './objective-store.ts'
import { type Clock, FRESH_OBJECTIVE, openObjectives } from './write-objectives.ts'

interface ImportInput extends Clock {
  readonly planId: string
  readonly pasted: string
}

interface Standing extends PresentObjective {
  readonly id: string
  readonly ownerName: string
}

interface ReadSheet extends PastedObjectives {
  readonly members: MembersByName
  readonly standing: readonly Standing[]
  readonly differing: ObjectiveImportPreview['differing']
}

/** What a sheet of objectives would bring; nothing is written. */
export async function previewObjectiveImport(scope: WriteScope, input: ImportInput): Promise<ObjectiveImportPreview> {
  const plan = await openObjectives(scope, input.planId)
  const sheet = await readSheet(scope, plan, input)
  return {
    columns: [...sheet.columns],
    headings: [...sheet.headings],
    ignoredColumns: [...sheet.ignoredColumns],
    unchanged: [...sheet.unchanged],
    differing: sheet.differing,
    objectives: sheet.objectives.map(({ lines: _, keyResults, ...objective }) => ({
      ...objective,
      keyResults: [...keyResults],
    })),
    rejects: rejectsOf(sheet),
  }
}

/** Takes the good lines of a sheet as objectives and key results; the others are given back with their reasons. */
export async function importObjectives(scope: WriteScope, input: ImportInput): Promise<ObjectiveImportResult> {
  // Two imports of one sheet at the same time wait for each other, so that the second finds everything there.
  await lockPlan(scope, input.planId)
  const plan = await openObjectives(scope, input.planId)
  const sheet = await readSheet(scope, plan, input)
  for (const objective of sheet.objectives) await takeObjective(scope, plan, { objective, sheet, clock: input })
  const made = sheet.objectives.filter(({ isPresent }) => !isPresent)
  const keyResults = sheet.objectives.flatMap((objective) => objective.keyResults)
  if (sheet.objectives.length > 0) {
    await scope.record({
      action: 'plans.objectives-imported',
      subjectType: 'plan',
      subjectId: plan.id,
      accountId: plan.accountId,
      after: {
        titles: made.map(({ title }) => title),
        keyResults: keyResults.map(({ title }) => title),
        rejected: sheet.rejects.length,
      },
    })
  }
  return {
    objectives: made.length,
    keyResults: keyResults.length,
    unchanged: sheet.unchanged.length,
    rejects: rejectsOf(sheet),
  }
}

function rejectsOf(sheet: ReadSheet): ObjectiveImportPreview['rejects'] {
  return sheet.rejects.map((reject) => ({ ...reject, reasons: [...reject.reasons] }))
}

async function readSheet(scope: ReadScope, plan: StoredPlan, { pasted, today }: ImportInput): Promise<ReadSheet> {
  const standing = await readStanding(scope, plan)
  const periods = await listPeriods(scope, plan.id)
  const sheet = readPastedObjectives(pasted, {
    today,
    periods: periods.map((period) => ({ ...period, label: periodLabel(period) })),
    present: standing,
    limits: { objectives: OBJECTIVE_LIMIT, keyResults: KEY_RESULT_LIMIT },
  })
  const members = await membersByName(scope)
  // Whoever owns an objective that is there already is not touched, so nothing hangs on the name.
  const isDoubtful = ({ isPresent, ownerName }: PastedObjective) => !isPresent && isDoubtfulName(members, ownerName)
  const doubtful = sheet.objectives
    .filter(isDoubtful)
    .flatMap(({ lines, ownerName }) => lines.map((line) => ({ ...line, reasons: [doubtOfName(ownerName)] })))
  return {
    ...sheet,
    objectives: sheet.objectives.filter((objective) => !isDoubtful(objective)),
    rejects: [...sheet.rejects, ...doubtful].sort((one, other) => one.line - other.line),
    members,
    standing,
    differing: sheet.said.flatMap((said) => differingFrom(standing, said, members)),
  }
}

/** An objective that is there already keeps its owner and its end; a sheet that says otherwise is told so. */
function differingFrom(
  standing: readonly Standing[],
  { title, line, ownerName, endsOn }: SaidOfPresent,
  members: MembersByName,
): ObjectiveImportPreview['differing'] {
  const here = standing.find((one) => one.title === title)
  if (!here) return []
  const differences = differencesOf([
    { what: 'the owner', sheet: ownerNamed(members, ownerName).owner_name ?? '', plan: here.ownerName },
    { what: 'the end', sheet: dayInWords(endsOn), plan: dayInWords(here.endsOn) },
  ])
  return differences.length === 0 ? [] : [{ line, differences }]
}

async function readStanding(scope: ReadScope, plan: StoredPlan): Promise<Standing[]> {
  const objectives = await selectObjectives(scope, plan)
    .where('o.removed_at', 'is', null)
    .orderBy('o.created_at')
    .orderBy('o.id')
    .execute()
  const results = await selectKeyResults(scope, plan).where('k.removed_at', 'is', null).execute()
  return objectives.map((row) => ({
    id: row.id,
    title: row.title,
    ownerName: row.owner_name ?? '',
    isOpen: row.status === 'open',
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    keyResults: results.filter(({ objective_id: id }) => id === row.id).map(({ title }) => title),
  }))
}

interface Taken {
  readonly objective: PastedObjective
  readonly sheet: ReadSheet
  readonly clock: Clock
}

async function takeObjective(scope: WriteScope, plan: StoredPlan, { objective, sheet, clock }: Taken): Promise<void> {
  const { id, next } = objective.isPresent
    ? await findStanding(scope, sheet, objective.title)
    : { id: await addObjective(scope, plan, { objective, sheet, clock }), next: 1 }
  const results = objective.keyResults.map((result, at) => ({ id: randomUUID(), result, position: next + at }))
  await insertKeyResults(
    scope,
    plan,
    results.map(({ id: resultId, result, position }) => ({
      id: resultId,
      objective_id: id,
      ...keyResultColumns(scope, { ...result, kind: 'measured', weight: 1, measure: { kind: 'typed' } }),
      position,
      created_at: clock.now,
      updated_at: clock.now,
      removed_at: null,
    })),
  )
  for (const { id: resultId, result } of results) {
    if (result.current === null) continue
    await insertReading(scope, plan, {
      id: randomUUID(),
      key_result_id: resultId,
      read_on: clock.today,
      value: result.current,
      note: '',
      corrects_id: null,
      created_at: clock.now,
      removed_at: null,
    })
  }
}

async function findStanding(scope: ReadScope, { standing }: ReadSheet, title: string) {
  const found = standing.find((one) => one.title === title)
  if (!found) throw new Refused('http/not-found')
  return { id: found.id, next: (await keyResultPlaces(scope, found.id)).next }
}

async function addObjective(scope: WriteScope, plan: StoredPlan, { objective, sheet, clock }: Taken): Promise<string> {
  const id = randomUUID()
  await insertObjective(scope, plan, {
    id,
    title: objective.title,
    why: objective.why,
    kind: objective.kind,
    ambition: objective.ambition,
    ...ownerNamed(sheet.members, objective.ownerName),
    owner_function: '',
    starts_on: objective.startsOn,
    ends_on: objective.endsOn,
    ...FRESH_OBJECTIVE,
    created_at: clock.now,
    updated_at: clock.now,
  })
  return id
}
