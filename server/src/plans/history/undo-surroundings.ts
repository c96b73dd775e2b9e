import { sql } from 'kysely'
import type { Facts } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { mayShapeInner } from '../team/read-team.ts'
import { type StoredPerson, selectTeam } from '../team/team-store.ts'
import type { KeptRow } from './kept-row.ts'
import { type AroundBuying, readAroundBuying } from './undo-buying.ts'
import { readValueAround, type ValueAround } from './value-around.ts'
import type { Asking } from './way-back.ts'

/** What stands in a plan beside rows that would be taken back, as far as it decides whether that is allowed. */
export interface AroundRows {
  readonly seesMargins: boolean
  readonly parts: ReadonlySet<string>
  /** Sections of statements that the reader sees. */
  readonly statementKeys: ReadonlySet<string>
  /** Of the people named by the rows, those who may sign in. */
  readonly members: ReadonlySet<string>
  readonly objectives: ReadonlyMap<string, { readonly status: string; readonly isRemoved: boolean }>
  readonly keyResults: ReadonlyMap<
    string,
    { readonly objectiveId: string; readonly source: string | null; readonly isRemoved: boolean }
  >
  /** Readings that another takes the place of. */
  readonly corrected: ReadonlySet<string>
  /** Actions that need something open, and what. */
  readonly waiting: ReadonlyMap<string, Facts>
  /** Fields with a value, as "section field". */
  readonly filled: ReadonlySet<string>
  /** Goals with a base, as "period measure". */
  readonly bases: ReadonlySet<string>
  /** Units and offerings that stand in the white space. */
  readonly headings: ReadonlySet<string>
  /** How many SWOT items stand. */
  readonly items: number
  readonly buying: AroundBuying
  readonly team: readonly StoredPerson[]
  readonly mayShapeInner: boolean
  readonly value: ValueAround
}

interface Found {
  readonly members: string[] | null
  readonly objectives: [string, string, boolean][] | null
  readonly key_results: [string, string, string | null, boolean][] | null
  readonly corrected: string[] | null
  readonly waiting: [string, string][] | null
  readonly filled: string[] | null
  readonly bases: string[] | null
  readonly headings: string[] | null
  readonly items: number | null
}

/** Reads it in one statement; of kinds that none of the rows is of, nothing. */
export async function readAround(
  scope: ReadScope,
  { plan, sections }: Asking,
  rows: readonly KeptRow[],
): Promise<AroundRows> {
  const has = (...tables: readonly string[]) => rows.some(({ table }) => tables.includes(table))
  const found = rows.length === 0 ? null : await findAround(scope, plan.id, rows)
  const team = has('plan_person', 'value_driver') ? await selectTeam(scope, plan) : []
  return {
    seesMargins: scope.actor.seesMargins,
    parts: new Set(sections.map(({ part }) => part)),
    statementKeys: new Set(
      sections.filter(({ part }) => part === 'statements' || part === 'reviews').map(({ key }) => key),
    ),
    members: new Set(found?.members),
    objectives: new Map(found?.objectives?.map(([id, status, isRemoved]) => [id, { status, isRemoved }])),
    keyResults: new Map(
      found?.key_results?.map(([id, objectiveId, source, isRemoved]) => [id, { objectiveId, source, isRemoved }]),
    ),
    corrected: new Set(found?.corrected),
    waiting: waitingOf(found?.waiting ?? []),
    filled: new Set(found?.filled),
    bases: new Set(found?.bases),
    headings: new Set(found?.headings),
    items: found?.items ?? 0,
    buying: await readAroundBuying(
      scope,
      { planId: plan.id, seesTeam: sections.some(({ part }) => part === 'team') },
      rows,
    ),
    team,
    value: await readValueAround(scope, plan.id, has('value_case', 'value_driver') ? 'asked' : 'not_asked'),
    mayShapeInner: has('plan_person') && (await mayShapeInner(scope, plan, team)),
  }
}

