import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MEASURES } from '@mainstay/domain/program'
import { type AccountScore, matrixPosition, reasonsForScore } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { from as copyFrom } from 'pg-copy-streams'
import type { WriteScope } from '../../platform/use-case.ts'
import type { ProgramCriteriaSet } from '../../program/index.ts'
import type { StoredReason } from '../tables.ts'
import { isRanked, type ScoreBook, scoreReader } from './score-book.ts'

const REASONS_KEPT = 3
/** New rows from which on the planner must be told; fewer change no plan. */
const MANY = 500n
const PIECE = 65_536
const COLUMNS = 'score, confidence, rank, is_eligible, failed_gates, strength, attractiveness, reasons'

/** Replaces the stored scores of a workspace by those of a book; rows that say the same are left alone. */
export async function storeScores(scope: WriteScope, book: ScoreBook): Promise<void> {
  await sql`drop table if exists pg_temp.incoming_score`.execute(scope.db)
  await sql`create temporary table incoming_score (account_id bigint, score double precision, confidence double precision, rank integer, is_eligible boolean,
    failed_gates text[], strength double precision, attractiveness double precision, reasons jsonb) on commit drop`.execute(
    scope.db,
  )
  await pipeline(Readable.from(scoreLines(book)), scope.client.query(copyFrom('copy incoming_score from stdin')))
  await sql`analyze incoming_score (account_id)`.execute(scope.db)
  const set = book.criteriaSet.id
  await sql`delete from mainstay.account_score s
    where s.workspace_id = ${scope.workspaceId}
      and (s.criteria_set_id <> ${set} or s.account_id not in (select i.account_id from incoming_score i))`.execute(
    scope.db,
  )
  const columns = sql.raw(COLUMNS)
  const incoming = sql.raw(COLUMNS.replace(/\w+/g, 'i.$&'))
  const stored = sql.raw(COLUMNS.replace(/\w+/g, 's.$&'))
  await sql`update mainstay.account_score s set (${columns}) = row(${incoming}) from incoming_score i
    where s.workspace_id = ${scope.workspaceId} and s.criteria_set_id = ${set} and s.account_id = i.account_id
      and (${stored}) is distinct from (${incoming})`.execute(scope.db)
  const inserted = await sql`insert into mainstay.account_score (workspace_id, criteria_set_id, account_id, ${columns})
    select ${scope.workspaceId}, ${set}, i.account_id, ${incoming} from incoming_score i
    where i.account_id not in (select s.account_id from mainstay.account_score s
      where s.workspace_id = ${scope.workspaceId} and s.criteria_set_id = ${set})`.execute(scope.db)
  if (inserted.numAffectedRows !== undefined && inserted.numAffectedRows > MANY) {
    await sql`select mainstay.analyze_scores()`.execute(scope.db)
  }
}

export async function dropScores(scope: WriteScope): Promise<void> {
  await scope.db.deleteFrom('mainstay.account_score as s').where('s.workspace_id', '=', scope.workspaceId).execute()
}

function* scoreLines(book: ScoreBook): Generator<string> {
  const readScore = scoreReader(book)
  const writeReasons = reasonWriter(book)
  let piece = ''
  for (let position = 0; position < book.accountIds.length; position++) {
    const account = readScore(position)
    piece += `${scoreCells(book, account, position)}\t${writeReasons(account)}\n`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}

function scoreCells(book: ScoreBook, account: AccountScore, position: number): string {
  const { strength, attractiveness } = matrixPosition(account, book.criteriaSet.axes)
  return [
    account.accountId,
    cell(account.score),
    account.confidence,
    book.ranks[position],
    isRanked(book.ranking, position),
    escapeCell(textArray(book.failedGates.get(position) ?? [])),
    cell(strength.value),
    cell(attractiveness.value),
  ].join('\t')
}

interface CriterionLabel {
  readonly name: string
  readonly needsMargins: boolean
}

/** Name of each criterion, and whether it tells of margins. */
export function criterionLabels({ content }: ProgramCriteriaSet): ReadonlyMap<string, CriterionLabel> {
  return new Map(
    content.criteria.map(({ key, name, source }) => [
      key,
      { name, needsMargins: source.kind === 'measured' && (MEASURES[source.measure]?.needsMargins ?? false) },
    ]),
  )
}

/** Writes what lifts or holds an account most against the median account; each wording is put together only once. */
function reasonWriter(book: ScoreBook): (account: AccountScore) => string {
  const labels = criterionLabels(book.criteriaSet)
  const written = new Map<string, string>()
  const write = (key: string, code: string): string => {
    const known = written.get(key + code)
    if (known !== undefined) return known
    const label = labels.get(key)
    const reason: StoredReason = { code, criterion: label?.name ?? key, needsMargins: label?.needsMargins ?? false }
    const text = escapeCell(JSON.stringify(reason))
    written.set(key + code, text)
    return text
  }
  return (account) => {
    if (account.score === null) return '[]'
    const strongest = reasonsForScore(account, book.medians).filter(({ toScore }) => toScore !== 0)
    return `[${strongest
      .slice(0, REASONS_KEPT)
      .map(({ key, code }) => write(key, code))
      .join()}]`
  }
}

function cell(value: number | null): string | number {
  return value ?? '\\N'
}

function textArray(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join()}}`
}

function escapeCell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}
