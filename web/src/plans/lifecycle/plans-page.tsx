import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { SearchField } from '../../accounts/index.ts'
import { sessionOptions, useAccess } from '../../client/index.ts'
import { Page } from '../../kit/layout/page.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { parseSort, writeSort } from '../../kit/routing/sort-text.ts'
import { type SetUrlState, useUrlState } from '../../kit/routing/use-url-state.ts'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { ColumnView } from '../../kit/table/columns.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { paths } from '../../paths.ts'
import { ImportPlanDialog } from '../exports/import-plan-dialog.tsx'
import classes from '../plans.module.css'
import { type PlanListQuestion, usePlans, useTierKeys } from './api/plan-queries.ts'
import { BeginDialog } from './begin-dialog.tsx'
import { DeletedDrafts } from './deleted-drafts.tsx'
import { planColumns } from './plan-columns.tsx'
import { text } from './text.ts'

const words = text.list
const OUT = 'out'
const STATUSES = ['open', 'draft', 'active', 'closed'] as const

const listState = z.object({
  query: z.optional(z.coerce.string()),
  status: z.optional(z.enum(STATUSES)),
  tier: z.optional(z.coerce.string()),
  mine: z._default(z.boolean(), false),
  sort: z._default(
    z.enum(['-updated', 'updated', 'account', '-account', 'title', '-title', 'ends', '-ends']),
    '-updated',
  ),
  begin: z._default(z.boolean(), false),
  import: z._default(z.boolean(), false),
  account: z.optional(z.coerce.string()),
})
type ListState = z.infer<typeof listState>

const NO_FILTER = { query: undefined, status: undefined, tier: undefined, mine: false }

function Toolbar({ state, setState }: { state: ListState; setState: SetUrlState<ListState> }) {
  const tiers = useTierKeys()
  return (
    <>
      <SearchField
        className={classes.search}
        label={words.search}
        value={state.query}
        onSearch={(query) => setState({ query })}
      />
      <NativeSelect
        aria-label={words.status}
        value={state.status ?? ''}
        data={[
          { value: '', label: words.everyStatus },
          ...STATUSES.map((value) => ({ value, label: words.statuses[value] })),
        ]}
        onChange={(event) => setState({ status: STATUSES.find((one) => one === event.currentTarget.value) })}
      />
      <NativeSelect
        aria-label={words.tier}
        value={state.tier ?? ''}
        data={[
          { value: '', label: words.everyTier },
          ...(tiers.data?.tiers ?? []).map(({ key, name }) => ({ value: key, label: name })),
          { value: OUT, label: words.noTier },
        ]}
        onChange={(event) => setState({ tier: event.currentTarget.value || undefined })}
      />
      <Checkbox
        size="xs"
        label={words.mine}
        checked={state.mine}
        onChange={(event) => setState({ mine: event.currentTarget.checked })}
      />
    </>
  )
}

function EmptyList({ isFiltered, mayBegin, onClear, onBegin }: EmptyProps) {
  if (isFiltered) {
    return (
      <StateEmpty
        title={words.nothingTitle}
        sentence={words.nothingSentence}
        action={<Button onClick={onClear}>{words.clear}</Button>}
      />
    )
  }
  return (
    <StateEmpty
      title={words.emptyTitle}
      sentence={mayBegin ? words.emptySentence : words.emptyRead}
      action={
        mayBegin ? (
          <Button variant="filled" onClick={onBegin}>
            {text.begin.open}
          </Button>
        ) : undefined
      }
    />
  )
}

interface EmptyProps {
  readonly isFiltered: boolean
  readonly mayBegin: boolean
  readonly onClear: () => void
  readonly onBegin: () => void
}

/** Plans of all accounts that the reader may see. */
export function PlansPage() {
  const [state, setState] = useUrlState<ListState>(listState)
  const [view, setView] = useState<ColumnView>()
  const access = useAccess()
  const personId = useQuery(sessionOptions()).data?.person?.id
  const { query, status, tier, mine, sort } = state
  const question: PlanListQuestion = {
    sort,
    ...(query ? { query } : {}),
    ...(status ? { status } : {}),
    ...(tier ? { tier } : {}),
    ...(mine && personId ? { ownerId: personId } : {}),
  }
  const list = usePlans(question)
  const mayBegin = access.may('plans:manage')
  const begin = () => setState({ begin: true })
  return (
    <Page
      title={text.title}
      height="fill"
      topBar={
        <TopBar
          title={text.title}
          actions={
            <>
              <AppLink href={paths.doubtful()}>{text.doubtful}</AppLink>
              <AppLink href={paths.planTemplates()}>{text.templates}</AppLink>
              <AppLink href={paths.planRules()}>{text.rules}</AppLink>
              {access.may('plans:write') ? <DeletedDrafts /> : null}
              {mayBegin ? <Button onClick={() => setState({ import: true })}>{text.import}</Button> : null}
              {mayBegin ? <Button onClick={begin}>{text.begin.open}</Button> : null}
            </>
          }
        />
      }
    >
      {mayBegin && state.begin ? (
        <BeginDialog accountId={state.account} onClose={() => setState({ begin: false, account: undefined })} />
      ) : null}
      {mayBegin && state.import ? <ImportPlanDialog onClose={() => setState({ import: false })} /> : null}
      <div className={classes.tableBox}>
        <DataTable
          label={words.label}
          rowName={words.rowName}
          rows={list.data?.pages.flatMap((page) => page.rows) ?? []}
          columns={planColumns}
          rowKey={(row) => row.id}
          rowHref={(row) => paths.plan(row.id)}
          total={list.data?.pages[0]?.total}
          paging={list}
          sort={parseSort(sort)}
          onSortChange={(next) => setState(z.pick(listState, { sort: true }).parse({ sort: writeSort(next) }))}
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
            <EmptyList
              isFiltered={[query, status, tier].some(Boolean) || mine}
              mayBegin={mayBegin}
              onClear={() => setState(NO_FILTER)}
              onBegin={begin}
            />
          }
          toolbar={<Toolbar state={state} setState={setState} />}
        />
      </div>
    </Page>
  )
}
