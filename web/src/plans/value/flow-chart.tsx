import type { EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import { ChartPanel } from '../../kit/charts/chart-panel.tsx'
import { baseOption, LABEL_SIZE, moneyAxis, tooltipElement } from '../../kit/charts/chart-parts.ts'
import type { ChartTableData } from '../../kit/charts/chart-table.tsx'
import type { ChartContext } from '../../kit/charts/chart-tokens.ts'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { formatNumber } from '../../kit/format/number.ts'
import { summedUp } from './case-facts.ts'
import { yearsInWords } from './figure-words.ts'
import { text } from './text.ts'
import type { ValueCase } from './types.ts'
import classes from './value.module.css'

const words = text.chart
const HEIGHT = 290
/** Words at the edge of the picture stand beside their line, not over it. */
const NEAR_EDGE = 0.2

interface FlowData {
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly expected: readonly number[]
  /** In the year, not summed up. */
  readonly flows: readonly number[]
  /** When the expected sum is at zero again. */
  readonly paidBack: number | null
}

function dataOf({ results }: ValueCase): FlowData {
  const { low, high, expected } = results
  return {
    low: summedUp(low.flows),
    high: summedUp(high.flows),
    expected: summedUp(expected.flows),
    flows: expected.flows.map(Number),
    paidBack: expected.paybackYears.value,
  }
}

const points = (sums: readonly number[]) => sums.map((sum, year) => [year, sum])

function flowNote(data: FlowData, parameters: unknown, locale: string | undefined): HTMLElement | string {
  const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters
  const year = (first as { dataIndex?: number } | undefined)?.dataIndex ?? -1
  const [sum, flow] = [data.expected[year], data.flows[year]]
  if (sum === undefined || flow === undefined) return ''
  const money = (amount: number) => formatMoneyCompact(amount, { locale })
  return tooltipElement(text.year(year), [
    { label: words.flow, value: money(flow) },
    { label: words.sum(text.views.names.expected), value: money(sum) },
    { label: words.sum(text.views.names.low), value: money(data.low[year] ?? 0) },
    { label: words.sum(text.views.names.high), value: money(data.high[year] ?? 0) },
  ])
}

function buildFlow(data: FlowData, context: ChartContext): EChartsOption {
  const { tokens, locale } = context
  const last = data.expected.length - 1
  const edge = (sums: readonly number[]) => ({
    type: 'line' as const,
    data: points(sums),
    showSymbol: false,
    silent: true,
    lineStyle: { color: tokens.muted, width: 1, type: [3, 3] },
  })
  return {
    ...baseOption(context),
    grid: { left: 54, right: 18, top: 26, bottom: 26 },
    xAxis: {
      type: 'value',
      min: 0,
      max: last,
      interval: 1,
      splitLine: { show: false },
      axisTick: { show: false },
      axisLine: { onZero: false, lineStyle: { color: tokens['line-strong'] } },
      axisLabel: {
        color: tokens.muted,
        fontSize: LABEL_SIZE,
        hideOverlap: true,
        formatter: (year: number) => (Number.isInteger(year) ? text.year(year) : ''),
      },
    },
    yAxis: moneyAxis(context),
    tooltip: {
      ...(baseOption(context).tooltip as object),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: tokens['line-strong'] } },
      formatter: (parameters: unknown) => flowNote(data, parameters, locale),
    },
    series: [
      {
        type: 'line',
        data: points(data.expected),
        symbol: 'circle',
        symbolSize: 6,
        z: 4,
        lineStyle: { color: tokens.accent, width: 2 },
        itemStyle: { color: tokens.accent },
        areaStyle: { color: tokens['accent-faint'], opacity: 0.7 },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          data: [
            { yAxis: 0, lineStyle: { color: tokens['line-strong'], type: 'solid', width: 1.5 } },
            ...(data.paidBack === null ? [] : [breakEvenLine(data.paidBack, last, context)]),
          ],
        },
      },
      edge(data.low),
      edge(data.high),
    ],
  }
}

/** The moment stands on the zero line: from there on it earns. Its words keep inside the picture. */
function breakEvenLine(paidBack: number, last: number, { tokens, locale }: ChartContext) {
  const align = paidBack < last * NEAR_EDGE ? 'left' : paidBack > last * (1 - NEAR_EDGE) ? 'right' : 'center'
  return {
    xAxis: paidBack,
    lineStyle: { color: tokens.gain, type: [4, 3] as [number, number], width: 1.5 },
    label: {
      show: true,
      position: 'end' as const,
      formatter: words.paidBack(yearsInWords(paidBack, locale)),
      color: tokens.text,
      fontSize: LABEL_SIZE,
      fontWeight: 600 as const,
      align: align as 'left' | 'center' | 'right',
    },
  }
}

export interface FlowChartProps {
  readonly valueCase: ValueCase
  readonly currency: string
}

/** What has come back by when: the summed flow with the moment at which it has paid for itself. */
export function FlowChart({ valueCase, currency }: FlowChartProps) {
  const locale = useLocale()
  const data = useMemo(() => dataOf(valueCase), [valueCase])
  const build = useCallback((context: ChartContext) => buildFlow(data, context), [data])
  const table = useMemo<ChartTableData>(() => tableOf(data, currency, locale), [data, currency, locale])
  const finding = data.paidBack === null ? words.never : words.paidBack(yearsInWords(data.paidBack, locale))
  const end = words.end(formatMoneyCompact(data.expected.at(-1) ?? 0, { locale, currency }))
  return (
    <ChartPanel
      title={words.title}
      subtitle={words.subtitle}
      height={HEIGHT}
      build={build}
      table={table}
      label={`${words.title}: ${finding}, ${end}`}
      legend={
        <div className={classes.legend}>
          <span data-line="expected">{words.expected}</span>
          <span data-line="range">{words.range}</span>
          {data.paidBack === null ? <b>{finding}</b> : null}
        </div>
      }
    />
  )
}

function tableOf(data: FlowData, currency: string, locale: string | undefined): ChartTableData {
  const columns = [
    { key: words.flow, sums: data.flows },
    ...(['low', 'expected', 'high'] as const).map((view) => ({
      key: words.sum(text.views.names[view]),
      sums: data[view],
    })),
  ]
  return {
    columns: [
      { header: words.year },
      ...columns.map(({ key }) => ({ header: `${key}, ${currency}`, align: 'end' as const })),
    ],
    rows: data.flows.map((_, year) => ({
      key: String(year),
      cells: [
        formatNumber(year, { locale }),
        ...columns.map(({ key, sums }) => <MoneyText key={key} amount={sums[year] ?? 0} form="full" />),
      ],
      values: [year, ...columns.map(({ sums }) => sums[year] ?? 0)],
    })),
  }
}
