import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { DateText } from '../../kit/figures/date-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { ExceptionTag, exceptionOf } from '../../selection/index.ts'
import classes from './account.module.css'
import { decisionsOptions } from './account-queries.ts'
import { text } from './text.ts'

const words = text.history

function tierWord(tier: string): string {
  return tier === 'out' ? words.out : tier
}

/** Every decision about the account's tier: from where to where, why, by whom, on what score. */
export function DecisionList({ accountId, actions }: { accountId: string; actions?: ReactNode }) {
  const decisions = useQuery(decisionsOptions(accountId))
  const locale = useLocale()
  const number = (value: number) => formatNumber(value, { locale })
  return (
    <Panel title={words.decisions} actions={actions}>
      <QueryGate query={decisions}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className={classes.muted}>{words.noDecisions}</p>
          ) : (
            <ul className={classes.facts}>
              {rows.map((decision) => (
                <li key={decision.id} className={classes.fact}>
                  <span className={classes.mark} aria-hidden />
                  <span className={classes.factText}>
                    <b>{words.move(tierWord(decision.previousTier), tierWord(decision.tier))}</b>{' '}
                    <ExceptionTag exception={exceptionOf(decision)} /> {decision.reason}
                    <span className={classes.detail}>
                      {decision.deciderName} · <DateText value={decision.effectiveDate} />
                      {decision.score !== null && decision.rank !== null
                        ? ` · ${words.scoreThen(number(decision.score), number(decision.rank))}`
                        : null}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
    </Panel>
  )
}
