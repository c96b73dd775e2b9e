import type { BridgeEntry, GoalMeasure } from '@mainstay/contract/plans-goals'
import type { CauseReference } from '@mainstay/contract/plans-objectives'
import type { PeriodDays } from '@mainstay/domain/plans'
import { type Selectable, sql } from 'kysely'
import { amountOf, presentMoney } from '../../economics/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { PlanBridgeEntryTable, PlanGoalTable } from './tables.ts'

export interface StoredPeriod extends PeriodDays {
  readonly planId: string
  readonly number: number
}

export type GoalRow = Pick<
  Selectable<PlanGoalTable>,
  'plan_id' | 'period' | 'measure' | 'amount' | 'version' | 'author_name'
>
export type EntryRow = Omit<Selectable<PlanBridgeEntryTable>, 'workspace_id' | 'account_id' | 'created_at'>

const GOAL_COLUMNS = ['g.plan_id', 'g.period', 'g.measure', 'g.amount', 'g.version', 'g.author_name'] as const
const ENTRY_COLUMNS = [
  'b.id',
  'b.plan_id',
  'b.period',
  'b.measure',
  'b.kind',
  'b.amount',
  'b.note',
  'b.source',
  'b.author_name',
  'b.version',
  'b.updated_at',
  'b.removed_at',
] as const

const RETURNED = [
  'id',
  'plan_id',
  'period',
  'measure',
  'kind',
  'amount',
  'note',
  'source',
  'author_name',
  'version',
  'updated_at',
  'removed_at',
] as const

/** Periods of several plans, each plan's in their order. */
export async function readPeriods(scope: ReadScope, planIds: readonly string[]): Promise<StoredPeriod[]> {
  if (planIds.length === 0) return []
  const rows = await scope.db
    .selectFrom('mainstay.plan_period as d')
    .select(['d.plan_id', 'd.number', 'd.starts_on', 'd.ends_on'])
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.plan_id', 'in', [...planIds])
    .orderBy('d.plan_id')
    .orderBy('d.starts_on')
    .execute()
  return rows.map((row) => ({
    planId: row.plan_id,
    number: row.number,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }))
}

/** Goals of several plans, cleared ones too: their version goes on. */
export async function readGoals(scope: ReadScope, planIds: readonly string[]): Promise<GoalRow[]> {
  if (planIds.length === 0) return []
  return scope.db
    .selectFrom('mainstay.plan_goal as g')
    .select(GOAL_COLUMNS)
    .where('g.workspace_id', '=', scope.workspaceId)
    .where('g.plan_id', 'in', [...planIds])
    .execute()
}

/** Goals of one plan, locked until the command ends. */
export async function lockGoals(scope: WriteScope, plan: StoredPlan): Promise<GoalRow[]> {
  return scope.db
    .selectFrom('mainstay.plan_goal as g')
    .select(GOAL_COLUMNS)
    .where('g.workspace_id', '=', scope.workspaceId)
    .where('g.plan_id', '=', plan.id)
    .orderBy('g.period')
    .orderBy('g.measure')
    .forUpdate()
    .execute()
}

export interface GoalWish {
  readonly period: number
  readonly measure: GoalMeasure
  readonly amount: string | null
  readonly version: number
}

/**
 * Writes one goal over the version that was seen. False when another has been written meanwhile: nothing is changed then.
 */
