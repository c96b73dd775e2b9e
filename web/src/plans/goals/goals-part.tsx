import { registerReasons } from '../../kit/figures/reasons.ts'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { PageStack } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PartProps } from '../part-props.ts'
import { useGoals } from './api/goal-queries.ts'
import { AttainmentPanel } from './attainment-panel.tsx'
import { BridgePanel } from './bridge-panel.tsx'
import { GoalTable } from './goal-table.tsx'
import { text } from './text.ts'
import type { GoalsPart as Goals } from './types.ts'
import { useGoalDrafts } from './use-goal-drafts.ts'

registerReasons(text.reasons)

/** What the plan is to earn by period, what leads there, and what the ledger says so far. */
export function GoalsPart({ plan, mayWrite }: PartProps) {
  const goals = useGoals(plan.id)
  return <QueryGate query={goals}>{(part) => <Content planId={plan.id} part={part} mayWrite={mayWrite} />}</QueryGate>
}

interface ContentProps {
  readonly planId: string
  readonly part: Goals
  readonly mayWrite: boolean
}

function Content({ planId, part, mayWrite }: ContentProps) {
  const drafts = useGoalDrafts(planId, part)
  if (part.periods.length === 0) return <StateEmpty title={text.noPeriods} sentence={text.noPeriodsSentence} />
  return (
    <PageStack>
      <GoalTable part={part} drafts={drafts} mayWrite={mayWrite} />
      <NotCounted part={part} />
      <BridgePanel planId={planId} part={part} mayWrite={mayWrite} />
      <AttainmentPanel part={part} />
    </PageStack>
  )
}

function NotCounted({ part }: { readonly part: Goals }) {
  const locale = useLocale()
  if (part.notCounted.length === 0) return null
  return (
    <Panel title={text.notCounted.title}>
      <ul>
        {part.notCounted.map(({ planId, title, startsOn, endsOn }) => (
          <li key={`${planId} ${startsOn}`}>
            {text.notCounted.sentence(title, formatDate(startsOn, locale), formatDate(endsOn, locale))}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
