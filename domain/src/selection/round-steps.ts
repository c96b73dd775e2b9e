import { accept, type Result, refuse } from '../kernel/index.ts'
import { isWrittenReason, MINIMUM_REASON_LENGTH } from '../program/index.ts'
import { type RoundFault, roundFaults } from './round-faults.ts'
import type { RoundStatus, ScoringRound } from './scoring-round.ts'

export type RoundRefusal =
  | 'selection/round-invalid'
  | 'selection/round-not-planned'
  | 'selection/round-not-open'
  | 'selection/round-not-closed'
  | 'selection/round-not-finished'
  | 'selection/round-over'
  | 'selection/round-opens-later'
  | 'selection/round-deadline-passed'
  | 'selection/round-deadline-not-later'
  | 'selection/round-unsettled'
  | 'selection/reason-required'

type RoundAction = 'change' | 'open' | 'extend' | 'close' | 'reconcile' | 'reopen' | 'cancel'

/** What may happen to a round in each status: the status it leads to, or the code it is refused with. */
const TRANSITIONS: Readonly<Record<RoundStatus, Readonly<Record<RoundAction, RoundStatus | RoundRefusal>>>> = {
  planned: {
    change: 'planned',
    open: 'open',
    extend: 'planned',
    close: 'selection/round-not-open',
    reconcile: 'selection/round-not-closed',
    reopen: 'selection/round-not-finished',
    cancel: 'cancelled',
  },
  open: {
    change: 'selection/round-not-planned',
    open: 'selection/round-not-planned',
    extend: 'open',
    close: 'closed',
    reconcile: 'selection/round-not-closed',
    reopen: 'selection/round-not-finished',
    cancel: 'cancelled',
  },
  closed: {
    change: 'selection/round-not-planned',
    open: 'selection/round-not-planned',
    extend: 'selection/round-not-open',
    close: 'selection/round-not-open',
    reconcile: 'reconciled',
    reopen: 'selection/round-not-finished',
    cancel: 'cancelled',
  },
  reconciled: { ...over(), reopen: 'closed' },
  cancelled: over(),
}

/** Changes a round that is planned; once open it stays as it is, since raters have begun to rely on it. */
export function changeRound(
  round: ScoringRound,
  change: Partial<Omit<ScoringRound, 'status'>>,
): Result<ScoringRound, RoundRefusal> {
  const next = statusAfter(round, 'change')
  return next.ok ? accept({ ...round, ...change }) : next
}

/**
 * Opens a planned round: from today the raters may score. Refuses a round with faults (`roundFaults` lists them; a
 * deadline in the past is one) and one whose first day has not come.
 */
export function openRound(
  round: ScoringRound,
  situation: { readonly today: string; readonly judgedCriteria: readonly string[] },
): Result<ScoringRound, RoundRefusal> {
  const next = statusAfter(round, 'open')
  if (!next.ok) return next
  const faults = roundFaults(round, situation)
  const first = faults[0]
  if (first) return refuse('selection/round-invalid', faultDetail(first, faults.length))
  if (situation.today < round.opensOn) return refuse('selection/round-opens-later', { opensOn: round.opensOn })
  return accept({ ...round, status: next.value })
}

/** Gives the raters more time. The new deadline must lie after the old one and not in the past; never once closed. */
export function extendRound(round: ScoringRound, deadline: string, today: string): Result<ScoringRound, RoundRefusal> {
  const next = statusAfter(round, 'extend')
  if (!next.ok) return next
  if (deadline <= round.deadline) {
    return refuse('selection/round-deadline-not-later', { deadline, before: round.deadline })
  }
  if (deadline < today) return refuse('selection/round-deadline-passed', { deadline, today })
  return accept({ ...round, deadline, status: next.value })
}

/**
 * Closes an open round, before or after its deadline. From now on everybody in it sees all scores, and nobody can score
 * any more: a round that has been read is not blind again, so it cannot be opened anew.
 */
export function closeRound(round: ScoringRound): Result<ScoringRound, RoundRefusal> {
  const next = statusAfter(round, 'close')
  return next.ok ? accept({ ...round, status: next.value }) : next
}

/**
 * Ends a closed round: its results now count. Refuses while results are still open for discussion, unless a written
 * reason says why they are left open (they then stay without a score; nothing is averaged away).
 */
export function finishRound(
  round: ScoringRound,
  { openResults, reason }: { readonly openResults: number; readonly reason: string | null },
): Result<ScoringRound, RoundRefusal> {
  const next = statusAfter(round, 'reconcile')
  if (!next.ok) return next
  if (openResults > 0 && !isWrittenReason(reason)) {
    return refuse('selection/round-unsettled', { open: openResults, fewest: MINIMUM_REASON_LENGTH })
  }
  return accept({ ...round, status: next.value })
}

/**
 * Takes a finished round up again, with a written reason, so that more can be settled and what was settled be settled
 * anew. The raters' scores stay as they are: everybody has read them, so nobody scores blind again.
 */
export function reopenRound(round: ScoringRound, reason: string | null): Result<ScoringRound, RoundRefusal> {
  const next = statusAfter(round, 'reopen')
  if (!next.ok) return next
  if (!isWrittenReason(reason)) return refuse('selection/reason-required', { fewest: MINIMUM_REASON_LENGTH })
  return accept({ ...round, status: next.value })
}

/** Calls a round off, with a written reason. Its scores stay with those who gave them and count nowhere. */
export function cancelRound(round: ScoringRound, reason: string | null): Result<ScoringRound, RoundRefusal> {
  const next = statusAfter(round, 'cancel')
  if (!next.ok) return next
  if (!isWrittenReason(reason)) return refuse('selection/reason-required', { fewest: MINIMUM_REASON_LENGTH })
  return accept({ ...round, status: next.value })
}

function over(): Readonly<Record<RoundAction, RoundRefusal>> {
  const code = 'selection/round-over'
  return { change: code, open: code, extend: code, close: code, reconcile: code, reopen: code, cancel: code }
}

function statusAfter(round: ScoringRound, action: RoundAction): Result<RoundStatus, RoundRefusal> {
  const next = TRANSITIONS[round.status][action]
  return isStatus(next) ? accept(next) : refuse(next, { status: round.status })
}

function isStatus(next: RoundStatus | RoundRefusal): next is RoundStatus {
  return next in TRANSITIONS
}

function faultDetail({ path, code }: RoundFault, faults: number): Readonly<Record<string, string | number>> {
  return { faults, path, fault: code }
}
