import { monthOfDate } from '@mainstay/domain/kernel'
import { type DateSpan, FED_SOURCES, fedReadings, gradeKeyResult, type LedgerFacts } from '@mainstay/domain/plans'
import { daysWithin, type GradeStep, type RuleDays, redDays, stalledDays } from '@mainstay/domain/plans/rules'
import { sql } from 'kysely'
import { amountOf } from '../../economics/index.ts'
import { fedMeasureOf } from '../objectives/key-result-figures.ts'
import { readLedgerFacts } from '../objectives/ledger-facts.ts'
import type { KeyResultRow } from '../objectives/objective-store.ts'
import { ofPlans, type RuleSearch } from './rule-plans.ts'

const YEAR_MONTHS = 12
/** Values of these stand for margins: an action that says they are red would tell it to everybody. */
const MARGIN_SOURCES = Object.entries(FED_SOURCES).flatMap(([source, { isMargin }]) => (isMargin ? [source] : []))

type ResultFact = Pick<
  KeyResultRow,
  | 'id'
  | 'title'
  | 'kind'
  | 'direction'
  | 'start_value'
  | 'target_value'
  | 'fed_source'
  | 'fed_product_line'
  | 'fed_window'
> & {
  readonly plan_id: string
  readonly objective_id: string
  readonly starts_on: string
  readonly ends_on: string
  readonly ended_on: string | null
  readonly begun_on: string
  readonly readings: readonly { readonly on: string; readonly value: string }[]
}

/** Key results with the days on which they are red and off track, or have not moved; those of margins are left out. */
export async function findResults(search: RuleSearch, wanted: 'red' | 'stalled') {
  const facts = await readResults(search)
  const ledgers = await readLedgers(search, facts)
  return facts.flatMap((fact) => {
    const steps = stepsOf(fact, ledgers.get(fact.plan_id) ?? null)
    if (steps === null) return []
    return {
      planId: fact.plan_id,
      subject: fact.id,
      title: fact.title,
      place: { part: 'objectives' as const },
      days: daysOf(fact, { steps, wanted, search }),
      objectiveId: fact.objective_id,
      keyResultId: fact.id,
    }
  })
}

interface Telling {
  readonly steps: readonly GradeStep[]
  readonly wanted: 'red' | 'stalled'
  readonly search: RuleSearch
}

function daysOf(fact: ResultFact, { steps, wanted, search }: Telling): RuleDays[] {
  const span = spanOf(fact)
  const all = wanted === 'red' ? redDays(steps, span, search.today) : stalledDays(steps, { span, days: search.days })
  return daysWithin(all, { from: fact.begun_on, until: fact.ended_on })
}

function spanOf(fact: ResultFact): DateSpan {
  return { startsOn: fact.starts_on, endsOn: fact.ends_on }
}

async function readResults(search: RuleSearch): Promise<ResultFact[]> {
  const { rows } = await sql<ResultFact>`
    select k.plan_id, k.id, k.title, k.kind, k.direction, k.start_value, k.target_value, k.fed_source, k.fed_product_line,
      k.fed_window, o.id as objective_id, o.starts_on, o.ends_on, o.ended_on,
      (k.created_at at time zone 'UTC')::date as begun_on,
      coalesce((select jsonb_agg(jsonb_build_object('on', r.read_on, 'value', r.value::text) order by r.read_on, r.created_at)
        from mainstay.key_result_reading r
        where r.workspace_id = k.workspace_id and r.key_result_id = k.id and r.removed_at is null and not exists (
          select 1 from mainstay.key_result_reading x
          where x.workspace_id = r.workspace_id and x.corrects_id = r.id and x.removed_at is null)), '[]') as readings
    from mainstay.plan_key_result k
    join mainstay.plan_objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id and o.removed_at is null
    where k.workspace_id = ${search.scope.workspaceId} and ${ofPlans(search, sql`k.plan_id`)} and k.removed_at is null
      and (k.fed_source is null or k.fed_source <> all(${MARGIN_SOURCES}::text[]))
    order by k.plan_id, o.starts_on, k.position, k.id`.execute(search.scope.db)
  return rows
}

/** What the ledger knows for each plan with key results that ask for it. */
async function readLedgers(
  { scope, plans }: RuleSearch,
  results: readonly ResultFact[],
): Promise<ReadonlyMap<string, LedgerFacts>> {
  const found = new Map<string, LedgerFacts>()
  const fed = results.filter((result) => result.fed_source !== null)
  for (const [planId, asking] of Map.groupBy(fed, ({ plan_id }) => plan_id)) {
    const plan = plans.get(planId)
    const sources = new Set(asking.flatMap(({ fed_source: source }) => (source === null ? [] : [source])))
    const first = Math.min(...asking.map((result) => monthOfDate(result.starts_on)))
    const facts = plan ? await readLedgerFacts(scope, plan, { sources, from: first - YEAR_MONTHS + 1 }) : null
    if (facts) found.set(planId, facts)
  }
  return found
}

/** How far a key result had come by day; null where the ledger should say so and there is none. */
function stepsOf(fact: ResultFact, ledger: LedgerFacts | null): GradeStep[] | null {
  const measure = fedMeasureOf(fact)
  if (measure === null) {
    return fact.readings.flatMap(({ on, value }) => gradeOn(fact, on, amountOf(value)))
  }
  if (ledger === null) return null
  return fedReadings(measure, spanOf(fact), ledger).flatMap(({ on, value }) =>
    value.value === null ? [] : gradeOn(fact, on, value.value),
  )
}

function gradeOn(fact: ResultFact, on: string, actual: bigint): GradeStep[] {
  const { kind, direction } = fact
  const target = amountOf(fact.target_value)
  const { value } = gradeKeyResult({ kind, direction, start: amountOf(fact.start_value), target, actual })
  return value === null ? [] : [{ on, grade: value }]
}
