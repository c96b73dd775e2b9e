import { toCsv } from '../kit/data/csv.ts'
import { downloadText } from '../kit/data/download.ts'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { formatDuration } from '../kit/format/date.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { reachable } from '../kit/layout/roles.ts'
import classes from './ledger.module.css'
import { text } from './text.ts'
import type { ImportDetail, ImportFile } from './types.ts'

const COUNTS = ['rows', 'inserted', 'updated', 'unchanged', 'rejected'] as const

interface CountedFile {
  readonly file: ImportFile
  readonly result: NonNullable<ImportFile['result']>
}

function countedFiles(detail: ImportDetail): CountedFile[] {
  return detail.files.flatMap((file) => (file.result ? [{ file, result: file.result }] : []))
}

function exportCounts(files: readonly CountedFile[]): void {
  const header = [text.outcome.file, ...COUNTS.map((count) => text.outcome[count])]
  const rows = files.map(({ file, result }) => [file.name, ...COUNTS.map((count) => result[count])])
  downloadText('import-counts.csv', toCsv(header, rows), 'text/csv')
}

function CountRow({ file, result }: CountedFile) {
  const locale = useLocale()
  return (
    <tr>
      <th scope="row">{file.name}</th>
      {COUNTS.map((count) => (
        <td key={count} data-align="end" data-tone={count === 'rejected' && result.rejected > 0 ? 'loss' : undefined}>
          {formatNumber(result[count], { locale })}
        </td>
      ))}
      <td data-align="end" className={classes.muted}>
        {formatDuration(result.seconds, locale)}
      </td>
      <td>
        {file.rejectsPath ? (
          <a
            className={classes.link}
            href={file.rejectsPath}
            download
            title={text.outcome.rejectsHint}
            aria-label={text.outcome.rejectsOf(file.name)}
          >
            {text.outcome.rejects}
          </a>
        ) : null}
      </td>
    </tr>
  )
}

function SumRow({ files }: { files: readonly CountedFile[] }) {
  const locale = useLocale()
  return (
    <tr>
      <th scope="row">{text.outcome.all}</th>
      {COUNTS.map((count) => (
        <td key={count} data-align="end">
          <b>
            {formatNumber(
              files.reduce((sum, { result }) => sum + result[count], 0),
              { locale },
            )}
          </b>
        </td>
      ))}
      <td />
      <td />
    </tr>
  )
}

function CountTable({ files }: { files: readonly CountedFile[] }) {
  return (
    <section className={classes.scroll} {...reachable} aria-label={text.outcome.checkedTitle}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.outcome.file}</th>
            {COUNTS.map((count) => (
              <th key={count} scope="col" data-align="end">
                {text.outcome[count]}
              </th>
            ))}
            <th scope="col" data-align="end">
              {text.outcome.seconds}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {files.map((entry) => (
            <CountRow key={entry.file.id} {...entry} />
          ))}
          {files.length > 1 ? <SumRow files={files} /> : null}
        </tbody>
      </table>
    </section>
  )
}

function Totals({ totals }: { totals: ImportDetail['totals'] }) {
  const locale = useLocale()
  if (totals.length === 0) return null
  return (
    <section aria-label={text.outcome.totals}>
      <h3 className={classes.subheading}>
        {text.outcome.totals} <span className={classes.muted}>{text.outcome.totalsNote}</span>
      </h3>
      <div className={classes.scroll}>
        <table className={`${classes.table} ${classes.narrowTable}`}>
          <thead>
            <tr>
              <th scope="col">{text.outcome.currency}</th>
              <th scope="col" data-align="end">
                {text.outcome.lines}
              </th>
              <th scope="col" data-align="end">
                {text.outcome.net}
              </th>
            </tr>
          </thead>
          <tbody>
            {totals.map(({ currency, lines, net }) => (
              <tr key={currency}>
                <th scope="row">{currency}</th>
                <td data-align="end">{formatNumber(lines, { locale })}</td>
                <td data-align="end">
                  <MoneyText amount={net} form="full" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Warnings({ files }: { files: readonly CountedFile[] }) {
  const locale = useLocale()
  const warnings = files.flatMap(({ file, result }) =>
    result.warnings.map((warning) => ({ ...warning, file: file.name })),
  )
  if (warnings.length === 0) return null
  return (
    <section aria-label={text.outcome.warnings}>
      <h3 className={classes.subheading}>{text.outcome.warnings}</h3>
      <ul className={classes.questions}>
        {warnings.map((warning) => (
          <li key={`${warning.file}${warning.code}${warning.message}`} className={classes.notice} data-tone="caution">
            <span>
              {warning.file}: {warning.message}{' '}
              {warning.rows > 0 ? (
                <span className={classes.muted}>
                  {text.outcome.warningRows(formatNumber(warning.rows, { locale }))}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function titleOf(detail: ImportDetail): string {
  if (detail.status === 'undone') return text.outcome.undoneTitle
  return detail.status === 'applied' ? text.outcome.appliedTitle : text.outcome.checkedTitle
}

/** What a check found or an import did: counts, control totals, rejected rows, warnings. */
export function OutcomePanel({ detail }: { detail: ImportDetail }) {
  const locale = useLocale()
  const files = countedFiles(detail)
  const rejected = files.reduce((sum, { result }) => sum + result.rejected, 0)
  const write = (count: number) => formatNumber(count, { locale })
  if (files.length === 0 && !detail.undo) return null
  return (
    <Panel
      title={titleOf(detail)}
      subtitle={detail.isDryRun ? text.outcome.dryRun : undefined}
      actions={
        <ExportMenu
          label={text.outcome.export}
          choices={[{ label: text.outcome.csv, onSelect: () => exportCounts(files) }]}
        />
      }
    >
      <div className={classes.card}>
        {detail.undo ? (
          <p className={classes.notice}>
            {text.outcome.undoResult(write(detail.undo.restored), write(detail.undo.removed), write(detail.undo.kept))}
          </p>
        ) : null}
        {files.length > 0 ? <CountTable files={files} /> : null}
        {rejected > 0 ? <p className={classes.muted}>{text.outcome.rejectsNote(write(rejected))}</p> : null}
        <Warnings files={files} />
        <Totals totals={detail.totals} />
      </div>
    </Panel>
  )
}
