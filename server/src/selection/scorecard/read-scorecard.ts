import { permissionsOf } from '@mainstay/domain/accounts'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, command, read } from '../../platform/http/call.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findCandidate, findVisible, readReferences } from '../candidate-store.ts'
import {
  presentRow,
  presentScorecard,
  type ScorecardAnswer,
  type ScorecardRow,
  type Told,
} from './present-scorecard.ts'
import { insertScore, type ScoreInput } from './score-profitability.ts'
import { loadScorecards, type ScorecardBook } from './scorecard-book.ts'

const SHOWN = 500

/** How profitable an account is, and is felt to be. */
export async function readScorecard(area: AreaContext, context: CallContext, id: string): Promise<ScorecardAnswer> {
  const book = await loadScorecards(area, actorOf(context))
  return read(context, (scope) => answerFor(scope, book, id))
}

/** Takes a score, then shows what it did: who has scored sees the others' scores. */
export async function scoreAndRead(
  area: AreaContext,
  context: CallContext,
  input: ScoreInput,
): Promise<ScorecardAnswer> {
  await command(context, async (scope) => ({ id: await insertScore(area, scope, input) }))
  return readScorecard(area, context, input.id)
}

async function answerFor(scope: ReadScope, book: ScorecardBook, id: string): Promise<ScorecardAnswer> {
  const account = await findCandidate(scope, id)
  const booked = book.byAccount.get(account.id)
  if (!booked) throw new Refused('http/not-found')
  const reader = await readerOf(scope, [account.id])
  const told = reader(account.id, booked.companies)
  const scores = await selectScores(scope, account.id)
  return {
    ...presentScorecard(account, booked, { book, told }),
    scores: told.isBlind ? scores.filter(({ isOwn }) => isOwn) : scores,
  }
}

/** What the actor may be told of each of these accounts. */
async function readerOf(
  scope: ReadScope,
  accountIds: readonly string[],
): Promise<(accountId: string, companies: number) => Told> {
  const { actor } = scope
  const own = await ownScores(scope, accountIds)
  const visible = actor.visibility === 'all' ? null : await visibleCompanies(scope, accountIds)
  return (accountId, companies) => ({
    isBlind: isBlindUntilScored(actor) && !own.has(accountId),
    seesMargins: actor.seesMargins,
    seesGroup: visible === null || (visible.get(accountId) ?? 0) >= companies,
  })
}

/**
 * Who decides needs to see the gaps whether or not they score themselves; who may not score has nothing to be biased in. It
 * goes by the person: a key that may only read would show its owner what they are not to see before they have scored.
 */
function isBlindUntilScored({ role }: Actor): boolean {
  const own = permissionsOf(role)
  return own.has('selection:judge') && !own.has('selection:decide')
}

async function ownScores(scope: ReadScope, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.account_id as id from mainstay.profitability_score p
    where p.workspace_id = ${scope.workspaceId} and p.person_id = ${scope.actor.id}
      and p.account_id = any(${[...accountIds]}::bigint[])`.execute(scope.db)
  return new Set(rows.map(({ id }) => id))
}

async function visibleCompanies(scope: ReadScope, accountIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; companies: number }>`
    select a.group_id as id, count(*)::integer as companies from mainstay.account a
    where a.workspace_id = ${scope.workspaceId} and a.group_id = any(${[...accountIds]}::bigint[])
    group by a.group_id`.execute(scope.db)
  return new Map(rows.map(({ id, companies }) => [id, companies]))
}

async function selectScores(scope: ReadScope, accountId: string): Promise<ScorecardAnswer['scores']> {
  const { rows } = await sql<{
    id: string
    person_id: string
    person_name: string
    score: number
    comment: string | null
    scored_on: string
    is_current: boolean
  }>`
    select p.id, p.person_id, p.person_name, p.score, p.comment, p.scored_on,
      p.id = max(p.id) over (partition by p.person_id) as is_current
    from mainstay.profitability_score p
    where p.workspace_id = ${scope.workspaceId} and p.account_id = ${accountId}
    order by p.id desc limit ${SHOWN}`.execute(scope.db)
  return rows.map((row) => ({
    id: row.id,
    personName: row.person_name,
    isOwn: row.person_id === scope.actor.id,
    score: row.score,
    comment: row.comment,
    scoredOn: row.scored_on,
    isCurrent: row.is_current,
  }))
}

const SORT = '-gap'
const PORTION = 1_000

interface ListInput {
  readonly felt?: ScorecardRow['gap']['felt'] | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Accounts that people scored, the widest gap first; the route demands the right to margins. */
export async function listScorecards(
  area: AreaContext,
  context: CallContext,
  input: ListInput,
): Promise<{ rows: ScorecardRow[]; nextCursor: string | null; total: number }> {
  const actor = actorOf(context)
  const start = Number(decodeCursor(input.cursor, SORT, ['id'])?.[0] ?? 0)
  const book = await loadScorecards(area, actor)
  return read(context, async (scope) => {
    const listed = await listedFor(scope, book, input.felt)
    const page = listed.slice(start, start + input.limit)
    const end = start + page.length
    return {
      rows: await rowsOf(scope, book, page),
      nextCursor: end < listed.length ? encodeCursor(SORT, [end]) : null,
      total: listed.length,
    }
  })
}

/** Every account of the list, for a file. */
export async function* everyScorecard(
  scope: ReadScope,
  book: ScorecardBook,
  felt: ListInput['felt'],
): AsyncGenerator<ScorecardRow> {
  const listed = await listedFor(scope, book, felt)
  for (let start = 0; start < listed.length; start += PORTION) {
    yield* await rowsOf(scope, book, listed.slice(start, start + PORTION))
  }
}

/** Those the reader may see; where they are still blind, an account tells by its place nothing of its gap. */
async function listedFor(scope: ReadScope, book: ScorecardBook, felt: ListInput['felt']): Promise<string[]> {
  const visible = await findVisible(scope, '')
  const seen = book.byGap.filter((id) => !visible || visible.has(id))
  const own = isBlindUntilScored(scope.actor) ? await ownScores(scope, seen) : null
  const known = seen.filter((id) => !own || own.has(id))
  const blind = own ? seen.filter((id) => !own.has(id)).sort((one, other) => Number(one) - Number(other)) : []
  const sideOf = (id: string) => book.byAccount.get(id)?.scorecard.gap.felt
  if (felt === undefined) return [...known, ...blind]
  return [...known.filter((id) => sideOf(id) === felt), ...(felt === 'unknown' ? blind : [])]
}

async function rowsOf(scope: ReadScope, book: ScorecardBook, accountIds: readonly string[]): Promise<ScorecardRow[]> {
  const names = await readReferences(scope, accountIds)
  const tell = await readerOf(scope, accountIds)
  return accountIds.flatMap((id) => {
    const account = names.get(id)
    const booked = book.byAccount.get(id)
    return account && booked ? [presentRow(account, booked, tell(id, booked.companies))] : []
  })
}
