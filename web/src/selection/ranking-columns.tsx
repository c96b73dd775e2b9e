import { Tag, TierBadge } from '../kit/figures/badges.tsx'
import { ConfidenceText } from '../kit/figures/confidence-text.tsx'
import { ScoreBar } from '../kit/figures/score-bar.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import type { DataColumn } from '../kit/table/columns.ts'
import { type Edges, EdgeTag } from './firmness/edge-tag.tsx'
import { ExceptionTag } from './overrides/exception-tag.tsx'
import classes from './selection.module.css'
import { text } from './text.ts'
import type { RankedRow, Ranking } from './types.ts'

const OUT = 'out'

function Movement({ movement }: { movement: number | null }) {
  const locale = useLocale()
  if (movement === null || movement === 0) {
    return (
      <span className={classes.movement} data-way="same" title={text.ranking.same}>
        ·
      </span>
    )
  }
  const places = formatNumber(Math.abs(movement), { locale })
  const isUp = movement > 0
  return (
    <span
      className={classes.movement}
      data-way={isUp ? 'up' : 'down'}
      title={isUp ? text.ranking.up(places) : text.ranking.down(places)}
    >
      <span aria-hidden>{isUp ? '▲' : '▼'}</span> {places}
    </span>
  )
}

function Name({ row }: { row: RankedRow }) {
  const locale = useLocale()
  return (
    <>
      <span className={classes.rank}>{row.isEligible ? formatNumber(row.rank, { locale }) : '–'}</span>
      <Movement movement={row.movement} />
      <span className={classes.nameText}>{row.account.name}</span>
    </>
  )
}

/** What must be known beside the score, in a few words each. */
function Remarks({ row, edges }: { row: RankedRow; edges: Edges }) {
  const moves = row.proposedTier !== null && row.proposedTier !== (row.tier ?? OUT)
  return (
    <span className={classes.remarks}>
      <ExceptionTag exception={row.exception} />
      {moves ? (
        <Tag tone="accent">
          {row.proposedTier === OUT ? text.ranking.proposedOut : text.ranking.proposed(row.proposedTier ?? '')}
        </Tag>
      ) : null}
      <EdgeTag edge={edges.get(row.account.id)} />
      {row.isInOnlyBySize ? (
        <Tag tone="caution" title={text.ranking.inOnlyBySizeHint}>
          {text.ranking.inOnlyBySize}
        </Tag>
      ) : null}
      {row.qualifiesWithoutSpend === false && !row.isInOnlyBySize && (row.tier !== null || moves) ? (
        <Tag tone="caution" title={text.ranking.needsSpendHint}>
          {text.ranking.needsSpend}
        </Tag>
      ) : null}
      {row.failedGates.map((gate) => (
        <Tag key={gate} tone="loss">
          {text.ranking.gateFailed(gate)}
        </Tag>
      ))}
      {!row.isEligible && row.failedGates.length === 0 ? (
        <Tag title={text.ranking.notEligibleHint}>{text.ranking.notEligible}</Tag>
      ) : null}
    </span>
  )
}

/** Columns of the ranking; the bar of a score is cut by the criteria in force. */
export function rankingColumns(criteria: Ranking['criteria'], edges: Edges): readonly DataColumn<RankedRow>[] {
  const parts = (row: RankedRow) =>
    // Without the right to margins no part is told; the bar then shows the score alone.
    row.contributions.every((part) => part === null)
      ? undefined
      : criteria.map(({ key, name }, index) => ({ id: key, name, points: row.contributions[index] ?? 0 }))
  return [
    { id: 'account', header: text.ranking.account, width: 262, grow: 1, cell: (row) => <Name row={row} /> },
    {
      id: 'score',
      header: text.ranking.score,
      width: 192,
      isOnCard: true,
      cardCell: (row) => <ScoreBar score={row.score} width={44} />,
      cell: (row) => <ScoreBar score={row.score} parts={parts(row)} width={130} />,
    },
    {
      id: 'confidence',
      header: text.ranking.confidence,
      description: text.ranking.confidenceHint,
      width: 108,
      align: 'end',
      isOnCard: true,
      cell: (row) => <ConfidenceText fraction={row.confidence} />,
    },
    { id: 'tier', header: text.ranking.tier, width: 62, isOnCard: true, cell: (row) => <TierBadge tier={row.tier} /> },
    {
      id: 'remarks',
      header: text.ranking.remarks,
      width: 262,
      grow: 1,
      cell: (row) => <Remarks row={row} edges={edges} />,
    },
  ]
}
