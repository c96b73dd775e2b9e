import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type SearchSchema, useUrlState } from '../kit/routing/use-url-state.ts'
import { StateEmpty } from '../kit/states/states.tsx'
import { DataTable } from '../kit/table/data-table.tsx'
import { type AuditFilters, auditFileHref, useAudit } from './api/audit.ts'
import { auditColumns } from './audit-columns.tsx'
import { AuditEntryDialog } from './audit-entry-dialog.tsx'
import { AuditSeal } from './audit-seal.tsx'
import { subjectChoices } from './audit-words.ts'
import { SettingsFrame } from './settings-frame.tsx'
import { text } from './text.ts'
import classes from './workspace.module.css'

interface AuditState {
  readonly type: string | undefined
  readonly subject: string | undefined
  readonly account: string | undefined
  readonly entry: string | undefined
}

const word = (value: unknown) => (value === undefined || value === '' ? undefined : String(value))

const schema: SearchSchema<AuditState> = {
  safeParse(input) {
    const { type, subject, account, entry } = input as Readonly<Record<string, unknown>>
    return {
      success: true,
      data: { type: word(type), subject: word(subject), account: word(account), entry: word(entry) },
    }
  },
}

function Filters({ state, set }: { state: AuditState; set: (patch: Partial<AuditState>) => void }) {
  const hasFilter = state.type !== undefined || state.subject !== undefined || state.account !== undefined
  return (
    <div className={classes.filters}>
      <NativeSelect
        aria-label={text.filterType}
        value={state.type ?? ''}
        onChange={(event) => set({ type: word(event.currentTarget.value) })}
        data={[{ value: '', label: text.filterTypeAll }, ...subjectChoices(state.type)]}
      />
      <TextInput
        aria-label={text.filterId}
        placeholder={text.filterId}
        value={state.subject ?? ''}
        maxLength={80}
        onChange={(event) => set({ subject: word(event.currentTarget.value) })}
      />
      {hasFilter ? (
        <Button onClick={() => set({ type: undefined, subject: undefined, account: undefined })}>
          {text.clearFilters}
        </Button>
      ) : null}
    </div>
  )
}

/** Who changed what, with the values before and after. */
export function AuditPage() {
  const [state, set] = useUrlState(schema)
  const filters: AuditFilters = { subjectType: state.type, subjectId: state.subject, accountId: state.account }
  const query = useAudit(filters)
  const entries = query.data?.pages.flatMap((page) => page.rows) ?? []
  const open = entries.find((entry) => entry.id === state.entry)
  const { hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  return (
    <SettingsFrame tab="audit" height="fill">
      <AuditSeal />
      <DataTable
        label={text.changes}
        rowName={text.change}
        rows={entries}
        columns={auditColumns}
        rowKey={(entry) => entry.id}
        onOpenRow={(entry) => set({ entry: entry.id }, 'push')}
        total={query.data?.pages[0]?.total}
        exports={{ csv: auditFileHref(filters, 'csv'), xlsx: auditFileHref(filters, 'xlsx') }}
        paging={{ hasNextPage, isFetchingNextPage, fetchNextPage }}
        state={
          query.error
            ? { kind: 'failed', error: query.error, onRetry: () => void refetch() }
            : { kind: query.isPending ? 'loading' : 'ready' }
        }
        toolbar={<Filters state={state} set={set} />}
        empty={<StateEmpty title={text.noAudit} sentence={text.noAuditNote} />}
      />
      {open ? (
        <AuditEntryDialog
          entry={open}
          onClose={() => set({ entry: undefined })}
          onOnlyThis={() =>
            set({ type: open.subjectType, subject: open.subjectId, account: undefined, entry: undefined })
          }
        />
      ) : null}
    </SettingsFrame>
  )
}
