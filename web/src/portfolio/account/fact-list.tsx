import { MoneyText } from '../../kit/figures/money-text.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import classes from './account.module.css'
import type { Fact } from './fact.ts'

export interface FactListProps {
  readonly title: string
  readonly subtitle?: string | undefined
  readonly facts: readonly Fact[]
  /** Said when there are none. */
  readonly otherwise: string
}

/** Short lines, each with its mark, its remark and the way on. */
export function FactList({ title, subtitle, facts, otherwise }: FactListProps) {
  return (
    <Panel title={title} subtitle={subtitle}>
      {facts.length === 0 ? <p className={classes.muted}>{otherwise}</p> : null}
      <ul className={classes.facts}>
        {facts.map((fact) => (
          <li key={fact.key} className={classes.fact} data-tone={fact.tone}>
            <span className={classes.mark} aria-hidden />
            <span className={classes.factText}>
              {fact.href === undefined ? fact.title : <AppLink href={fact.href}>{fact.title}</AppLink>}
              {fact.detail === undefined ? null : <span className={classes.detail}>{fact.detail}</span>}
            </span>
            {fact.amount === undefined ? null : (
              <span className={classes.amount}>
                <MoneyText amount={fact.amount} sign="always" tone="plain" />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
