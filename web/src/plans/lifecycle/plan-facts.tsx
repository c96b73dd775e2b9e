import { AccountLink } from '../../accounts/index.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import type { PlanHeader } from '../api.ts'
import classes from '../plans.module.css'
import { text } from './text.ts'

const words = text.header

/** One line over the parts: account, place among other plans, periods, template. */
export function PlanFacts({ plan }: { plan: PlanHeader }) {
  const { account, scope, parent, children, periods, template } = plan
  return (
    <div className={classes.facts}>
      <span>
        <span className={classes.muted}>{words.account}</span> <AccountLink account={account} />
        {scope === '' ? null : <b>{scope}</b>}
      </span>
      {parent === null ? null : (
        <span>
          <span className={classes.muted}>{words.parent}</span>{' '}
          <AppLink href={paths.plan(parent.id)}>{parent.title}</AppLink>
        </span>
      )}
      {children.length === 0 ? null : (
        <span>
          <span className={classes.muted}>{words.children}</span>
          {children.map(({ id, title, scope: unit }) => (
            <AppLink key={id} href={paths.plan(id)}>
              {unit || title}
            </AppLink>
          ))}
        </span>
      )}
      <span>{periods.map(({ label }) => label).join(' · ')}</span>
      {template === null ? null : (
        <span className={classes.muted}>
          {words.begun}: {template.name}, {template.number}
        </span>
      )}
    </div>
  )
}
