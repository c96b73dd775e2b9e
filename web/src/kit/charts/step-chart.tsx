import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn, EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import { MoneyText } from '../figures/money-text.tsx'
import { formatMoneyCompact } from '../format/money.ts'
import { formatNumber } from '../format/number.ts'
import { type ChartFrameProps, ChartPanel } from './chart-panel.tsx'
import { baseOption, breakInTwo, CHART_FONT, LABEL_SIZE, tooltipElement } from './chart-parts.ts'
import type { ChartTableData } from './chart-table.tsx'
import type { ChartContext, ChartTokens } from './chart-tokens.ts'
import { type PlacedStep, placeSteps, type Step, splitSteps } from './steps.ts'
import { text } from './text.ts'

export interface StepChartProps extends ChartFrameProps {
  readonly steps: readonly Step[]
  readonly currency: string
}

/** Colors of a bar: a waterfall keeps costs quiet, a bridge tells gains from losses. */
export type PaintStep = (step: PlacedStep, tokens: ChartTokens) => string

const words = text.steps
const LEAST_HEIGHT = 2
const BAR_SHARE = 0.62
const WIDEST_BAR = 46
const LABEL_ROOM = 0.13
const TIGHT_SLOT = 56

function barLabel(step: PlacedStep, tokens: ChartTokens, locale: string | undefined) {
  return {
    text: formatMoneyCompact(step.amount, { locale }),
    fill: step.kind === 'total' && step.amount < 0 ? tokens.loss : tokens.text,
    font: `600 ${LABEL_SIZE}px ${CHART_FONT}`,
    align: 'center' as const,
  }
}

function drawStep(
  step: PlacedStep,
  api: CustomSeriesRenderItemAPI,
  context: ChartContext,
  paint: PaintStep,
): CustomSeriesRenderItemReturn {
  const [center = 0, startY = 0] = api.coord([api.value(0), step.start])
  const [, endY = 0] = api.coord([api.value(0), step.end])
  const size = api.size?.([1, 0])
  const slot = Array.isArray(size) ? (size[0] ?? 0) : (size ?? 0)
  const width = Math.min(WIDEST_BAR, slot * BAR_SHARE)
  const height = Math.max(LEAST_HEIGHT, Math.abs(endY - startY))
  const top = Math.min(startY, endY)
  const isBelow = Math.max(step.start, step.end) <= 0
  const y = isBelow ? top + height + 4 : top - 4
  return {
    type: 'group',
    children: [
      {
        type: 'rect',
        shape: { x: center - width / 2, y: top, width, height, r: 2 },
        style: { fill: paint(step, context.tokens) },
      },
      {
        type: 'text',
        silent: true,
        style: {
          ...barLabel(step, context.tokens, context.locale),
          x: center,
          y,
          verticalAlign: isBelow ? 'top' : 'bottom',
        },
      },
    ],
  }
}

/** Ends of the money axis: exact, with room under the zero line for the labels of bars that hang below it. */
function reachOf(steps: readonly PlacedStep[]): { min: number; max: number } {
  const ends = steps.flatMap((step) => [step.start, step.end])
  const low = Math.min(0, ...ends)
  const high = Math.max(0, ...ends)
  return { min: low - (low < 0 ? (high - low) * LABEL_ROOM : 0), max: high === low ? 1 : high }
}

interface StepGroup {
  readonly steps: readonly PlacedStep[]
  readonly left: number
  readonly right: number
  readonly title: string
}

/** Two fields side by side when the last bars need a scale of their own, else one. */
function layOut(placed: readonly PlacedStep[], context: ChartContext): StepGroup[] {
  const { main, small, times } = splitSteps(placed)
  const full = { left: 6, right: 6 }
  if (small.length === 0) return [{ steps: main, ...full, title: '' }]
  const gap = 28
  const cut = Math.round(((context.width - gap) * main.length) / placed.length)
  return [
    { steps: main, left: full.left, right: context.width - cut, title: '' },
    {
      steps: small,
      left: cut + gap,
      right: full.right,
      title: words.ownScale(formatNumber(times, { locale: context.locale })),
    },
  ]
}

