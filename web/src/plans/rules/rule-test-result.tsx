import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import table from '../../kit/layout/plain-table.module.css'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import classes from '../plans.module.css'
import type { RuleTest } from './api/rule-queries.ts'
import rulesClasses from './rules.module.css'
import { text } from './text.ts'

const words = text.result
const EXAMPLES_SHOWN = 3

/** What a rule would have made month by month, and honestly what that leaves out. */
export function RuleTestResult({ test }: { readonly test: RuleTest }) {
  return (
    <Panel title={words.title}>
      <p role="status">
        {words.sum(test.total, test.plans)} {words.today(test.today)}
      </p>
      {test.total === 0 ? null : <Months months={test.months} />}
      <h3 className={rulesClasses.subtitle}>{words.unknownTitle}</h3>
      <ul className={rulesClasses.unknown}>
        {test.unknown.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Panel>
  )
}

function Months({ months }: Pick<RuleTest, 'months'>) {
  const locale = useLocale()
  return (
    <div className={rulesClasses.scroll}>
      <table className={table.plain}>
        <thead>
          <tr>
            <th scope="col">{words.month}</th>
            <th scope="col">{words.count}</th>
            <th scope="col" data-align="start">
              {words.examples}
            </th>
          </tr>
        </thead>
        <tbody>
          {months.map((row) => (
            <tr key={row.month}>
              <th scope="row">{formatDate(row.month, locale)}</th>
              <td>{row.made === 0 ? <span className={classes.muted}>{words.none}</span> : row.made}</td>
              <td data-align="start" className={rulesClasses.examples}>
                <Examples month={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Examples({ month: { examples, made } }: { readonly month: RuleTest['months'][number] }) {
  const locale = useLocale()
  const shown = examples.slice(0, EXAMPLES_SHOWN)
  return (
    <>
      {shown.map(({ on, title, plan }, index) => (
        // The same title may come twice on a day, in two plans or one.
        // biome-ignore lint/suspicious/noArrayIndexKey: the examples of a test never change
        <span key={index} className={rulesClasses.example}>
          {title} <AppLink href={paths.plan(plan.id)}>{plan.account.name}</AppLink>{' '}
          <span className={classes.small}>{formatDate(on, locale)}</span>
        </span>
      ))}
      {made > shown.length ? <span className={classes.small}>{words.more(made - shown.length)}</span> : null}
    </>
  )
}
