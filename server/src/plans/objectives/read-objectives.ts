import type { KeyResult, ObjectivesPart, PlanObjective } from '@mainstay/contract/plans-objectives'
import { monthOfDate } from '@mainstay/domain/kernel'
import {
  type DateSpan,
  FED_SOURCES,
  type FedSource,
  gradeObjective,
  isOutsideHorizon,
  type LedgerFacts,
} from '@mainstay/domain/plans'
import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readCauses, type TitledCause } from '../causes.ts'
import { requirePart, type StoredPlan, visibleSections } from '../plan-store.ts'
import {
  basisOf,
  type FiguresSetting,
  fedMeasureOf,
  isOfMargins,
  keyResultStanding,
  type StandingKeyResult,
  standingOf,
} from './key-result-figures.ts'
import { readLedgerFacts } from './ledger-facts.ts'
import {
  type KeyResultRow,
  type ObjectiveRow,
  type ReadingRow,
  selectKeyResults,
  selectObjectives,
  selectReadings,
} from './objective-store.ts'
import { ownersWhoLeft, presentOwner } from './owner.ts'

/** Months before an objective that its last twelve months may reach into. */
const WINDOW_MONTHS = 12

/** Every objective of a plan with its key results, as they stand on a day. */
export async function readObjectivesPart(scope: ReadScope, plan: StoredPlan, asOf: string): Promise<ObjectivesPart> {
  await requirePart(scope, plan, 'objectives')
  const objectives = await selectObjectives(scope, plan)
    .where('o.removed_at', 'is', null)
    .orderBy('o.starts_on')
    .orderBy('o.created_at')
    .orderBy('o.id')
    .execute()
  return { asOf, objectives: await presentObjectives(scope, plan, { objectives, asOf }) }
}

/** One objective, whether it was taken out or not. */
export async function readObjective(
  scope: ReadScope,
  plan: StoredPlan,
  ask: { readonly id: string; readonly asOf: string },
): Promise<PlanObjective> {
  const objectives = await selectObjectives(scope, plan).where('o.id', '=', ask.id).execute()
  const [objective] = await presentObjectives(scope, plan, { objectives, asOf: ask.asOf })
  if (!objective) throw new Refused('http/not-found')
  return objective
}

