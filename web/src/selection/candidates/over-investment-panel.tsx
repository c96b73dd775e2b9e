import { Button } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty, StateRefused } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { TierName } from '../overrides/tier-name.tsx'
import shared from '../selection.module.css'
import { useOverInvestments } from './api/candidate-queries.ts'
import classes from './candidates.module.css'
import { text } from './text.ts'
import type { OverInvestment } from './types.ts'

const words = text.investment

function Row({ row, currency }: { row: OverInvestment; currency: string }) {
  const { account, tier, sign, basis, now, before, change } = row
  return (
    <tr>
      <th scope="row">
        <AppLink href={paths.accountTab(account.id, 'economics')}>{account.name}</AppLink>
      </th>
      <td data-label={words.tier}>
        <TierName tier={tier} />
      </td>
      <td data-label={words.sign}>
        <Tag tone={sign === 'negative' ? 'loss' : 'caution'}>{words.signs[sign]}</Tag>
      </td>
      <td data-label={words.basis} title={basis === 'gross_margin' ? words.basisHint : undefined}>
        {words.bases[basis]}
      </td>
      <td data-label={words.now} data-align="end">
        <MoneyText amount={now} currency={currency} />
      </td>
      <td data-label={words.before} data-align="end">
        {before === null ? <UnknownValue /> : <MoneyText amount={before} currency={currency} />}
      </td>
      <td data-label={words.change} data-align="end">
        {change === null ? <UnknownValue /> : <PercentText fraction={change} sign="always" decimals={0} />}
      </td>
    </tr>
  )
}

function Table({ rows, currency }: { rows: readonly OverInvestment[]; currency: string }) {
  return (
    <div className={shared.scroll}>
      <table className={`${shared.table} ${shared.cardTable}`} aria-label={words.table}>
        <thead>
          <tr>
            <th scope="col">{words.account}</th>
            <th scope="col">{words.tier}</th>
            <th scope="col">{words.sign}</th>
            <th scope="col">{words.basis}</th>
            <th scope="col" data-align="end">
              {words.now}
            </th>
            <th scope="col" data-align="end">
              {words.before}
            </th>
            <th scope="col" data-align="end">
              {words.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.account.id} row={row} currency={currency} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Key accounts in high tiers whose contribution is negative or clearly falling, the worst first. */
export function OverInvestmentPanel() {
  const locale = useLocale()
  const { seesMargins, currency } = useAccess()
  const query = useOverInvestments(seesMargins)
  const write = (value: number) => formatNumber(value, { locale })
  return (
    <Panel title={words.title} subtitle={words.note}>
      {seesMargins ? (
        <QueryGate query={query}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows)
            const { looked = 0, unknown = 0 } = pages[0] ?? {}
            return (
              <>
                {rows.length === 0 ? (
                  <StateEmpty title={words.none} sentence={words.noneSentence(write(looked))} />
                ) : (
                  <Table rows={rows} currency={currency} />
                )}
                {unknown > 0 ? <p className={classes.muted}>{words.unknown(write(unknown))}</p> : null}
              </>
            )
          }}
        </QueryGate>
      ) : (
        <StateRefused sentence={words.hidden} />
      )}
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </Panel>
  )
}
