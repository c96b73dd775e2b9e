import { SegmentedControl } from '@mantine/core'
import * as z from 'zod/mini'
import { doorPath, useAccess } from '../../client/index.ts'
import { TierBadge } from '../../kit/figures/badges.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { NumberText } from '../../kit/figures/number-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { ExportMenu } from '../../kit/layout/export-menu.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { DataColumn } from '../../kit/table/columns.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { paths } from '../../paths.ts'
import { text as selectionText } from '../text.ts'
import { useScorecards } from './api/scorecards.ts'
import { GapTag } from './gap-tag.tsx'
import classes from './scorecard.module.css'
import { text } from './text.ts'
import type { FeltSide, ScorecardRow } from './types.ts'

const SIDES: readonly FeltSide[] = ['too_high', 'too_low', 'in_line', 'unknown']
const searchSchema = z.object({ felt: z._default(z.string(), '') })

const columns: readonly DataColumn<ScorecardRow>[] = [
  { id: 'account', header: text.list.account, width: 200, grow: 1, cell: (row) => row.account.name },
  { id: 'side', header: text.list.side, width: 120, isOnCard: true, cell: (row) => <GapTag felt={row.gap.felt} /> },
  {
    id: 'gap',
    header: text.list.gap,
    description: text.list.gapHint,
    width: 80,
    align: 'end',
    isOnCard: true,
    cell: (row) => <NumberText value={row.gap.points} decimals={0} />,
  },
  {
    id: 'profit',
    header: text.list.profit,
    width: 110,
    align: 'end',
    isOnCard: true,
    cell: (row) => <MoneyText amount={row.profit} />,
  },
  {
    id: 'measured',
    header: text.list.measured,
    description: text.list.measuredHint,
    width: 100,
    align: 'end',
    cell: (row) => <NumberText value={row.measured} decimals={0} />,
  },
  {
    id: 'felt',
    header: text.list.felt,
    width: 80,
    align: 'end',
    cell: (row) => <NumberText value={row.assigned.mean} decimals={1} />,
  },
  {
    id: 'people',
    header: text.list.people,
    width: 80,
    align: 'end',
    cell: (row) => <NumberText value={row.assigned.count} />,
  },
  {
    id: 'money',
    header: text.list.money,
    description: text.list.moneyHint,
    width: 110,
    align: 'end',
    cell: (row) => <MoneyText amount={row.gap.money} sign="always" tone="plain" />,
  },
  { id: 'tier', header: text.list.tier, width: 80, cell: (row) => <TierBadge tier={row.tier} /> },
]

/** Accounts that people scored, the widest gap between felt and measured first. */
export function GapList() {
  const locale = useLocale()
  const access = useAccess()
  const [search, setSearch] = useUrlState(searchSchema)
  const felt = SIDES.find((side) => side === search.felt)
  const query = useScorecards(felt, access.seesMargins)
  const first = query.data?.pages[0]
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  if (access.isKnown && !access.seesMargins) {
    return (
      <Panel title={text.list.title}>
        <StateEmpty title={text.list.marginsTitle} sentence={text.list.marginsSentence} />
      </Panel>
    )
  }
  const total = formatNumber(first?.total ?? 0, { locale })
  const href = (format: string) =>
    `${doorPath('selection/scorecards/export')}?${new URLSearchParams({ format, ...(felt ? { felt } : {}) }).toString()}`
  return (
    <Panel title={text.list.title} subtitle={text.list.subtitle} padding="flush">
      <div className={classes.list}>
        <DataTable
          label={text.list.table}
          rowName={text.list.rowName}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.account.id}
          rowHref={(row) => paths.accountTab(row.account.id, 'score')}
          total={first?.total}
          paging={query}
          state={
            query.error
              ? { kind: 'failed', error: query.error, onRetry: () => void query.refetch() }
              : { kind: query.isPending ? 'loading' : 'ready' }
          }
          empty={
            felt ? (
              <StateEmpty title={text.list.noMatch} />
            ) : (
              <StateEmpty title={text.list.emptyTitle} sentence={text.list.emptySentence} />
            )
          }
          toolbar={
            <SegmentedControl
              size="xs"
              aria-label={text.list.filter}
              value={felt ?? ''}
              onChange={(next) => setSearch({ felt: next })}
              data={[
                { value: '', label: text.list.all },
                ...SIDES.map((side) => ({ value: side, label: text.gap[side] })),
              ]}
            />
          }
          toolbarEnd={
            access.may('portfolio:export') ? (
              <ExportMenu
                label={text.list.export}
                choices={[
                  { label: selectionText.files.csv(total), href: href('csv') },
                  { label: selectionText.files.xlsx(total), href: href('xlsx') },
                ]}
              />
            ) : null
          }
        />
      </div>
    </Panel>
  )
}
