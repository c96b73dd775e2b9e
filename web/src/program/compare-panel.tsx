import { toCsv } from '../kit/data/csv.ts'
import { downloadText, fileNameOf } from '../kit/data/download.ts'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { compareDefinitions } from './compare.ts'
import { DifferenceTable } from './difference-table.tsx'
import classes from './program.module.css'
import { text } from './text.ts'
import type { CriteriaSet } from './types.ts'
import { versionName } from './version-list.tsx'

/** In what one version differs from another. */
export function ComparePanel({ set, other }: { set: CriteriaSet; other: CriteriaSet }) {
  const differences = compareDefinitions(other, set)
  const title = text.compare.title(versionName(set), versionName(other))
  const exportCsv = () => {
    const rows = differences.map(({ where, before, after }) => [where, before, after])
    const content = toCsv([text.compare.where, versionName(other), versionName(set)], rows)
    downloadText(`${fileNameOf(title)}.csv`, content, 'text/csv')
  }
  return (
    <Panel
      title={title}
      actions={<ExportMenu label={text.compare.export} choices={[{ label: text.compare.csv, onSelect: exportCsv }]} />}
    >
      {differences.length === 0 ? (
        <p className={classes.muted}>{text.compare.same}</p>
      ) : (
        <DifferenceTable differences={differences} before={versionName(other)} after={versionName(set)} />
      )}
    </Panel>
  )
}
