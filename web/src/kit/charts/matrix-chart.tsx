import type { EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import { MoneyText } from '../figures/money-text.tsx'
import { formatMoneyCompact } from '../format/money.ts'
import { formatNumber } from '../format/number.ts'
import { type ChartFrameProps, ChartPanel } from './chart-panel.tsx'
import { baseOption, LABEL_SIZE, tooltipElement } from './chart-parts.ts'
import type { ChartTableData } from './chart-table.tsx'
import type { ChartContext } from './chart-tokens.ts'
import classes from './charts.module.css'
import { text } from './text.ts'

/** An account in the matrix. Both scores run from 0 to 100. */
export interface MatrixPoint {
  readonly id: string
  readonly name: string
  readonly attractiveness: number
  readonly strength: number
  /** Area of the bubble. */
  readonly size: number
  readonly isLossMaking: boolean
}

export interface MatrixChartProps extends ChartFrameProps {
  readonly points: readonly MatrixPoint[]
  readonly currency: string
  /** Where the fields meet; fixed, so that an account does not change its field because others moved. */
  readonly midpoint?: { readonly attractiveness: number; readonly strength: number }
  /** The account that is open elsewhere on the screen. */
  readonly selectedId?: string | undefined
}

const words = text.matrix
const MIDDLE = { attractiveness: 50, strength: 50 }
const SMALLEST = 6
const LARGEST = 21
const EDGE = 4

/** The field an account stands in. A score on the line counts to the higher side. */
export function quadrantOf(point: Pick<MatrixPoint, 'attractiveness' | 'strength'>, middle = MIDDLE): string {
  const { star, strategic, streamline, status } = words.quadrants
  if (point.attractiveness >= middle.attractiveness) return point.strength >= middle.strength ? strategic : star
  return point.strength >= middle.strength ? status : streamline
}

function halves(middle: number): [number, number] {
  return [(middle - EDGE) / 2, (100 + EDGE + middle) / 2]
}

function nameAxis(context: ChartContext, middle: number, names: readonly [string, string]) {
  const [low, high] = halves(middle)
  return {
    type: 'value' as const,
    min: -EDGE,
    max: 100 + EDGE,
    splitLine: { show: false },
    axisTick: { show: false },
    axisLine: { show: false, onZero: false },
    axisLabel: {
      customValues: [low, high],
      color: context.tokens.muted,
      fontSize: LABEL_SIZE,
      fontWeight: 500 as const,
      margin: 6,
      formatter: (value: number) => (value < middle ? names[0] : names[1]),
    },
  }
}

type MatrixSettings = Required<Pick<MatrixChartProps, 'points' | 'currency' | 'midpoint'>> &
  Pick<MatrixChartProps, 'selectedId'>

function buildMatrix({ points, currency, midpoint, selectedId }: MatrixSettings, context: ChartContext): EChartsOption {
  const { tokens, locale } = context
  const largest = Math.max(1, ...points.map((point) => point.size))
  const { star, strategic, streamline, status } = words.quadrants
  // The large bubbles are drawn first, so that no small one is hidden under them.
  const data = points
    .toSorted((one, other) => other.size - one.size)
    .map((point) => {
      const color = point.isLossMaking ? tokens.loss : tokens.accent
      const isSelected = point.id === selectedId
      return {
        id: point.id,
        name: point.name,
        value: [point.strength, point.attractiveness, point.size],
        symbol: point.isLossMaking ? 'diamond' : 'circle',
        symbolSize: Math.max(SMALLEST, Math.sqrt(Math.max(0, point.size) / largest) * LARGEST),
        itemStyle: {
          color,
          opacity: isSelected ? 1 : 0.5,
          borderColor: isSelected ? tokens.text : color,
          borderWidth: isSelected ? 2 : 1,
        },
      }
    })
  return {
    ...baseOption(context),
    grid: { left: 26, right: 10, top: 22, bottom: 24 },
    xAxis: [
      nameAxis(context, midpoint.strength, [streamline, status]),
      { ...nameAxis(context, midpoint.strength, [star, strategic]), position: 'top' },
    ],
    yAxis: {
      type: 'value',
      min: -EDGE,
      max: 100 + EDGE,
      name: words.yAxis,
      nameLocation: 'middle',
      nameGap: 10,
      nameTextStyle: { color: tokens.muted, fontSize: LABEL_SIZE },
      splitLine: { show: false },
      axisLabel: { show: false },
      axisTick: { show: false },
      axisLine: { show: false },
    },
    tooltip: {
      ...(baseOption(context).tooltip as object),
      trigger: 'item',
      formatter: (parameters: unknown) => {
        const { name = '', value = [] } = parameters as { name?: string; value?: readonly number[] }
        const [strength = 0, attractiveness = 0, size = 0] = value
        return tooltipElement(name, [
          { label: words.attractiveness, value: formatNumber(attractiveness, { locale }) },
          { label: words.strength, value: formatNumber(strength, { locale }) },
          { label: words.size, value: formatMoneyCompact(size, { locale, currency }) },
        ])
      },
    },
    series: [
      {
        type: 'scatter',
        data,
        cursor: 'pointer',
        emphasis: { itemStyle: { opacity: 0.9 } },
        markArea: {
          silent: true,
          data: [
            [
              { coord: [midpoint.strength, midpoint.attractiveness], itemStyle: { color: tokens['accent-faint'] } },
              { coord: [100 + EDGE, 100 + EDGE] },
            ],
            [
              {
                coord: [-EDGE, -EDGE],
                itemStyle: { color: 'transparent', borderColor: tokens.line, borderWidth: 1 },
              },
              { coord: [100 + EDGE, 100 + EDGE] },
            ],
          ],
        },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: tokens.line, type: 'solid', width: 1 },
          data: [{ xAxis: midpoint.strength }, { yAxis: midpoint.attractiveness }],
        },
      },
    ],
  }
}

function Legend() {
  return (
    <div className={classes.legend}>
      <span className={classes.legendEarns}>{words.earns}</span>
      <span className={classes.legendLoses}>{words.loses}</span>
      <span className={classes.legendEnd}>{words.xAxis}</span>
    </div>
  )
}

/** Attractiveness by our strength. The names of the fields stand outside, where no bubble can meet them. */
export function MatrixChart({ points, currency, midpoint = MIDDLE, selectedId, ...frame }: MatrixChartProps) {
  const build = useCallback(
    (context: ChartContext) => buildMatrix({ points, currency, midpoint, selectedId }, context),
    [points, currency, midpoint, selectedId],
  )
  const table = useMemo<ChartTableData>(
    () => ({
      columns: [
        { header: words.account },
        { header: words.quadrant },
        { header: words.attractiveness, align: 'end' },
        { header: words.strength, align: 'end' },
        { header: `${words.size}, ${currency}`, align: 'end' },
        { header: words.margin },
      ],
      rows: points.map((point) => {
        const quadrant = quadrantOf(point, midpoint)
        const outcome = point.isLossMaking ? words.loses : words.earns
        return {
          key: point.id,
          selectId: point.id,
          cells: [
            point.name,
            quadrant,
            Math.round(point.attractiveness),
            Math.round(point.strength),
            <MoneyText key="size" amount={point.size} />,
            outcome,
          ],
          values: [point.name, quadrant, point.attractiveness, point.strength, point.size, outcome],
        }
      }),
    }),
    [points, currency, midpoint],
  )
  return <ChartPanel {...frame} build={build} table={table} label={frame.title} legend={<Legend />} />
}
