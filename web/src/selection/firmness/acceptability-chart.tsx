import type { EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import { ChartPanel } from '../../kit/charts/chart-panel.tsx'
import { baseOption, LABEL_SIZE, tooltipElement } from '../../kit/charts/chart-parts.ts'
import type { ChartTableData } from '../../kit/charts/chart-table.tsx'
import type { ChartContext } from '../../kit/charts/chart-tokens.ts'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import classes from './firmness.module.css'
import { text } from './text.ts'
import type { Firmness } from './types.ts'

type Row = Firmness['acceptability']['rows'][number]

/** Accounts on each side of the line in the picture; the table holds all of them. */
const DRAWN_EACH_SIDE = 60
const CHART_HEIGHT = 230

/** The accounts nearest to the line, those with a place first. */
export function nearestToTheLine(rows: readonly Row[], eachSide: number): readonly Row[] {
  const inside = rows.filter(({ isInside }) => isInside)
  const outside = rows.filter(({ isInside }) => !isInside)
  return [...inside.slice(-eachSide), ...outside.slice(0, eachSide)]
}

function noteOn(row: Row | undefined, locale: string | undefined): HTMLElement | string {
  if (!row) return ''
  const percent = (share: number) => formatPercent(share, { locale })
  return tooltipElement(row.account.name, [
    { label: text.chart.rank, value: formatNumber(row.rank, { locale }) },
    { label: text.chart.share, value: percent(row.insideShare) },
    { label: `${text.chart.low} – ${text.chart.high}`, value: `${percent(row.low)} – ${percent(row.high)}` },
  ])
}

function buildAcceptability(rows: readonly Row[], context: ChartContext): EChartsOption {
  const { tokens, locale } = context
  const lastInside = rows.findLastIndex(({ isInside }) => isInside)
  const percent = (share: number) => formatPercent(share, { locale, decimals: 0 })
  const hasBothSides = lastInside >= 0 && lastInside < rows.length - 1
  return {
    ...baseOption(context),
    grid: { left: 46, right: 12, top: 22, bottom: 38 },
    xAxis: {
      type: 'category',
      data: rows.map(({ rank }) => String(rank)),
      name: text.chart.rank,
      nameLocation: 'middle',
      nameGap: 22,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens['line-strong'] } },
      axisLabel: { color: tokens.muted, fontSize: LABEL_SIZE, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      splitLine: { lineStyle: { color: tokens.line, width: 1 } },
      axisLabel: { color: tokens.muted, fontSize: LABEL_SIZE, formatter: percent },
    },
    tooltip: {
      ...(baseOption(context).tooltip as object),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (parameters: unknown) => {
        const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters
        return noteOn(rows[(first as { dataIndex?: number } | undefined)?.dataIndex ?? -1], locale)
      },
    },
    series: [
      {
        type: 'bar',
        barCategoryGap: '25%',
        data: rows.map((row) => ({
          id: row.account.id,
          value: row.insideShare,
          itemStyle: { color: row.isInside ? tokens.accent : tokens.bar, borderRadius: [2, 2, 0, 0] },
        })),
        ...(hasBothSides
          ? {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { color: tokens.text, type: [3, 3] as [number, number] },
                label: { formatter: text.chart.cut, color: tokens.text, fontSize: LABEL_SIZE },
                data: [{ xAxis: lastInside }],
              },
            }
          : {}),
      },
    ],
  }
}

function tableOf(rows: readonly Row[], locale: string | undefined): ChartTableData {
  const end = { align: 'end' as const }
  const { account, code, rank, place, share, low, high, meanRank, ranked } = text.chart
  return {
    columns: [
      { header: account },
      { header: code },
      { header: rank, ...end },
      { header: place },
      { header: share, ...end },
      { header: low, ...end },
      { header: high, ...end },
      { header: meanRank, ...end },
      { header: ranked, ...end },
    ],
    rows: rows.map((row) => ({
      key: row.account.id,
      selectId: row.account.id,
      cells: [
        row.account.name,
        row.account.code,
        formatNumber(row.rank, { locale }),
        row.isInside ? text.chart.inside : text.chart.outside,
        <PercentText key="share" fraction={row.insideShare} />,
        <PercentText key="low" fraction={row.low} />,
        <PercentText key="high" fraction={row.high} />,
        row.meanRank === null ? '–' : formatNumber(row.meanRank, { locale, decimals: 1 }),
        <PercentText key="ranked" fraction={row.rankedShare} />,
      ],
      values: [
        row.account.name,
        row.account.code,
        row.rank,
        row.isInside ? text.chart.inside : text.chart.outside,
        row.insideShare,
        row.low,
        row.high,
        row.meanRank,
        row.rankedShare,
      ],
    })),
  }
}

/** In what share of all weights an account has a place: those around the line drawn, all of them in the table. */
export function AcceptabilityChart({ firmness, onOpen }: { firmness: Firmness; onOpen: (accountId: string) => void }) {
  const locale = useLocale()
  const { rows, draws, hidden, alwaysInside } = firmness.acceptability
  const drawn = useMemo(() => nearestToTheLine(rows, DRAWN_EACH_SIDE), [rows])
  const build = useCallback((context: ChartContext) => buildAcceptability(drawn, context), [drawn])
  const table = useMemo(() => tableOf(rows, locale), [rows, locale])
  const write = (count: number) => formatNumber(count, { locale })
  if (rows.length === 0) {
    return <Panel title={text.chart.title}>{hidden > 0 ? text.chart.hidden(write(hidden)) : text.chart.empty}</Panel>
  }
  return (
    <ChartPanel
      title={text.chart.title}
      subtitle={text.chart.subtitle(write(draws))}
      height={CHART_HEIGHT}
      build={build}
      table={table}
      label={text.chart.label(write(firmness.inside), write(alwaysInside))}
      onSelect={onOpen}
      legend={
        <div className={classes.legend}>
          <span>
            <span className={classes.swatch} data-side="inside" aria-hidden />
            {text.chart.legendInside}
          </span>
          <span>
            <span className={classes.swatch} data-side="outside" aria-hidden />
            {text.chart.legendOutside}
          </span>
          {hidden > 0 ? <span>{text.chart.hidden(write(hidden))}</span> : null}
        </div>
      }
    />
  )
}
