import type { TierProposalAnswer } from '../queries/tiers.ts'

/** Why a tier is proposed. */
export const PROPOSAL_REASONS: Readonly<Record<TierProposalAnswer['reason'], string>> = {
  above_entry_place_free: 'Its score reaches the entry of the tier and a place is free.',
  above_entry_no_place:
    'Its score reaches the entry of a higher tier, but accounts that are in it or rank better are proposed for all of its places.',
  held_between_exit_and_entry: 'Its score lies between leaving and entering, so it keeps its place.',
  held_no_place: 'It would keep its place, but higher scores fill the tier.',
  below_exit: 'Its score fell below the one at which accounts leave the tier.',
  below_entry: 'Its score does not reach the entry of a tier.',
  not_enough_evidence: 'There is too little evidence to rank it.',
  gate_failed: 'It fails a gate.',
}

export const EXCEPTIONS = {
  override: 'override',
  against_scores: 'decided against the scores',
} as const

export const OVERRIDE_STATES = {
  asked: 'asked for',
  granted: 'in force',
  refused: 'refused',
  lapsed: 'not answered in time',
  expired: 'over',
  ended: 'ended before its time',
} as const

export const DECISION_STATES = { planned: 'planned', current: 'holds', past: 'followed by another' } as const

export const SITUATIONS = {
  no_accounts: 'There are no accounts.',
  nobody_ranked: 'No account has enough evidence to be ranked.',
  no_places: 'The tiers have no places, so there is no list to test.',
  everybody_in: 'There are more places than ranked accounts: everybody is in whatever the weights.',
  one_criterion: 'A single criterion decides, so no change of weights changes the list.',
  all_equal: 'All accounts score the same: the list is a matter of order alone.',
  contested: '',
} as const

export const BIAS_WARNINGS: Readonly<Record<string, string>> = {
  'selection/score-follows-spend': 'The score follows spend so closely that the list is nearly a list of the largest.',
  'selection/weight-on-size': 'More than a quarter of the weight is on size.',
}

export function tierWords(tier: string | null): string {
  return tier === null || tier === 'out' ? 'out' : tier
}

export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}

export function points(value: number): string {
  return value.toFixed(1)
}
