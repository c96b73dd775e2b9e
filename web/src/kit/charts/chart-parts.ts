import type { EChartsOption } from 'echarts'
import { formatAxisValue } from '../format/number.ts'
import type { ChartContext } from './chart-tokens.ts'
import classes from './charts.module.css'

export const CHART_FONT = "'Inter Variable', Inter, system-ui, sans-serif"
export const LABEL_SIZE = 11

export interface TooltipLine {
  readonly label: string
  readonly value: string
}

/** The note beside the pointer, made of elements: text of the ledger is never read as markup. */
export function tooltipElement(heading: string, lines: readonly TooltipLine[]): HTMLElement {
  const root = document.createElement('div')
  const head = document.createElement('div')
  head.className = classes.tipHead ?? ''
  head.textContent = heading
  root.append(head)
  for (const { label, value } of lines) {
    const line = document.createElement('div')
    line.className = classes.tipLine ?? ''
    const [name, amount] = [document.createElement('span'), document.createElement('b')]
    name.textContent = label
    amount.textContent = value
    line.append(name, amount)
    root.append(line)
  }
  return root
}

/** Type, tooltip and axis colors that all charts share. */
export function baseOption({ tokens }: ChartContext): EChartsOption {
  return {
    textStyle: { fontFamily: CHART_FONT, fontSize: LABEL_SIZE, color: tokens.muted },
    tooltip: {
      // Kept inside, it needs no arrow, whose inline style a strict content security policy would refuse.
      confine: true,
      backgroundColor: tokens.surface,
      borderColor: tokens.line,
      borderWidth: 1,
      padding: [6, 9],
      textStyle: { color: tokens.text, fontSize: 12, fontFamily: CHART_FONT },
      extraCssText: 'box-shadow: 0 4px 16px var(--shade); border-radius: 6px;',
    },
  }
}

/** A quiet value axis: hairlines, no axis line. */
export function moneyAxis({ tokens, locale }: ChartContext) {
  return {
    type: 'value' as const,
    splitNumber: 3,
    splitLine: { lineStyle: { color: tokens.line, width: 1 } },
    axisLabel: {
      color: tokens.muted,
      fontSize: LABEL_SIZE,
      formatter: (value: number) => formatAxisValue(value, { locale }),
    },
    axisLine: { show: false },
    axisTick: { show: false },
  }
}

/** Breaks a sentence at the space nearest to its middle. */
export function breakInTwo(sentence: string): string[] {
  const spaces = [...sentence.matchAll(/ /g)].map((match) => match.index)
  const middle = sentence.length / 2
  const [cut] = spaces.toSorted((one, other) => Math.abs(one - middle) - Math.abs(other - middle))
  return cut === undefined ? [sentence] : [sentence.slice(0, cut), sentence.slice(cut + 1)]
}
