import { Select } from '@mantine/core'
import * as z from 'zod/mini'
import { useAccess } from '../client/index.ts'
import { TierBadge } from '../kit/figures/badges.tsx'
import { DateText } from '../kit/figures/date-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { useUrlState } from '../kit/routing/use-url-state.ts'
import { StateEmpty } from '../kit/states/states.tsx'
import type { DataColumn } from '../kit/table/columns.ts'
import { DataTable } from '../kit/table/data-table.tsx'
import { paths } from '../paths.ts'
import { useDecisions } from './api/selection-queries.ts'
import { fileChoices } from './export-choices.ts'
import { ExceptionTag } from './overrides/exception-tag.tsx'
import classes from './selection.module.css'
import { text } from './text.ts'
import { exceptionOf, type TierDecision, type TierPlaces } from './types.ts'

const OUT = 'out'
const searchSchema = z.object({ decided: z._default(z.string(), '') })

function Tier({ tier }: { tier: string }) {
  return tier === OUT ? <span className={classes.muted}>{text.tiers.outTag}</span> : <TierBadge tier={tier} />
}

const columns: readonly DataColumn<TierDecision>[] = [
  { id: 'account', header: text.tiers.account, width: 200, grow: 1, cell: (row) => row.account.name },
  {
    id: 'change',
    header: text.tiers.change,
    width: 110,
    isOnCard: true,
    cell: (row) => (
      <>
        <Tier tier={row.previousTier} /> → <Tier tier={row.tier} />
      </>
    ),
  },
  {
    id: 'date',
    header: text.tiers.date,
    width: 110,
    isOnCard: true,
    cell: (row) => <DateText value={row.effectiveDate} />,
  },
  { id: 'status', header: text.tiers.status, width: 80, cell: (row) => <span>{text.tiers.statuses[row.status]}</span> },
  {
    id: 'exception',
    header: text.tiers.exception,
    width: 190,
    cell: (row) => <ExceptionTag exception={exceptionOf(row)} />,
  },
  { id: 'score', header: text.tiers.score, width: 70, align: 'end', cell: (row) => <NumberText value={row.score} /> },
  {
    id: 'decider',
    header: text.tiers.decider,
    width: 150,
    isOnCard: true,
    cell: (row) => <span>{row.deciderName}</span>,
  },
  {
    id: 'reason',
    header: text.tiers.reason,
    width: 260,
    grow: 2,
    cell: (row) => (
      <span
        title={
          row.overCapacityReason ? `${row.reason}\n${text.tiers.overCapacity(row.overCapacityReason)}` : row.reason
        }
      >
        {row.reason}
      </span>
    ),
  },
]

/** What was decided about whom, by whom, why and from when. */
export function DecisionsPanel({ tiers }: { readonly tiers: readonly TierPlaces[] }) {
  const [{ decided }, setSearch] = useUrlState(searchSchema)
  const query = useDecisions(decided === '' ? undefined : decided)
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const total = query.data?.pages[0]?.total
  const locale = useLocale()
  const mayExport = useAccess().may('portfolio:export')
  const retry = () => void query.refetch()
  return (
    <Panel title={text.tiers.history} subtitle={text.tiers.historyNote} padding="flush">
      <div className={classes.decisionTable}>
        <DataTable
          label={text.tiers.history}
          rowName={text.tiers.decision}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.id}
          rowHref={(row) => paths.account(row.account.id)}
          total={total}
          paging={query}
          state={
            query.error
              ? { kind: 'failed', error: query.error, onRetry: retry }
              : { kind: query.isPending ? 'loading' : 'ready' }
          }
          empty={<StateEmpty title={text.tiers.noDecisions} sentence={text.tiers.noDecisionsSentence} />}
          toolbar={
            <Select
              aria-label={text.tiers.filterTier}
              placeholder={text.tiers.anyTier}
              clearable
              w={160}
              data={[
                ...tiers.map(({ key, name }) => ({ value: key, label: `${key} · ${name}` })),
                { value: OUT, label: text.tiers.out },
              ]}
              value={decided === '' ? null : decided}
              onChange={(value) => setSearch({ decided: value ?? '' })}
            />
          }
          toolbarEnd={
            mayExport && total !== undefined && total > 0 ? (
              <ExportMenu
                label={text.tiers.history}
                choices={fileChoices('decisions', formatNumber(total, { locale }), { tier: decided })}
              />
            ) : null
          }
        />
      </div>
    </Panel>
  )
}
