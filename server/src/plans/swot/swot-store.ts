import { SWOT_ITEM_LIMIT } from '@mainstay/contract/plans-swot'
import { type Selectable, sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { SwotItemTable } from './tables.ts'

export type SwotItemRow = Omit<Selectable<SwotItemTable>, 'workspace_id' | 'plan_id' | 'account_id' | 'author_id'>

const COLUMNS = [
  'i.id',
  'i.viewpoint',
  'i.kind',
  'i.content',
  'i.evidence',
  'i.evidence_on',
  'i.said_by',
  'i.impact',
  'i.confidence',
  'i.settled_reason',
  'i.settled_on',
  'i.settled_by',
  'i.author_name',
  'i.version',
  'i.created_at',
  'i.updated_at',
  'i.removed_at',
] as const

function itemsQuery(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.swot_item as i')
    .select(COLUMNS)
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.plan_id', '=', plan.id)
}

/** Every item that was not taken out. */
export function standingItems(scope: ReadScope, plan: StoredPlan): Promise<SwotItemRow[]> {
  return itemsQuery(scope, plan).where('i.removed_at', 'is', null).execute()
}

/** Items by their ids, whether taken out or not. */
export function itemsById(scope: ReadScope, plan: StoredPlan, ids: readonly string[]): Promise<SwotItemRow[]> {
  return itemsQuery(scope, plan).where('i.id', 'in', ids).execute()
}

export async function lockItem(scope: WriteScope, plan: StoredPlan, id: string): Promise<SwotItemRow> {
  const row = await itemsQuery(scope, plan).where('i.id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

/** Locks several in the order of their ids, so that two who move many of them wait instead of blocking each other. */
export async function lockItems(scope: WriteScope, plan: StoredPlan, ids: readonly string[]): Promise<SwotItemRow[]> {
  return itemsQuery(scope, plan)
    .where('i.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('i.id')
    .forUpdate()
    .execute()
}

/** The content of a new item, without what the command itself knows. */
export type NewItemValues = Pick<
  SwotItemRow,
  'id' | 'viewpoint' | 'kind' | 'content' | 'evidence' | 'evidence_on' | 'said_by' | 'impact' | 'confidence'
>

export async function insertItems(scope: WriteScope, plan: StoredPlan, items: readonly NewItemValues[]): Promise<void> {
  const known = {
    workspace_id: scope.workspaceId,
    plan_id: plan.id,
    account_id: plan.accountId,
    author_id: scope.actor.id,
    author_name: scope.actor.name,
  }
  await scope.db
    .insertInto('mainstay.swot_item')
    .values(items.map((item) => ({ ...known, ...item })))
    .execute()
}

/** Refuses more items than a plan holds; whoever else adds at the same moment may overshoot by what they add. */
export async function guardItemCount(scope: WriteScope, plan: StoredPlan, more: number): Promise<void> {
  const { count } = await scope.db
    .selectFrom('mainstay.swot_item as i')
    .select((expression) => expression.fn.countAll<string>().as('count'))
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.plan_id', '=', plan.id)
    .where('i.removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  const present = Number(count)
  if (present + more > SWOT_ITEM_LIMIT) throw new Refused('plans/swot-full', { present, limit: SWOT_ITEM_LIMIT })
}

/** Writes what has changed of an item, and its next version. */
export async function updateItem(
  scope: WriteScope,
  id: string,
  values: Partial<Omit<SwotItemRow, 'id' | 'version' | 'created_at' | 'updated_at' | 'author_name'>>,
): Promise<void> {
  await scope.db
    .updateTable('mainstay.swot_item as i')
    .set((expression) => ({
      ...values,
      version: expression('i.version', '+', 1),
      updated_at: sql<Date>`now()`,
    }))
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.id', '=', id)
    .execute()
}

/** Takes rows out in one statement, or puts them back, each with the next version. */
export async function moveRows(scope: WriteScope, ids: readonly string[], removedAt: Date | null): Promise<void> {
  await scope.db
    .updateTable('mainstay.swot_item as i')
    .set((expression) => ({
      removed_at: removedAt,
      version: expression('i.version', '+', 1),
      updated_at: sql<Date>`now()`,
    }))
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}
