import type { WhalePoint } from '../kit/charts/whale-curve-chart.tsx'
import type { WhaleCurve } from './api/portfolio-queries.ts'
import { text } from './text.ts'

/**
 * One point for every account. The server leaves out points between the turning points of a long curve; the places in
 * between are drawn on the straight line, which is what those accounts earn on average, and say so.
 */
export function curvePoints(curve: WhaleCurve): WhalePoint[] {
  const known = curve.points.map((point) => ({
    rank: point.rank,
    id: point.accountId,
    name: point.name,
    amount: Number(point.amount),
    cumulative: Number(point.cumulative),
  }))
  const points: WhalePoint[] = []
  for (const [index, point] of known.entries()) {
    const previous = known[index - 1] ?? { rank: 0, cumulative: 0 }
    const missing = point.rank - previous.rank - 1
    const step = missing > 0 ? (point.cumulative - point.amount - previous.cumulative) / missing : 0
    for (let place = 1; place <= missing; place++) {
      points.push({
        id: `between-${previous.rank + place}`,
        name: text.whale.between(String(previous.rank + 1), String(point.rank - 1)),
        amount: step,
        cumulative: previous.cumulative + step * place,
      })
    }
    points.push(point)
  }
  return points
}
