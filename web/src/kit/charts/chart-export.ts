import type { EChartsOption } from 'echarts'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { downloadBlob, downloadText } from '../data/download.ts'
import { init } from './echarts-setup.ts'

use([CanvasRenderer])

const PIXEL_RATIO = 2

export interface ChartPicture {
  readonly fileName: string
  readonly option: EChartsOption
  readonly width: number
  readonly height: number
  readonly background: string
}

/** Hands the chart to the user as a drawing that stays sharp at any size. */
export function exportSvg({ fileName, option, width, height, background }: ChartPicture): void {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ ...option, backgroundColor: background, animation: false })
  downloadText(`${fileName}.svg`, chart.renderToSVGString(), 'image/svg+xml')
  chart.dispose()
}

/** Hands the chart to the user as a picture for slides and mail. */
export function exportPng({ fileName, option, width, height, background }: ChartPicture): void {
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', width, height })
  chart.setOption({ ...option, animation: false })
  const canvas = chart.renderToCanvas({ pixelRatio: PIXEL_RATIO, backgroundColor: background })
  canvas.toBlob((blob) => {
    if (blob) downloadBlob(`${fileName}.png`, blob)
    chart.dispose()
  }, 'image/png')
}
