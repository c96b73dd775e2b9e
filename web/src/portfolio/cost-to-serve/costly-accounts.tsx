import { useQuery } from '@tanstack/react-query'
import { AccountLink } from '../../accounts/index.ts'
import { useAccess } from '../../client/index.ts'
import { questionQuery } from '../../economics/index.ts'
import { Explain } from '../../kit/figures/explain.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { ExportMenu } from '../../kit/layout/export-menu.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { paths } from '../../paths.ts'
import { costlyAccountsOptions, type PortfolioRow, portfolioFileHref } from '../api/portfolio-queries.ts'
import { NO_FILTERS, type PortfolioState } from '../state.ts'
import classes from './cost-to-serve.module.css'
import { text } from './text.ts'

const words = text.accounts

/** Who takes most of the capacity, and whether they earn it back. Accounts that bought nothing count as well. */
export function CostlyAccounts({ state }: { state: PortfolioState }) {
  const access = useAccess()
  const list = useQuery(costlyAccountsOptions(state))
  const asked: PortfolioState = { ...state, ...NO_FILTERS, buyingOnly: false, sort: '-cost_to_serve' }
  return (
    <Panel
      title={words.title}
      subtitle={words.subtitle(access.currency)}
      actions={
        access.may('portfolio:export') ? (
          <ExportMenu
            label={words.title}
            choices={[
              { label: words.csv, href: portfolioFileHref(asked, access.seesMargins, 'csv') },
              { label: words.xlsx, href: portfolioFileHref(asked, access.seesMargins, 'xlsx') },
            ]}
          />
        ) : null
      }
    >
      <QueryGate query={list}>
        {({ rows }) => (
          <AccountRows
            rows={rows.filter(({ costToServe }) => costToServe !== null && Number(costToServe) > 0)}
            query={questionQuery(state)}
          />
        )}
      </QueryGate>
    </Panel>
  )
}

function shareOfNet({ costToServe, netRevenue }: PortfolioRow): number | null {
  const net = Number(netRevenue ?? 0)
  return net > 0 ? Number(costToServe) / net : null
}

function AccountRows({ rows, query }: { rows: readonly PortfolioRow[]; query: string }) {
  if (rows.length === 0) return <p className={classes.muted}>{words.empty}</p>
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.account}</th>
            <th scope="col">{words.cost}</th>
            <th scope="col">{words.net}</th>
            <th scope="col" title={words.shareNote}>
              {words.share}
            </th>
            <th scope="col">{words.contribution}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.account.id}>
              <td>
                <AccountLink account={row.account} query={query} />
              </td>
              <td>
                <Explain
                  label={`${row.account.name}: ${words.cost}`}
                  sentence={words.explain}
                  inputs={[{ name: words.cost, value: <MoneyText amount={row.costToServe} form="full" /> }]}
                  rowsHref={`${paths.accountTab(row.account.id, 'economics')}${query === '' ? '' : `&${query}`}`}
                >
                  <MoneyText amount={row.costToServe} tone="plain" />
                </Explain>
              </td>
              <td>
                <MoneyText amount={row.netRevenue} />
              </td>
              <td>
                <PercentText fraction={shareOfNet(row)} />
              </td>
              <td>
                <MoneyText amount={row.contribution} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
