import { useQuery } from '@tanstack/react-query'
import { AccountLink } from '../accounts/index.ts'
import { useAccess } from '../client/index.ts'
import { GrowthBridgeCard, type Question, questionQuery } from '../economics/index.ts'
import { OutlookBadge } from '../kit/figures/badges.tsx'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { PageColumns, PageStack } from '../kit/layout/page.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { paths } from '../paths.ts'
import { lostFileHref, retentionOptions } from './api/portfolio-queries.ts'
import classes from './portfolio.module.css'
import { text } from './text.ts'
import type { RetentionAnswer, Summary } from './types.ts'

const words = text.retention

export interface RetentionPartProps {
  readonly question: Question
  readonly outlooks: Summary['outlooks']
}

/** Who stayed, who left, where growth came from and where accounts are heading. */
export function RetentionPart({ question, outlooks }: RetentionPartProps) {
  const retention = useQuery(retentionOptions(question))
  const access = useAccess()
  return (
    <QueryGate query={retention} loading="chart">
      {(answer) => (
        <PageColumns template="1.3fr 1fr">
          <PageStack>
            <GrowthBridgeCard bridge={answer.bridge} currency={answer.period.currency} height={260} />
            <LostAccounts answer={answer} question={question} mayExport={access.may('portfolio:export')} />
          </PageStack>
          <PageStack>
            <Facts answer={answer} />
            <Outlooks question={question} outlooks={outlooks} />
          </PageStack>
        </PageColumns>
      )}
    </QueryGate>
  )
}

function Facts({ answer }: { answer: RetentionAnswer }) {
  const locale = useLocale()
  const count = (value: number) => formatNumber(value, { locale })
  const rows = [
    { key: 'nrr', value: <PercentText fraction={answer.nrr} />, note: words.notes.nrr },
    { key: 'grr', value: <PercentText fraction={answer.grr} />, note: words.notes.grr },
    {
      key: 'churn',
      value: (
        <>
          <PercentText fraction={answer.logoChurn} />{' '}
          <span className={classes.muted}>{words.of(count(answer.lostCount), count(answer.cohort))}</span>
        </>
      ),
      note: words.notes.churn,
    },
  ] as const
  return (
    <Panel title={words.facts}>
      <table className={classes.facts}>
        <tbody>
          {rows.map(({ key, value, note }) => (
            <tr key={key} title={note}>
              <th scope="row">{words[key]}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

interface LostAccountsProps {
  readonly answer: RetentionAnswer
  readonly question: Question
  readonly mayExport: boolean
}

function LostAccounts({ answer, question, mayExport }: LostAccountsProps) {
  const locale = useLocale()
  const query = questionQuery(question)
  const count = (value: number) => formatNumber(value, { locale })
  return (
    <Panel
      title={words.lost}
      subtitle={
        answer.lostCount > 0 ? words.lostSubtitle(count(answer.lost.length), count(answer.lostCount)) : undefined
      }
      actions={
        mayExport && answer.lostCount > 0 ? (
          <ExportMenu
            label={words.lost}
            choices={[
              { label: words.lostCsv, href: lostFileHref(question, 'csv') },
              { label: words.lostXlsx, href: lostFileHref(question, 'xlsx') },
            ]}
          />
        ) : null
      }
    >
      {answer.lostCount === 0 ? <p className={classes.muted}>{words.noneLost}</p> : null}
      <div className={classes.scroll}>
        <table className={classes.facts}>
          <tbody>
            {answer.lost.map((account) => (
              <tr key={account.id}>
                <td>
                  <AccountLink account={account} query={query} />
                </td>
                <td>
                  <MoneyText amount={account.netRevenueBefore} currency={answer.period.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Outlooks({ question, outlooks }: RetentionPartProps) {
  const all = outlooks.reduce((sum, entry) => sum + entry.accounts, 0)
  return (
    <Panel title={words.outlook} subtitle={words.outlookSubtitle}>
      <table className={classes.facts}>
        <tbody>
          {outlooks.map((entry) => (
            <tr key={entry.class}>
              <td>
                <AppLink href={`${paths.portfolio()}?${questionQuery(question, { outlooks: entry.class })}`}>
                  <OutlookBadge outlook={entry.class} />
                </AppLink>
              </td>
              <td>
                <NumberText value={entry.accounts} />
              </td>
              <td>{all === 0 ? null : <PercentText fraction={entry.accounts / all} decimals={0} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
