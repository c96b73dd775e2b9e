import type { EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import type { CostToServe } from '../../economics/index.ts'
import { ChartPanel } from '../../kit/charts/chart-panel.tsx'
import { baseOption, LABEL_SIZE, moneyAxis, tooltipElement } from '../../kit/charts/chart-parts.ts'
import type { ChartTableData } from '../../kit/charts/chart-table.tsx'
import type { ChartContext } from '../../kit/charts/chart-tokens.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import classes from './cost-to-serve.module.css'
import { poolCells } from './pool-cells.tsx'
import { type PoolSplit, splitPools } from './pools.ts'
import { text } from './text.ts'

const words = text.chart
const PARTS = ['used', 'unused', 'uncounted', 'over'] as const
type Part = (typeof PARTS)[number]

const MOST_BARS = 12
const BAR_ROOM = 30
const AXIS_ROOM = 34
const MOST_NAME_ROOM = 190
const NAME_SHARE = 0.32

function shareOf({ pool }: PoolSplit, locale: string | undefined): string {
  return pool.utilization === null ? words.notCounted : formatPercent(pool.utilization, { locale, decimals: 0 })
}

function colorsOf({ tokens }: ChartContext): Readonly<Record<Part, object>> {
  return {
    used: { color: tokens.accent },
    unused: { color: tokens['bar-soft'] },
    over: { color: tokens.loss },
    uncounted: { color: tokens.surface, borderColor: tokens['line-strong'], borderType: 'dashed', borderWidth: 1 },
  }
}

function buildPools(splits: readonly PoolSplit[], currency: string, context: ChartContext): EChartsOption {
  const { tokens, locale } = context
  const colors = colorsOf(context)
  const nameRoom = Math.min(MOST_NAME_ROOM, context.width * NAME_SHARE)
  const note = (split: PoolSplit) =>
    tooltipElement(split.pool.name, [
      ...PARTS.filter((part) => split[part] > 0).map((part) => ({
        label: words[part],
        value: formatMoneyCompact(split[part], { locale, currency }),
      })),
      { label: words.share, value: shareOf(split, locale) },
    ])
  return {
    ...baseOption(context),
    grid: { left: nameRoom, right: 56, top: 4, bottom: 24 },
    xAxis: moneyAxis(context),
    yAxis: {
      type: 'category',
      inverse: true,
      data: splits.map(({ pool }) => pool.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens['line-strong'] } },
      axisLabel: { color: tokens.text, fontSize: LABEL_SIZE, width: nameRoom - 12, overflow: 'truncate' },
    },
    tooltip: {
      ...(baseOption(context).tooltip as object),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (parameters: unknown) => {
        const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters
        const split = splits[(first as { dataIndex?: number } | undefined)?.dataIndex ?? -1]
        return split ? note(split) : ''
      },
    },
    series: PARTS.map((part, position) => ({
      type: 'bar' as const,
      stack: 'capacity',
      barMaxWidth: 16,
      itemStyle: colors[part],
      data: splits.map((split) => split[part]),
      // The last of the stack carries the share, whatever its own length.
      label: {
        show: position === PARTS.length - 1,
        position: 'right' as const,
        color: tokens.text,
        fontSize: LABEL_SIZE,
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const split = splits[dataIndex]
          return split ? shareOf(split, locale) : ''
        },
      },
    })),
  }
}

function tableOf(splits: readonly PoolSplit[], currency: string): ChartTableData {
  const inMoney = (word: string) => ({ header: `${word}, ${currency}`, align: 'end' as const })
  return {
    columns: [
      { header: words.pool },
      inMoney(words.capacity),
      { header: words.supplied, align: 'end' },
      { header: words.taken, align: 'end' },
      inMoney(words.used),
      inMoney(words.unused),
      { header: words.share, align: 'end' },
    ],
    rows: splits.map((split) => ({
      key: split.pool.code,
      cells: poolCells(split, currency),
      values: [
        split.pool.name,
        split.capacity,
        Number(split.pool.suppliedMinutes),
        Number(split.pool.usedMinutes),
        split.used + split.over,
        split.unused,
        split.pool.utilization,
      ],
    })),
  }
}

function Legend({ splits }: { splits: readonly PoolSplit[] }) {
  return (
    <div className={classes.legend}>
      {PARTS.filter((part) => splits.some((split) => split[part] > 0)).map((part) => (
        <span key={part} data-part={part}>
          {words[part]}
        </span>
      ))}
    </div>
  )
}

/** Every pool with the capacity that found an account beside the capacity nobody used. */
export function PoolsChart({ service }: { service: CostToServe }) {
  const locale = useLocale()
  const { currency } = service.period
  const splits = useMemo(() => splitPools(service.pools), [service])
  const drawn = useMemo(() => splits.slice(0, MOST_BARS), [splits])
  const build = useCallback((context: ChartContext) => buildPools(drawn, currency, context), [drawn, currency])
  const table = useMemo(() => tableOf(splits, currency), [splits, currency])
  const count = (value: number) => formatNumber(value, { locale })
  const subtitle =
    splits.length > drawn.length
      ? words.largest(count(drawn.length), count(splits.length))
      : words.subtitle(count(splits.length), currency)
  return (
    <ChartPanel
      title={words.title}
      subtitle={splits.length === 0 ? words.none : subtitle}
      height={AXIS_ROOM + Math.max(2, drawn.length) * BAR_ROOM}
      build={build}
      table={table}
      label={`${words.title}: ${drawn.map((split) => words.label(split.pool.name, shareOf(split, locale))).join(', ')}`}
      legend={<Legend splits={drawn} />}
    />
  )
}
