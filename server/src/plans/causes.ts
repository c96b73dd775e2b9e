import type { PlanSection } from '@mainstay/contract/plans'
import type { CauseReference } from '@mainstay/contract/plans-objectives'
import { type RawBuilder, sql } from 'kysely'
import { statusOf } from '../platform/http/status.ts'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope } from '../platform/use-case.ts'
import { type StoredPlan, visibleSections } from './plan-store.ts'

export type CauseKind = CauseReference['kind']
export type TitledCause = CauseReference & { readonly title: string | null }

const TITLE_LENGTH = 160
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const ONE = new RegExp(`^${UUID}$`)
const TWO = new RegExp(`^${UUID}:${UUID}$`)
const SHAPES: Readonly<Record<CauseKind, RegExp>> = {
  swot_item: ONE,
  tows_pair: TWO,
  white_space_cell: TWO,
  buying_step: ONE,
  statement: ONE,
  rule: ONE,
}

/** Refuses a cause that is not in the plan, or that stands in a part hidden from whoever names it. */
export async function requireCause(scope: ReadScope, plan: StoredPlan, cause: CauseReference): Promise<void> {
  const [found] = await titleCauses(scope, plan, [cause])
  // What people add did not come of a rule, whatever they say.
  if (found?.title && found.kind !== 'rule') return
  const code = 'plans/cause-unknown'
  throw new Refused(code, {}, [{ path: 'cause', code, message: statusOf(code)?.sentence ?? code }])
}

/** What led to the objectives or actions of a plan, by the id of what it led to. */
export async function readCauses(
  scope: ReadScope,
  plan: StoredPlan,
  effect: 'objective' | 'action',
): Promise<ReadonlyMap<string, TitledCause[]>> {
  const rows = await scope.db
    .selectFrom('mainstay.plan_cause as c')
    .select(['c.cause_kind', 'c.cause_id', 'c.effect_id'])
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.plan_id', '=', plan.id)
    .where('c.effect_kind', '=', effect)
    .orderBy('c.created_at')
    .orderBy('c.cause_id')
    .execute()
  const titled = await titleCauses(
    scope,
    plan,
    rows.map((row) => ({ kind: row.cause_kind, id: row.cause_id })),
  )
  const byEffect = new Map<string, TitledCause[]>()
  for (const [index, row] of rows.entries()) {
    const cause = titled[index]
    if (cause) byEffect.set(row.effect_id, [...(byEffect.get(row.effect_id) ?? []), cause])
  }
  return byEffect
}

/** The same causes with their titles, in order; null where a cause is gone or hidden from the reader. */
async function titleCauses(
  scope: ReadScope,
  plan: StoredPlan,
  causes: readonly CauseReference[],
): Promise<TitledCause[]> {
  if (causes.length === 0) return []
  const sections = await visibleSections(scope, plan)
  const titles = new Map<string, string>()
  for (const kind of new Set(causes.map((cause) => cause.kind))) {
    const ids = causes.flatMap((cause) => (cause.kind === kind && SHAPES[kind].test(cause.id) ? [cause.id] : []))
    const query = ids.length === 0 ? null : titlesOf(kind, { scope, plan, sections, ids: [...new Set(ids)] })
    if (query === null) continue
    const { rows } = await query.execute(scope.db)
    for (const { id, title } of rows) titles.set(`${kind} ${id}`, title)
  }
  return causes.map((cause) => ({ ...cause, title: titles.get(`${cause.kind} ${cause.id}`) ?? null }))
}

interface TitleAsk {
  readonly scope: ReadScope
  readonly plan: StoredPlan
  readonly sections: readonly PlanSection[]
  readonly ids: string[]
}

type TitleQuery = RawBuilder<{ id: string; title: string }>

function titlesOf(kind: CauseKind, ask: TitleAsk): TitleQuery | null {
  const isShown = (part: PlanSection['part']) => ask.sections.some((section) => section.part === part)
  switch (kind) {
    case 'swot_item':
      return isShown('swot') ? swotItems(ask) : null
    case 'tows_pair':
      return isShown('swot') ? towsPairs(ask) : null
    case 'white_space_cell':
      return isShown('white_space') ? whiteSpaceCells(ask) : null
    case 'buying_step':
      return isShown('buying_process') ? buyingSteps(ask) : null
    case 'statement':
      return statements(ask)
    case 'rule':
      return rules(ask)
  }
}

function swotItems({ scope, plan, ids }: TitleAsk): TitleQuery {
  return sql`select i.id::text as id, left(i.content, ${TITLE_LENGTH}) as title from mainstay.swot_item i
    where i.workspace_id = ${scope.workspaceId} and i.plan_id = ${plan.id} and i.removed_at is null and i.id = any(${ids}::uuid[])`
}

function towsPairs({ scope, plan, ids }: TitleAsk): TitleQuery {
  return sql`select asked.id, left(a.content, ${TITLE_LENGTH}) || ' + ' || left(b.content, ${TITLE_LENGTH}) as title
    from unnest(${ids}::text[]) as asked(id)
    join mainstay.swot_item a on a.workspace_id = ${scope.workspaceId} and a.plan_id = ${plan.id} and a.removed_at is null
      and a.id = split_part(asked.id, ':', 1)::uuid
    join mainstay.swot_item b on b.workspace_id = a.workspace_id and b.plan_id = a.plan_id and b.removed_at is null
      and b.id = split_part(asked.id, ':', 2)::uuid`
}

/** A step stands where its purchase does. */
function buyingSteps({ scope, plan, ids }: TitleAsk): TitleQuery {
  return sql`select s.id::text as id, left(s.title, ${TITLE_LENGTH}) as title from mainstay.buying_step s
    join mainstay.purchase u on u.workspace_id = s.workspace_id and u.id = s.purchase_id and u.removed_at is null
    where s.workspace_id = ${scope.workspaceId} and s.plan_id = ${plan.id} and s.removed_at is null and s.id = any(${ids}::uuid[])`
}

/** Rules are of the whole workspace; the name is told of one that was taken out as well. */
function rules({ scope, ids }: TitleAsk): TitleQuery {
  return sql`select r.id::text as id, r.name as title from mainstay.plan_rule r
    where r.workspace_id = ${scope.workspaceId} and r.id = any(${ids}::uuid[])`
}

function statements({ scope, plan, sections, ids }: TitleAsk): TitleQuery {
  const keys = sections.map((section) => section.key)
  return sql`select s.id::text as id, left(s.content, ${TITLE_LENGTH}) as title from mainstay.plan_statement s
    where s.workspace_id = ${scope.workspaceId} and s.plan_id = ${plan.id} and s.removed_at is null
      and s.section_key = any(${keys}::text[]) and s.id = any(${ids}::uuid[])`
}

/** A cell is named by the ids of its unit and its offering; one that nobody has written is a cause as well. */
function whiteSpaceCells({ scope, plan, ids }: TitleAsk): TitleQuery {
  return sql`select asked.id, offering.name || ' · ' || unit.name as title
    from unnest(${ids}::text[]) as asked(id)
    join mainstay.white_space_heading unit on unit.workspace_id = ${scope.workspaceId} and unit.plan_id = ${plan.id}
      and unit.axis = 'units' and unit.removed_at is null and unit.id = split_part(asked.id, ':', 1)::uuid
    join mainstay.white_space_heading offering on offering.workspace_id = unit.workspace_id and offering.plan_id = unit.plan_id
      and offering.axis = 'offerings' and offering.removed_at is null and offering.id = split_part(asked.id, ':', 2)::uuid`
}
