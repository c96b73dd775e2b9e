import type { EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import { MoneyText } from '../figures/money-text.tsx'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../format/locale.tsx'
import { formatMoneyCompact } from '../format/money.ts'
import { type ChartFrameProps, ChartPanel } from './chart-panel.tsx'
import { baseOption, LABEL_SIZE, moneyAxis, type TooltipLine, tooltipElement } from './chart-parts.ts'
import type { ChartTableData } from './chart-table.tsx'
import type { ChartContext } from './chart-tokens.ts'
import { text } from './text.ts'

export interface TrendPoint {
  /** "2013-11" */
  readonly month: string
  /** Null for a month without data. */
  readonly amount: number | null
  /** Height of the trend line; null where there is none. */
  readonly trend?: number | null | undefined
}

/** Where the trend turned, found by the server. */
export interface TrendTurn {
  readonly month: string
  readonly direction: 'up' | 'down'
}

export interface TrendChartProps extends ChartFrameProps {
  readonly points: readonly TrendPoint[]
  readonly currency: string
  readonly turn?: TrendTurn | null | undefined
}

const words = text.trend

type TrendData = Pick<TrendChartProps, 'points' | 'currency' | 'turn'>

function trendNote(
  { points, currency }: TrendData,
  parameters: unknown,
  locale: string | undefined,
): HTMLElement | string {
  const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters
  const point = points[(first as { dataIndex?: number } | undefined)?.dataIndex ?? -1]
  if (!point) return ''
  const lines: TooltipLine[] = [
    { label: words.amount, value: point.amount === null ? '' : formatMoneyCompact(point.amount, { locale, currency }) },
  ]
  if (point.trend !== null && point.trend !== undefined) {
    lines.push({ label: words.trend, value: formatMoneyCompact(point.trend, { locale, currency }) })
  }
  return tooltipElement(formatDate(point.month, locale), lines)
}

function buildTrend(data: TrendData, context: ChartContext): EChartsOption {
  const { points, turn } = data
  const { tokens, locale } = context
  const turnColor = turn?.direction === 'up' ? tokens.gain : tokens.loss
  const colorOf = (month: string) => (turn && month >= turn.month ? turnColor : tokens['series-2'])
  return {
    ...baseOption(context),
    grid: { left: 50, right: 8, top: 20, bottom: 22 },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.month),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens['line-strong'] } },
      axisLabel: {
        color: tokens.muted,
        fontSize: LABEL_SIZE,
        hideOverlap: true,
        formatter: (month: string) => formatDate(month, locale),
      },
    },
    yAxis: moneyAxis(context),
    tooltip: {
      ...(baseOption(context).tooltip as object),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (parameters: unknown) => trendNote(data, parameters, locale),
    },
    series: [
      {
        type: 'bar',
        barWidth: '72%',
        cursor: 'pointer',
        data: points.map((point) => ({
          id: point.month,
          value: point.amount ?? '-',
          itemStyle: { color: colorOf(point.month), borderRadius: [2, 2, 0, 0] },
        })),
        ...(turn
          ? {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { color: turnColor, type: [2, 3] as [number, number] },
                label: { formatter: words.turn, color: turnColor, fontSize: LABEL_SIZE, position: 'end' as const },
                data: [{ xAxis: turn.month }],
              },
            }
          : {}),
      },
      {
        type: 'line',
        data: points.map((point) => point.trend ?? '-'),
        showSymbol: false,
        silent: true,
        lineStyle: { color: tokens.text, width: 1.4, type: [3, 3] },
        itemStyle: { color: tokens.text },
        z: 3,
      },
    ],
  }
}

/** A value month by month with its trend, and the turn marked and named. */
export function TrendChart({ points, currency, turn, ...frame }: TrendChartProps) {
  const locale = useLocale()
  const build = useCallback(
    (context: ChartContext) => buildTrend({ points, currency, turn }, context),
    [points, currency, turn],
  )
  const table = useMemo<ChartTableData>(
    () => ({
      columns: [
        { header: words.month },
        { header: `${words.amount}, ${currency}`, align: 'end' },
        { header: words.trend, align: 'end' },
      ],
      rows: points.map((point) => ({
        key: point.month,
        selectId: point.month,
        cells: [
          formatDate(point.month, locale),
          <MoneyText key="amount" amount={point.amount} />,
          <MoneyText key="trend" amount={point.trend} />,
        ],
        values: [point.month, point.amount, point.trend],
      })),
    }),
    [points, currency, locale],
  )
  const label = turn ? `${frame.title}, ${words.turn} ${formatDate(turn.month, locale)}` : frame.title
  return <ChartPanel {...frame} build={build} table={table} label={label} />
}