function buildSteps(steps: readonly Step[], paint: PaintStep, context: ChartContext): EChartsOption {
  const { tokens, locale } = context
  const groups = layOut(placeSteps(steps), context)
  return {
    ...baseOption(context),
    grid: groups.map(({ left, right }) => ({ left, right, top: 34, bottom: 36 })),
    xAxis: groups.map((group, index) => ({
      type: 'category' as const,
      gridIndex: index,
      data: group.steps.map((step) => step.label),
      axisTick: { show: false },
      axisLine: { show: true, onZero: true, lineStyle: { color: tokens['line-strong'] } },
      axisLabel: { show: false },
    })),
    yAxis: groups.map((group, index) => ({
      type: 'value' as const,
      gridIndex: index,
      show: false,
      ...reachOf(group.steps),
    })),
    tooltip: {
      ...(baseOption(context).tooltip as object),
      trigger: 'item',
      formatter: (parameters: unknown) => {
        const { name = '' } = parameters as { name?: string }
        const step = steps.find((candidate) => candidate.label === name)
        return tooltipElement(
          name,
          step ? [{ label: words.amount, value: formatMoneyCompact(step.amount, { locale }) }] : [],
        )
      },
    },
    series: groups.map((group, index) => ({
      type: 'custom' as const,
      xAxisIndex: index,
      yAxisIndex: index,
      clip: false,
      cursor: 'pointer',
      encode: { x: 0, y: [1, 2] },
      data: group.steps.map((step, position) => ({
        id: step.id,
        name: step.label,
        value: [position, step.start, step.end],
      })),
      renderItem: (parameters, api) => {
        const step = group.steps[parameters.dataIndex]
        return step ? drawStep(step, api, context, paint) : undefined
      },
    })),
    ...labelRow(groups, context),
  }
}

/** Names under the bars and the remark over the second scale, in a row of their own, so that no bar can meet them. */
function labelRow(
  groups: readonly StepGroup[],
  { tokens, width, height }: ChartContext,
): Pick<EChartsOption, 'graphic'> {
  const marks = groups.flatMap((group) => {
    const slot = (width - group.left - group.right) / Math.max(1, group.steps.length)
    const names = group.steps.map((step, position) => ({
      type: 'text' as const,
      silent: true,
      x: group.left + slot * (position + 0.5),
      y: height - 30,
      style: {
        text: slot < TIGHT_SLOT ? breakInTwo(step.label).join('\n') : step.label,
        fill: tokens.muted,
        font: `${slot < TIGHT_SLOT ? LABEL_SIZE - 2 : LABEL_SIZE}px ${CHART_FONT}`,
        align: 'center' as const,
        width: slot - 2,
        overflow: slot < TIGHT_SLOT ? ('none' as const) : ('break' as const),
        lineHeight: 13,
      },
    }))
    if (group.title === '') return names
    return [
      ...names,
      {
        type: 'text' as const,
        silent: true,
        x: group.left,
        y: 2,
        style: { text: group.title, fill: tokens.muted, font: `${LABEL_SIZE}px ${CHART_FONT}` },
      },
      {
        type: 'line' as const,
        silent: true,
        shape: { x1: group.left - 14, y1: 4, x2: group.left - 14, y2: height - 12 },
        style: { stroke: tokens['line-strong'], lineDash: [2, 3] },
      },
    ]
  })
  return { graphic: { elements: marks } }
}

/** Bars that lead from one total to another. Every bar can be opened, in the picture and in the table. */
export function StepChart({ steps, currency, paint, ...frame }: StepChartProps & { readonly paint: PaintStep }) {
  const build = useCallback((context: ChartContext) => buildSteps(steps, paint, context), [steps, paint])
  const table = useMemo<ChartTableData>(
    () => ({
      columns: [{ header: words.step }, { header: `${words.amount}, ${currency}`, align: 'end' }],
      rows: steps.map((step) => ({
        key: step.id,
        selectId: step.id,
        cells: [step.label, <MoneyText key="amount" amount={step.amount} form="full" />],
        values: [step.label, step.amount],
      })),
    }),
    [steps, currency],
  )
  const label = `${frame.title}: ${steps.map((step) => `${step.label} ${formatMoneyCompact(step.amount)}`).join(', ')}`
  return <ChartPanel height={210} {...frame} build={build} table={table} label={label} />
}
