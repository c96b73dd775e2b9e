import type { ReactNode } from 'react'
import { MarginMoney, MarginPercent } from '../economics/index.ts'
import { OutlookBadge, Tag, TierBadge } from '../kit/figures/badges.tsx'
import { ConfidenceText } from '../kit/figures/confidence-text.tsx'
import { DateText } from '../kit/figures/date-text.tsx'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { ScoreBar } from '../kit/figures/score-bar.tsx'
import { Sparkline } from '../kit/figures/sparkline.tsx'
import { UnknownValue } from '../kit/figures/unknown-value.tsx'
import type { DataColumn } from '../kit/table/columns.ts'
import type { PortfolioRow } from './api/portfolio-queries.ts'
import classes from './portfolio.module.css'
import { reasonWords } from './reason-words.ts'
import { text } from './text.ts'

const words = text.table.columns
const notes = text.table.notes

export interface ColumnFacts {
  readonly seesMargins: boolean
  readonly hasContribution: boolean
  readonly currency: string
  /** Keys of the tiers from the highest to the lowest. */
  readonly tiers: readonly string[]
}

type Column = DataColumn<PortfolioRow>

function Plain({ value }: { value: string | null }) {
  return value === null ? <span className={classes.muted}>–</span> : <span>{value}</span>
}

/** The tier with the move that the scores propose. */
function TierCell({ row, tiers }: { row: PortfolioRow; tiers: readonly string[] }) {
  const level = (tier: string) => Math.max(0, tiers.indexOf(tier))
  const { tier, proposedTier } = row
  const isMove = proposedTier !== null && proposedTier !== (tier ?? 'out')
  return (
    <>
      {tier === null && isMove ? null : <TierBadge tier={tier} level={tier === null ? 0 : level(tier)} />}
      {isMove ? <Tag tone="accent">{moveWords(tier, proposedTier, level)}</Tag> : null}
    </>
  )
}

function moveWords(tier: string | null, proposed: string, level: (tier: string) => number): string {
  if (proposed === 'out') return text.table.out
  if (tier === null) return text.table.into(proposed)
  return level(proposed) < level(tier) ? text.table.up(proposed) : text.table.down(proposed)
}

function whoColumns({ tiers }: ColumnFacts): Column[] {
  return [
    {
      id: 'name',
      header: words.name,
      width: 262,
      grow: 1,
      sortable: true,
      cell: (row) => (
        <span className={classes.name}>
          <span className={classes.rank}>{row.rank ?? '–'}</span>
          <span>
            {row.account.name} <span className={classes.place}>{row.city}</span>
          </span>
        </span>
      ),
    },
    {
      id: 'tier',
      header: words.tier,
      width: 98,
      sortable: true,
      cell: (row) => <TierCell row={row} tiers={tiers} />,
    },
    {
      id: 'score',
      header: words.score,
      width: 174,
      sortable: true,
      firstSort: 'descending',
      isOnCard: true,
      description: notes.rank,
      cardCell: (row) => <ScoreBar score={row.score} width={40} />,
      cell: (row) =>
        row.score === null ? (
          <UnknownValue reasons={['selection/no-evidence']} />
        ) : (
          <>
            <ScoreBar score={row.score} width={42} /> <ConfidenceText fraction={row.confidence} />
          </>
        ),
    },
  ]
}

function moneyColumns({ seesMargins, hasContribution }: ColumnFacts): Column[] {
  const confidential = { align: 'end', sortable: seesMargins } as const
  return [
    {
      id: 'net_revenue',
      header: words.net_revenue,
      width: 96,
      align: 'end',
      sortable: true,
      isOnCard: true,
      cell: (row) => <MoneyText amount={row.netRevenue} />,
    },
    {
      id: 'quarters',
      header: words.quarters,
      width: 80,
      description: notes.quarters,
      cell: (row) => <Sparkline values={row.quarters} />,
    },
    {
      id: 'gross_margin_rate',
      header: words.gross_margin_rate,
      width: 72,
      ...confidential,
      isHiddenAtFirst: hasContribution,
      cell: (row) => <MarginPercent seesMargins={seesMargins} fraction={row.grossMarginRate} />,
    },
    {
      id: 'gross_margin',
      header: words.gross_margin,
      width: 100,
      ...confidential,
      isHiddenAtFirst: hasContribution,
      isOnCard: true,
      cell: (row) => <MarginMoney seesMargins={seesMargins} amount={row.grossMargin} />,
    },
    {
      id: 'cost_to_serve',
      header: words.cost_to_serve,
      width: 104,
      ...confidential,
      isHiddenAtFirst: true,
      cell: (row) => <MarginMoney seesMargins={seesMargins} amount={row.costToServe} tone="plain" />,
    },
    {
      id: 'contribution',
      header: words.contribution,
      width: 104,
      ...confidential,
      isHiddenAtFirst: !hasContribution,
      cell: (row) => <MarginMoney seesMargins={seesMargins} amount={row.contribution} />,
    },
    {
      id: 'contribution_rate',
      header: words.contribution_rate,
      width: 96,
      ...confidential,
      isHiddenAtFirst: !hasContribution,
      cell: (row) => <MarginPercent seesMargins={seesMargins} fraction={row.contributionRate} />,
    },
  ]
}

