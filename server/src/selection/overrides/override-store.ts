import type { tierOverride } from '@mainstay/contract/selection-overrides'
import { OUT_OF_PROGRAM } from '@mainstay/domain/program'
import { type Override, type OverrideState, overrideState } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { z } from 'zod'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type {} from './tables.ts'

export type OverrideAnswerRow = z.infer<typeof tierOverride>

export interface OverrideRow {
  readonly id: string
  readonly account_id: string
  readonly tier: string
  readonly reason: string
  readonly asked_by: string
  readonly asker_name: string
  readonly asked_on: string
  readonly expires_on: string
  readonly proposed_tier: string | null
  readonly is_granted: boolean | null
  readonly decider_id: string | null
  readonly decider_name: string | null
  readonly answer_reason: string | null
  readonly decided_on: string | null
  readonly ended_by: string | null
  readonly ender_name: string | null
  readonly end_reason: string | null
  readonly ended_on: string | null
  readonly version: number
}

export const OVERRIDE_COLUMNS =
  sql.raw(`o.id, o.account_id, o.tier, o.reason, o.asked_by, o.asker_name, o.asked_on, o.expires_on, o.proposed_tier,
  o.is_granted, o.decider_id, o.decider_name, o.answer_reason, o.decided_on, o.ended_by, o.ender_name, o.end_reason, o.ended_on, o.version`)

/** An override as the rules see it. */
export function ruleOverrideOf(row: OverrideRow): Override {
  return {
    id: row.id,
    accountId: row.account_id,
    tier: row.tier,
    reason: row.reason,
    askedBy: row.asked_by,
    askedOn: row.asked_on,
    expiresOn: row.expires_on,
    answer:
      row.is_granted === null
        ? null
        : {
            isGranted: row.is_granted,
            deciderId: row.decider_id ?? '',
            reason: row.answer_reason ?? '',
            decidedOn: row.decided_on ?? '',
          },
    end:
      row.ended_on === null
        ? null
        : { endedBy: row.ended_by ?? '', reason: row.end_reason ?? '', endedOn: row.ended_on },
  }
}

/** All overrides of these accounts that time or people have not ended by a day. */
export async function overridesOpenOn(
  scope: ReadScope,
  accountIds: readonly string[],
  day: string,
): Promise<OverrideRow[]> {
  const { rows } = await sql<OverrideRow>`
    select ${OVERRIDE_COLUMNS} from mainstay.tier_override o
    where o.workspace_id = ${scope.workspaceId} and o.account_id = any(${[...accountIds]}::bigint[]) and ${isOpen(day)}`.execute(
    scope.db,
  )
  return rows
}

function isOpen(day: string) {
  return sql`(o.expires_on >= ${day}::date and (o.ended_on is null or o.ended_on > ${day}::date) and o.is_granted is distinct from false)`
}

/** One override, for a change; one that the actor may not see does not exist. */
export async function lockOverride(scope: WriteScope, id: string): Promise<OverrideRow> {
  const { rows } = await sql<OverrideRow>`
    select ${OVERRIDE_COLUMNS} from mainstay.tier_override o
    where o.workspace_id = ${scope.workspaceId} and o.id = ${id} for update`.execute(scope.db)
  const row = rows[0]
  if (!row) throw new Refused('http/not-found')
  return row
}

export async function insertOverride(
  scope: WriteScope,
  asked: Override,
  facts: { readonly askedAt: Date; readonly proposedTier: string | null },
): Promise<void> {
  await scope.db
    .insertInto('mainstay.tier_override')
    .values({
      workspace_id: scope.workspaceId,
      id: asked.id,
      account_id: asked.accountId,
      tier: asked.tier,
      reason: asked.reason,
      asked_by: asked.askedBy,
      asker_name: scope.actor.name,
      asked_on: asked.askedOn,
      asked_at: facts.askedAt,
      expires_on: asked.expiresOn,
      proposed_tier: facts.proposedTier,
    })
    .execute()
}

/** Keeps what was added to an override: its answer, or its end, by the actor. */
export async function storeAddition(scope: WriteScope, override: Override, added: 'answer' | 'end'): Promise<void> {
  const { answer, end } = override
  const answered = added === 'answer' && answer
  const ended = added === 'end' && end
  await scope.db
    .updateTable('mainstay.tier_override as o')
    .set({
      ...(answered
        ? {
            is_granted: answered.isGranted,
            decider_id: answered.deciderId,
            decider_name: scope.actor.name,
            answer_reason: answered.reason,
            decided_on: answered.decidedOn,
          }
        : {}),
      ...(ended
        ? { ended_by: ended.endedBy, ender_name: scope.actor.name, end_reason: ended.reason, ended_on: ended.endedOn }
        : {}),
      version: sql`o.version + 1`,
    })
    .where('o.workspace_id', '=', scope.workspaceId)
    .where('o.id', '=', override.id)
    .execute()
}

