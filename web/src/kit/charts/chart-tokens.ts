const NAMES = [
  'surface',
  'line',
  'line-strong',
  'text',
  'muted',
  'accent',
  'loss',
  'gain',
  'caution',
  'accent-faint',
  'loss-faint',
  'gain-faint',
  'bar',
  'bar-strong',
  'bar-soft',
  'series-2',
] as const

export type ChartTokens = Readonly<Record<(typeof NAMES)[number], string>>

/** The colors of the scheme in force: charts cannot read style sheet variables themselves. */
export function readChartTokens(): ChartTokens {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as ChartTokens
}

/** What a chart needs to know to draw itself. */
export interface ChartContext {
  readonly tokens: ChartTokens
  readonly width: number
  readonly height: number
  readonly locale: string | undefined
}
