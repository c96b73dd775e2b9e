import type { CSSProperties } from 'react'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { paths } from '../../paths.ts'
import type { PlanHeader } from '../api.ts'
import { usePlanTree } from '../lifecycle/api/plan-queries.ts'
import { StatusTag } from '../lifecycle/status-tag.tsx'
import classes from '../plans.module.css'
import { text } from './text.ts'

/** Where this plan stands among those above and below it; nothing for a plan that stands alone. */
export function PlanTree({ plan }: { plan: PlanHeader }) {
  const isAlone = plan.parent === null && plan.children.length === 0
  const tree = usePlanTree(plan.id, !isAlone)
  if (isAlone) return null
  return (
    <Panel title={text.place}>
      <QueryGate query={tree}>
        {({ nodes }) => (
          <ul className={classes.list}>
            {nodes.map(({ id, depth, title, scope, account, status, netRevenueGoal }) => (
              <li key={id} className={classes.tree} style={{ '--depth': depth } as CSSProperties}>
                {id === plan.id ? (
                  <b aria-current="page">{scope || title}</b>
                ) : (
                  <AppLink href={paths.plan(id)} title={account.name}>
                    {scope || title}
                  </AppLink>
                )}
                <span>
                  {netRevenueGoal === null || netRevenueGoal.total === null ? null : (
                    <span className={classes.small} title={text.goalTitle(netRevenueGoal.unknown)}>
                      {text.goal} <MoneyText amount={netRevenueGoal.total} />{' '}
                    </span>
                  )}
                  <StatusTag status={status} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </QueryGate>
    </Panel>
  )
}
