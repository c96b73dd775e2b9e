import { text } from './text.ts'
import type { TierProposal } from './types.ts'

/** Why a tier is proposed. A tier may be full of proposals while hardly anybody is in it: then it says of whose. */
export function proposalReason(reason: string, fullTier: TierProposal['fullTier']): string {
  if (reason !== 'above_entry_no_place' || fullTier === null) return text.reasons[reason] ?? reason
  const { key, places, accounts } = fullTier
  return (accounts === 0 ? text.noPlaceOfBetter : text.noPlace)(key, String(places))
}
