import { type RoundStatus, roundProgress } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { type AreaContext, today } from '../../platform/area.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { presentRound, type RoundAnswer } from './present-round.ts'
import {
  answersOf,
  criteriaOf,
  leadsRounds,
  type RoundRow,
  ratersOf,
  ruleFrameOf,
  selectRounds,
  sizesOf,
} from './round-store.ts'

const SORT = '-created'

export interface ListRoundsInput {
  readonly status?: RoundStatus | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The rounds a person leads or scores in, newest first; raters learn of a round when it opens. */
export async function listRounds(
  area: AreaContext,
  scope: ReadScope,
  input: ListRoundsInput,
): Promise<{ rows: RoundAnswer[]; nextCursor: string | null; total: number }> {
  const [at, id] = decodeCursor(input.cursor, SORT, ['moment', 'uuid']) ?? []
  const own = sql<boolean>`(${leadsRounds(scope)} or (r.status <> 'planned' and exists (
    select 1 from mainstay.scoring_round_rater o
    where o.workspace_id = r.workspace_id and o.round_id = r.id and o.person_id = ${scope.actor.id})))`
  const status = input.status
  const rows = await selectRounds(scope)
    .select(sql<string>`r.created_at::text`.as('created_text'))
    .where(own)
    .$if(status !== undefined, (query) => query.where('r.status', '=', status ?? 'open'))
    .$if(id !== undefined, (query) =>
      query.where(sql<boolean>`(r.created_at, r.id) < (${at}::timestamptz, ${id}::uuid)`),
    )
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const counted = await scope.db
    .selectFrom('mainstay.scoring_round as r')
    .select((builder) => builder.fn.countAll<string>().as('total'))
    .where('r.workspace_id', '=', scope.workspaceId)
    .where(own)
    .$if(status !== undefined, (query) => query.where('r.status', '=', status ?? 'open'))
    .executeTakeFirstOrThrow()
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: await presentAll(area, scope, page),
    nextCursor: rows.length > input.limit && last ? encodeCursor(SORT, [last.created_text, last.id]) : null,
    total: Number(counted.total),
  }
}

async function presentAll(area: AreaContext, scope: ReadScope, rows: readonly RoundRow[]): Promise<RoundAnswer[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [criteria, raters] = [await criteriaOf(scope, ids), await ratersOf(scope, ids)]
  const [answers, sizes] = [await answersOf(scope, ids), await sizesOf(scope, ids)]
  return rows.map((row) => {
    const candidates = sizes.get(row.id) ?? 0
    const frame = ruleFrameOf({ row, criteria: criteria.get(row.id) ?? [], raters: raters.get(row.id) ?? [] })
    // For progress only the number of candidates matters.
    const round = { ...frame, accountIds: new Array<string>(candidates).fill('') }
    return presentRound(scope, row, {
      progress: roundProgress(round, answers.get(row.id) ?? new Map(), today(area)),
      candidates,
    })
  })
}
