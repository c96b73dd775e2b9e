import { type Outlook, OutlookBadge, Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { ConfidenceText } from '../../kit/figures/confidence-text.tsx'
import { NumberText } from '../../kit/figures/number-text.tsx'
import { ScoreBar } from '../../kit/figures/score-bar.tsx'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import type { DataColumn } from '../../kit/table/columns.ts'
import classes from './candidates.module.css'
import { text } from './text.ts'
import type { Candidate } from './types.ts'

const KIND_TONES: Readonly<Record<Candidate['kind'], TagTone>> = {
  over_cut: 'gain',
  within_reach: 'accent',
  worth_asking: 'neutral',
}
const OUTLOOKS: readonly string[] = ['growing', 'flat', 'declining', 'at_risk', 'too_little_history']
const SHOWN = 2

function isOutlook(outlook: string | null): outlook is Outlook {
  return outlook !== null && OUTLOOKS.includes(outlook)
}

export function KindTag({ kind }: { readonly kind: Candidate['kind'] }) {
  return (
    <Tag tone={KIND_TONES[kind]} title={text.list.kindHints[kind]}>
      {text.list.kinds[kind]}
    </Tag>
  )
}

function Name({ row }: { row: Candidate }) {
  const locale = useLocale()
  return (
    <span className={classes.name}>
      <span className={classes.place}>{formatNumber(row.place, { locale })}</span>
      <span className={classes.nameText}>{row.account.name}</span>
      {row.nomination ? (
        <Tag tone="accent" title={text.list.nominatedBy(row.nomination.nominatorName)}>
          {text.list.nominated}
        </Tag>
      ) : null}
    </span>
  )
}

function Distance({ row }: { row: Candidate }) {
  const locale = useLocale()
  const points = formatNumber(Math.abs(row.distance), { locale, decimals: 1 })
  return <span>{row.distance <= 0 ? text.list.over(points) : text.list.short(points)}</span>
}

function Missing({ row }: { row: Candidate }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale, decimals: 0 })
  if (row.missing.length === 0) return <span className={classes.muted}>{text.list.complete}</span>
  const named = row.missing
    .slice(0, SHOWN)
    .map(({ name, scoreAtBest }) => text.list.missingAt(name, write(scoreAtBest)))
  const rest = row.missing.length - SHOWN
  const words = [...named, ...(rest > 0 ? [text.list.missingMore(write(rest))] : [])].join(', ')
  return <span title={row.missing.map(({ name }) => name).join(', ')}>{words}</span>
}

/** Columns of the candidates. */
export const candidateColumns: readonly DataColumn<Candidate>[] = [
  { id: 'account', header: text.list.account, width: 200, grow: 1, cell: (row) => <Name row={row} /> },
  { id: 'kind', header: text.list.why, width: 142, isOnCard: true, cell: (row) => <KindTag kind={row.kind} /> },
  {
    id: 'score',
    header: text.list.score,
    width: 110,
    isOnCard: true,
    cell: (row) => <ScoreBar score={row.score} width={56} />,
  },
  {
    id: 'distance',
    header: text.list.distance,
    width: 90,
    align: 'end',
    isOnCard: true,
    cell: (row) => <Distance row={row} />,
  },
  {
    id: 'best',
    header: text.list.best,
    description: text.list.bestHint,
    width: 66,
    align: 'end',
    cell: (row) => <NumberText value={row.optimisticScore} decimals={0} />,
  },
  {
    id: 'evidence',
    header: text.list.evidence,
    width: 104,
    align: 'end',
    cell: (row) => <ConfidenceText fraction={row.confidence} />,
  },
  {
    id: 'outlook',
    header: text.list.outlook,
    width: 106,
    cell: (row) => (isOutlook(row.outlook) ? <OutlookBadge outlook={row.outlook} /> : <UnknownValue />),
  },
  {
    id: 'strengths',
    header: text.list.strengths,
    width: 150,
    grow: 1,
    cell: (row) => {
      const words = row.strengths.map(({ name }) => name).join(', ')
      return words === '' ? (
        <span className={classes.muted}>{text.list.noStrengths}</span>
      ) : (
        <span title={words}>{words}</span>
      )
    },
  },
  { id: 'missing', header: text.list.missing, width: 150, grow: 1, cell: (row) => <Missing row={row} /> },
]
