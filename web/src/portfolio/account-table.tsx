import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { SearchField } from '../accounts/index.ts'
import type { Access } from '../client/index.ts'
import { questionQuery } from '../economics/index.ts'
import { parseSort, type SortState, writeSort } from '../kit/routing/sort-text.ts'
import type { SetUrlState } from '../kit/routing/use-url-state.ts'
import { StateEmpty } from '../kit/states/states.tsx'
import { DataTable } from '../kit/table/data-table.tsx'
import { paths } from '../paths.ts'
import { portfolioFileHref, portfolioListOptions, tiersOptions } from './api/portfolio-queries.ts'
import { readColumns, writeColumns } from './column-text.ts'
import { portfolioColumns } from './columns.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { PickedBar } from './picked-bar.tsx'
import classes from './portfolio.module.css'
import { filterCount, NO_FILTERS, type PortfolioState } from './state.ts'
import { text } from './text.ts'
import type { Summary } from './types.ts'
import { ViewMenu } from './view-menu.tsx'

const words = text.table
/** Rank is the score from the top; the heading that is marked is the score. */
const BY_RANK: SortState = { column: 'score', direction: 'descending' }

export interface AccountTableProps {
  readonly state: PortfolioState
  readonly setState: SetUrlState<PortfolioState>
  readonly access: Access
  readonly outlooks: Summary['outlooks']
  /** Contribution stands in the table at first where it is known, gross margin where it is not. */
  readonly hasContribution: boolean
  readonly onLose: (accountIds: readonly string[]) => void
}

/** The accounts with score, money, shape, outlook and reasons; any order, any filter, any columns. */
export function AccountTable({ state, setState, access, outlooks, hasContribution, onLose }: AccountTableProps) {
  const { seesMargins, currency } = access
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const list = useInfiniteQuery({ ...portfolioListOptions(state, seesMargins), placeholderData: keepPreviousData })
  const tierList = useQuery(tiersOptions())
  const tiers = useMemo(() => (tierList.data?.tiers ?? []).map((tier) => tier.key), [tierList.data])
  const columns = useMemo(
    () => portfolioColumns({ seesMargins, currency, tiers, hasContribution }),
    [seesMargins, currency, tiers, hasContribution],
  )
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const query = questionQuery(state)
  const isFiltered = filterCount(state) > 0 || (state.query ?? '') !== ''
  const sort = (next: SortState) => {
    const isByRank = next.column === BY_RANK.column && next.direction === BY_RANK.direction
    setState({ sort: isByRank ? 'rank' : (writeSort(next) ?? 'rank') })
  }
  return (
    <>
      <PickedBar
        rows={rows.filter((row) => picked.has(row.account.id))}
        seesMargins={seesMargins}
        mayDecide={access.may('selection:decide')}
        query={query}
        onClear={() => setPicked(new Set())}
        onLose={() => onLose([...picked])}
      />
      <div className={classes.tableBox}>
        <DataTable
          label={words.label}
          rowName={words.rowName}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.account.id}
          rowHref={(row) => `${paths.account(row.account.id)}${query === '' ? '' : `?${query}`}`}
          total={list.data?.pages[0]?.total}
          paging={list}
          sort={state.sort === 'rank' ? BY_RANK : parseSort(state.sort)}
          onSortChange={sort}
          view={readColumns(state.columns, columns)}
          onViewChange={(view) => setState({ columns: writeColumns(view, columns) })}
          selection={{ keys: picked, onChange: setPicked }}
          state={
            list.isPending
              ? { kind: 'loading' }
              : list.isError
                ? { kind: 'failed', error: list.error, onRetry: () => void list.refetch() }
                : { kind: 'ready' }
          }
          exports={
            access.may('portfolio:export')
              ? {
                  csv: portfolioFileHref(state, seesMargins, 'csv'),
                  xlsx: portfolioFileHref(state, seesMargins, 'xlsx'),
                }
              : undefined
          }
          empty={
            <StateEmpty
              title={isFiltered ? words.emptyTitle : words.noneTitle}
              sentence={isFiltered ? words.emptySentence : words.noneSentence[access.workspace?.visibility ?? 'all']}
              action={
                filterCount(state) > 0 ? <Button onClick={() => setState(NO_FILTERS)}>{words.clear}</Button> : null
              }
            />
          }
          toolbar={
            <>
              <ViewMenu state={state} setState={setState} tiers={tiers} seesMargins={seesMargins} />
              <SearchField
                className={classes.search}
                label={words.search}
                value={state.query}
                onSearch={(found) => setState({ query: found })}
              />
              <FilterChips state={state} setState={setState} />
              <FilterMenu state={state} setState={setState} seesMargins={seesMargins} outlooks={outlooks} />
            </>
          }
        />
      </div>
    </>
  )
}
