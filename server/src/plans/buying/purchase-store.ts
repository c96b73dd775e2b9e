import { PURCHASE_LIMIT } from '@mainstay/contract/plans-buying'
import { type Selectable, sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { lockPlan, openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import type { PurchaseTable } from './tables.ts'

export type PurchaseRow = Omit<Selectable<PurchaseTable>, 'workspace_id' | 'plan_id' | 'account_id' | 'author_id'>

const COLUMNS = [
  'u.id',
  'u.title',
  'u.buy_class',
  'u.note',
  'u.decision_on',
  'u.status',
  'u.ended_on',
  'u.end_reason',
  'u.ended_by_name',
  'u.template_id',
  'u.author_name',
  'u.version',
  'u.created_at',
  'u.updated_at',
  'u.removed_at',
] as const

function purchaseQuery(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.purchase as u')
    .select(COLUMNS)
    .where('u.workspace_id', '=', scope.workspaceId)
    .where('u.plan_id', '=', plan.id)
}

/** Open ones by the day of decision, those without one last; then those that ended, the latest first. */
export function standingPurchases(scope: ReadScope, plan: StoredPlan): Promise<PurchaseRow[]> {
  return purchaseQuery(scope, plan)
    .where('u.removed_at', 'is', null)
    .orderBy(sql`u.status <> 'open'`)
    .orderBy('u.ended_on', 'desc')
    .orderBy(sql`u.decision_on nulls last`)
    .orderBy('u.created_at')
    .orderBy('u.id')
    .execute()
}

export async function findPurchase(scope: ReadScope, plan: StoredPlan, id: string): Promise<PurchaseRow> {
  const row = await purchaseQuery(scope, plan).where('u.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

/** Whoever changes a purchase or a step of it holds the purchase: its order and mapping are one thing. */
export async function lockPurchase(scope: WriteScope, plan: StoredPlan, id: string): Promise<PurchaseRow> {
  const row = await purchaseQuery(scope, plan).where('u.id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

/** A plan whose buying process the actor may work on. */
export async function planForBuying(scope: WriteScope, planId: string): Promise<StoredPlan> {
  const plan = await openPlanForWork(scope, planId)
  await requirePart(scope, plan, 'buying_process')
  return plan
}

/** The same where one purchase more comes to stand in it: one at a time, for what they count. */
export async function planForOneMore(scope: WriteScope, planId: string): Promise<StoredPlan> {
  await lockPlan(scope, planId)
  return planForBuying(scope, planId)
}

/** Refuses more purchases than a plan holds. Call it with the plan locked. */
export async function guardPurchaseCount(scope: WriteScope, plan: StoredPlan): Promise<void> {
  const { count } = await scope.db
    .selectFrom('mainstay.purchase as u')
    .select((expression) => expression.fn.countAll<string>().as('count'))
    .where('u.workspace_id', '=', scope.workspaceId)
    .where('u.plan_id', '=', plan.id)
    .where('u.removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  const present = Number(count)
  if (present >= PURCHASE_LIMIT) throw new Refused('plans/purchases-full', { present, limit: PURCHASE_LIMIT })
}

export type NewPurchase = Pick<PurchaseRow, 'id' | 'title' | 'buy_class' | 'note' | 'decision_on' | 'template_id'>

export async function insertPurchase(scope: WriteScope, plan: StoredPlan, purchase: NewPurchase): Promise<void> {
  await scope.db
    .insertInto('mainstay.purchase')
    .values({
      workspace_id: scope.workspaceId,
      plan_id: plan.id,
      account_id: plan.accountId,
      status: 'open',
      author_id: scope.actor.id,
      author_name: scope.actor.name,
      ...purchase,
    })
    .execute()
}

export type PurchaseValues = Partial<
  Pick<
    PurchaseRow,
    | 'title'
    | 'buy_class'
    | 'note'
    | 'decision_on'
    | 'status'
    | 'ended_on'
    | 'end_reason'
    | 'ended_by_name'
    | 'removed_at'
  >
>

/** Writes what has changed of a purchase, and its next version. */
export async function updatePurchase(scope: WriteScope, id: string, values: PurchaseValues): Promise<void> {
  await scope.db
    .updateTable('mainstay.purchase as u')
    .set((expression) => ({
      ...values,
      author_id: scope.actor.id,
      author_name: scope.actor.name,
      version: expression('u.version', '+', 1),
      updated_at: sql<Date>`now()`,
    }))
    .where('u.workspace_id', '=', scope.workspaceId)
    .where('u.id', '=', id)
    .execute()
}

export function subjectOf(plan: StoredPlan) {
  return { subjectType: 'plan', subjectId: plan.id, accountId: plan.accountId } as const
}
