import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn, EChartsOption } from 'echarts'
import { type ReactNode, useCallback } from 'react'
import { ChartPanel } from '../../kit/charts/chart-panel.tsx'
import { baseOption, CHART_FONT, LABEL_SIZE, tooltipElement } from '../../kit/charts/chart-parts.ts'
import type { ChartTableData } from '../../kit/charts/chart-table.tsx'
import type { ChartContext, ChartTokens } from '../../kit/charts/chart-tokens.ts'

/** One estimate with its interval; null where none can be given. */
export interface IntervalRow {
  readonly id: string
  readonly label: string
  readonly estimate: { readonly value: number; readonly low: number; readonly high: number } | null
  /** Only a finding has a color; an interval may lie beside nought and still be none, when many were asked at once. */
  readonly isFinding: boolean
  /** What stands in the place of the interval that is missing, and after the pointer. */
  readonly remark: string
}

export interface IntervalChartProps {
  readonly title: string
  readonly subtitle: string
  readonly rows: readonly IntervalRow[]
  readonly table: ChartTableData
  readonly write: (value: number) => string
  /** The same, shorter, for the axis. */
  readonly writeAxis: (value: number) => string
  readonly legend?: ReactNode
}

const ROW_HEIGHT = 40
const AXIS_HEIGHT = 34
const NARROW = 480
const CAP = 5
const DOT = 4.5
const GAP = 8

function colorOf({ estimate, isFinding }: IntervalRow, tokens: ChartTokens): string {
  if (!estimate) return tokens.muted
  if (!isFinding) return tokens['bar-strong']
  if (estimate.low > 0) return tokens.gain
  return estimate.high < 0 ? tokens.loss : tokens['bar-strong']
}

interface Drawing {
  readonly api: CustomSeriesRenderItemAPI
  readonly frame: { readonly x: number; readonly width: number }
  readonly tokens: ChartTokens
}

function drawRow(row: IntervalRow, { api, frame, tokens }: Drawing): CustomSeriesRenderItemReturn {
  const index = api.value(0)
  const at = (value: number) => api.coord([value, index])[0] ?? 0
  const y = api.coord([0, index])[1] ?? 0
  const color = colorOf(row, tokens)
  if (!row.estimate) {
    // On the side of nought where there is more room.
    const isLeft = at(0) > frame.x + frame.width / 2
    const style = {
      text: row.remark,
      x: at(0) + (isLeft ? -GAP : GAP),
      y,
      fill: color,
      font: `${LABEL_SIZE}px ${CHART_FONT}`,
      align: isLeft ? ('right' as const) : ('left' as const),
      verticalAlign: 'middle' as const,
    }
    return { type: 'text', style }
  }
  const [low, high] = [at(row.estimate.low), at(row.estimate.high)]
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    shape: { x1, y1, x2, y2 },
    style: { stroke: color, lineWidth: 2 },
  })
  return {
    type: 'group',
    children: [
      {
        type: 'rect',
        shape: { x: Math.min(low, high), y: y - 10, width: Math.abs(high - low), height: 20 },
        style: { fill: 'transparent' },
      },
      line(low, y, high, y),
      line(low, y - CAP, low, y + CAP),
      line(high, y - CAP, high, y + CAP),
      {
        type: 'circle',
        shape: { cx: at(row.estimate.value), cy: y, r: DOT },
        style: { fill: color, stroke: tokens.surface, lineWidth: 1.5 },
      },
    ],
  }
}

/** Ends of the axis: all intervals and nought, with a little air. */
function reachOf(rows: readonly IntervalRow[]): { readonly min: number; readonly max: number } {
  const ends = rows.flatMap(({ estimate }) => (estimate ? [estimate.low, estimate.high] : []))
  const low = Math.min(0, ...ends)
  const high = Math.max(0, ...ends)
  const air = (high - low || 1) * 0.06
  return { min: low - air, max: high + air }
}

function buildIntervals(
  rows: readonly IntervalRow[],
  { write, writeAxis }: Pick<IntervalChartProps, 'write' | 'writeAxis'>,
  context: ChartContext,
): EChartsOption {
  const { tokens, width } = context
  const labels = width < NARROW ? 108 : 170
  return {
    ...baseOption(context),
    grid: { left: labels + 10, right: 14, top: 6, bottom: AXIS_HEIGHT - 8 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label }) => label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: tokens.text, fontSize: 12, width: labels, overflow: 'break', lineHeight: 14, interval: 0 },
    },
    xAxis: {
      type: 'value',
      ...reachOf(rows),
      splitNumber: width < NARROW ? 2 : 5,
      splitLine: { lineStyle: { color: tokens.line }, showMinLine: false, showMaxLine: false },
      axisLabel: {
        color: tokens.muted,
        fontSize: LABEL_SIZE,
        showMinLabel: false,
        showMaxLabel: false,
        hideOverlap: true,
        formatter: writeAxis,
      },
    },
    tooltip: {
      ...(baseOption(context).tooltip as object),
      trigger: 'item',
      formatter: (parameters: unknown) => {
        const { dataIndex = -1 } = parameters as { dataIndex?: number }
        const row = rows[dataIndex]
        if (!row) return ''
        const { estimate, remark } = row
        const value = estimate ? `${write(estimate.value)} (${write(estimate.low)} … ${write(estimate.high)})` : ''
        return tooltipElement(row.label, [{ label: remark, value }])
      },
    },
    series: [
      // Nought, from top to bottom.
      {
        type: 'custom',
        silent: true,
        data: [[0, 0]],
        renderItem: (parameters, api) => {
          const { y = 0, height = 0 } = parameters.coordSys as { y?: number; height?: number }
          const x = api.coord([0, 0])[0] ?? 0
          return {
            type: 'line',
            shape: { x1: x, y1: y, x2: x, y2: y + height },
            style: { stroke: tokens['line-strong'], lineWidth: 1.5 },
          }
        },
      },
      {
        type: 'custom',
        clip: false,
        encode: { x: 1, y: 0 },
        data: rows.map(({ label, estimate }, index) => ({ name: label, value: [index, estimate?.value ?? 0] })),
        renderItem: (parameters, api) => {
          const row = rows[parameters.dataIndex]
          const { x = 0, width: wide = 0 } = parameters.coordSys as { x?: number; width?: number }
          return row ? drawRow(row, { api, frame: { x, width: wide }, tokens }) : undefined
        },
      },
    ],
  }
}

/** Estimates with their intervals beside each other: what lies wholly on one side of nought is a finding. */
export function IntervalChart({ rows, write, writeAxis, table, ...frame }: IntervalChartProps) {
  const build = useCallback(
    (context: ChartContext) => buildIntervals(rows, { write, writeAxis }, context),
    [rows, write, writeAxis],
  )
  const label = `${frame.title}: ${rows
    .map(
      (row) =>
        `${row.label} ${row.estimate ? `${write(row.estimate.value)}, from ${write(row.estimate.low)} to ${write(row.estimate.high)}` : ''} ${row.remark}`,
    )
    .join('; ')}`
  return (
    <ChartPanel {...frame} height={rows.length * ROW_HEIGHT + AXIS_HEIGHT} build={build} table={table} label={label} />
  )
}
