import { useAccess } from '../client/index.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateLoading, StateRefused } from '../kit/states/states.tsx'
import { AccountSizeGuard } from '../program/index.ts'
import { useScore, useSuggestion, useTiers } from './api/selection-queries.ts'
import { DecisionForm } from './decision-form.tsx'
import { AskOverridePanel } from './overrides/ask-override.tsx'
import classes from './selection.module.css'
import { text } from './text.ts'

export interface TierDecisionPanelProps {
  readonly accountIds: readonly string[]
  /** After the decision is stored, or when the person gives up. */
  readonly onDone: () => void
  /** Tier to begin with; without it the proposal of a single account is taken. */
  readonly tier?: string | undefined
  /** The scores propose something for each of several accounts, and not the same. */
  readonly areProposalsMixed?: boolean | undefined
  /** `plain` leaves the frame out, inside a dialog. */
  readonly frame?: 'panel' | 'plain'
}

/** The decision form with everything it needs to know about the accounts. */
function Content({ accountIds, onDone, tier, areProposalsMixed }: Omit<TierDecisionPanelProps, 'frame'>) {
  const tiers = useTiers()
  const only = accountIds.length === 1 ? accountIds[0] : undefined
  const suggestion = useSuggestion(only)
  const score = useScore(only ?? accountIds[0] ?? '')
  if (score.isPending || (only !== undefined && suggestion.isPending)) return <StateLoading />
  return (
    <QueryGate query={tiers}>
      {({ tiers: places }) => (
        <div className={classes.form}>
          <AccountSizeGuard accountIds={accountIds} />
          <DecisionForm
            accountIds={accountIds}
            accountName={only === undefined ? null : (score.data?.account.name ?? null)}
            currentTier={only === undefined ? null : (score.data?.tier ?? null)}
            tiers={places}
            firstTier={tier ?? (only === undefined ? null : (score.data?.proposedTier ?? null))}
            suggestedReason={only === undefined ? null : (suggestion.data?.reasons[0] ?? null)}
            areProposalsMixed={areProposalsMixed}
            onDone={onDone}
          />
        </div>
      )}
    </QueryGate>
  )
}

/** Decides the tier of one or several accounts, all or none; whoever may only ask, asks about one. */
export function TierDecisionPanel({ frame = 'panel', ...rest }: TierDecisionPanelProps) {
  const { may } = useAccess()
  const only = rest.accountIds.length === 1 ? rest.accountIds[0] : undefined
  const content = may('selection:decide') ? (
    <Content {...rest} />
  ) : may('selection:ask') && only !== undefined ? (
    <AskOverridePanel accountId={only} firstTier={rest.tier} onDone={rest.onDone} />
  ) : (
    <StateRefused sentence={text.decision.mayNot} />
  )
  return frame === 'plain' ? content : <Panel title={text.decision.title}>{content}</Panel>
}
