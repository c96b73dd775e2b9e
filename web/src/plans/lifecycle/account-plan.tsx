import { useAccess } from '../../client/index.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { paths } from '../../paths.ts'
import classes from '../plans.module.css'
import { usePlansOf } from './api/plan-queries.ts'
import { StatusTag } from './status-tag.tsx'
import { text } from './text.ts'

const words = text.account

/** The open plans of an account, or the way to begin one. */
export function AccountPlan({ accountId }: { accountId: string }) {
  const access = useAccess()
  const maySee = access.may('plans:read')
  const plans = usePlansOf(accountId, maySee)
  if (!maySee) return null
  const begin = `${paths.plans()}?begin=true&account=${encodeURIComponent(accountId)}`
  return (
    <Panel title={words.title}>
      <QueryGate query={plans}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className={classes.muted}>
              {words.none} {access.may('plans:manage') ? <AppLink href={begin}>{words.begin}</AppLink> : null}
            </p>
          ) : (
            <ul className={classes.list}>
              {rows.map(({ id, title, scope, status }) => (
                <li key={id}>
                  <AppLink href={paths.plan(id)}>{[title, scope].filter(Boolean).join(', ')}</AppLink>
                  <StatusTag status={status} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
    </Panel>
  )
}
