import { setImmediate } from 'node:timers/promises'
import type { CriteriaSetContent, MeasureKey } from '@mainstay/domain/program'
import type { AccountEvidence, Judgement } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { type FigureGroups, groupedAccounts, type WalletKnownBy, walletsKnownBy } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type {} from '../tables.ts'
import { type FigureRow, isWallet, measuredEvidence } from './measures.ts'

/** What an account is scored by, with what the explanation shows beside it. */
export interface CandidateEvidence {
  readonly evidence: AccountEvidence
  readonly spend: number | null
  readonly walletEstimatedOn: string | null
  /** The day on which all of the wallet estimate was known; null when there is none, or nobody asked for a past day. */
  readonly walletKnownOn: string | null
}

/** The default answers of economics by group: which set, and the last day they cover. */
export interface DefaultFigures {
  readonly id: string
  readonly lastDay: string
}

export async function findDefaultFigures(scope: ReadScope): Promise<DefaultFigures | null> {
  const { rows } = await sql<DefaultFigures>`
    select coalesce(s.figures_of, s.id) as id, (s.to_month + interval '1 month' - interval '1 day')::date as "lastDay" from mainstay.figure_set s
    where s.workspace_id = ${scope.workspaceId} and s.is_default and s.basis = 'group'
    order by s.computed_at desc limit 1`.execute(scope.db)
  return rows[0] ?? null
}

type Cells = [
  id: string,
  netRevenue: number | null,
  netRevenueBefore: number | null,
  grossMarginBefore: number | null,
  grossMarginRate: number | null,
  costedShare: number | null,
  contribution: number | null,
  contributionRate: number | null,
  growth: number | null,
  activeMonths: number,
  productLines: number,
  monthsWithUs: number | null,
  ourNet: string | null,
  low: string | null,
  base: string | null,
  high: string | null,
  estimatedOn: string | null,
]

/** What was known on a day: figures of a period that ended by then, and scores given by then. */
export interface KnownBy {
  readonly day: string
  readonly figures: DefaultFigures & FigureGroups
}

interface EvidenceQuestion {
  /** The day the evidence is read on: what it ages against. */
  readonly today: string
  /** Only these candidates, or all. */
  readonly accountIds?: readonly string[]
  /** Leaves out everything that became known later; without it, all that is known now. */
  readonly knownBy?: KnownBy
}

/**
 * Evidence of every candidate (the top account of each group), or of some, in the order of their ids. Candidates that
 * economics knows nothing of are there too, without evidence. The parts are joined here rather than in SQL: right after
 * the figures were written the database does not know yet how many there are, and picks a join that never ends.
 */
export async function loadEvidence(
  scope: ReadScope,
  content: CriteriaSetContent,
  question: EvidenceQuestion,
): Promise<CandidateEvidence[]> {
  const measures = measuresOf(content)
  const candidates = await loadCandidateIds(scope, question)
  const judgements = await loadJudgements(scope, content, question)
  const figures = question.knownBy?.figures ?? (await findDefaultFigures(scope))
  const cells = figures ? await loadCells(scope, { figures, measures, question }) : new Map<string, Cells>()
  const wallets = await loadWallets(scope, measures, question)
  const slopes = figures && measures.includes('trend_slope') ? await loadSlopes(scope, figures, question) : null
  return inTurns(candidates, (accountId) => {
    const row = cells.get(accountId)
    const wallet = wallets?.get(accountId) ?? null
    const figureRow = row ? figureRowOf(row, { slope: slopes?.get(accountId) ?? null, wallets, wallet }) : null
    return {
      evidence: {
        accountId,
        measures: measuredEvidence(figureRow, measures, question.today),
        judgements: judgements.get(accountId) ?? NO_JUDGEMENTS,
      },
      spend: row?.[1] ?? null,
      walletEstimatedOn: figureRow?.walletEstimatedOn ?? null,
      walletKnownOn: wallet?.knownOn ?? null,
    }
  })
}

/** Candidates laid out at once: few enough that other requests get their turn in between. */
const PORTION = 4_000

async function inTurns<Item, Value>(items: readonly Item[], work: (item: Item) => Value): Promise<Value[]> {
  const values: Value[] = []
  for (let start = 0; start < items.length; start += PORTION) {
    if (start > 0) await setImmediate()
    for (const item of items.slice(start, start + PORTION)) values.push(work(item))
  }
  return values
}

const NO_JUDGEMENTS: readonly Judgement[] = []

/** Wallets as known on a past day; null where the latest count, which the figures hold. */
async function loadWallets(
  scope: ReadScope,
  measures: readonly MeasureKey[],
  { knownBy }: EvidenceQuestion,
): Promise<ReadonlyMap<string, WalletKnownBy> | null> {
  if (!knownBy) return null
  return measures.some(isWallet)
    ? walletsKnownBy(scope, { day: knownBy.day, basis: 'group', groupsOf: knownBy.figures })
    : new Map()
}

interface BesideCells {
  readonly slope: number | null
  readonly wallets: ReadonlyMap<string, WalletKnownBy> | null
  readonly wallet: WalletKnownBy | null
}