export interface OverrideFilter {
  readonly id?: string
  readonly state?: 'asked' | 'running' | 'over' | undefined
  readonly accountId?: string | undefined
  readonly before?: readonly (string | number | null)[] | null
  readonly limit: number
  readonly today: string
}

interface ListedRow extends OverrideRow {
  readonly asked_key: string
  readonly code: string
  readonly name: string
  readonly current_tier: string | null
  readonly falls_back_to: string | null
}

export interface ListedOverride {
  readonly row: OverrideAnswerRow
  readonly keys: readonly string[]
}

/** Overrides the actor may see, newest first, with the tier the account is in and the one it falls back to. */
export async function selectOverrides(scope: ReadScope, filter: OverrideFilter): Promise<ListedOverride[]> {
  const { today, before, limit } = filter
  const [askedAt, id] = before ?? []
  const holding = (more: ReturnType<typeof sql>) => sql`(select d.tier from mainstay.tier_decision d
    where d.workspace_id = o.workspace_id and d.account_id = o.account_id and d.effective_date <= ${today}::date
      and (d.expires_on is null or ${today}::date <= d.expires_on) ${more}
    order by d.effective_date desc, d.id desc limit 1)`
  const { rows } = await sql<ListedRow>`
    select ${OVERRIDE_COLUMNS}, o.asked_at::text as asked_key, a.code, a.name, ${holding(sql``)} as current_tier,
      ${holding(sql`and d.override_id is distinct from o.id`)} as falls_back_to
    from mainstay.tier_override o
    join mainstay.account a on a.workspace_id = o.workspace_id and a.id = o.account_id
    where ${conditions(scope, filter)}
      ${before ? sql`and (o.asked_at, o.id) < (${askedAt}::timestamptz, ${id}::uuid)` : sql``}
    order by o.asked_at desc, o.id desc limit ${limit}`.execute(scope.db)
  return rows.map((row) => ({ row: presentOverride(row, scope.actor.id, today), keys: [row.asked_key, row.id] }))
}

export async function countOverrides(scope: ReadScope, filter: OverrideFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.tier_override o where ${conditions(scope, filter)}`.execute(
    scope.db,
  )
  return rows[0]?.total ?? 0
}

export async function findOverride(scope: ReadScope, id: string, today: string): Promise<OverrideAnswerRow> {
  const [found] = await selectOverrides(scope, { id, limit: 1, today })
  if (!found) throw new Refused('http/not-found')
  return found.row
}

function conditions(scope: ReadScope, { id, state, accountId, today }: OverrideFilter) {
  const open = isOpen(today)
  const ofState = {
    asked: sql`${open} and o.is_granted is null`,
    running: sql`${open} and o.is_granted`,
    over: sql`not ${open}`,
  }
  return sql.join(
    [
      sql`o.workspace_id = ${scope.workspaceId}`,
      ...(id === undefined ? [] : [sql`o.id = ${id}`]),
      ...(accountId === undefined ? [] : [sql`o.account_id = ${accountId}`]),
      ...(state === undefined ? [] : [ofState[state]]),
    ],
    sql` and `,
  )
}

function presentOverride(row: ListedRow, readerId: string, today: string): OverrideAnswerRow {
  const rule = ruleOverrideOf(row)
  const state: OverrideState = overrideState(rule, today)
  const { answer, end } = rule
  return {
    id: row.id,
    account: { id: row.account_id, code: row.code, name: row.name },
    tier: row.tier,
    reason: row.reason,
    state,
    askerName: row.asker_name,
    isOwn: row.asked_by === readerId,
    askedOn: row.asked_on,
    expiresOn: row.expires_on,
    proposedTier: row.proposed_tier,
    currentTier: row.current_tier ?? OUT_OF_PROGRAM,
    fallsBackTo: state === 'granted' ? (row.falls_back_to ?? OUT_OF_PROGRAM) : null,
    answer: answer && {
      isGranted: answer.isGranted,
      deciderName: row.decider_name ?? '',
      reason: answer.reason,
      decidedOn: answer.decidedOn,
    },
    end: end && { enderName: row.ender_name ?? '', reason: end.reason, endedOn: end.endedOn },
    version: row.version,
  }
}
