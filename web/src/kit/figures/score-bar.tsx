import { useLocale } from '../format/locale.tsx'
import { formatNumber } from '../format/number.ts'
import classes from './figures.module.css'
import { text } from './text.ts'
import { UnknownValue } from './unknown-value.tsx'

/** What one criterion adds to a score; the points of all criteria add up to it. */
export interface ScorePart {
  readonly id: string
  readonly name: string
  readonly points: number
}

export interface ScoreBarProps {
  /** 0 to 100, or null for unknown. */
  readonly score: number | null
  /** With parts the bar is cut by criterion, in the order of the criteria. */
  readonly parts?: readonly ScorePart[] | undefined
  readonly width?: number | undefined
}

export const SERIES_COUNT = 7

/** The color token of the n-th criterion, also for legends. */
export function seriesColor(index: number): string {
  return `var(--series-${(index % SERIES_COUNT) + 1})`
}

/** A score as number and bar. */
export function ScoreBar({ score, parts, width = 72 }: ScoreBarProps) {
  const locale = useLocale()
  if (score === null) return <UnknownValue />
  const written = formatNumber(score, { locale })
  const summary = (parts ?? []).map((part) =>
    text.scorePart(part.name, formatNumber(part.points, { locale, decimals: 1 })),
  )
  const title = [text.scoreOf(written), ...summary].join('\n')
  return (
    <span className={classes.score} title={title}>
      <span className={classes.scoreNumber}>{written}</span>
      <span className={parts ? classes.scoreParts : classes.scoreTrack} style={{ width }} aria-hidden>
        {parts ? (
          parts
            .map((part, index) => ({ ...part, color: seriesColor(index) }))
            .filter((part) => part.points > 0)
            .map((part) => <span key={part.id} style={{ width: `${part.points}%`, background: part.color }} />)
        ) : (
          <span className={classes.scoreFill} style={{ width: `${Math.min(100, Math.max(0, score))}%` }} />
        )}
      </span>
    </span>
  )
}
