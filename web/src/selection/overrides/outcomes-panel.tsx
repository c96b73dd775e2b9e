import { useMemo } from 'react'
import { useAccess } from '../../client/index.ts'
import { DateText } from '../../kit/figures/date-text.tsx'
import { Hint } from '../../kit/figures/hint.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { DataColumn } from '../../kit/table/columns.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { paths } from '../../paths.ts'
import { useOutcomes } from './api/override-queries.ts'
import classes from './overrides.module.css'
import { text } from './text.ts'
import { TierName } from './tier-name.tsx'
import type { OverrideOutcome } from './types.ts'

type Years = NonNullable<OverrideOutcome['outcome']>

function changeOf(years: Years | null | undefined): number | null {
  if (!years || years.netRevenueBefore === null || years.netRevenueAfter === null) return null
  return Number(years.netRevenueAfter) - Number(years.netRevenueBefore)
}

function Money({ amount, currency }: { amount: string | number | null | undefined; currency: string }) {
  return amount === null || amount === undefined ? <UnknownValue /> : <MoneyText amount={amount} currency={currency} />
}

function Change({ years, currency }: { years: Years | null | undefined; currency: string }) {
  const change = changeOf(years)
  return change === null ? <UnknownValue /> : <MoneyText amount={change} currency={currency} sign="always" />
}

/** The year after, or from when it can be told. */
function After({ row, currency }: { row: OverrideOutcome; currency: string }) {
  const locale = useLocale()
  if (!row.isFull)
    return <span className={classes.meta}>{text.outcomes.notFull(formatDate(row.fullWith, locale))}</span>
  return <Money amount={row.outcome?.netRevenueAfter} currency={currency} />
}

function columnsFor(currency: string): readonly DataColumn<OverrideOutcome>[] {
  return [
    {
      id: 'account',
      header: text.outcomes.account,
      width: 180,
      grow: 1,
      cell: (row) => <span title={row.reason}>{row.account.name}</span>,
    },
    { id: 'tier', header: text.outcomes.tier, width: 60, cell: (row) => <TierName tier={row.tier} /> },
    {
      id: 'kind',
      header: text.outcomes.kind,
      width: 90,
      cell: (row) => <Hint note={text.outcomes.kindHints[row.kind]}>{text.outcomes.kinds[row.kind]}</Hint>,
    },
    {
      id: 'from',
      header: text.outcomes.from,
      width: 105,
      cell: (row) => <DateText value={row.effectiveDate} />,
    },
    {
      id: 'before',
      header: text.outcomes.before,
      width: 112,
      align: 'end',
      cell: (row) => <Money amount={row.outcome?.netRevenueBefore} currency={currency} />,
    },
    {
      id: 'after',
      header: text.outcomes.after,
      width: 130,
      align: 'end',
      isOnCard: true,
      cell: (row) => <After row={row} currency={currency} />,
    },
    {
      id: 'change',
      header: text.outcomes.change,
      width: 112,
      align: 'end',
      isOnCard: true,
      cell: (row) => <Change years={row.outcome} currency={currency} />,
    },
    {
      id: 'instead',
      header: text.outcomes.instead,
      width: 170,
      grow: 1,
      isOnCard: true,
      cell: (row) =>
        row.instead ? (
          <span title={row.instead.account.name}>{row.instead.account.name}</span>
        ) : (
          <span className={classes.meta}>{text.outcomes.nobody}</span>
        ),
    },
    {
      id: 'insteadChange',
      header: text.outcomes.insteadChange,
      width: 112,
      align: 'end',
      cell: (row) => <Change years={row.instead?.outcome} currency={currency} />,
    },
  ]
}

/** What every account taken in against the scores did in the year after, in net revenue. */
export function OutcomesPanel() {
  const { currency } = useAccess()
  const query = useOutcomes()
  const columns = useMemo(() => columnsFor(currency), [currency])
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const retry = () => void query.refetch()
  return (
    <Panel title={text.outcomes.title} subtitle={text.outcomes.note} padding="flush">
      <div className={classes.outcomes}>
        <DataTable
          label={text.outcomes.table}
          rowName={text.outcomes.rowName}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.decisionId}
          rowHref={(row) => paths.accountTab(row.account.id, 'score')}
          total={query.data?.pages[0]?.total}
          paging={query}
          state={
            query.error
              ? { kind: 'failed', error: query.error, onRetry: retry }
              : { kind: query.isPending ? 'loading' : 'ready' }
          }
          empty={<StateEmpty title={text.outcomes.empty} sentence={text.outcomes.emptySentence} />}
        />
      </div>
    </Panel>
  )
}