function figureRowOf(row: Cells, { slope, wallets, wallet }: BesideCells): FigureRow {
  const [low, base, high, estimatedOn] = wallets
    ? [wallet?.low ?? null, wallet?.base ?? null, wallet?.high ?? null, wallet?.estimatedOn ?? null]
    : [row[13], row[14], row[15], row[16]]
  return {
    netRevenue: row[1],
    netRevenueBefore: row[2],
    grossMarginBefore: row[3],
    grossMarginRate: row[4],
    costedShare: row[5],
    contribution: row[6],
    contributionRate: row[7],
    growth: row[8],
    activeMonths: row[9],
    productLines: row[10],
    monthsWithUs: row[11],
    wallet: base === null || row[12] === null ? null : { ourNet: row[12], low, base, high },
    walletEstimatedOn: estimatedOn,
    slopePerYear: slope,
  }
}

async function loadCandidateIds(scope: ReadScope, { accountIds, knownBy }: EvidenceQuestion): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from ${groupedAccounts(knownBy?.figures)} a
    where a.workspace_id = ${scope.workspaceId} and a.group_id = a.id
      ${accountIds ? sql`and a.id = any(${[...accountIds]}::bigint[])` : sql``} order by a.id`.execute(scope.db)
  return rows.map(({ id }) => id)
}

async function loadCells(
  scope: ReadScope,
  ask: {
    readonly figures: DefaultFigures
    readonly measures: readonly MeasureKey[]
    readonly question: EvidenceQuestion
  },
): Promise<ReadonlyMap<string, Cells>> {
  const wallet = ask.measures.some(isWallet)
    ? 'f.net_revenue::text, f.wallet_low::text, f.wallet_base::text, f.wallet_high::text, f.wallet_estimated_on'
    : 'null, null, null, null, null'
  const { rows } = await scope.client.query<Cells>({
    rowMode: 'array',
    text: `select f.account_id, f.net_revenue::float8, f.net_revenue_before::float8, f.gross_margin_before::float8, f.gross_margin_rate, f.costed_share,
        f.contribution::float8, f.contribution_rate, f.growth, f.active_months, f.product_lines,
        (extract(year from $3::date) * 12 + extract(month from $3::date) - extract(year from f.first_month) * 12 - extract(month from f.first_month) + 1)::integer,
        ${wallet}
      from mainstay.account_figure f
      where f.workspace_id = $1 and f.figure_set_id = $2 and ($4::bigint[] is null or f.account_id = any($4::bigint[]))`,
    values: [scope.workspaceId, ask.figures.id, ask.figures.lastDay, ask.question.accountIds ?? null],
  })
  return new Map(rows.map((row) => [row[0], row]))
}

async function loadSlopes(
  scope: ReadScope,
  figures: DefaultFigures,
  { accountIds }: EvidenceQuestion,
): Promise<ReadonlyMap<string, number | null>> {
  const { rows } = await scope.client.query<[string, number | null]>({
    rowMode: 'array',
    text: `select d.account_id, (d.outlook_evidence->>'slopePerYear')::float8 from mainstay.account_figure_detail d
      where d.workspace_id = $1 and d.figure_set_id = $2 and ($3::bigint[] is null or d.account_id = any($3::bigint[]))`,
    values: [scope.workspaceId, figures.id, accountIds ?? null],
  })
  return new Map(rows)
}

function measuresOf(content: CriteriaSetContent): MeasureKey[] {
  const sources = [...content.criteria.map(({ source }) => source), ...content.gates.map(({ subject }) => subject)]
  return [...new Set(sources.flatMap((source) => (source.kind === 'measured' ? [source.measure] : [])))]
}

/**
 * Judgements by candidate, in the order they were given; one on a subsidiary counts for the group it
 * belongs to, on the day that is asked about. One
 * that settled a disagreement takes the place of all before it.
 */
export async function loadJudgements(
  scope: ReadScope,
  content: CriteriaSetContent,
  { accountIds, knownBy }: EvidenceQuestion,
): Promise<ReadonlyMap<string, readonly Judgement[]>> {
  const keys = content.criteria.flatMap(({ key, source }) => (source.kind === 'judged' ? [key] : []))
  const { rows } = await sql<Judgement & { accountId: string }>`
    select g."accountId", g."criterionKey", g.score, g."authorId", g.date, g.comment from (
      select j.id, a.group_id as "accountId", j.criterion_key as "criterionKey", j.score, j.person_id as "authorId", j.judged_on as date, j.comment,
        max(j.id) filter (where j.is_settlement) over (partition by a.group_id, j.criterion_key) as settled_by
      from mainstay.judgement j
      join ${groupedAccounts(knownBy?.figures)} a on a.workspace_id = j.workspace_id and a.id = j.account_id
      where j.workspace_id = ${scope.workspaceId} and j.criterion_key = any(${keys}::text[])
        ${accountIds ? sql`and a.group_id = any(${[...accountIds]}::bigint[])` : sql``}
        ${knownBy ? sql`and j.judged_on <= ${knownBy.day}::date` : sql``}) g
    where g.settled_by is null or g.id >= g.settled_by
    order by g.id`.execute(scope.db)
  const byAccount = new Map<string, Judgement[]>()
  for (const { accountId: account, ...judgement } of rows) {
    const list = byAccount.get(account)
    if (list) list.push(judgement)
    else byAccount.set(account, [judgement])
  }
  return byAccount
}
