import type { EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import { MoneyText } from '../figures/money-text.tsx'
import { useLocale } from '../format/locale.tsx'
import { formatMoneyCompact } from '../format/money.ts'
import { formatNumber, formatPercent } from '../format/number.ts'
import { type ChartFrameProps, ChartPanel } from './chart-panel.tsx'
import { baseOption, breakInTwo, LABEL_SIZE, moneyAxis, tooltipElement } from './chart-parts.ts'
import type { ChartTableData } from './chart-table.tsx'
import type { ChartContext } from './chart-tokens.ts'
import { text } from './text.ts'

/** One account of the curve, most profitable first. Amounts are for drawing: exact money stays in the table of accounts. */
export interface WhalePoint {
  readonly id: string
  readonly name: string
  readonly amount: number
  readonly cumulative: number
}

export interface WhaleCurveChartProps extends ChartFrameProps {
  readonly points: readonly WhalePoint[]
  readonly currency: string
}

const MOST_DRAWN = 600
/** Below this the sentence on the curve is broken into short lines. */
const NARROW = 440
const words = text.whale

interface Finding {
  readonly peakIndex: number
  readonly peak: number
  readonly last: number
  readonly earners: string
  readonly losers: string | null
}

/** The highest point of the curve and what it tells: how many earn, how many give back. */
export function findPeak(points: readonly WhalePoint[], locale?: string): Finding {
  const peakIndex = points.reduce(
    (best, point, index) => (point.cumulative > (points[best]?.cumulative ?? 0) ? index : best),
    0,
  )
  const peak = points[peakIndex]?.cumulative ?? 0
  const last = points.at(-1)?.cumulative ?? 0
  const after = points.length - peakIndex - 1
  const count = (value: number) => formatNumber(value, { locale })
  return {
    peakIndex,
    peak,
    last,
    earners: words.earn(count(peakIndex + 1), formatMoneyCompact(peak, { locale })),
    losers: after > 0 && peak > last ? words.giveBack(count(after), formatMoneyCompact(peak - last, { locale })) : null,
  }
}

function thin(points: readonly WhalePoint[], keep: number): [number, number][] {
  const step = Math.max(1, Math.floor(points.length / MOST_DRAWN))
  return points.flatMap((point, index): [number, number][] =>
    index % step === 0 || index === keep || index === points.length - 1 ? [[index + 1, point.cumulative]] : [],
  )
}

function buildWhale(points: readonly WhalePoint[], currency: string, context: ChartContext): EChartsOption {
  const { tokens, locale, width } = context
  const { peakIndex, peak, earners, losers } = findPeak(points, locale)
  const rank = peakIndex + 1
  const isNarrow = width < NARROW
  const lines = (sentence: string, style: 'a' | 'b') =>
    (isNarrow ? breakInTwo(sentence) : [sentence]).filter(Boolean).map((line) => `{${style}|${line}}`)
  const drawn: [number, number][] = [[0, 0], ...thin(points, peakIndex)]
  const stands = rank / Math.max(1, points.length) > 0.55 ? 'left' : 'right'
  const money = moneyAxis(context)
  const share = (value: number) => (peak > 0 ? formatPercent(value / peak, { locale, decimals: 0 }) : '')
  const area = (data: [number, number][], color: string) => ({
    type: 'line' as const,
    data,
    showSymbol: false,
    lineStyle: { color: tokens.text, width: 1.6 },
    itemStyle: { color: tokens.text },
    areaStyle: { color, opacity: 1, origin: 0 as const },
    z: 2,
  })
  return {
    ...baseOption(context),
    grid: { left: 50, right: 46, top: 12, bottom: 24 },
    xAxis: {
      type: 'value',
      min: 0,
      max: Math.max(1, points.length),
      splitLine: { show: false },
      axisTick: { show: false },
      axisLine: { show: false, onZero: false },
      axisLabel: {
        customValues: [0, points.length],
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
        color: tokens.muted,
        formatter: (value: number) => (value === 0 ? words.most : words.least),
      },
    },
    yAxis: [
      money,
      {
        ...money,
        position: 'right',
        splitLine: { show: false },
        axisLabel: { ...money.axisLabel, formatter: share },
      },
    ],
    tooltip: {
      ...(baseOption(context).tooltip as object),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: tokens['line-strong'] } },
      formatter: (parameters: unknown) => whaleNote(points, parameters, { locale, currency }),
    },
    series: [
      area(
        drawn.filter(([x]) => x <= rank),
        tokens['gain-faint'],
      ),
      area(
        drawn.filter(([x]) => x >= rank),
        tokens['loss-faint'],
      ),
      // The right scale only exists for a series that uses it.
      { type: 'line', yAxisIndex: 1, data: drawn, showSymbol: false, lineStyle: { opacity: 0 }, silent: true },
      {
        type: 'scatter',
        data: [[rank, peak]],
        symbolSize: 7,
        itemStyle: { color: tokens.text, opacity: 1 },
        z: 4,
        silent: true,
        markLine: {
          symbol: 'none',
          silent: true,
          label: { show: false },
          lineStyle: { color: tokens['line-strong'], type: [2, 3] },
          data: [[{ coord: [rank, peak] }, { coord: [rank, 0] }]],
        },
        label: {
          show: true,
          position: stands,
          offset: [stands === 'right' ? 3 : -3, isNarrow ? 44 : 26],
          align: stands === 'right' ? 'left' : 'right',
          formatter: [...lines(earners, 'a'), ...lines(losers ?? '', 'b')].join('\n'),
          rich: {
            a: { color: tokens.text, fontWeight: 600, fontSize: LABEL_SIZE, lineHeight: 16 },
            b: { color: tokens.loss, fontSize: LABEL_SIZE, lineHeight: 16 },
          },
        },
      },
    ],
  }
}

function whaleNote(
  points: readonly WhalePoint[],
  parameters: unknown,
  style: { locale: string | undefined; currency: string },
): HTMLElement | string {
  const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters
  const value = (first as { value?: readonly number[] } | undefined)?.value
  const point = points[(value?.[0] ?? 0) - 1]
  if (!point) return ''
  return tooltipElement(point.name, [
    { label: words.amount, value: formatMoneyCompact(point.amount, style) },
    { label: words.cumulative, value: formatMoneyCompact(point.cumulative, style) },
  ])
}

/** Profit summed up from the most to the least profitable account, with its finding written on the curve. */
export function WhaleCurveChart({ points, currency, ...frame }: WhaleCurveChartProps) {
  const locale = useLocale()
  const finding = findPeak(points, locale)
  const build = useCallback((context: ChartContext) => buildWhale(points, currency, context), [points, currency])
  const table = useMemo<ChartTableData>(
    () => ({
      columns: [
        { header: words.account },
        { header: words.rank, align: 'end' },
        { header: `${words.amount}, ${currency}`, align: 'end' },
        { header: `${words.cumulative}, ${currency}`, align: 'end' },
      ],
      rows: points.map((point, index) => ({
        key: point.id,
        selectId: point.id,
        cells: [
          point.name,
          index + 1,
          <MoneyText key="amount" amount={point.amount} />,
          <MoneyText key="cumulative" amount={point.cumulative} />,
        ],
        values: [point.name, index + 1, point.amount, point.cumulative],
      })),
    }),
    [points, currency],
  )
  const label = `${frame.title}: ${finding.earners}, ${finding.losers ?? words.nothingLost}`
  return <ChartPanel {...frame} build={build} table={table} label={label} />
}