/** One key result, whether it was taken out or not. */
export async function readKeyResult(
  scope: ReadScope,
  plan: StoredPlan,
  ask: { readonly id: string; readonly asOf: string },
): Promise<KeyResult> {
  const row = await selectKeyResults(scope, plan).where('k.id', '=', ask.id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  const objective = await selectObjectives(scope, plan).where('o.id', '=', row.objective_id).executeTakeFirstOrThrow()
  const readings = await selectReadings(scope, plan)
    .where('r.key_result_id', '=', row.id)
    .where('r.removed_at', 'is', null)
    .execute()
  const facts = await factsFor(scope, plan, { objectives: [objective], keyResults: [row] })
  const standing = keyResultStanding(row, readings, { objective, setting: { asOf: ask.asOf, facts } })
  return presentKeyResult(scope, row, { standing, facts })
}

interface Rows {
  readonly objectives: readonly ObjectiveRow[]
  readonly keyResults: readonly KeyResultRow[]
}

async function factsFor(
  scope: ReadScope,
  plan: StoredPlan,
  { objectives, keyResults }: Rows,
): Promise<LedgerFacts | null> {
  const sources = new Set<FedSource>()
  for (const { fed_source: source } of keyResults) if (source !== null) sources.add(source)
  if (sources.size === 0) return null
  const first = Math.min(...objectives.map((objective) => monthOfDate(objective.starts_on)))
  return readLedgerFacts(scope, plan, { sources, from: first - WINDOW_MONTHS + 1 })
}

async function presentObjectives(
  scope: ReadScope,
  plan: StoredPlan,
  { objectives, asOf }: { readonly objectives: readonly ObjectiveRow[]; readonly asOf: string },
): Promise<PlanObjective[]> {
  if (objectives.length === 0) return []
  const ids = objectives.map(({ id }) => id)
  const keyResults = await selectKeyResults(scope, plan)
    .where('k.removed_at', 'is', null)
    .where('k.objective_id', 'in', ids)
    .orderBy('k.position')
    .orderBy('k.id')
    .execute()
  const known: Known = {
    scope,
    plan,
    setting: { asOf, facts: await factsFor(scope, plan, { objectives, keyResults }) },
    keyResults: Map.groupBy(keyResults, (row) => row.objective_id),
    readings: await readingsOf(scope, plan, keyResults),
    left: await ownersWhoLeft(scope, objectives),
    causes: await readCauses(scope, plan, 'objective'),
    actions: await countActions(scope, plan, asOf),
    periods: await readPeriods(scope, plan),
  }
  return objectives.map((row) => presentObjective(row, known))
}

async function readingsOf(
  scope: ReadScope,
  plan: StoredPlan,
  keyResults: readonly KeyResultRow[],
): Promise<ReadonlyMap<string, ReadingRow[]>> {
  if (keyResults.length === 0) return new Map()
  const ids = keyResults.map(({ id }) => id)
  const rows = await selectReadings(scope, plan)
    .where('r.removed_at', 'is', null)
    .where('r.key_result_id', 'in', ids)
    .execute()
  return Map.groupBy(rows, (row) => row.key_result_id)
}

async function readPeriods(scope: ReadScope, plan: StoredPlan): Promise<DateSpan[]> {
  const rows = await scope.db
    .selectFrom('mainstay.plan_period as d')
    .select(['d.starts_on', 'd.ends_on'])
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.plan_id', '=', plan.id)
    .execute()
  return rows.map((row) => ({ startsOn: row.starts_on, endsOn: row.ends_on }))
}

type ActionCounts = PlanObjective['actions']
const NO_ACTIONS: ActionCounts = { total: 0, done: 0, overdue: 0, blocked: 0 }

/** Actions that serve each objective, by how they stand; none where the reader may not see the actions. */
async function countActions(
  scope: ReadScope,
  plan: StoredPlan,
  asOf: string,
): Promise<ReadonlyMap<string, ActionCounts>> {
  const sections = await visibleSections(scope, plan)
  if (!sections.some((section) => section.part === 'actions')) return new Map()
  const { rows } = await sql<ActionCounts & { id: string }>`
    select a.objective_id as id, count(*)::integer as total, count(*) filter (where a.state = 'done')::integer as done,
      count(*) filter (where a.state <> 'done' and a.due_on < ${asOf}::date)::integer as overdue,
      count(*) filter (where a.state = 'blocked')::integer as blocked
    from mainstay.plan_action a
    where a.workspace_id = ${scope.workspaceId} and a.plan_id = ${plan.id} and a.objective_id is not null
      and a.removed_at is null and a.state <> 'dropped'
    group by 1`.execute(scope.db)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

interface Known {
  readonly scope: ReadScope
  readonly plan: StoredPlan
  readonly setting: FiguresSetting
  readonly keyResults: ReadonlyMap<string, readonly KeyResultRow[]>
  readonly readings: ReadonlyMap<string, readonly ReadingRow[]>
  readonly left: ReadonlySet<string>
  readonly causes: ReadonlyMap<string, TitledCause[]>
  readonly actions: ReadonlyMap<string, ActionCounts>
  readonly periods: readonly DateSpan[]
}

function presentObjective(row: ObjectiveRow, known: Known): PlanObjective {
  const { scope, setting } = known
  const results = (known.keyResults.get(row.id) ?? []).map((result) => ({
    row: result,
    standing: keyResultStanding(result, known.readings.get(result.id) ?? [], { objective: row, setting }),
  }))
  const figures = objectiveFigures(row, results, setting.asOf)
  const isMargin = results.some((result) => isOfMargins(result.row))
  return {
    id: row.id,
    planId: known.plan.id,
    title: row.title,
    why: row.why,
    kind: row.kind,
    ambition: row.ambition,
    owner: presentOwner(row, known.left),
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    isOutsideHorizon: isOutsideHorizon({ startsOn: row.starts_on, endsOn: row.ends_on }, known.periods),
    status: row.status,
    ending:
      row.ended_on === null ? null : { on: row.ended_on, byName: row.ended_by_name ?? '', reason: row.end_reason },
    figures: isMargin ? null : figures,
    marginFigures: isMargin && scope.actor.seesMargins ? figures : null,
    keyResults: results.map((result) =>
      presentKeyResult(scope, result.row, { standing: result.standing, facts: setting.facts }),
    ),
    causes: known.causes.get(row.id) ?? [],
    actions: known.actions.get(row.id) ?? NO_ACTIONS,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

interface Result {
  readonly row: KeyResultRow
  readonly standing: StandingKeyResult
}

/** Closed ones keep the grade they were closed with; qualitative ones have none before that. */
function objectiveFigures(row: ObjectiveRow, results: readonly Result[], asOf: string) {
  const computed = gradeObjective(
    results.map((result) => ({ weight: result.row.weight, grade: result.standing.grade })),
  )
  const { final_grade: final } = row
  const grade = final === null ? computed : { value: final, status: 'ok' as const, reasons: [] }
  return {
    ...standingOf(grade, row.ambition, { objective: row, asOf }),
    graded: results.filter((result) => result.standing.grade.value !== null).length,
    keyResults: results.length,
    finalGrade: final,
  }
}

function presentKeyResult(
  scope: ReadScope,
  row: KeyResultRow,
  { standing, facts }: { readonly standing: StandingKeyResult; readonly facts: LedgerFacts | null },
): KeyResult {
  const measure = fedMeasureOf(row)
  const isMargin = isOfMargins(row)
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    direction: row.direction,
    ambition: row.ambition,
    weight: row.weight,
    unit: row.unit,
    format: measure === null ? 'number' : FED_SOURCES[measure.source].format,
    measure: measure === null ? { kind: 'typed' } : { kind: 'fed', ...measure },
    basis: basisOf(standing.fed, facts),
    figures: isMargin ? null : standing.figures,
    marginFigures: isMargin && scope.actor.seesMargins ? standing.figures : null,
    version: row.version,
  }
}

/** The grade that the key results of an objective give now; what it is closed with unless people say otherwise. */
export async function computedGrade(
  scope: ReadScope,
  plan: StoredPlan,
  { objective, asOf }: { readonly objective: ObjectiveRow; readonly asOf: string },
): Promise<number | null> {
  const rows = await selectKeyResults(scope, plan)
    .where('k.removed_at', 'is', null)
    .where('k.objective_id', '=', objective.id)
    .execute()
  // Nobody gets to know by closing what they may not see.
  if (rows.some(isOfMargins) && !scope.actor.seesMargins) return null
  const readings = await readingsOf(scope, plan, rows)
  const facts = await factsFor(scope, plan, { objectives: [objective], keyResults: rows })
  const results = rows.map((row) => ({
    weight: row.weight,
    grade: keyResultStanding(row, readings.get(row.id) ?? [], { objective, setting: { asOf, facts } }).grade,
  }))
  return gradeObjective(results).value
}
