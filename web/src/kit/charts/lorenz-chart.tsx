import type { EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import { useLocale } from '../format/locale.tsx'
import { formatNumber, formatPercent } from '../format/number.ts'
import { type ChartFrameProps, ChartPanel } from './chart-panel.tsx'
import { baseOption, CHART_FONT, LABEL_SIZE } from './chart-parts.ts'
import type { ChartTableData } from './chart-table.tsx'
import type { ChartContext } from './chart-tokens.ts'
import { text } from './text.ts'

export interface LorenzPoint {
  /** Share of the accounts, smallest first, 0 to 1. */
  readonly accounts: number
  /** Their share of the amount, 0 to 1. */
  readonly amount: number
}

export interface LorenzChartProps extends ChartFrameProps {
  readonly points: readonly LorenzPoint[]
  readonly gini: number | null
}

const words = text.lorenz

function buildLorenz(points: readonly LorenzPoint[], gini: number | null, context: ChartContext): EChartsOption {
  const { tokens, locale } = context
  const axis = {
    type: 'value' as const,
    min: 0,
    max: 1,
    splitNumber: 2,
    splitLine: { lineStyle: { color: tokens.line } },
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: {
      color: tokens.muted,
      fontSize: LABEL_SIZE,
      formatter: (value: number) => formatPercent(value, { locale, decimals: 0 }),
    },
    nameTextStyle: { color: tokens.muted, fontSize: LABEL_SIZE },
    nameLocation: 'middle' as const,
  }
  return {
    ...baseOption(context),
    tooltip: { show: false },
    grid: { left: 60, right: 14, top: 12, bottom: 38 },
    xAxis: { ...axis, name: words.accounts, nameGap: 22 },
    yAxis: { ...axis, name: words.amount, nameGap: 44 },
    graphic: {
      elements: [
        {
          type: 'text',
          silent: true,
          x: 74,
          y: 22,
          style: {
            text: gini === null ? '' : words.gini(formatNumber(gini, { locale, decimals: 2 })),
            fill: tokens.text,
            font: `600 12px ${CHART_FONT}`,
          },
        },
      ],
    },
    series: [
      {
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        showSymbol: false,
        silent: true,
        lineStyle: { color: tokens['line-strong'], width: 1, type: [3, 3] },
        endLabel: { show: false },
      },
      {
        type: 'line',
        data: [[0, 0], ...points.map((point) => [point.accounts, point.amount]), [1, 1]],
        showSymbol: false,
        silent: true,
        lineStyle: { color: tokens.accent, width: 1.8 },
        areaStyle: { color: tokens['accent-faint'], opacity: 1 },
      },
    ],
  }
}

/** How unevenly an amount is spread over the accounts. Only where no amount is below zero. */
export function LorenzChart({ points, gini, ...frame }: LorenzChartProps) {
  const locale = useLocale()
  const build = useCallback((context: ChartContext) => buildLorenz(points, gini, context), [points, gini])
  const table = useMemo<ChartTableData>(
    () => ({
      columns: [
        { header: words.accounts, align: 'end' },
        { header: words.amount, align: 'end' },
      ],
      rows: points.map((point) => ({
        key: String(point.accounts),
        cells: [formatPercent(point.accounts, { locale }), formatPercent(point.amount, { locale })],
        values: [point.accounts, point.amount],
      })),
    }),
    [points, locale],
  )
  const label =
    gini === null ? frame.title : `${frame.title}, ${words.gini(formatNumber(gini, { locale, decimals: 2 }))}`
  return <ChartPanel {...frame} build={build} table={table} label={label} />
}
