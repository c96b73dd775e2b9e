import type { exceptionMark } from '@mainstay/contract/selection-overrides'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { ReadScope } from '../../platform/use-case.ts'

export type ExceptionMark = z.infer<typeof exceptionMark>

/**
 * Which of these accounts stand where they stand on a day by an override or by a decision against the scores, with the
 * last day of it. Every list that shows an account shows this beside it.
 */
export async function readExceptionMarks(
  scope: ReadScope,
  accountIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, ExceptionMark>> {
  const { rows } = await sql<{ account_id: string; expires_on: string | null; is_override: boolean }>`
    select h.account_id, h.expires_on, h.override_id is not null as is_override from (
      select distinct on (d.account_id) d.account_id, d.expires_on, d.override_id, d.follows_scores from mainstay.tier_decision d
      where d.workspace_id = ${scope.workspaceId} and d.account_id = any(${[...new Set(accountIds)]}::bigint[])
        and d.effective_date <= ${day}::date and (d.expires_on is null or ${day}::date <= d.expires_on)
      order by d.account_id, d.effective_date desc, d.id desc) h
    where h.override_id is not null or not h.follows_scores`.execute(scope.db)
  return new Map(
    rows.map(({ account_id, expires_on, is_override }) => [
      account_id,
      { kind: is_override ? 'override' : 'against_scores', expiresOn: expires_on },
    ]),
  )
}
