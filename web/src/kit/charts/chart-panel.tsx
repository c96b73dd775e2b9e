import { type ReactNode, useState } from 'react'
import { toCsv } from '../data/csv.ts'
import { downloadText, fileNameOf } from '../data/download.ts'
import { useLocale } from '../format/locale.tsx'
import { type ExportChoice, ExportMenu } from '../layout/export-menu.tsx'
import { Panel } from '../layout/panel.tsx'
import { QuietButton } from '../layout/quiet-button.tsx'
import { type BuildOption, ChartCanvas } from './chart-canvas.tsx'
import { ChartTable, type ChartTableData } from './chart-table.tsx'
import { readChartTokens } from './chart-tokens.ts'
import { text } from './text.ts'

const EXPORT_WIDTH = 960

/** What every chart takes. */
export interface ChartFrameProps {
  readonly title: string
  readonly subtitle?: ReactNode
  readonly height?: number
  readonly onSelect?: ((id: string) => void) | undefined
  /** More at the right of the title. */
  readonly actions?: ReactNode
}

export interface ChartPanelProps extends ChartFrameProps {
  readonly build: BuildOption
  readonly table: ChartTableData
  /** The finding, read aloud. */
  readonly label: string
  /** Under the picture: legend. */
  readonly legend?: ReactNode
}

/** A panel with a chart, its table and its exports. */
export function ChartPanel(props: ChartPanelProps) {
  const { title, subtitle, height = 200, onSelect, actions, build, table, label, legend } = props
  const [form, setForm] = useState<'chart' | 'table'>('chart')
  const locale = useLocale()
  const fileName = fileNameOf(title)

  const picture = () => {
    const tokens = readChartTokens()
    const size = { width: EXPORT_WIDTH, height: Math.round((EXPORT_WIDTH / 640) * height) }
    return { fileName, ...size, background: tokens.surface, option: build({ tokens, ...size, locale }) }
  }
  const csv = () => {
    const rows = table.rows.map((row) => row.values)
    downloadText(
      `${fileName}.csv`,
      toCsv(
        table.columns.map((column) => column.header),
        rows,
      ),
      'text/csv',
    )
  }
  const choices: ExportChoice[] = [
    { label: text.png, onSelect: () => void import('./chart-export.ts').then(({ exportPng }) => exportPng(picture())) },
    { label: text.svg, onSelect: () => void import('./chart-export.ts').then(({ exportSvg }) => exportSvg(picture())) },
    { label: text.csv, onSelect: csv },
  ]

  return (
    <Panel
      title={title}
      subtitle={subtitle}
      actions={
        <>
          {actions}
          <QuietButton aria-pressed={form === 'table'} onClick={() => setForm(form === 'chart' ? 'table' : 'chart')}>
            {form === 'chart' ? text.asTable : text.asChart}
          </QuietButton>
          <ExportMenu label={title} choices={choices} />
        </>
      }
    >
      {form === 'chart' ? (
        <>
          <ChartCanvas build={build} height={height} label={label} onSelect={onSelect} />
          {legend}
        </>
      ) : (
        <ChartTable label={title} data={table} height={height} onSelect={onSelect} />
      )}
    </Panel>
  )
}
