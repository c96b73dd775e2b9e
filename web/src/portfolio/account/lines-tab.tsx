import { Button, NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { AccountEconomics } from '../../economics/index.ts'
import { FilterChip } from '../../kit/figures/filter-chip.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyFull } from '../../kit/format/money.ts'
import { formatNumber } from '../../kit/format/number.ts'
import { ExportMenu } from '../../kit/layout/export-menu.tsx'
import { parseSort } from '../../kit/routing/sort-text.ts'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { ColumnView } from '../../kit/table/columns.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import classes from './account.module.css'
import { type InvoiceLine, linesFileHref, linesOptions } from './account-queries.ts'
import { lineColumns } from './line-columns.tsx'
import { LineHistory } from './line-history.tsx'
import type { AccountState } from './state.ts'
import { figureWord } from './step-words.ts'
import type { TabProps } from './tab-props.ts'
import { text } from './text.ts'

const words = text.lines
const NO_FILTER = { lineFrom: undefined, lineTo: undefined, productLine: undefined, currency: undefined, of: undefined }

export interface LinesTabProps extends TabProps {
  readonly economics: AccountEconomics | undefined
}

/** The invoice lines behind every figure of the account: filtered, sorted, summed up. */
export function LinesTab({ account, state, setState, access, economics }: LinesTabProps) {
  const locale = useLocale()
  const [history, setHistory] = useState<InvoiceLine | null>(null)
  const [view, setView] = useState<ColumnView>()
  const list = useInfiniteQuery({ ...linesOptions(account.id, state), placeholderData: keepPreviousData })
  const { seesMargins, currency } = access
  const hasGroup = state.basis === 'group' && account.companiesInGroup > 1
  const columns = useMemo(
    () => lineColumns({ seesMargins, reportingCurrency: currency, hasGroup, onHistory: setHistory }),
    [seesMargins, currency, hasGroup],
  )
  const first = list.data?.pages[0]
  const full = (amount: string | null) =>
    amount === null ? null : formatMoneyFull(amount, { locale, currency: currency === '' ? undefined : currency })
  const sums = first ? { net: full(first.sums.net), margin: full(first.sums.margin) } : null
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const fileChoices = (total: number) => {
    const count = formatNumber(total, { locale })
    return [
      { label: words.csv(count), href: linesFileHref(account.id, state, 'csv') },
      { label: words.xlsx(count), href: linesFileHref(account.id, state, 'xlsx') },
    ]
  }
  return (
    <div className={classes.lines}>
      <LineHistory line={history} seesMargins={seesMargins} onClose={() => setHistory(null)} />
      <DataTable
        label={words.label}
        rowName={words.rowName}
        rows={rows}
        columns={columns}
        rowKey={(row) => `${row.invoiceNo}/${row.lineNo}/${row.account.id}`}
        total={first?.total}
        paging={list}
        sort={parseSort(state.order)}
        onSortChange={(sort) => setState({ order: orderOf(sort.column, sort.direction) })}
        view={view}
        onViewChange={setView}
        state={
          list.isPending
            ? { kind: 'loading' }
            : list.isError
              ? { kind: 'failed', error: list.error, onRetry: () => void list.refetch() }
              : { kind: 'ready' }
        }
        empty={
          <StateEmpty
            title={words.emptyTitle}
            sentence={words.emptySentence}
            action={<Button onClick={() => setState(NO_FILTER)}>{words.clear}</Button>}
          />
        }
        toolbar={
          <LineFilters
            state={state}
            setState={setState}
            economics={economics}
            hasGroup={account.companiesInGroup > 1}
          />
        }
        toolbarEnd={
          <>
            {sums?.net ? (
              <span className={classes.sums} role="status">
                {words.sums(sums.net, sums.margin)}
              </span>
            ) : null}
            {first && first.total > 0 && access.may('portfolio:export') ? (
              <ExportMenu label={words.label} choices={fileChoices(first.total)} />
            ) : null}
          </>
        }
      />
    </div>
  )
}

/** The order the server knows; the margin only from the lowest. */
function orderOf(column: string, direction: 'ascending' | 'descending'): AccountState['order'] {
  if (column === 'margin') return 'margin'
  if (column === 'net') return direction === 'ascending' ? 'net' : '-net'
  return direction === 'ascending' ? 'date' : '-date'
}

interface LineFiltersProps extends Pick<LinesTabProps, 'state' | 'setState' | 'economics'> {
  readonly hasGroup: boolean
}

function LineFilters({ state, setState, economics, hasGroup }: LineFiltersProps) {
  const lines = (economics?.productMix ?? []).flatMap(({ productLine }) => productLine ?? [])
  const known = state.productLine !== undefined && !lines.includes(state.productLine) ? [state.productLine] : []
  const day = (key: 'lineFrom' | 'lineTo', label: string) => (
    <TextInput
      type="date"
      aria-label={label}
      title={label}
      value={state[key] ?? ''}
      onChange={(event) => setState({ [key]: event.currentTarget.value || undefined })}
    />
  )
  return (
    <div className={classes.lineFilters}>
      {state.of === undefined ? null : (
        <FilterChip label={words.behind(figureWord(state.of))} onRemove={() => setState({ of: undefined })} />
      )}
      {day('lineFrom', words.from)}
      {day('lineTo', words.to)}
      <NativeSelect
        aria-label={words.productLine}
        value={state.productLine ?? ''}
        onChange={(event) => setState({ productLine: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: `${words.productLine}: ${words.all}` },
          ...[...known, ...lines].map((line) => ({ value: line, label: line })),
        ]}
      />
      <TextInput
        key={state.currency ?? 'all'}
        aria-label={words.currency}
        placeholder={words.currency}
        w={84}
        maxLength={3}
        defaultValue={state.currency ?? ''}
        onChange={(event) => {
          const typed = event.currentTarget.value.toUpperCase()
          if (typed === '' || typed.length === 3) setState({ currency: typed || undefined })
        }}
      />
      {hasGroup ? (
        <NativeSelect
          aria-label={words.basisLabel}
          value={state.basis}
          onChange={(event) => setState({ basis: event.currentTarget.value === 'company' ? 'company' : 'group' })}
          data={[
            { value: 'group', label: words.basis.group },
            { value: 'company', label: words.basis.company },
          ]}
        />
      ) : null}
    </div>
  )
}
