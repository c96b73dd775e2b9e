import { theilSen } from '@mainstay/domain/economics'
import { useMemo } from 'react'
import { TrendChart, type TrendPoint } from '../kit/charts/trend-chart.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import type { AccountEconomics } from './api/economics-queries.ts'
import { text } from './text.ts'

const words = text.months
const LEVEL_SHARE_PER_YEAR = 0.03
const MONTHS = 12

type Months = AccountEconomics['months']

/** The months with the robust straight line through them (Theil-Sen), and which way it leads. */
export function trendPoints(months: Months): { points: TrendPoint[]; direction: string } {
  const amounts = months.map((month) => (month.netRevenue === null ? null : Number(month.netRevenue)))
  const bought = amounts.filter((amount) => amount !== null && amount !== 0).length
  // Whoever buys in fewer than half of the months has a median month of nothing, and the line would lie on the ground.
  const line = bought * 2 > amounts.length ? theilSen(amounts.map((amount) => amount ?? 0)).value : null
  const points = months.map((month, index) => ({
    month: month.month,
    amount: amounts[index] ?? null,
    trend: line ? Math.max(0, line.intercept + line.slope * index) : null,
  }))
  if (!line) return { points, direction: words.noTrend }
  const mean = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0) / Math.max(1, months.length)
  const yearly = mean > 0 ? (line.slope * MONTHS) / mean : 0
  if (Math.abs(yearly) < LEVEL_SHARE_PER_YEAR) return { points, direction: words.level }
  return { points, direction: yearly > 0 ? words.rising : words.falling }
}

export interface MonthlyTrendCardProps {
  readonly economics: AccountEconomics
  /** A month was opened. */
  readonly onOpen?: ((month: string) => void) | undefined
  readonly height?: number
}

/** Net revenue month by month with its trend; a month opens its lines. */
export function MonthlyTrendCard({ economics, onOpen, height }: MonthlyTrendCardProps) {
  const { points, direction } = useMemo(() => trendPoints(economics.months), [economics.months])
  if (points.every(({ amount }) => amount === 0)) {
    return (
      <Panel title={words.title}>
        <StateEmpty title={words.nothing} sentence={words.nothingSentence} />
      </Panel>
    )
  }
  return (
    <TrendChart
      title={words.title}
      subtitle={direction === words.noTrend ? words.noTrend : words.subtitle(direction)}
      points={points}
      currency={economics.period.currency}
      onSelect={onOpen}
      {...(height === undefined ? {} : { height })}
    />
  )
}
