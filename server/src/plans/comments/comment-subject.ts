import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { requirePart, type StoredPlan, visibleSections } from '../plan-store.ts'
import { type PlanPlace, WHOLE_PLAN } from './readers.ts'
import type { CommentSubjectKind } from './tables.ts'

/** What a comment is about: its place decides who may read it, its owners are told. */
export interface CommentSubject {
  readonly kind: CommentSubjectKind
  readonly id: string
  readonly place: PlanPlace
  readonly ownerIds: readonly string[]
}

interface Named {
  readonly kind: CommentSubjectKind
  readonly id: string
}

type ThingKind = Exclude<CommentSubjectKind, 'plan' | 'section'>

const PARTS = {
  statement: 'statements',
  swot_item: 'swot',
  objective: 'objectives',
  key_result: 'objectives',
  action: 'actions',
  person: 'team',
  white_space_cell: 'white_space',
  purchase: 'buying_process',
  buying_step: 'buying_process',
  value_case: 'value_cases',
} as const satisfies Record<ThingKind, string>

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const TWO_UUIDS = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Finds what a comment is about; refuses what the plan does not have and what the reader may not see. */
export async function findSubject(scope: ReadScope, plan: StoredPlan, { kind, id }: Named): Promise<CommentSubject> {
  if (kind === 'plan') {
    if (id !== plan.id) throw new Refused('http/not-found')
    return { kind, id, place: WHOLE_PLAN, ownerIds: [] }
  }
  if (kind === 'section') return { kind, id, place: await placeOfSection(scope, plan, id), ownerIds: [] }
  await requirePart(scope, plan, PARTS[kind])
  const found = await findThing(scope, plan, { kind, id })
  if (!found) throw new Refused('http/not-found')
  const sectionKey = found.section_key
  const place = sectionKey === null ? { part: PARTS[kind], sectionKey } : await placeOfSection(scope, plan, sectionKey)
  return { kind, id, place, ownerIds: found.owner_id === null ? [] : [found.owner_id] }
}

async function placeOfSection(scope: ReadScope, plan: StoredPlan, key: string): Promise<PlanPlace> {
  const section = (await visibleSections(scope, plan)).find((each) => each.key === key)
  if (!section) throw new Refused('plans/no-such-part')
  return { part: section.part, sectionKey: key }
}

interface Thing {
  readonly owner_id: string | null
  readonly section_key: string | null
}

/** Where each kind of thing is kept, whom it belongs to, and in which section it stands where that counts. */
const THINGS = {
  statement: sql`select t.author_id as owner_id, t.section_key from mainstay.plan_statement t`,
  swot_item: sql`select t.author_id as owner_id, null::text as section_key from mainstay.swot_item t`,
  objective: sql`select t.owner_person_id as owner_id, null::text as section_key from mainstay.plan_objective t`,
  key_result: sql`select o.owner_person_id as owner_id, null::text as section_key from mainstay.plan_key_result t
    join mainstay.plan_objective o on o.workspace_id = t.workspace_id and o.id = t.objective_id and o.removed_at is null`,
  action: sql`select t.owner_person_id as owner_id, null::text as section_key from mainstay.plan_action t`,
  person: sql`select t.person_id as owner_id, null::text as section_key from mainstay.plan_person t`,
  purchase: sql`select t.author_id as owner_id, null::text as section_key from mainstay.purchase t`,
  buying_step: sql`select n.person_id as owner_id, null::text as section_key from mainstay.buying_step t
    join mainstay.purchase p on p.workspace_id = t.workspace_id and p.id = t.purchase_id and p.removed_at is null
    left join mainstay.plan_person n on n.workspace_id = t.workspace_id and n.id = t.owner_id and n.removed_at is null`,
  // What the account is worth to us are margins, and talk goes to everybody who sees the plan.
  value_case: sql`select t.author_id as owner_id, null::text as section_key from mainstay.value_case t
    join mainstay.value_case c on c.workspace_id = t.workspace_id and c.id = t.id and c.beneficiary = 'customer'`,
} as const satisfies Record<Exclude<ThingKind, 'white_space_cell'>, unknown>

async function findThing(
  scope: ReadScope,
  plan: StoredPlan,
  { kind, id }: { readonly kind: ThingKind; readonly id: string },
): Promise<Thing | undefined> {
  if (kind === 'white_space_cell') return findCell(scope, plan, id)
  if (!UUID.test(id)) return undefined
  const { rows } = await sql<Thing>`
    ${THINGS[kind]} where t.workspace_id = ${scope.workspaceId} and t.plan_id = ${plan.id} and t.id = ${id}::uuid
      and t.removed_at is null`.execute(scope.db)
  return rows[0]
}

/** A cell exists where its unit and its offering do, written or not; only its one spelling names it. */
async function findCell(scope: ReadScope, plan: StoredPlan, id: string): Promise<Thing | undefined> {
  if (!TWO_UUIDS.test(id)) return undefined
  const { rows } = await sql<Thing>`
    select null::text as owner_id, null::text as section_key
    from mainstay.white_space_heading u
    join mainstay.white_space_heading o on o.workspace_id = u.workspace_id and o.plan_id = u.plan_id
      and o.axis = 'offerings' and o.removed_at is null
    where u.workspace_id = ${scope.workspaceId} and u.plan_id = ${plan.id} and u.axis = 'units' and u.removed_at is null
      and u.id::text || ':' || o.id::text = ${id}`.execute(scope.db)
  return rows[0]
}
