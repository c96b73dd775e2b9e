import { useLocale } from '../kit/format/locale.tsx'
import { formatMeasure } from './measure-text.tsx'
import classes from './program.module.css'
import { text } from './text.ts'
import type { Anchor } from './types.ts'

const WIDTH = 190
const HEIGHT = 108
const LEFT = 26
const BOTTOM = 18
const TOP = 8

/** How points follow the value, drawn from the anchors. */
export function AnchorCurve({ anchors, unit }: { anchors: readonly Anchor[]; unit: string }) {
  const locale = useLocale()
  const sorted = anchors.toSorted((one, other) => one.raw - other.raw)
  const first = sorted[0]
  const last = sorted.at(-1)
  if (!first || !last || first.raw === last.raw) return null
  const span = last.raw - first.raw
  const x = (raw: number) => LEFT + 6 + ((raw - first.raw) / span) * (WIDTH - LEFT - 14)
  const y = (points: number) => TOP + (1 - points / 100) * (HEIGHT - TOP - BOTTOM)
  const from = formatMeasure(first.raw, unit, { locale })
  const to = formatMeasure(last.raw, unit, { locale })
  const line = [
    `${LEFT},${y(first.points)}`,
    ...sorted.map(({ raw, points }) => `${x(raw)},${y(points)}`),
    `${WIDTH},${y(last.points)}`,
  ]
  return (
    <svg className={classes.curve} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img">
      <title>{text.editor.curve(from, to)}</title>
      {[0, 50, 100].map((points) => (
        <g key={points}>
          <line className={classes.curveAxis} x1={LEFT} x2={WIDTH} y1={y(points)} y2={y(points)} />
          <text className={classes.curveText} x={LEFT - 5} y={y(points) + 3} textAnchor="end">
            {points}
          </text>
        </g>
      ))}
      <polyline className={classes.curveLine} points={line.join(' ')} />
      {sorted.map(({ raw, points }) => (
        <circle key={raw} className={classes.curveDot} cx={x(raw)} cy={y(points)} r={2.6} />
      ))}
      <text className={classes.curveText} x={LEFT + 2} y={HEIGHT - 4}>
        {from}
      </text>
      <text className={classes.curveText} x={WIDTH} y={HEIGHT - 4} textAnchor="end">
        {to}
      </text>
    </svg>
  )
}
