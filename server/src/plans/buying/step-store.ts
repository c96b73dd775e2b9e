import { BUYING_STEP_LIMIT } from '@mainstay/contract/plans-buying'
import type { BuyingSide } from '@mainstay/domain/buying'
import { type Selectable, sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { BuyingStepTable } from './tables.ts'

export type StepRow = Omit<Selectable<BuyingStepTable>, 'workspace_id' | 'plan_id' | 'account_id' | 'author_id'>

const COLUMNS = [
  's.id',
  's.purchase_id',
  's.side',
  's.position',
  's.title',
  's.phase',
  's.owner_role',
  's.owner_id',
  's.evidence',
  's.requirement',
  's.planned_on',
  's.done_on',
  's.serves',
  's.author_name',
  's.version',
  's.created_at',
  's.updated_at',
  's.removed_at',
] as const

function stepQuery(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.buying_step as s')
    .select(COLUMNS)
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.plan_id', '=', plan.id)
}

/** Steps that stand in these purchases, each side in its order. */
export async function standingSteps(
  scope: ReadScope,
  plan: StoredPlan,
  purchaseIds: readonly string[],
): Promise<StepRow[]> {
  if (purchaseIds.length === 0) return []
  return stepQuery(scope, plan)
    .where('s.purchase_id', 'in', [...purchaseIds])
    .where('s.removed_at', 'is', null)
    .orderBy('s.position')
    .orderBy('s.created_at')
    .orderBy('s.id')
    .execute()
}

/** Every step of a purchase in its order, also those taken out. Call it with the purchase locked. */
export function stepsOfPurchase(scope: ReadScope, plan: StoredPlan, purchaseId: string): Promise<StepRow[]> {
  return stepQuery(scope, plan)
    .where('s.purchase_id', '=', purchaseId)
    .orderBy('s.position')
    .orderBy('s.created_at')
    .orderBy('s.id')
    .execute()
}

/** The purchase that a step belongs to. */
export async function purchaseOfStep(scope: ReadScope, plan: StoredPlan, id: string): Promise<string> {
  const row = await stepQuery(scope, plan).where('s.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row.purchase_id
}

export type NewStep = Pick<
  StepRow,
  | 'id'
  | 'side'
  | 'position'
  | 'title'
  | 'phase'
  | 'owner_role'
  | 'owner_id'
  | 'evidence'
  | 'requirement'
  | 'planned_on'
  | 'done_on'
  | 'serves'
>

export async function insertSteps(
  scope: WriteScope,
  { plan, purchaseId }: { readonly plan: StoredPlan; readonly purchaseId: string },
  steps: readonly NewStep[],
): Promise<void> {
  if (steps.length === 0) return
  const known = {
    workspace_id: scope.workspaceId,
    purchase_id: purchaseId,
    plan_id: plan.id,
    account_id: plan.accountId,
    author_id: scope.actor.id,
    author_name: scope.actor.name,
  }
  await scope.db
    .insertInto('mainstay.buying_step')
    .values(steps.map((step) => ({ ...known, ...step })))
    .execute()
}

export type StepValues = Partial<Omit<NewStep, 'id' | 'side'> & Pick<StepRow, 'removed_at'>>

/** Writes what has changed of steps, the same of each, and their next versions. */
export async function updateSteps(scope: WriteScope, ids: readonly string[], values: StepValues): Promise<void> {
  if (ids.length === 0) return
  await scope.db
    .updateTable('mainstay.buying_step as s')
    .set((expression) => ({
      ...values,
      author_id: scope.actor.id,
      author_name: scope.actor.name,
      version: expression('s.version', '+', 1),
      updated_at: sql<Date>`now()`,
    }))
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}

/** Gives steps whole places again in the order of their ids, where there is no room left between two. */
export async function spreadOut(scope: WriteScope, ids: readonly string[]): Promise<void> {
  await sql`
    update mainstay.buying_step s set position = o.place
    from unnest(${[...ids]}::uuid[]) with ordinality as o(id, place)
    where s.workspace_id = ${scope.workspaceId} and s.id = o.id`.execute(scope.db)
}

/** Refuses more steps than a purchase has on a side. */
export function guardStepCount(rows: readonly StepRow[], side: BuyingSide, more: number): void {
  const present = rows.filter((row) => row.side === side && row.removed_at === null).length
  if (present + more <= BUYING_STEP_LIMIT) return
  throw new Refused('plans/buying-steps-full', { side, present, limit: BUYING_STEP_LIMIT })
}

/** The place after the last of a side, also of those taken out: they may come back. */
export function placeAfterLast(rows: readonly StepRow[], side: BuyingSide): number {
  return Math.floor(Math.max(0, ...rows.flatMap((row) => (row.side === side ? [row.position] : [])))) + 1
}
