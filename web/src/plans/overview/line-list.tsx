import { useState } from 'react'
import { Tag } from '../../kit/figures/badges.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { StateFailed, StateLoading } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import classes from '../plans.module.css'
import type { OverviewLine } from './plan-facts.ts'
import { text } from './text.ts'

const MOST_LINES = 7

/** The part of a query that decides what is shown; one that was never asked is not waited for. */
export interface Source {
  readonly isLoading: boolean
  readonly error: unknown
  readonly refetch: () => unknown
}

export interface LineListProps {
  readonly title: string
  readonly planId: string
  readonly lines: readonly OverviewLine[]
  readonly sources: readonly Source[]
  /** Said when there is nothing. */
  readonly otherwise: string
}

/** Short lines that lead to their part of the plan. What one part could not answer is said beside what the others did. */
export function LineList({ title, planId, lines, sources, otherwise }: LineListProps) {
  const failed = sources.find(({ error }) => error)
  const isWaiting = sources.some(({ isLoading }) => isLoading)
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? lines : lines.slice(0, MOST_LINES)
  return (
    <Panel title={title}>
      {failed ? <StateFailed error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {isWaiting && lines.length === 0 ? <StateLoading /> : null}
      {!isWaiting && !failed && lines.length === 0 ? <p className={classes.muted}>{otherwise}</p> : null}
      <ul className={classes.list}>
        {shown.map((line) => (
          <li key={`${line.part}-${line.key}`}>
            <AppLink href={paths.planPart(planId, line.part)}>{line.title}</AppLink>
            <span className={classes.small}>
              {line.tone === 'neutral' ? (
                line.remarks.join(', ')
              ) : (
                <Tag tone={line.tone}>{line.remarks.join(', ')}</Tag>
              )}{' '}
              {line.day === null ? null : (
                <>
                  {line.dayWord} <DateText value={line.day} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > MOST_LINES ? (
        <div className={classes.more}>
          <QuietButton aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? text.fewer : text.more(lines.length - MOST_LINES)}
          </QuietButton>
        </div>
      ) : null}
    </Panel>
  )
}
