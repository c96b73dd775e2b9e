import { OutlookBadge, TierBadge } from '../figures/badges.tsx'
import { ConfidenceText } from '../figures/confidence-text.tsx'
import { MoneyText } from '../figures/money-text.tsx'
import { PercentText } from '../figures/percent-text.tsx'
import { ScoreBar } from '../figures/score-bar.tsx'
import { Sparkline } from '../figures/sparkline.tsx'
import type { DataColumn } from '../table/columns.ts'
import type { SampleAccount } from './sample.ts'
import classes from './showcase.module.css'

const LEVELS: Readonly<Record<string, number>> = { A: 0, B: 1, C: 2 }

export const columns: readonly DataColumn<SampleAccount>[] = [
  {
    id: 'name',
    header: 'Account',
    width: 236,
    grow: 1,
    sortable: true,
    cell: (row) => (
      <>
        {row.name} <span className={classes.city}>{row.city}</span>
      </>
    ),
  },
  {
    id: 'tier',
    header: 'Tier',
    width: 70,
    cell: (row) => <TierBadge tier={row.tier} level={LEVELS[row.tier ?? ''] ?? 2} />,
  },
  {
    id: 'score',
    header: 'Score',
    width: 208,
    sortable: true,
    firstSort: 'descending',
    isOnCard: true,
    cardCell: (row) => <ScoreBar score={row.score} width={44} />,
    cell: (row) => (
      <>
        <ScoreBar score={row.score} /> <ConfidenceText fraction={row.confidence} />
      </>
    ),
  },
  {
    id: 'net',
    header: 'Net revenue',
    width: 98,
    align: 'end',
    sortable: true,
    isOnCard: true,
    cell: (row) => <MoneyText amount={row.net} />,
  },
  { id: 'quarters', header: '12 q.', width: 82, cell: (row) => <Sparkline values={row.quarters} /> },
  {
    id: 'margin',
    header: 'Margin',
    width: 78,
    align: 'end',
    sortable: true,
    cell: (row) => <PercentText fraction={row.margin} />,
  },
  {
    id: 'marginAmount',
    header: 'Margin, USD',
    width: 104,
    align: 'end',
    sortable: true,
    isOnCard: true,
    cell: (row) => <MoneyText amount={row.marginAmount} />,
  },
  {
    id: 'outlook',
    header: 'Outlook',
    width: 138,
    cell: (row) => <OutlookBadge outlook={row.outlook} change={row.change} />,
  },
  {
    id: 'parts',
    header: 'Score, by criterion',
    width: 170,
    isHiddenAtFirst: true,
    cell: (row) => <ScoreBar score={row.score} parts={row.parts} width={110} />,
  },
  {
    id: 'why',
    header: 'What carries it',
    width: 150,
    grow: 2,
    cell: (row) => <span className={classes.why}>{row.why}</span>,
  },
]
