import { useAccess } from '../accounts/index.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateLoading, StateRefused } from '../kit/states/states.tsx'
import { useScore, useSuggestion, useTiers } from './api/selection-queries.ts'
import { DecisionForm } from './decision-form.tsx'
import { text } from './text.ts'

export interface TierDecisionPanelProps {
  readonly accountIds: readonly string[]
  /** After the decision is stored, or when the person gives up. */
  readonly onDone: () => void
  /** Tier to begin with; without it the proposal of a single account is taken. */
  readonly tier?: string | undefined
  /** `plain` leaves the frame out, inside a dialog. */
  readonly frame?: 'panel' | 'plain'
}

/** The decision form with everything it needs to know about the accounts. */
function Content({ accountIds, onDone, tier }: Omit<TierDecisionPanelProps, 'frame'>) {
  const tiers = useTiers()
  const only = accountIds.length === 1 ? accountIds[0] : undefined
  const suggestion = useSuggestion(only)
  const score = useScore(only ?? accountIds[0] ?? '')
  if (score.isPending || (only !== undefined && suggestion.isPending)) return <StateLoading />
  return (
    <QueryGate query={tiers}>
      {({ tiers: places }) => (
        <DecisionForm
          accountIds={accountIds}
          accountName={only === undefined ? null : (score.data?.account.name ?? null)}
          tiers={places}
          firstTier={tier ?? (only === undefined ? null : (score.data?.proposedTier ?? null))}
          suggestedReason={only === undefined ? null : (suggestion.data?.reasons[0] ?? null)}
          onDone={onDone}
        />
      )}
    </QueryGate>
  )
}

/** Decides the tier of one or several accounts with a reason and a date; all of them or none. */
export function TierDecisionPanel({ frame = 'panel', ...rest }: TierDecisionPanelProps) {
  const mayDecide = useAccess().may('selection:decide')
  const content = mayDecide ? <Content {...rest} /> : <StateRefused sentence={text.decision.mayNot} />
  return frame === 'plain' ? content : <Panel title={text.decision.title}>{content}</Panel>
}
