import { useQuery } from '@tanstack/react-query'
import { AccountLink } from '../accounts/index.ts'
import { MarginMoney, type Question, questionQuery } from '../economics/index.ts'
import { toCsv } from '../kit/data/csv.ts'
import { downloadText, fileNameOf } from '../kit/data/download.ts'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../kit/format/number.ts'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { PageColumns, PageStack } from '../kit/layout/page.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { concentrationOptions, type Measure } from './api/portfolio-queries.ts'
import { LossPanel } from './loss-simulation.tsx'
import classes from './portfolio.module.css'
import { text } from './text.ts'
import type { Concentration } from './types.ts'

const words = text.concentration
const LARGEST = 5
const CSV = 'Table (CSV)'

export interface ConcentrationPartProps {
  readonly question: Question
  readonly seesMargins: boolean
  /** Contribution, or what stands in for it where it is not known. */
  readonly measure: Measure
  readonly lost: readonly string[]
  readonly onLose: (accountIds: readonly string[]) => void
}

/** How much hangs on how few, and what remains when they go. */
export function ConcentrationPart({ question, seesMargins, measure, lost, onLose }: ConcentrationPartProps) {
  const concentration = useQuery(concentrationOptions(question))
  return (
    <QueryGate query={concentration} loading="chart">
      {(answer) => (
        <PageColumns template="1fr 1.15fr">
          <PageStack>
            <TopShares answer={answer} />
            <Facts answer={answer} />
          </PageStack>
          <PageStack>
            <LossPanel
              question={question}
              seesMargins={seesMargins}
              largest={answer.top.slice(0, LARGEST)}
              asked={lost}
              onAsk={onLose}
            />
            <Largest answer={answer} seesMargins={seesMargins} query={questionQuery(question)} measure={measure} />
          </PageStack>
        </PageColumns>
      )}
    </QueryGate>
  )
}

function TopShares({ answer }: { answer: Concentration }) {
  const locale = useLocale()
  const csv = () => {
    const rows = answer.topShares.map(({ accounts, share }) => [accounts, share])
    downloadText(`${fileNameOf(words.shares)}.csv`, toCsv([words.accounts, words.sharesSubtitle], rows), 'text/csv')
  }
  return (
    <Panel
      title={words.shares}
      subtitle={words.sharesSubtitle}
      actions={<ExportMenu label={words.shares} choices={[{ label: CSV, onSelect: csv }]} />}
    >
      <table className={classes.facts}>
        <tbody>
          {answer.topShares.map(({ accounts, share }) => (
            <tr key={accounts}>
              <th scope="row">{words.top(formatNumber(accounts, { locale }))}</th>
              <td>
                <span className={classes.meter} aria-hidden>
                  <span style={{ width: `${Math.min(1, Math.max(0, share ?? 0)) * 100}%` }} />
                </span>
              </td>
              <td>
                <PercentText fraction={share} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Facts({ answer }: { answer: Concentration }) {
  const locale = useLocale()
  const { accounts, accountsFor80, herfindahlIndex, effectiveAccounts } = answer
  const share =
    accountsFor80 === null || accounts === 0 ? null : formatPercent(accountsFor80 / accounts, { locale, decimals: 0 })
  return (
    <Panel title={words.facts}>
      <table className={classes.facts}>
        <tbody>
          <tr>
            <th scope="row">{words.accounts}</th>
            <td>
              <NumberText value={accounts} />
            </td>
          </tr>
          <tr>
            <th scope="row">{words.for80}</th>
            <td>
              <NumberText value={accountsFor80} />{' '}
              {share === null ? null : <span className={classes.muted}>{words.of(share)}</span>}
            </td>
          </tr>
          <tr>
            <th scope="row">{words.hhi}</th>
            <td>
              <NumberText value={herfindahlIndex} decimals={4} />
            </td>
          </tr>
          <tr>
            <th scope="row">{words.effective}</th>
            <td>
              <NumberText value={effectiveAccounts} />
            </td>
          </tr>
        </tbody>
      </table>
      <p className={`${classes.finding} ${classes.muted}`}>{words.effectiveNote}</p>
    </Panel>
  )
}

interface LargestProps {
  readonly answer: Concentration
  readonly seesMargins: boolean
  readonly query: string
  readonly measure: Measure
}

function Largest({ answer, seesMargins, query, measure }: LargestProps) {
  const columns = text.table.columns
  return (
    <Panel title={words.top(String(answer.top.length))}>
      <div className={classes.scroll}>
        <table className={classes.facts}>
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              <th scope="col">{`${columns.net_revenue}, ${answer.period.currency}`}</th>
              <th scope="col">{words.share}</th>
              <th scope="col">{text.measureNames[measure]}</th>
            </tr>
          </thead>
          <tbody>
            {answer.top.map((account) => (
              <tr key={account.id}>
                <td>
                  <AccountLink account={account} query={query} />
                </td>
                <td>
                  <MoneyText amount={account.netRevenue} />
                </td>
                <td>
                  <PercentText fraction={account.share} />
                </td>
                <td>
                  <MarginMoney seesMargins={seesMargins} amount={account.contribution} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
