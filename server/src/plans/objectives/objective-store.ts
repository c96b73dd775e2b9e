import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { KeyResultReadingTable, PlanKeyResultTable, PlanObjectiveTable } from './tables.ts'

type Known = 'workspace_id' | 'plan_id' | 'account_id'
export type ObjectiveRow = Omit<Selectable<PlanObjectiveTable>, Known>
export type KeyResultRow = Omit<Selectable<PlanKeyResultTable>, Known>
export type ReadingRow = Omit<Selectable<KeyResultReadingTable>, Known | 'author_id'>

const OBJECTIVE_COLUMNS = [
  'o.id',
  'o.title',
  'o.why',
  'o.kind',
  'o.ambition',
  'o.owner_kind',
  'o.owner_person_id',
  'o.owner_name',
  'o.owner_function',
  'o.starts_on',
  'o.ends_on',
  'o.status',
  'o.ended_on',
  'o.ended_by_name',
  'o.end_reason',
  'o.final_grade',
  'o.version',
  'o.created_at',
  'o.updated_at',
  'o.removed_at',
] as const

const KEY_RESULT_COLUMNS = [
  'k.id',
  'k.objective_id',
  'k.title',
  'k.kind',
  'k.direction',
  'k.ambition',
  'k.weight',
  'k.unit',
  'k.start_value',
  'k.target_value',
  'k.fed_source',
  'k.fed_product_line',
  'k.fed_window',
  'k.position',
  'k.version',
  'k.created_at',
  'k.updated_at',
  'k.removed_at',
] as const

const READING_COLUMNS = [
  'r.id',
  'r.key_result_id',
  'r.read_on',
  'r.value',
  'r.note',
  'r.author_name',
  'r.corrects_id',
  'r.version',
  'r.created_at',
  'r.removed_at',
] as const

export function selectObjectives(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.plan_objective as o')
    .select(OBJECTIVE_COLUMNS)
    .where('o.workspace_id', '=', scope.workspaceId)
    .where('o.plan_id', '=', plan.id)
}

export function selectKeyResults(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.plan_key_result as k')
    .select(KEY_RESULT_COLUMNS)
    .where('k.workspace_id', '=', scope.workspaceId)
    .where('k.plan_id', '=', plan.id)
}

export function selectReadings(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.key_result_reading as r')
    .select(READING_COLUMNS)
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.plan_id', '=', plan.id)
}

export async function lockObjective(scope: WriteScope, plan: StoredPlan, id: string): Promise<ObjectiveRow> {
  return found(await selectObjectives(scope, plan).where('o.id', '=', id).forUpdate().executeTakeFirst())
}

export async function lockKeyResult(scope: WriteScope, plan: StoredPlan, id: string): Promise<KeyResultRow> {
  return found(await selectKeyResults(scope, plan).where('k.id', '=', id).forUpdate().executeTakeFirst())
}

export async function lockReading(scope: WriteScope, plan: StoredPlan, id: string): Promise<ReadingRow> {
  return found(await selectReadings(scope, plan).where('r.id', '=', id).forUpdate().executeTakeFirst())
}

/** The objective of a key result that is worked on; one that was taken out takes its key results with it. */
export async function standingObjective(scope: WriteScope, plan: StoredPlan, id: string): Promise<ObjectiveRow> {
  const row = found(await selectObjectives(scope, plan).where('o.id', '=', id).forShare().executeTakeFirst())
  if (row.removed_at !== null) throw new Refused('plans/removed')
  return row
}

function found<Row>(row: Row | undefined): Row {
  if (!row) throw new Refused('http/not-found')
  return row
}

const placeOf = (scope: WriteScope, plan: StoredPlan) => ({
  workspace_id: scope.workspaceId,
  plan_id: plan.id,
  account_id: plan.accountId,
})

export async function insertObjective(
  scope: WriteScope,
  plan: StoredPlan,
  values: Omit<Insertable<PlanObjectiveTable>, Known>,
): Promise<void> {
  await scope.db
    .insertInto('mainstay.plan_objective')
    .values({ ...placeOf(scope, plan), ...values })
    .execute()
}

export async function insertKeyResults(
  scope: WriteScope,
  plan: StoredPlan,
  values: readonly Omit<Insertable<PlanKeyResultTable>, Known>[],
): Promise<void> {
  if (values.length === 0) return
  await scope.db
    .insertInto('mainstay.plan_key_result')
    .values(values.map((value) => ({ ...placeOf(scope, plan), ...value })))
    .execute()
}

export async function insertReading(
  scope: WriteScope,
  plan: StoredPlan,
  values: Omit<Insertable<KeyResultReadingTable>, Known | 'author_id' | 'author_name'>,
): Promise<void> {
  await scope.db
    .insertInto('mainstay.key_result_reading')
    .values({ ...placeOf(scope, plan), author_id: scope.actor.id, author_name: scope.actor.name, ...values })
    .execute()
}

export async function updateObjective(
  scope: WriteScope,
  id: string,
  values: Updateable<PlanObjectiveTable>,
): Promise<void> {
  await scope.db
    .updateTable('mainstay.plan_objective as o')
    .set({ ...values, version: sql<number>`o.version + 1` })
    .where('o.workspace_id', '=', scope.workspaceId)
    .where('o.id', '=', id)
    .execute()
}

export async function updateKeyResult(
  scope: WriteScope,
  id: string,
  values: Updateable<PlanKeyResultTable>,
): Promise<void> {
  await scope.db
    .updateTable('mainstay.plan_key_result as k')
    .set({ ...values, version: sql<number>`k.version + 1` })
    .where('k.workspace_id', '=', scope.workspaceId)
    .where('k.id', '=', id)
    .execute()
}

export async function markReading(scope: WriteScope, id: string, removedAt: Date | null): Promise<void> {
  await scope.db
    .updateTable('mainstay.key_result_reading as r')
    .set({ removed_at: removedAt, version: sql<number>`r.version + 1` })
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.id', '=', id)
    .execute()
}

/** How many standing objectives a plan has. */
export async function countObjectives(scope: ReadScope, plan: StoredPlan): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.plan_objective o
    where o.workspace_id = ${scope.workspaceId} and o.plan_id = ${plan.id} and o.removed_at is null`.execute(scope.db)
  return rows[0]?.total ?? 0
}

/** How many standing key results an objective has, and the place of the next. */
export async function keyResultPlaces(
  scope: ReadScope,
  objectiveId: string,
): Promise<{ readonly standing: number; readonly next: number }> {
  const { rows } = await sql<{ standing: number; next: number }>`
    select count(*) filter (where k.removed_at is null)::integer as standing, coalesce(max(k.position), 0) + 1 as next
    from mainstay.plan_key_result k
    where k.workspace_id = ${scope.workspaceId} and k.objective_id = ${objectiveId}`.execute(scope.db)
  return rows[0] ?? { standing: 0, next: 1 }
}

/** Whether another standing reading takes the place of this one. */
export async function isCorrected(scope: ReadScope, plan: StoredPlan, id: string): Promise<boolean> {
  const row = await selectReadings(scope, plan)
    .where('r.corrects_id', '=', id)
    .where('r.removed_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
