import type pptxgenjs from 'pptxgenjs'
import { SLIDE } from './deck-layout.ts'
import { type BarsBlock, type BridgeBlock, clean } from './plan-document.ts'

type Slide = pptxgenjs.default.Slide
type Options = pptxgenjs.default.IChartOpts

const FONT = 'Calibri'
const COLORS = ['2F5D8A', '7BA7CF', 'B8C4D0']
const FLOOR = 'FFFFFF'
const TOTAL = '2F5D8A'
const UP = '5C9E76'
const DOWN = 'C9564A'
const LABEL_LETTERS = 46

const PLACE: Options = {
  x: SLIDE.left,
  y: SLIDE.top,
  w: SLIDE.width,
  h: SLIDE.height,
  catAxisLabelFontFace: FONT,
  catAxisLabelFontSize: 11,
  valAxisLabelFontFace: FONT,
  valAxisLabelFontSize: 10,
  valGridLine: { color: 'E6E9ED', size: 0.5 },
  catGridLine: { style: 'none' },
}

/** Columns for amounts, bars that lie for grades, whose names are long. */
export function barsSlides({ title, categories, series, format }: BarsBlock, addSlide: (title: string) => Slide): void {
  const known = series.filter(({ values }) => values.some((value) => value !== null))
  if (known.length === 0 || categories.length === 0) return
  const isLying = format === 'percent'
  const labels = categories.map((name) => clip(name))
  // A bar that lies begins at the foot of the axis.
  const ordered = <Value>(values: readonly Value[]): Value[] => (isLying ? [...values].reverse() : [...values])
  const data = known.map(({ name, values }) => ({
    name,
    labels: ordered(labels),
    values: ordered(values).map((value) => value ?? Number.NaN),
  }))
  addSlide(title).addChart('bar' as pptxgenjs.default.CHART_NAME, data, {
    ...PLACE,
    barDir: isLying ? 'bar' : 'col',
    barGrouping: 'clustered',
    barGapWidthPct: isLying ? 40 : 80,
    chartColors: COLORS.slice(0, data.length),
    showLegend: data.length > 1,
    legendPos: 'b',
    legendFontFace: FONT,
    legendFontSize: 11,
    showValue: true,
    dataLabelFontFace: FONT,
    dataLabelFontSize: 10,
    dataLabelFormatCode: isLying ? '0%' : '#,##0',
    valAxisLabelFormatCode: isLying ? '0%' : '#,##0',
    ...(isLying ? { valAxisMinVal: 0, valAxisMaxVal: 1 } : {}),
    altText: `${clean(title)}: ${labels.join(', ')}`,
  })
}

/**
 * A waterfall out of stacked columns: what lies below a step is white. Where the way leads below nothing the columns
 * would lie, and only the table is shown.
 */
export function bridgeSlide({ title, steps }: BridgeBlock, addSlide: (title: string) => Slide): void {
  const bars = layBars(steps)
  if (bars === null) return
  const labels = steps.map(({ label, amount }) => `${label}\n${Math.round(amount).toLocaleString('en-US')}`)
  const series = (name: string, pick: (bar: Bar) => number) => ({ name, labels, values: bars.map(pick) })
  addSlide(title).addChart(
    'bar' as pptxgenjs.default.CHART_NAME,
    [
      series('Below', ({ floor }) => floor),
      series('Total', ({ kind, height }) => (kind === 'total' ? height : 0)),
      series('More', ({ kind, height }) => (kind === 'up' ? height : 0)),
      series('Less', ({ kind, height }) => (kind === 'down' ? height : 0)),
    ],
    {
      ...PLACE,
      barDir: 'col',
      barGrouping: 'stacked',
      barGapWidthPct: 45,
      chartColors: [FLOOR, TOTAL, UP, DOWN],
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
  readonly kind: 'total' | 'up' | 'down'
}

/** Where each column of a waterfall begins and how high it is; null where it leads below nothing. */
export function layBars(steps: BridgeBlock['steps']): Bar[] | null {
  const bars: Bar[] = []
  let level = 0
  for (const { amount, isTotal } of steps) {
    const next = isTotal ? amount : level + amount
    if (next < 0) return null
    if (isTotal) bars.push({ floor: 0, height: amount, kind: 'total' })
    else bars.push({ floor: Math.min(level, next), height: Math.abs(amount), kind: amount < 0 ? 'down' : 'up' })
    level = next
  }
  return bars
}

function clip(text: string): string {
  const whole = clean(text).replaceAll('\n', ' ')
  return whole.length <= LABEL_LETTERS ? whole : `${whole.slice(0, LABEL_LETTERS - 1).toWellFormed()}…`
}
