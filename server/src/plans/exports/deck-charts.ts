import type pptxgenjs from 'pptxgenjs'
import { HEADING, headed, type Part, type Slide } from './deck-flow.ts'
import { type Box, clipText, lettersIn } from './deck-layout.ts'
import { wholePart } from './deck-parts.ts'
import { money, signedMoney } from './figures.ts'
import { type BarsBlock, type BridgeBlock, clean } from './plan-document.ts'
import { LINE, type Stage } from './stage.ts'

type Options = pptxgenjs.default.IChartOpts

/** Painted with nothing when the deck is put together (`deck-package.ts`). */
export const NOTHING = 'FEFEFD'
const UP = '4A8A64'
const DOWN = 'B5443A'
const OPEN = 'D9A441'
const LABEL_LETTERS = 46
/** A single column as wide as the slide says no more than a narrow one. */
const WIDEST_COLUMN_INCHES = 1.2
const GAP = 0.3
/** What an amount takes over its column. */
const LABEL_INCHES = 0.45
/** Below it, names of columns would not stand beside each other. */
const NARROW = 5
/** In inches: what a chart of columns needs and can make use of, and what each bar that lies takes. */
const COLUMNS = { least: 2.9, most: 4.3 } as const
const LYING = { edge: 0.95, each: 0.36 } as const

type ChartBlock = BarsBlock | BridgeBlock
interface Chart {
  readonly title: string
  readonly height: number
  readonly most: number
  draw(slide: Slide, box: Box): void
}

/** A chart, or two beside each other that belong together, such as goals and the way to them. */
export function chartsPart(stage: Stage, blocks: readonly ChartBlock[]): Part | null {
  const charts = blocks.flatMap((block) =>
    block.kind === 'bars' ? barsChart(stage, block) : bridgeChart(stage, block),
  )
  const [first] = charts
  if (!first) return null
  const height = Math.min(stage.body.height - HEADING, Math.max(...charts.map((chart) => chart.height)))
  const most = Math.max(height, Math.min(stage.body.height - HEADING, Math.max(...charts.map((chart) => chart.most))))
  if (charts.length === 1) return wholePart({ heading: first.title, height, most, draw: first.draw })
  return wholePart({
    heading: '',
    height: headed({ heading: ' ', height }),
    most: most + HEADING,
    draw: (slide, box) => {
      const width = (box.width - GAP * (charts.length - 1)) / charts.length
      charts.forEach((chart, at) => {
        const left = box.left + at * (width + GAP)
        addHeading(slide, stage, chart.title, { ...box, left, width })
        chart.draw(slide, { left, top: box.top + HEADING, width, height: box.height - HEADING })
      })
    },
  })
}

/** What is said above a table or a chart. */
export function addHeading(slide: Slide, { font, ink }: Stage, text: string, { left, top, width }: Box): void {
  slide.addText(clipText(text, Math.floor(lettersIn(width, 12) * 0.92)), {
    x: left,
    y: top,
    w: width,
    h: HEADING - 0.06,
    fontFace: font,
    fontSize: 12,
    bold: true,
    color: ink,
    align: 'left',
    valign: 'middle',
    margin: 0,
  })
}

function lookOf({ font, ink, soft, paper }: Stage, box: Box): Options {
  return {
    ...(paper === null ? {} : { chartArea: { fill: { color: paper } } }),
    x: box.left,
    y: box.top,
    w: box.width,
    h: box.height,
    catAxisLabelFontFace: font,
    catAxisLabelFontSize: box.width < NARROW ? 8 : 10,
    catAxisLabelColor: ink,
    valAxisLabelFontFace: font,
    valAxisLabelFontSize: 9,
    valAxisLabelColor: soft,
    valGridLine: { color: LINE, size: 0.5 },
    catGridLine: { style: 'none' },
    showValAxisTitle: true,
    valAxisTitleFontFace: font,
    valAxisTitleFontSize: 9,
    valAxisTitleColor: soft,
  }
}

/** Amounts on an axis in the unit of the largest; the chart holds the exact ones. */
interface Scale {
  readonly unit: string
  readonly axis: string
  readonly label: string
}

function scaleOf(values: readonly number[], currency: string): Scale {
  const most = Math.max(0, ...values.map(Math.abs))
  if (most >= 1e9) return { unit: `${currency}, billions`, axis: '#,##0.0,,,', label: '#,##0.00,,,' }
  if (most >= 1e6) return { unit: `${currency}, millions`, axis: '#,##0.0,,', label: '#,##0.00,,' }
  if (most >= 1e4) return { unit: `${currency}, thousands`, axis: '#,##0,', label: '#,##0.0,' }
  return { unit: currency, axis: '#,##0', label: '#,##0' }
}

