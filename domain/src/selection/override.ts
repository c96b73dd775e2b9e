import { accept, type Result, refuse } from '../kernel/index.ts'
import {
  addMonths,
  isCalendarDate,
  isWrittenReason,
  MINIMUM_REASON_LENGTH,
  OUT_OF_PROGRAM,
  type TierScheme,
} from '../program/index.ts'

/** The longest an override may last, in months. */
export const LONGEST_OVERRIDE_MONTHS = 24

/** The answer to an override, by a second person, with the reason. Dates as "2024-03-31". */
export interface OverrideAnswer {
  readonly isGranted: boolean
  readonly deciderId: string
  readonly reason: string
  readonly decidedOn: string
}

/** The early end of an override. */
export interface OverrideEnd {
  readonly endedBy: string
  readonly reason: string
  readonly endedOn: string
}

/**
 * Somebody asks that an account be in another tier than the rule says (or out of the program), with a reason and the last
 * day on which it is to hold. Granting one takes a decision that expires on that day, so the account falls back by itself.
 * Nothing is ever taken out of it: answers and ends are added.
 */
export interface Override {
  readonly id: string
  readonly accountId: string
  readonly tier: string
  readonly reason: string
  readonly askedBy: string
  readonly askedOn: string
  readonly expiresOn: string
  readonly answer: OverrideAnswer | null
  readonly end: OverrideEnd | null
}

/** Where an override stands on a day. Lapsed: nobody answered in time. */
export type OverrideState = 'asked' | 'granted' | 'refused' | 'lapsed' | 'expired' | 'ended'

export type OverrideRefusal =
  | 'selection/reason-required'
  | 'selection/unknown-tier'
  | 'selection/same-tier'
  | 'selection/override-date-invalid'
  | 'selection/override-expiry-in-past'
  | 'selection/override-expiry-too-late'
  | 'selection/override-already-open'
  | 'selection/override-needs-second-person'
  | 'selection/override-right-missing'
  | 'selection/override-not-yours'
  | 'selection/override-already-answered'
  | 'selection/override-over'

/** What a wish is held against: the scheme, the tier the account is in now (null: out), and all overrides so far. */
export interface OverrideSituation {
  readonly scheme: TierScheme
  readonly currentTier: string | null
  readonly overrides: readonly Override[]
}

/**
 * Asks for an override. Refuses one without a written reason (ten characters), a tier the scheme does not have or the
 * account is in already, an end that is no date, in the past or more than 24 months off, and a second one while another
 * of the same account is asked for or in force.
 */
export function askOverride(
  asked: Omit<Override, 'answer' | 'end'>,
  { scheme, currentTier, overrides }: OverrideSituation,
): Result<Override, OverrideRefusal> {
  const { accountId, tier, reason, askedOn, expiresOn } = asked
  if (!isWrittenReason(reason)) return refuse('selection/reason-required', { accountId, fewest: MINIMUM_REASON_LENGTH })
  const isTier = tier === OUT_OF_PROGRAM || scheme.tiers.some(({ key }) => key === tier)
  if (!isTier) return refuse('selection/unknown-tier', { accountId, tier })
  if (tier === (currentTier ?? OUT_OF_PROGRAM)) return refuse('selection/same-tier', { accountId, tier })
  if (!isCalendarDate(expiresOn)) return refuse('selection/override-date-invalid', { expiresOn })
  if (expiresOn < askedOn) return refuse('selection/override-expiry-in-past', { expiresOn, today: askedOn })
  const latest = addMonths(askedOn, LONGEST_OVERRIDE_MONTHS)
  if (expiresOn > latest) {
    return refuse('selection/override-expiry-too-late', { expiresOn, latest, months: LONGEST_OVERRIDE_MONTHS })
  }
  const open = overrides.find(
    (other) => other.accountId === accountId && ['asked', 'granted'].includes(overrideState(other, askedOn)),
  )
  if (open) return refuse('selection/override-already-open', { accountId, id: open.id, expiresOn: open.expiresOn })
  return accept({ ...asked, reason: reason.trim(), answer: null, end: null })
}

/**
 * Answers an override. Refuses whoever lacks the right to answer, the asker, an answer without a written reason, and one
 * that has been answered, ended, or has lapsed. Favors take two people, and both put their name to it.
 */
export function answerOverride(
  override: Override,
  answer: OverrideAnswer,
  decider: { readonly mayAnswer: boolean },
): Result<Override, OverrideRefusal> {
  const { deciderId, reason, decidedOn } = answer
  if (!decider.mayAnswer) return refuse('selection/override-right-missing', { deciderId })
  if (deciderId === override.askedBy) return refuse('selection/override-needs-second-person', { deciderId })
  const state = overrideState(override, decidedOn)
  if (override.answer) return refuse('selection/override-already-answered', { state })
  if (state !== 'asked') return refuse('selection/override-over', { state, expiresOn: override.expiresOn })
  if (!isWrittenReason(reason)) return refuse('selection/reason-required', { fewest: MINIMUM_REASON_LENGTH })
  return accept({ ...override, answer: { ...answer, reason: reason.trim() } })
}

/**
 * Ends an override before its time, with a written reason: one not yet answered is withdrawn by whoever asked, one in
 * force is ended by somebody who may answer. From that day what held before holds again.
 */
export function endOverride(
  override: Override,
  end: OverrideEnd,
  ender: { readonly mayAnswer: boolean },
): Result<Override, OverrideRefusal> {
  const state = overrideState(override, end.endedOn)
  if (state !== 'asked' && state !== 'granted') {
    return refuse('selection/override-over', { state, expiresOn: override.expiresOn })
  }
  if (state === 'asked' && end.endedBy !== override.askedBy) return refuse('selection/override-not-yours', { state })
  if (state === 'granted' && !ender.mayAnswer) return refuse('selection/override-right-missing', { state })
  if (!isWrittenReason(end.reason)) return refuse('selection/reason-required', { fewest: MINIMUM_REASON_LENGTH })
  return accept({ ...override, end: { ...end, reason: end.reason.trim() } })
}

/** Where an override stands on a day: the last day still counts; what was answered or ended later does not count yet. */
export function overrideState(override: Override, day: string): OverrideState {
  const { answer, end, expiresOn } = override
  if (end && end.endedOn <= day) return 'ended'
  const isOver = day > expiresOn
  if (!answer || answer.decidedOn > day) return isOver ? 'lapsed' : 'asked'
  if (!answer.isGranted) return 'refused'
  return isOver ? 'expired' : 'granted'
}
