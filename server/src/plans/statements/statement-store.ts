import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanStatement } from '@mainstay/contract/plans-statements'
import { agesOf, freshnessOn, type GivenAnswer } from '@mainstay/domain/plans'
import { type Selectable, sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { PlanStatementTable } from '../tables.ts'

const COLUMNS = [
  's.id',
  's.section_key',
  's.field_key',
  's.content',
  's.is_confirmed',
  's.source',
  's.as_of',
  's.author_name',
  's.version',
  's.created_at',
  's.updated_at',
  's.removed_at',
] as const

/** Without the name of the query, for what a statement of change gives back. */
const STORED = [
  'id',
  'section_key',
  'field_key',
  'content',
  'is_confirmed',
  'source',
  'as_of',
  'author_name',
  'version',
  'created_at',
  'updated_at',
  'removed_at',
] as const

export type StatementRow = Pick<Selectable<PlanStatementTable>, (typeof STORED)[number]>

function statementsOf(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.plan_statement as s')
    .select(COLUMNS)
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.plan_id', '=', plan.id)
}

/** Everything that is in the plan, the latest first. */
export function selectStatements(scope: ReadScope, plan: StoredPlan): Promise<StatementRow[]> {
  return statementsOf(scope, plan)
    .where('s.removed_at', 'is', null)
    .orderBy('s.as_of', 'desc')
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id')
    .execute()
}

/** All that statements ever said, the first first, up to the moment that is looked at. */
export async function selectAnswers(
  scope: ReadScope,
  plan: StoredPlan,
  ids: readonly string[],
): Promise<ReadonlyMap<string, GivenAnswer[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<GivenAnswer & { readonly id: string }>`
    select v.row_key as id, v.content ->> 'content' as content, v.content ->> 'as_of' as "asOf",
      v.content ->> 'author_name' as "authorName"
    from mainstay.plan_past v
    where v.workspace_id = ${scope.workspaceId} and v.plan_id = ${plan.id} and v.of_table = 'plan_statement'
      and v.row_key = any(${[...ids]}::text[]) and v.content is not null and v.content ->> 'removed_at' is null
      and v.at <= coalesce(nullif(current_setting('mainstay.past_moment', true), '')::timestamptz, 'infinity')
    order by v.id`.execute(scope.db)
  const answers = Map.groupBy(rows, ({ id }) => id)
  return new Map([...answers].map(([id, all]) => [id, all.map(({ id: _, ...answer }) => answer)]))
}

export async function lockStatement(scope: WriteScope, plan: StoredPlan, id: string): Promise<StatementRow> {
  const row = await statementsOf(scope, plan).where('s.id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

/** Whether a field has a value now. */
export async function isFieldFilled(scope: ReadScope, plan: StoredPlan, place: StatementPlace): Promise<boolean> {
  const row = await statementsOf(scope, plan)
    .where('s.removed_at', 'is', null)
    .where('s.section_key', '=', place.sectionKey)
    .where('s.field_key', '=', place.fieldKey)
    .executeTakeFirst()
  return row !== undefined
}

export interface StatementPlace {
  readonly sectionKey: string
  readonly fieldKey: string | null
}

export interface NewStatement extends StatementPlace {
  readonly id: string
  readonly content: string
  readonly isConfirmed: boolean
  readonly source: string
  readonly asOf: string
}

export async function insertStatement(
  scope: WriteScope,
  plan: StoredPlan,
  statement: NewStatement,
  now: Date,
): Promise<StatementRow> {
  return scope.db
    .insertInto('mainstay.plan_statement')
    .values({
      workspace_id: scope.workspaceId,
      id: statement.id,
      plan_id: plan.id,
      account_id: plan.accountId,
      section_key: statement.sectionKey,
      field_key: statement.fieldKey,
      content: statement.content,
      is_confirmed: statement.isConfirmed,
      source: statement.source,
      as_of: statement.asOf,
      author_id: scope.actor.id,
      author_name: scope.actor.name,
      created_at: now,
      updated_at: now,
      removed_at: null,
    })
    .returning(STORED)
    .executeTakeFirstOrThrow()
}

/** What of a statement changes; `isRemoved` takes it out or puts it back. */
export interface StatementChange {
  readonly content?: string
  readonly isConfirmed?: boolean
  readonly source?: string
  readonly asOf?: string
  readonly isRemoved?: boolean
}

/** Keeps a change under the name of whoever says so; taking out and putting back leave the author. */
export async function updateStatement(
  scope: WriteScope,
  row: StatementRow,
  change: StatementChange,
  now: Date,
): Promise<StatementRow> {
  const { content, isConfirmed, source, asOf, isRemoved } = change
  const isSaid = isRemoved === undefined
  return scope.db
    .updateTable('mainstay.plan_statement as s')
    .set({
      ...(content === undefined ? {} : { content }),
      ...(isConfirmed === undefined ? {} : { is_confirmed: isConfirmed }),
      ...(source === undefined ? {} : { source }),
      ...(asOf === undefined ? {} : { as_of: asOf }),
      ...(isSaid
        ? { author_id: scope.actor.id, author_name: scope.actor.name }
        : { removed_at: isRemoved ? now : null }),
      updated_at: now,
      version: row.version + 1,
    })
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.id', '=', row.id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
}

/** A statement as it is told, with its age on a day by the rule of its section. */
export function presentStatement(row: StatementRow, section: PlanSection, today: string): PlanStatement {
  const ages = agesOf({ asOf: row.as_of, isConfirmed: row.is_confirmed }, section.freshMonths)
  return {
    id: row.id,
    sectionKey: row.section_key,
    fieldKey: row.field_key,
    content: row.content,
    isConfirmed: row.is_confirmed,
    source: row.source,
    asOf: row.as_of,
    authorName: row.author_name,
    freshness: freshnessOn(today, ages),
    doubtfulFrom: ages?.doubtfulFrom ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}
