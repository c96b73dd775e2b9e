import type { accountScorecard, scorecardRow } from '@mainstay/contract/selection-scorecard'
import type { z } from 'zod'
import { presentFigure, presentMoney } from '../../economics/index.ts'
import type { AccountReference } from '../candidate-store.ts'
import type { BookedScorecard, ScorecardBook } from './scorecard-book.ts'

export type ScorecardAnswer = z.infer<typeof accountScorecard>
export type ScorecardRow = z.infer<typeof scorecardRow>

/** What a reader may be told of one account. */
export interface Told {
  /** May score and has not: sees nothing that tells the others' scores. */
  readonly isBlind: boolean
  readonly seesMargins: boolean
  /** False where some company of the group is hidden from the reader: the group's money would tell of it. */
  readonly seesGroup: boolean
}

export function presentScorecard(
  account: AccountReference,
  booked: BookedScorecard,
  { book, told }: { readonly book: ScorecardBook; readonly told: Told },
): Omit<ScorecardAnswer, 'scores'> {
  const { scorecard, breadth, addOns, tier, cohortSize } = booked
  const { scheme } = book
  return {
    account,
    asOf: book.asOf,
    cohort: { kind: scheme.cohort, tier: scheme.cohort === 'tier' ? tier : null, accounts: cohortSize },
    profit: told.seesMargins && told.seesGroup ? presentFigure(scorecard.profit) : null,
    assigned: presentAssigned(scorecard.assigned, told),
    lines: scorecard.lines.map(({ part, points, shareUsed }) => {
      const isHidden = (part === 'profit' && !told.seesMargins) || (part === 'assigned' && told.isBlind)
      return {
        part,
        points: isHidden ? null : points.value,
        isHidden,
        status: points.status,
        reasons: isHidden ? [] : [...points.reasons],
        share: scheme.weights.shares[part],
        shareUsed,
      }
    }),
    breadth,
    addOns,
    score: told.seesMargins && !told.isBlind ? presentFigure(scorecard.score) : null,
    gap: told.seesMargins && !told.isBlind ? presentGap(booked, told) : null,
  }
}

export function presentRow(account: AccountReference, booked: BookedScorecard, told: Told): ScorecardRow {
  const { scorecard, tier } = booked
  return {
    account,
    tier,
    profit: told.seesGroup && scorecard.profit.value !== null ? presentMoney(scorecard.profit.value) : null,
    measured: scorecard.lines.find(({ part }) => part === 'profit')?.points.value ?? null,
    assigned: presentAssigned(scorecard.assigned, told),
    score: told.isBlind ? null : scorecard.score.value,
    gap: told.isBlind ? { points: null, felt: 'unknown', ranks: null, money: null } : presentGap(booked, told),
  }
}

function presentAssigned(
  { count, mean, lowest, highest, standardDeviation }: BookedScorecard['scorecard']['assigned'],
  { isBlind }: Told,
): ScorecardAnswer['assigned'] {
  if (isBlind) return { isBlind, count, mean: null, lowest: null, highest: null, standardDeviation: null }
  return { isBlind, count, mean, lowest, highest, standardDeviation }
}

function presentGap({ scorecard }: BookedScorecard, { seesGroup }: Told): ScorecardRow['gap'] {
  const { points, felt, ranks, money } = scorecard.gap
  return { points, felt, ranks, money: money === null || !seesGroup ? null : presentMoney(money) }
}
