import { Button, SegmentedControl } from '@mantine/core'
import { doorPath, useAccess } from '../../client/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { ExportMenu } from '../../kit/layout/export-menu.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import shared from '../selection.module.css'
import { text as area } from '../text.ts'
import { useBackTestAccounts } from './api/back-tests.ts'
import classes from './back-test.module.css'
import { text } from './text.ts'
import type { BackTestAccount, BackTestGroup } from './types.ts'

const GROUPS: readonly BackTestGroup[] = ['picked', 'largest', 'chosen', 'matched']
const words = text.accounts

function Remarks({ row, group }: { row: BackTestAccount; group: BackTestGroup }) {
  return (
    <div className={classes.remarks}>
      {row.hasLeft ? <Tag tone="loss">{words.left}</Tag> : null}
      {row.isLargest && group !== 'largest' ? <Tag>{words.largest}</Tag> : null}
      {row.isChosen && group !== 'chosen' ? <Tag tone="accent">{words.chosen}</Tag> : null}
      {row.matchedWith ? <span className={shared.muted}>{words.with(row.matchedWith.name)}</span> : null}
    </div>
  )
}

function AccountRow({ row, group }: { row: BackTestAccount; group: BackTestGroup }) {
  const locale = useLocale()
  const { seesMargins } = useAccess()
  const margin = (pair: BackTestAccount['grossMargin']) =>
    seesMargins ? <MoneyText amount={pair?.after} /> : <span className={shared.muted}>{words.hidden}</span>
  return (
    <tr>
      <td data-label={words.place} data-align="end">
        {row.place === null ? '–' : formatNumber(row.place, { locale })}
      </td>
      <th scope="row">
        <AppLink href={paths.account(row.account.id)}>{row.account.name}</AppLink>{' '}
        <span className={shared.muted}>{row.account.code}</span>
      </th>
      <td data-label={words.score} data-align="end">
        {row.score === null ? '–' : formatNumber(row.score, { locale, decimals: 1 })}
      </td>
      <td data-label={words.before} data-align="end">
        <MoneyText amount={row.netRevenue.before} />
      </td>
      <td data-label={words.after} data-align="end">
        <MoneyText amount={row.netRevenue.after} />
      </td>
      <td data-label={words.growth} data-align="end">
        {row.growth === null ? '–' : <PercentText fraction={row.growth} sign="always" tone="change" />}
      </td>
      <td data-label={words.margin} data-align="end">
        {margin(row.grossMargin)}
      </td>
      <td data-label={words.contribution} data-align="end">
        {margin(row.contribution)}
      </td>
      <td data-wide="true">
        <Remarks row={row} group={group} />
      </td>
    </tr>
  )
}

const NUMBERS = [words.score, words.before, words.after, words.growth, words.margin, words.contribution]

function AccountTable({ rows, group }: { rows: readonly BackTestAccount[]; group: BackTestGroup }) {
  return (
    <section className={shared.scroll} aria-label={words.title} {...reachable}>
      <table className={`${shared.table} ${shared.cardTable}`} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col" data-align="end">
              {words.place}
            </th>
            <th scope="col">{words.account}</th>
            {NUMBERS.map((header) => (
              <th key={header} scope="col" data-align="end">
                {header}
              </th>
            ))}
            <th scope="col">{words.remarks}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <AccountRow key={row.account.id} row={row} group={group} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

export interface AccountsPanelProps {
  readonly id: string
  /** 1 or 2: the sets in the order asked. */
  readonly set: number
  readonly group: BackTestGroup
  readonly onGroup: (group: BackTestGroup) => void
}

/** Who was picked then, or whom the picks were held against, and what became of each. */
export function AccountsPanel({ id, set, group, onGroup }: AccountsPanelProps) {
  const locale = useLocale()
  const query = useBackTestAccounts({ id, set, group })
  const mayExport = useAccess().may('portfolio:export')
  const total = query.data?.pages[0]?.total ?? 0
  const shown = query.data?.pages.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0
  const write = (value: number) => formatNumber(value, { locale })
  const file = (format: string) => {
    const asked = new URLSearchParams({ format, id, group, set: String(set) })
    return `${doorPath('selection/back-test/export')}?${asked.toString()}`
  }
  return (
    <Panel
      title={words.title}
      subtitle={query.data ? words.count(write(shown), write(total)) : undefined}
      actions={
        mayExport && total > 0 ? (
          <ExportMenu
            label={words.export}
            choices={[
              { label: area.files.csv(write(total)), href: file('csv') },
              { label: area.files.xlsx(write(total)), href: file('xlsx') },
            ]}
          />
        ) : null
      }
    >
      <SegmentedControl
        size="xs"
        className={classes.groups ?? ''}
        aria-label={words.group}
        value={group}
        onChange={(value) => onGroup(GROUPS.find((one) => one === value) ?? 'picked')}
        data={GROUPS.map((value) => ({ value, label: words.groups[value] }))}
      />
      <QueryGate query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0) return <StateEmpty title={words.emptyTitle} sentence={words.empty[group]} />
          return <AccountTable rows={rows} group={group} />
        }}
      </QueryGate>
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </Panel>
  )
}