export async function saveGoal(scope: WriteScope, plan: StoredPlan, wish: GoalWish): Promise<boolean> {
  const content = { amount: wish.amount, author_name: scope.actor.name }
  if (wish.version === 0) {
    const inserted = await scope.db
      .insertInto('mainstay.plan_goal')
      .values({
        workspace_id: scope.workspaceId,
        plan_id: plan.id,
        account_id: plan.accountId,
        period: wish.period,
        measure: wish.measure,
        ...content,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    return inserted !== undefined
  }
  const updated = await scope.db
    .updateTable('mainstay.plan_goal')
    .set({ ...content, version: wish.version + 1, updated_at: sql<Date>`now()` })
    .where('workspace_id', '=', scope.workspaceId)
    .where('plan_id', '=', plan.id)
    .where('period', '=', wish.period)
    .where('measure', '=', wish.measure)
    .where('version', '=', wish.version)
    .returning('version')
    .executeTakeFirst()
  return updated !== undefined
}

/** Entries of the bridges of several plans, oldest first. */
export async function readEntries(scope: ReadScope, planIds: readonly string[]): Promise<EntryRow[]> {
  if (planIds.length === 0) return []
  return scope.db
    .selectFrom('mainstay.plan_bridge_entry as b')
    .select(ENTRY_COLUMNS)
    .where('b.workspace_id', '=', scope.workspaceId)
    .where('b.plan_id', 'in', [...planIds])
    .where('b.removed_at', 'is', null)
    .orderBy('b.created_at')
    .orderBy('b.id')
    .execute()
}

export async function lockEntry(scope: WriteScope, plan: StoredPlan, id: string): Promise<EntryRow> {
  const row = await scope.db
    .selectFrom('mainstay.plan_bridge_entry as b')
    .select(ENTRY_COLUMNS)
    .where('b.workspace_id', '=', scope.workspaceId)
    .where('b.plan_id', '=', plan.id)
    .where('b.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

/** Whether a base is stated for the goal already; there is one at most. */
export async function hasBase(
  scope: ReadScope,
  plan: StoredPlan,
  place: { readonly period: number; readonly measure: GoalMeasure },
): Promise<boolean> {
  const row = await scope.db
    .selectFrom('mainstay.plan_bridge_entry as b')
    .select('b.id')
    .where('b.workspace_id', '=', scope.workspaceId)
    .where('b.plan_id', '=', plan.id)
    .where('b.period', '=', place.period)
    .where('b.measure', '=', place.measure)
    .where('b.kind', '=', 'base')
    .where('b.removed_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertEntry(
  scope: WriteScope,
  plan: StoredPlan,
  entry: Pick<PlanBridgeEntryTable, 'id' | 'period' | 'measure' | 'kind' | 'amount'> & {
    readonly note: string
    readonly source: string
  },
): Promise<EntryRow> {
  return scope.db
    .insertInto('mainstay.plan_bridge_entry')
    .values({
      workspace_id: scope.workspaceId,
      plan_id: plan.id,
      account_id: plan.accountId,
      author_name: scope.actor.name,
      ...entry,
    })
    .returning(RETURNED)
    .executeTakeFirstOrThrow()
}

export async function updateEntry(
  scope: WriteScope,
  row: EntryRow,
  change: {
    readonly amount?: string
    readonly note?: string
    readonly source?: string
    readonly removed_at?: Date | null
  },
): Promise<EntryRow> {
  return scope.db
    .updateTable('mainstay.plan_bridge_entry as b')
    .set({ ...change, author_name: scope.actor.name, version: row.version + 1, updated_at: sql<Date>`now()` })
    .where('b.workspace_id', '=', scope.workspaceId)
    .where('b.id', '=', row.id)
    .returning(ENTRY_COLUMNS)
    .executeTakeFirstOrThrow()
}

/** What led to entries of the bridges of several plans, by entry. */
export async function readEntryCauses(
  scope: ReadScope,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, CauseReference>> {
  if (planIds.length === 0) return new Map()
  const rows = await scope.db
    .selectFrom('mainstay.plan_cause as c')
    .select(['c.effect_id', 'c.cause_kind', 'c.cause_id'])
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.plan_id', 'in', [...planIds])
    .where('c.effect_kind', '=', 'bridge_entry')
    .execute()
  return new Map(rows.map((row) => [row.effect_id, { kind: row.cause_kind, id: row.cause_id }]))
}

export function presentEntry(row: EntryRow, cause: CauseReference | null): BridgeEntry {
  return {
    id: row.id,
    period: row.period,
    measure: row.measure,
    kind: row.kind,
    amount: presentMoney(amountOf(row.amount)),
    note: row.note,
    source: row.source,
    authorName: row.author_name,
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    cause,
  }
}
