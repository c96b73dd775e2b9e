import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { DateText } from '../../kit/figures/date-text.tsx'
import { formatInstant } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { PageColumns } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { StateFailed, StateLoading } from '../../kit/states/states.tsx'
import { entryInWords } from '../../workspace/audit-words.ts'
import classes from './account.module.css'
import { auditOptions } from './account-queries.ts'
import { type AuditEntry, changesOf } from './audit-changes.ts'
import { DecisionList } from './decision-list.tsx'
import type { Reader } from './recorded-text.ts'
import type { TabProps } from './tab-props.ts'
import { text } from './text.ts'

const words = text.history

/** Who changed what, and every decision about the tier. */
export function HistoryTab({ account, access }: TabProps) {
  return (
    <PageColumns template="1.5fr 1fr">
      {access.may('audit:read') ? (
        <Audit accountId={account.id} reader={{ seesMargins: access.may('margins:read') }} />
      ) : (
        <Panel title={words.audit}>
          <p className={classes.muted}>{words.auditHidden}</p>
        </Panel>
      )}
      <DecisionList accountId={account.id} />
    </PageColumns>
  )
}

function Audit({ accountId, reader }: { readonly accountId: string; readonly reader: Reader }) {
  const audit = useInfiniteQuery(auditOptions(accountId))
  const entries = audit.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Panel title={words.audit}>
      {audit.isPending ? <StateLoading /> : null}
      {audit.isError ? <StateFailed error={audit.error} onRetry={() => void audit.refetch()} /> : null}
      {audit.isSuccess && entries.length === 0 ? <p className={classes.muted}>{words.noAudit}</p> : null}
      {entries.length > 0 ? <AuditTable entries={entries} reader={reader} /> : null}
      {audit.hasNextPage ? (
        <Button className={classes.more} loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </Panel>
  )
}

function AuditTable({ entries, reader }: { readonly entries: readonly AuditEntry[]; readonly reader: Reader }) {
  const locale = useLocale()
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.at}</th>
            <th scope="col" data-align="start">
              {words.columns.who}
            </th>
            <th scope="col" data-align="start">
              {words.columns.what}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td className={classes.instant}>
                <DateText value={entry.at} form="instant" />
              </td>
              <td data-align="start">{entry.actorName}</td>
              <td data-align="start">
                {entryInWords(entry, (at) => formatInstant(at, locale))}
                {changesOf(entry, reader).map((change) => (
                  <span key={change.field} className={classes.detail}>
                    {`${change.field}: ${words.move(change.before, change.after)}`}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
