import { AccountLink, TeamList } from '../../accounts/index.ts'
import { MarginMoney, MonthlyTrendCard, ProductMixCard, questionQuery, WaterfallCard } from '../../economics/index.ts'
import { TierBadge } from '../../kit/figures/badges.tsx'
import { ConfidenceText } from '../../kit/figures/confidence-text.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { ScoreBar } from '../../kit/figures/score-bar.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { PageColumns, PageStack } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import { AccountPlan } from '../../plans/index.ts'
import classes from './account.module.css'
import { FactList } from './fact-list.tsx'
import { tabHref } from './state.ts'
import type { FigureTabProps } from './tab-props.ts'
import { text } from './text.ts'
import { useLineLinks } from './use-line-links.ts'
import { whatChanged } from './what-changed.ts'
import { whatIsDoubtful, whatToDo } from './what-is-open.ts'

const MOST_LINES = 6
const LINE_HEIGHT = 176

/** One look: what changed, what is doubtful, what to do; the money; score, companies and team. */
export function OverviewTab(props: FigureTabProps) {
  const { account, economics, score, state, access } = props
  const { seesMargins } = access
  const locale = useLocale()
  const links = useLineLinks(account.id, state, economics)
  const scoreHref = tabHref(account.id, state, 'score')
  const open = {
    account,
    economics,
    score,
    seesMargins,
    locale,
    scoreHref,
    losingLinesHref: links.losing,
    importHref: paths.importData(),
  }
  const changed = whatChanged(economics, { locale, lineHref: links.ofProductLine, scoreHref })
  return (
    <PageColumns template="1.08fr 1.8fr .95fr">
      <PageStack>
        <FactList
          title={text.changed.title}
          subtitle={economics.period.comparison === 'previous_year' ? text.changed.onYear : text.changed.onPeriod}
          facts={changed}
          otherwise={text.changed.nothing}
        />
        <FactList title={text.doubtful.title} facts={whatIsDoubtful(open)} otherwise={text.doubtful.nothing} />
        <Panel title={text.teamTitle}>
          <TeamList account={account} />
        </Panel>
      </PageStack>
      <PageStack>
        <WaterfallCard economics={economics} seesMargins={seesMargins} onOpen={links.openStep} height={190} />
        <MonthlyTrendCard economics={economics} onOpen={links.openMonth} height={LINE_HEIGHT} />
        <Companies {...props} />
      </PageStack>
      <PageStack>
        <FactList title={text.todo.title} facts={whatToDo(open)} otherwise={text.todo.nothing} />
        <AccountPlan accountId={account.id} />
        <ScoreCard {...props} />
        <ProductMixCard
          economics={economics}
          seesMargins={seesMargins}
          lineHref={links.ofProductLine}
          most={MOST_LINES}
        />
      </PageStack>
    </PageColumns>
  )
}

function ScoreCard({ account, score, state }: FigureTabProps) {
  const locale = useLocale()
  const words = text.tier
  if (!score) return null
  const failed = score.gates.filter((gate) => gate.isPassed === false).map((gate) => gate.name)
  return (
    <Panel title={words.title} actions={<AppLink href={tabHref(account.id, state, 'score')}>{words.open}</AppLink>}>
      <div className={classes.score}>
        <ScoreBar
          score={score.score}
          parts={score.criteria.map(({ key, name, contribution }) => ({ id: key, name, points: contribution ?? 0 }))}
          width={110}
        />
        <ConfidenceText fraction={score.confidence} />
      </div>
      <p>
        {score.tier === null ? null : <TierBadge tier={score.tier} />}{' '}
        <span className={classes.muted}>
          {score.tierSince === null ? words.none : words.since(formatDate(score.tierSince, locale))}
          {score.cut.distance === null ? null : ` · ${cutWords(score.cut.distance, locale)}`}
        </span>
      </p>
      {failed.length > 0 ? <p className={classes.muted}>{words.gates(failed.join(', '))}</p> : null}
    </Panel>
  )
}

/** A distance below zero lies beyond the line. */
function cutWords(distance: number, locale: string | undefined): string {
  const written = formatNumber(Math.abs(distance), { locale, decimals: 1 })
  return distance > 0 ? text.tier.short(written) : text.tier.beyond(written)
}

function Companies({ economics, state, access }: FigureTabProps) {
  const words = text.companies
  if (economics.companies.length < 2) return null
  return (
    <Panel title={words.title} subtitle={economics.period.currency}>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.net}</th>
              <th scope="col">{economics.contribution?.value === null ? words.grossMargin : words.contribution}</th>
            </tr>
          </thead>
          <tbody>
            {economics.companies.map((company) => (
              <tr key={company.id}>
                <td>
                  <AccountLink account={company} query={questionQuery({ ...state, basis: 'company' })} />
                </td>
                <td>
                  <MoneyText amount={company.netRevenue} />
                </td>
                <td>
                  <MarginMoney seesMargins={access.seesMargins} amount={company.contribution} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
