import type pptxgenjs from 'pptxgenjs'
import { clipText } from './deck-layout.ts'
import type { NextSlide } from './deck-tables.ts'
import { type BarsBlock, type BridgeBlock, clean } from './plan-document.ts'
import { LINE, type Stage } from './stage.ts'

type Options = pptxgenjs.default.IChartOpts

/** Painted with nothing when the deck is put together (`deck-package.ts`). */
export const NOTHING = 'FEFEFD'
const UP = '5C9E76'
const DOWN = 'C9564A'
const OPEN = 'D9A441'
const LABEL_LETTERS = 46
/** A single column as wide as the slide says no more than a narrow one. */
const WIDEST_COLUMN_INCHES = 1.6

function placeOn({ body, font, ink, soft, paper }: Stage): Options {
  return {
    ...(paper === null ? {} : { chartArea: { fill: { color: paper } } }),
    x: body.left,
    y: body.top,
    w: body.width,
    h: body.height,
    catAxisLabelFontFace: font,
    catAxisLabelFontSize: 11,
    catAxisLabelColor: ink,
    valAxisLabelFontFace: font,
    valAxisLabelFontSize: 10,
    valAxisLabelColor: soft,
    valGridLine: { color: LINE, size: 0.5 },
    catGridLine: { style: 'none' },
  }
}

/** Columns for amounts, bars that lie for grades, whose names are long. */
export function barsSlides(stage: Stage, { title, categories, series, format }: BarsBlock, next: NextSlide): void {
  const known = series.filter(({ values }) => values.some((value) => value !== null))
  if (known.length === 0 || categories.length === 0) return
  const isLying = format === 'percent'
  const labels = categories.map(labelOf)
  // A bar that lies begins at the foot of the axis.
  const ordered = <Value>(values: readonly Value[]): Value[] => (isLying ? [...values].reverse() : [...values])
  const data = known.map(({ name, values }) => ({
    name,
    labels: ordered(labels),
    values: ordered(values).map((value) => value ?? Number.NaN),
  }))
  next(title).addChart('bar' as pptxgenjs.default.CHART_NAME, data, {
    ...placeOn(stage),
    barDir: isLying ? 'bar' : 'col',
    barGrouping: 'clustered',
    barGapWidthPct: gapBetween(isLying ? stage.body.height : stage.body.width, labels.length * data.length),
    chartColors: stage.series.slice(0, data.length),
    showLegend: data.length > 1,
    legendPos: 'b',
    legendFontFace: stage.font,
    legendFontSize: 11,
    legendColor: stage.ink,
    showValue: true,
    dataLabelFontFace: stage.font,
    dataLabelFontSize: 10,
    dataLabelColor: stage.ink,
    dataLabelFormatCode: isLying ? '0%' : '#,##0',
    valAxisLabelFormatCode: isLying ? '0%' : '#,##0',
    ...(isLying ? { valAxisMaxVal: 1, valAxisMajorUnit: 0.25 } : {}),
    // A column that does not stand on zero says more than there is.
    ...(data.some(({ values }) => values.some((value) => value < 0)) ? {} : { valAxisMinVal: 0 }),
    altText: `${clean(title)}: ${labels.join(', ')}`,
  })
}

/** In percent of a column, so that few columns do not fill the slide. */
function gapBetween(inches: number, columns: number): number {
  const widest = inches / columns / WIDEST_COLUMN_INCHES - 1
  return Math.min(500, Math.max(45, Math.round(widest * 100)))
}

/**
 * A waterfall out of stacked columns: what lies below a step is empty. Where the way leads below nothing the columns
 * would lie, and only the table is shown.
 */
export function bridgeSlide(stage: Stage, { title, steps }: BridgeBlock, next: NextSlide): void {
  const bars = layBars(steps)
  if (bars === null) return
  const labels = steps.map(({ label, amount }) => `${label}\n${Math.round(amount).toLocaleString('en-US')}`)
  const series = (name: string, pick: (bar: Bar) => number) => ({ name, labels, values: bars.map(pick) })
  const heightOf = (kind: Bar['kind']) => (bar: Bar) => (bar.kind === kind ? bar.height : 0)
  next(title).addChart(
    'bar' as pptxgenjs.default.CHART_NAME,
    [
      series('Below', ({ floor }) => floor),
      series('Total', heightOf('total')),
      series('More', heightOf('up')),
      series('Less', heightOf('down')),
      series('Open', heightOf('open')),
    ],
    {
      ...placeOn(stage),
      barDir: 'col',
      barGrouping: 'stacked',
      barGapWidthPct: 45,
      chartColors: [NOTHING, stage.series[0] ?? stage.accent, UP, DOWN, OPEN],
      showLegend: false,
      showValue: false,
      valGridLine: { style: 'none' },
      valAxisLabelFormatCode: '#,##0',
      valAxisMinVal: 0,
      altText: `${clean(title)}: ${labels.map((label) => label.replace('\n', ' ')).join(', ')}`,
    },
  )
}

export interface Bar {
  readonly floor: number
  readonly height: number
  readonly kind: 'total' | 'up' | 'down' | 'open'
}

/** Where each column of a waterfall begins and how high it is; null where it leads below nothing. */
export function layBars(steps: BridgeBlock['steps']): Bar[] | null {
  const bars: Bar[] = []
  let level = 0
  for (const { amount, kind } of steps) {
    const next = kind === 'total' ? amount : level + amount
    if (next < 0) return null
    if (kind === 'total') bars.push({ floor: 0, height: amount, kind })
    else bars.push({ floor: Math.min(level, next), height: Math.abs(amount), kind: kindOf(amount, kind) })
    level = next
  }
  return bars
}

function kindOf(amount: number, kind: 'step' | 'open'): Bar['kind'] {
  if (amount < 0) return 'down'
  return kind === 'open' ? 'open' : 'up'
}

function labelOf(text: string): string {
  return clipText(clean(text).replaceAll('\n', ' '), LABEL_LETTERS)
}
