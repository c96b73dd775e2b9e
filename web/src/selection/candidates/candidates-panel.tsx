import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import * as z from 'zod/mini'
import { toProblem } from '../../kit/api/api-error.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { StateEmpty } from '../../kit/states/states.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { paths } from '../../paths.ts'
import { useCandidates } from './api/candidate-queries.ts'
import { candidateColumns } from './candidate-columns.tsx'
import { CandidateDrawer } from './candidate-drawer.tsx'
import classes from './candidates.module.css'
import { text } from './text.ts'
import type { CandidateKind, CandidateList } from './types.ts'

const TYPING_MILLISECONDS = 250
const KINDS: readonly CandidateKind[] = ['over_cut', 'within_reach', 'worth_asking']
const searchSchema = z.object({
  kind: z._default(z.string(), ''),
  q: z._default(z.string(), ''),
  candidate: z._default(z.string(), ''),
})

function NoCriteria() {
  const goTo = useGoTo()
  return (
    <Panel title={text.list.title}>
      <StateEmpty
        title={text.list.noSetTitle}
        sentence={text.list.noSetSentence}
        action={<Button onClick={() => goTo(paths.criteria())}>{text.list.openCriteria}</Button>}
      />
    </Panel>
  )
}

interface KindFilterProps {
  readonly counts: CandidateList['counts'] | undefined
  readonly value: string
  readonly onChange: (kind: string) => void
}

function KindFilter({ counts, value, onChange }: KindFilterProps) {
  const locale = useLocale()
  const number = (count: number | undefined) => (count === undefined ? '' : ` ${formatNumber(count, { locale })}`)
  const ofKind = { over_cut: counts?.overCut, within_reach: counts?.withinReach, worth_asking: counts?.worthAsking }
  return (
    <SegmentedControl
      size="xs"
      className={classes.kinds}
      aria-label={text.list.why}
      value={value}
      onChange={onChange}
      data={[
        { value: '', label: text.list.all },
        ...KINDS.map((kind) => ({ value: kind, label: `${text.list.kinds[kind]}${number(ofKind[kind])}` })),
      ]}
    />
  )
}

/** The ranked list of accounts in no tier, with why and what is not known about each. */
export function CandidatesPanel() {
  const locale = useLocale()
  const [search, setSearch] = useUrlState(searchSchema)
  const [typed] = useDebouncedValue(search.q, TYPING_MILLISECONDS)
  const kind = KINDS.find((one) => one === search.kind)
  const query = useCandidates({ kind, query: typed.trim() })
  const first = query.data?.pages[0]
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const chosen = rows.find(({ account }) => account.id === search.candidate)
  const retry = () => void query.refetch()
  if (query.error && toProblem(query.error).code === 'selection/no-criteria-set') return <NoCriteria />
  const isSearching = typed !== '' || kind !== undefined
  return (
    <Panel
      title={text.list.title}
      subtitle={first ? text.list.cut(formatNumber(first.cutScore, { locale, decimals: 1 })) : undefined}
      padding="flush"
    >
      <div className={classes.list}>
        <DataTable
          label={text.list.table}
          rowName={text.list.rowName}
          rows={rows}
          columns={candidateColumns}
          rowKey={(row) => row.account.id}
          onOpenRow={(row) => setSearch({ candidate: row.account.id }, 'push')}
          total={first?.total}
          paging={query}
          state={
            query.error
              ? { kind: 'failed', error: query.error, onRetry: retry }
              : { kind: query.isPending ? 'loading' : 'ready' }
          }
          empty={
            isSearching ? (
              <StateEmpty title={text.list.noMatch} sentence={text.list.noMatchSentence} />
            ) : (
              <StateEmpty title={text.list.emptyTitle} sentence={text.list.emptySentence} />
            )
          }
          toolbar={
            <>
              <TextInput
                aria-label={text.list.search}
                placeholder={text.list.search}
                w={180}
                value={search.q}
                onChange={(event) => setSearch({ q: event.currentTarget.value })}
              />
              <KindFilter counts={first?.counts} value={kind ?? ''} onChange={(next) => setSearch({ kind: next })} />
            </>
          }
        />
      </div>
      {chosen ? <CandidateDrawer candidate={chosen} onClose={() => setSearch({ candidate: '' })} /> : null}
    </Panel>
  )
}