const LARGEST_FLAT = 0.15

/** A large change that chance explains would read as a contradiction beside "flat"; it stands in its own column. */
function shownChange({ outlook, outlookChange }: PortfolioRow): number | null {
  return outlook === 'flat' && Math.abs(outlookChange ?? 0) > LARGEST_FLAT ? null : outlookChange
}

function directionColumns(): Column[] {
  return [
    {
      id: 'outlook',
      header: words.outlook,
      width: 132,
      sortable: true,
      isOnCard: true,
      cell: (row) =>
        row.outlook === null ? <UnknownValue /> : <OutlookBadge outlook={row.outlook} change={shownChange(row)} />,
    },
    {
      id: 'reasons',
      header: words.reasons,
      width: 150,
      grow: 2,
      cell: (row) => {
        const sentence = reasonWords(row.reasons)
        return (
          <span className={classes.why} title={sentence}>
            {sentence}
          </span>
        )
      },
    },
    {
      id: 'growth',
      header: words.growth,
      width: 86,
      align: 'end',
      sortable: true,
      isHiddenAtFirst: true,
      description: notes.growth,
      cell: (row) => <PercentText fraction={row.growth} sign="always" tone="change" />,
    },
    {
      id: 'confidence',
      header: words.confidence,
      width: 86,
      align: 'end',
      sortable: true,
      isHiddenAtFirst: true,
      cell: (row) => <PercentText fraction={row.confidence} decimals={0} />,
    },
    {
      id: 'wallet_share',
      header: words.wallet_share,
      width: 80,
      align: 'end',
      sortable: true,
      isHiddenAtFirst: true,
      description: notes.wallet_share,
      cell: (row) =>
        row.walletShare === null ? (
          <UnknownValue reasons={['economics/wallet-missing']} />
        ) : (
          <PercentText fraction={row.walletShare} decimals={0} />
        ),
    },
  ]
}

function placeColumns(): Column[] {
  const hidden = { sortable: true, isHiddenAtFirst: true } as const
  return [
    { id: 'segment', header: words.segment, width: 150, ...hidden, cell: (row) => <Plain value={row.segment} /> },
    { id: 'country', header: words.country, width: 84, ...hidden, cell: (row) => <Plain value={row.country} /> },
    { id: 'unit', header: words.unit, width: 120, isHiddenAtFirst: true, cell: (row) => <Plain value={row.unit} /> },
    { id: 'code', header: words.code, width: 120, ...hidden, cell: (row) => <Plain value={row.account.code} /> },
    {
      id: 'lastMonth',
      header: words.lastMonth,
      width: 110,
      align: 'end',
      isHiddenAtFirst: true,
      cell: (row) => <DateText value={row.lastMonth} />,
    },
  ]
}

/** All columns of the portfolio table, the usual ones first. Hidden margins cannot be sorted by. */
export function portfolioColumns(facts: ColumnFacts): readonly Column[] {
  return [...whoColumns(facts), ...moneyColumns(facts), ...directionColumns(), ...placeColumns()]
}

/** The figures of an account, for comparing several side by side. */
export const comparedFigures: readonly {
  readonly label: string
  readonly cell: (row: PortfolioRow, seesMargins: boolean) => ReactNode
}[] = [
  { label: words.tier, cell: (row) => <TierBadge tier={row.tier} /> },
  { label: words.score, cell: (row) => <NumberText value={row.score} /> },
  { label: words.confidence, cell: (row) => <PercentText fraction={row.confidence} decimals={0} /> },
  { label: words.net_revenue, cell: (row) => <MoneyText amount={row.netRevenue} /> },
  { label: words.growth, cell: (row) => <PercentText fraction={row.growth} sign="always" tone="change" /> },
  { label: words.quarters, cell: (row) => <Sparkline values={row.quarters} /> },
  { label: words.gross_margin, cell: (row, sees) => <MarginMoney seesMargins={sees} amount={row.grossMargin} /> },
  {
    label: words.gross_margin_rate,
    cell: (row, sees) => <MarginPercent seesMargins={sees} fraction={row.grossMarginRate} />,
  },
  {
    label: words.cost_to_serve,
    cell: (row, sees) => <MarginMoney seesMargins={sees} amount={row.costToServe} tone="plain" />,
  },
  { label: words.contribution, cell: (row, sees) => <MarginMoney seesMargins={sees} amount={row.contribution} /> },
  { label: words.wallet_share, cell: (row) => <PercentText fraction={row.walletShare} decimals={0} /> },
  {
    label: words.outlook,
    cell: (row) =>
      row.outlook === null ? <UnknownValue /> : <OutlookBadge outlook={row.outlook} change={row.outlookChange} />,
  },
  { label: words.reasons, cell: (row) => reasonWords(row.reasons) },
]