/** Columns for amounts, bars that lie for grades, whose names are long. */
function barsChart(stage: Stage, { title, categories, series, format, unit }: BarsBlock): Chart[] {
  const known = series.filter(({ values }) => values.some((value) => value !== null))
  if (known.length === 0 || categories.length === 0) return []
  const isLying = format === 'grade'
  const labels = categories.map(labelOf)
  // A bar that lies begins at the foot of the axis.
  const ordered = <Value>(values: readonly Value[]): Value[] => (isLying ? [...values].reverse() : [...values])
  const data = known.map(({ name, values }) => ({
    name,
    labels: ordered(labels),
    values: ordered(values).map((value) => value ?? Number.NaN),
  }))
  const all = data.flatMap(({ values }) => values.filter((value) => !Number.isNaN(value)))
  const scale = isLying ? { unit, axis: '0.0', label: '0.00' } : scaleOf(all, unit)
  const lying = LYING.edge + LYING.each * labels.length
  return [
    {
      title: clean(title),
      height: isLying ? lying : COLUMNS.least,
      most: isLying ? lying * 1.2 : COLUMNS.most,
      draw: (slide, box) => {
        slide.addChart('bar' as pptxgenjs.default.CHART_NAME, data, {
          ...lookOf(stage, box),
          barDir: isLying ? 'bar' : 'col',
          barGrouping: 'clustered',
          barGapWidthPct: gapBetween(isLying ? box.height : box.width, labels.length * data.length),
          chartColors: stage.series.slice(0, data.length),
          showLegend: data.length > 1,
          legendPos: 't',
          legendFontFace: stage.font,
          legendFontSize: 10,
          legendColor: stage.ink,
          // Labels that would stand in each other say nothing; the table has the amounts.
          showValue: isLying || box.width / (labels.length * data.length) >= LABEL_INCHES,
          dataLabelFontFace: stage.font,
          dataLabelFontSize: 9,
          dataLabelColor: stage.ink,
          dataLabelFormatCode: scale.label,
          valAxisLabelFormatCode: scale.axis,
          valAxisTitle: scale.unit,
          ...(isLying ? { valAxisMaxVal: 1, valAxisMajorUnit: 0.2 } : {}),
          // A column that does not stand on zero says more than there is.
          // Names would stand in columns that lead below it.
          ...(all.some((value) => value < 0) ? { catAxisLabelPos: 'low' } : { valAxisMinVal: 0 }),
          ...(all.every((value) => value < 0) ? { valAxisMaxVal: 0 } : {}),
          altText: `${clean(title)}: ${labels.join(', ')}`,
        })
      },
    },
  ]
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
function bridgeChart(stage: Stage, { title, steps, unit }: BridgeBlock): Chart[] {
  const bars = layBars(steps)
  if (bars === null) return []
  const written = (amount: number, kind: BridgeBlock['steps'][number]['kind']) =>
    kind === 'step' ? signedMoney(amount) : money(kind === 'open' ? Math.abs(amount) : amount)
  const labels = steps.map(({ label, amount, kind }) => `${label}\n${written(amount, kind)}`)
  const series = (name: string, pick: (bar: Bar) => number) => ({ name, labels, values: bars.map(pick) })
  const heightOf = (kind: Bar['kind']) => (bar: Bar) => (bar.kind === kind ? bar.height : 0)
  const scale = scaleOf(
    bars.map(({ floor, height }) => floor + height),
    unit,
  )
  return [
    {
      title: clean(title),
      height: COLUMNS.least,
      most: COLUMNS.most,
      draw: (slide, box) => {
        slide.addChart(
          'bar' as pptxgenjs.default.CHART_NAME,
          [
            series('Below', ({ floor }) => floor),
            series('Total', heightOf('total')),
            series('More', heightOf('up')),
            series('Less', heightOf('down')),
            series('Open', heightOf('open')),
          ],
          {
            ...lookOf(stage, box),
            barDir: 'col',
            barGrouping: 'stacked',
            barGapWidthPct: 45,
            chartColors: [NOTHING, stage.series[0] ?? stage.accent, UP, DOWN, OPEN],
            showLegend: false,
            showValue: false,
            valGridLine: { style: 'none' },
            valAxisLabelFormatCode: scale.axis,
            valAxisTitle: scale.unit,
            valAxisMinVal: 0,
            altText: `${clean(title)}: ${labels.map((label) => label.replace('\n', ' ')).join(', ')}`,
          },
        )
      },
    },
  ]
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
  // More in sight than the goal asks leads down to it, and is no loss.
  if (kind === 'open') return 'open'
  return amount < 0 ? 'down' : 'up'
}

function labelOf(text: string): string {
  return clipText(clean(text).replaceAll('\n', ' '), LABEL_LETTERS)
}
