import { Button } from '@mantine/core'
import { useAccess } from '../client/index.ts'
import { DateText } from '../kit/figures/date-text.tsx'
import { UnknownValue } from '../kit/figures/unknown-value.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { reachable } from '../kit/layout/roles.ts'
import { AppLink } from '../kit/routing/app-link.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { useImports } from './api/import-queries.ts'
import classes from './ledger.module.css'
import { StatusTag } from './status-tag.tsx'
import { text } from './text.ts'
import type { ImportSummary } from './types.ts'
import { UndoButton } from './undo-button.tsx'

function Count({ value }: { value: number | null }) {
  const locale = useLocale()
  return value === null ? <UnknownValue /> : formatNumber(value, { locale })
}

function filesOf({ source, fileNames }: ImportSummary): string {
  return `${source ? `${source} · ` : ''}${fileNames.join(', ')}`
}

function When({ summary }: { summary: ImportSummary }) {
  return <DateText value={summary.appliedAt ?? summary.createdAt} form="instant" />
}

function ImportRow({ summary, mayUndo }: { summary: ImportSummary; mayUndo: boolean }) {
  return (
    <tr>
      <th scope="row">
        <AppLink className={classes.link} href={paths.importRun(summary.id)}>
          {text.run.title(summary.number)}
        </AppLink>
        <span className={classes.smallDetail}>
          <StatusTag status={summary.status} /> <When summary={summary} /> · {summary.personName}
        </span>
        <span className={classes.smallDetail}>{filesOf(summary)}</span>
      </th>
      <td className={classes.wideOnly}>
        <StatusTag status={summary.status} />
      </td>
      <td className={`${classes.files} ${classes.wideOnly}`} title={summary.fileNames.join('\n')}>
        {filesOf(summary)}
      </td>
      <td data-align="end">
        <Count value={summary.rows} />
      </td>
      <td data-align="end">
        <Count value={summary.rejected} />
      </td>
      <td className={classes.wideOnly}>{summary.personName}</td>
      <td className={classes.wideOnly}>
        <When summary={summary} />
      </td>
      <td>{summary.status === 'applied' && mayUndo ? <UndoButton summary={summary} /> : null}</td>
    </tr>
  )
}

function ImportTable({ rows }: { rows: readonly ImportSummary[] }) {
  const mayUndo = useAccess().may('ledger:undo')
  return (
    <section className={classes.scroll} {...reachable} aria-label={text.page.earlier}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.list.number}</th>
            <th scope="col" className={classes.wideOnly}>
              {text.list.status}
            </th>
            <th scope="col" className={classes.wideOnly}>
              {text.list.files}
            </th>
            <th scope="col" data-align="end">
              {text.list.rows}
            </th>
            <th scope="col" data-align="end">
              {text.list.rejected}
            </th>
            <th scope="col" className={classes.wideOnly}>
              {text.list.person}
            </th>
            <th scope="col" className={classes.wideOnly}>
              {text.list.date}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((summary) => (
            <ImportRow key={summary.id} summary={summary} mayUndo={mayUndo} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Earlier imports with what became of them, each with its way back. */
export function ImportList() {
  const query = useImports()
  return (
    <Panel title={text.page.earlier} subtitle={text.page.newest}>
      <QueryGate query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          return rows.length === 0 ? (
            <StateEmpty title={text.page.noneTitle} sentence={text.page.noneSentence} />
          ) : (
            <ImportTable rows={rows} />
          )
        }}
      </QueryGate>
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text.list.more}
        </Button>
      ) : null}
    </Panel>
  )
}
