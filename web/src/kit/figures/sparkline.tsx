import { useLocale } from '../format/locale.tsx'
import { formatCompact } from '../format/number.ts'
import classes from './figures.module.css'
import { text } from './text.ts'
import { UnknownValue } from './unknown-value.tsx'

export interface SparklineProps {
  /** Oldest first; null is a period without data and leaves a gap. */
  readonly values: readonly (number | null)[]
  readonly width?: number
  readonly height?: number
}

interface Bar {
  readonly x: number
  readonly y: number
  readonly height: number
  readonly isLoss: boolean
}

function drawBars(values: readonly (number | null)[], height: number, step: number): Bar[] {
  const known = values.filter((value) => value !== null)
  const top = Math.max(0, ...known)
  const bottom = Math.min(0, ...known)
  const scale = height / (top - bottom || 1)
  return values.flatMap((value, index) => {
    if (value === null) return []
    const size = Math.max(1, Math.abs(value) * scale)
    const y = value >= 0 ? top * scale - size : top * scale
    return [{ x: index * step, y: Math.max(0, y), height: size, isLoss: value < 0 }]
  })
}

/** The shape over time as small bars; below zero they hang from the line and turn to the color of loss. */
export function Sparkline({ values, width = 60, height = 18 }: SparklineProps) {
  const locale = useLocale()
  const known = values.filter((value) => value !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return <UnknownValue />
  const step = width / values.length
  const label = text.sparkline(formatCompact(first, { locale }), formatCompact(last, { locale }))
  return (
    <svg className={classes.sparkline} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img">
      <title>{label}</title>
      {drawBars(values, height, step).map((bar) => (
        <rect
          key={bar.x}
          x={bar.x}
          y={bar.y}
          width={Math.max(1, step - 1.4)}
          height={bar.height}
          className={bar.isLoss ? classes.sparkLoss : classes.sparkBar}
        />
      ))}
    </svg>
  )
}