function waitingOf(needs: Found['waiting'] & object): ReadonlyMap<string, Facts> {
  return new Map(
    [...Map.groupBy(needs, ([id]) => id)].map(([id, own]) => [id, { need: own[0]?.[1] ?? '', open: own.length }]),
  )
}

async function findAround(scope: ReadScope, planId: string, rows: readonly KeptRow[]): Promise<Found | null> {
  const has = (table: string) => rows.some((row) => row.table === table)
  const of = (table: string, ...columns: readonly string[]) =>
    rows.flatMap((row) =>
      row.table === table ? columns.flatMap((column) => [row.before?.[column], row.after?.[column]]) : [],
    )
  const ids = (values: readonly (string | null | undefined)[]) => [...new Set(values.filter((value) => value != null))]
  const people = ids([
    ...of('plan_action', 'owner_person_id'),
    ...of('plan_objective', 'owner_person_id'),
    ...of('plan_person', 'person_id'),
  ])
  const results = ids([...of('plan_action', 'key_result_id'), ...of('key_result_reading', 'key_result_id')])
  const objectives = ids([...of('plan_action', 'objective_id'), ...of('plan_key_result', 'objective_id')])
  const actions = rows.flatMap(({ table, id }) => (table === 'plan_action' ? [id] : []))
  const readings = rows.flatMap(({ table, id }) => (table === 'key_result_reading' ? [id] : []))
  const corrected = ids([...readings, ...of('key_result_reading', 'corrects_id')])
  const inPlan = sql`x.workspace_id = ${scope.workspaceId} and x.plan_id = ${planId}`
  const found = await sql<Found>`
    with result as materialized (
      select x.id, x.objective_id, x.fed_source, x.removed_at is not null as is_removed
      from mainstay.plan_key_result x where ${inPlan} and x.id = any(${results}::uuid[]))
    select (select array_agg(m.person_id) from mainstay.membership m where m.workspace_id = ${scope.workspaceId}
        and m.person_id = any(${people}::text[]) and m.status = 'active') as members,
      (select jsonb_agg(jsonb_build_array(x.id, x.status, x.removed_at is not null)) from mainstay.plan_objective x where ${inPlan}
        and x.id = any(array(select r.objective_id from result r) || ${objectives}::uuid[])) as objectives,
      (select jsonb_agg(jsonb_build_array(r.id, r.objective_id, r.fed_source, r.is_removed)) from result r) as key_results,
      (select array_agg(x.corrects_id::text) from mainstay.key_result_reading x where ${inPlan} and x.removed_at is null
        and x.corrects_id = any(${corrected}::uuid[])) as corrected,
      (select jsonb_agg(jsonb_build_array(x.action_id, n.title) order by n.due_on, n.id) from mainstay.plan_action_need x
        join mainstay.plan_action n on n.workspace_id = x.workspace_id and n.id = x.needs_id and n.removed_at is null
          and n.state in ('planned', 'in_progress', 'blocked')
        where ${inPlan} and x.action_id = any(${actions}::uuid[])) as waiting,
      (select array_agg(x.section_key || ' ' || x.field_key) from mainstay.plan_statement x where ${has('plan_statement')}
        and ${inPlan} and x.field_key is not null and x.removed_at is null) as filled,
      (select array_agg(x.period || ' ' || x.measure) from mainstay.plan_bridge_entry x where ${has('plan_bridge_entry')}
        and ${inPlan} and x.kind = 'base' and x.removed_at is null) as bases,
      (select array_agg(x.id::text) from mainstay.white_space_heading x where ${has('white_space_cell')}
        and ${inPlan} and x.removed_at is null) as headings,
      (select count(*)::integer from mainstay.swot_item x where ${has('swot_item')}
        and ${inPlan} and x.removed_at is null) as items`.execute(scope.db)
  return found.rows[0] ?? null
}
