import { Button, NativeSelect, Popover } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { type Access, useAccess } from '../client/index.ts'
import { FilterChip } from '../kit/figures/filter-chip.tsx'
import { Page } from '../kit/layout/page.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { TopBar } from '../kit/layout/top-bar.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { parseSort, writeSort } from '../kit/routing/sort-text.ts'
import { type SetUrlState, useUrlState } from '../kit/routing/use-url-state.ts'
import { StateEmpty } from '../kit/states/states.tsx'
import type { ColumnView } from '../kit/table/columns.ts'
import { DataTable } from '../kit/table/data-table.tsx'
import { paths } from '../paths.ts'
import { accountColumns } from './account-columns.tsx'
import classes from './accounts.module.css'
import { type AccountListQuestion, accountFileHref, accountListOptions, facetsOptions } from './api/account-queries.ts'
import { CreateAccountDialog } from './create-account.tsx'
import { SearchField } from './search-field.tsx'
import { text } from './text.ts'

const words = text.list
const NO_FILTER = { query: undefined, segment: undefined, country: undefined, unit: undefined }

const listState = z.object({
  query: z.optional(z.coerce.string()),
  segment: z.optional(z.coerce.string()),
  country: z.optional(z.coerce.string()),
  unit: z.optional(z.coerce.string()),
  sort: z._default(z.enum(['name', '-name', 'code', '-code', 'created', '-created']), 'name'),
  create: z._default(z.boolean(), false),
})
type ListState = z.infer<typeof listState>

const FILTERS = [
  { key: 'segment', values: 'segments' },
  { key: 'country', values: 'countries' },
  { key: 'unit', values: 'units' },
] as const

interface ToolbarProps {
  readonly state: ListState
  readonly setState: SetUrlState<ListState>
}

function Toolbar({ state, setState }: ToolbarProps) {
  const facets = useQuery(facetsOptions())
  return (
    <>
      <SearchField
        className={classes.search}
        label={words.search}
        value={state.query}
        onSearch={(query) => setState({ query })}
      />
      {FILTERS.map(({ key }) =>
        state[key] === undefined ? null : (
          <FilterChip
            key={key}
            label={words.chip(words[key], state[key])}
            onRemove={() => setState({ [key]: undefined })}
          />
        ),
      )}
      <Popover trapFocus returnFocus position="bottom-start">
        <Popover.Target>
          <QuietButton>{words.filter}</QuietButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.filters}>
          {FILTERS.map(({ key, values }) => (
            <NativeSelect
              key={key}
              label={words[key]}
              value={state[key] ?? ''}
              onChange={(event) => setState({ [key]: event.currentTarget.value || undefined })}
              data={[
                { value: '', label: '' },
                ...(facets.data?.[values] ?? []).map(({ value, accounts }) => ({
                  value,
                  label: `${value} (${accounts})`,
                })),
              ]}
            />
          ))}
        </Popover.Dropdown>
      </Popover>
    </>
  )
}

function EmptyList({ isFiltered, access, onClear }: { isFiltered: boolean; access: Access; onClear: () => void }) {
  const visibility = access.workspace?.visibility ?? 'all'
  if (isFiltered) {
    return (
      <StateEmpty
        title={words.nothingTitle}
        sentence={words.nothingSentence}
        action={<Button onClick={onClear}>{words.clear}</Button>}
      />
    )
  }
  if (visibility !== 'all') return <StateEmpty title={words.noneTitle} sentence={words.noneSentence[visibility]} />
  return (
    <StateEmpty
      title={words.emptyTitle}
      sentence={words.emptySentence}
      action={access.may('ledger:import') ? <AppLink href={paths.importData()}>{words.import}</AppLink> : undefined}
    />
  )
}

/** All accounts, searched and filtered by the server, with their number. */
export function AccountListPage() {
  const [state, setState] = useUrlState<ListState>(listState)
  const [view, setView] = useState<ColumnView>()
  const access = useAccess()
  const { query, segment, country, unit, sort } = state
  const question: AccountListQuestion = { query, segment, country, unit, sort }
  const list = useInfiniteQuery({ ...accountListOptions(question), placeholderData: keepPreviousData })
  const isFiltered = [query, segment, country, unit].some((filter) => filter !== undefined && filter !== '')
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Page
      title={text.accounts}
      height="fill"
      topBar={
        <TopBar
          title={text.accounts}
          actions={
            access.may('accounts:write') ? (
              <Button onClick={() => setState({ create: true })}>{text.create.open}</Button>
            ) : null
          }
        />
      }
    >
      <CreateAccountDialog isOpen={state.create} onClose={() => setState({ create: false })} />
      <div className={classes.tableBox}>
        <DataTable
          label={words.label}
          rowName={words.rowName}
          rows={rows}
          columns={accountColumns}
          rowKey={(row) => row.id}
          rowHref={(row) => paths.account(row.id)}
          total={list.data?.pages[0]?.total}
          paging={list}
          sort={parseSort(sort)}
          onSortChange={(next) => setState(z.pick(listState, { sort: true }).parse({ sort: writeSort(next) }))}
          view={view}
          onViewChange={setView}
          exports={
            access.may('portfolio:export')
              ? { csv: accountFileHref(question, 'csv'), xlsx: accountFileHref(question, 'xlsx') }
              : undefined
          }
          state={
            list.isPending
              ? { kind: 'loading' }
              : list.isError
                ? { kind: 'failed', error: list.error, onRetry: () => void list.refetch() }
                : { kind: 'ready' }
          }
          empty={<EmptyList isFiltered={isFiltered} access={access} onClear={() => setState(NO_FILTER)} />}
          toolbar={<Toolbar state={state} setState={setState} />}
        />
      </div>
    </Page>
  )
}
