import { useState } from 'react'
import { PageColumns, PageStack } from '../../kit/layout/page.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { JudgementPanel, ScorecardPanel, ScorePanel, TierDecisionPanel } from '../../selection/index.ts'
import { DecisionList } from './decision-list.tsx'
import type { TabProps } from './tab-props.ts'
import { text } from './text.ts'

/** Why it scores so, what would have to change, and the decisions about it. */
export function ScoreTab({ account, access }: TabProps) {
  const [isDeciding, setDeciding] = useState(false)
  const decide = <QuietButton onClick={() => setDeciding(true)}>{text.decide}</QuietButton>
  return (
    <PageColumns template="1.6fr 1fr">
      <ScorePanel accountId={account.id} />
      <PageStack>
        {isDeciding ? <TierDecisionPanel accountIds={[account.id]} onDone={() => setDeciding(false)} /> : null}
        <DecisionList
          accountId={account.id}
          actions={access.may('selection:decide') && !isDeciding ? decide : undefined}
        />
        <ScorecardPanel accountId={account.id} />
        <JudgementPanel accountId={account.id} />
      </PageStack>
    </PageColumns>
  )
}
