import { Button } from '@mantine/core'
import { formatInstant } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { paths } from '../../paths.ts'
import classes from '../plans.module.css'
import { type RuleRun, useRuleRuns } from './api/rule-queries.ts'
import rulesClasses from './rules.module.css'
import { text } from './text.ts'

const words = text.runs

/** Every run of a rule: when, what it matched, made and passed over, and why. */
export function RuleRuns({ ruleId }: { readonly ruleId: string }) {
  const query = useRuleRuns(ruleId)
  return (
    <Panel title={words.title}>
      <QueryGate query={query}>{({ pages }) => <Runs rows={pages.flatMap(({ rows }) => rows)} />}</QueryGate>
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </Panel>
  )
}

function Runs({ rows }: { readonly rows: readonly RuleRun[] }) {
  if (rows.length === 0) return <p className={classes.muted}>{words.none}</p>
  return (
    <ul className={rulesClasses.runs} aria-label={words.title}>
      {rows.map((run) => (
        <li key={run.id} className={rulesClasses.run}>
          <Run run={run} />
        </li>
      ))}
    </ul>
  )
}

function Run({ run }: { readonly run: RuleRun }) {
  const moment = formatInstant(run.ranAt, useLocale())
  const head = (
    <>
      {moment} <span className={classes.small}>{words.causes[run.cause]}</span> ·{' '}
      {run.matched === 0 ? words.nothing : words.sum(run.matched, run.made)}
    </>
  )
  if (run.matched === 0) return <span>{head}</span>
  return (
    <details>
      <summary title={words.show}>{head}</summary>
      {run.skipped.map(({ reason, count }) => (
        <p key={reason} className={classes.small}>
          {words.skipped(count, words.reasons[reason] ?? reason)}
        </p>
      ))}
      <ul className={rulesClasses.hits} aria-label={words.label(moment)}>
        {run.hits.map(({ plan, title, outcome }, index) => (
          // One plan may be matched often, with the same title.
          // biome-ignore lint/suspicious/noArrayIndexKey: what a run matched never changes
          <li key={index}>
            {title} · <AppLink href={paths.planPart(plan.id, 'actions')}>{plan.account.name}</AppLink>
            <br />
            <span className={classes.small}>{words.outcome[outcome]}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
