import { useComputedColorScheme } from '@mantine/core'
import type { EChartsOption, EChartsType } from 'echarts'
import { useEffect, useRef, useState } from 'react'
import { useLocale } from '../format/locale.tsx'
import { type ChartContext, readChartTokens } from './chart-tokens.ts'
import classes from './charts.module.css'

export type BuildOption = (context: ChartContext) => EChartsOption

export interface ChartCanvasProps {
  readonly build: BuildOption
  readonly height: number
  /** What the picture says, in a sentence: read to those who do not see it. */
  readonly label: string
  /** A mark was clicked; gets the `id` of its data item. */
  readonly onSelect?: ((id: string) => void) | undefined
}

function idOf(data: unknown): string | null {
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string' ? data.id : null
}

/** Draws a chart; its library is loaded when the first chart comes on screen. */
export function ChartCanvas({ build, height, label, onSelect }: ChartCanvasProps) {
  const box = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<EChartsType | null>(null)
  const [width, setWidth] = useState(0)
  const scheme = useComputedColorScheme('light')
  const locale = useLocale()

  useEffect(() => {
    const element = box.current
    if (!element) return
    let isGone = false
    let created: EChartsType | null = null
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    void import('./echarts-setup.ts').then(({ init }) => {
      if (isGone) return
      created = init(element, null, { renderer: 'svg' })
      setWidth(element.clientWidth)
      setChart(created)
    })
    return () => {
      isGone = true
      observer.disconnect()
      created?.dispose()
    }
  }, [])

  useEffect(() => {
    if (!chart || chart.isDisposed() || width === 0 || !scheme) return
    chart.resize({ width, height })
    chart.setOption(
      { animation: false, ...build({ tokens: readChartTokens(), width, height, locale }) },
      { notMerge: true },
    )
  }, [chart, build, width, height, scheme, locale])

  useEffect(() => {
    if (!chart || chart.isDisposed() || !onSelect) return
    const onClick = (event: { data?: unknown }) => {
      const id = idOf(event.data)
      if (id !== null) onSelect(id)
    }
    chart.on('click', onClick)
    return () => {
      if (!chart.isDisposed()) chart.off('click', onClick)
    }
  }, [chart, onSelect])

  return <div ref={box} className={classes.canvas} style={{ height }} role="img" aria-label={label} />
}
