import { type Amount, ratioOfAmounts } from '../kernel/index.ts'
import type { TierScheme } from '../program/index.ts'

/** From which fall on what a key account earns us is worth a word: a tenth of the year before. */
export const NOTABLE_FALL = 0.1

/** What an account earned us in a year; null where it is not known. */
export interface YearEarnings {
  readonly contribution: Amount | null
  readonly grossMargin: Amount | null
}

/** An account in a tier, with its last twelve months and the twelve before. */
export interface InvestedAccount {
  readonly accountId: string
  readonly tier: string
  readonly now: YearEarnings
  readonly before: YearEarnings
}

export type OverInvestmentSign = 'negative' | 'falling'

/**
 * An account that gets a high tier's treatment and does not earn it. `basis` says what was looked at: contribution, or
 * gross margin where nobody knows what serving costs (then it is worse in truth). `change` is the share lost (-0.2: a
 * fifth), null without a year before.
 */
export interface OverInvestment {
  readonly accountId: string
  readonly tier: string
  readonly sign: OverInvestmentSign
  readonly basis: 'contribution' | 'gross_margin'
  readonly now: Amount
  readonly before: Amount | null
  readonly change: number | null
}

/** The list, the worst first, and how many accounts in high tiers could not be told because nothing is known. */
export interface OverInvestmentList {
  readonly accounts: readonly OverInvestment[]
  readonly looked: number
  readonly unknown: number
}

/**
 * Key accounts that cost more than they bring, or bring a tenth less than the year before, while in a high tier (every
 * tier but the lowest; the only one where there is one). Negative ones first, by the money lost; then by the money that
 * is gone. Contribution decides where it is known, else gross margin.
 */
export function overInvestments(scheme: TierScheme, invested: readonly InvestedAccount[]): OverInvestmentList {
  const high = new Set(scheme.tiers.slice(0, Math.max(1, scheme.tiers.length - 1)).map(({ key }) => key))
  const looked = invested.filter(({ tier }) => high.has(tier))
  const read = looked.map(readEarnings)
  const accounts = read.filter((one): one is OverInvestment => one !== null && one !== 'sound').sort(worstFirst)
  return { accounts, looked: looked.length, unknown: read.filter((one) => one === null).length }
}

/** Null when nothing is known of the account. */
function readEarnings({ accountId, tier, now, before }: InvestedAccount): OverInvestment | 'sound' | null {
  const basis = now.contribution === null ? 'gross_margin' : 'contribution'
  const earned = now.contribution ?? now.grossMargin
  if (earned === null) return null
  const earnedBefore = basis === 'contribution' ? before.contribution : before.grossMargin
  const change = earnedBefore !== null && earnedBefore > 0n ? ratioOfAmounts(earned - earnedBefore, earnedBefore) : null
  const found = { accountId, tier, basis, now: earned, before: earnedBefore, change } as const
  if (earned < 0n) return { ...found, sign: 'negative' }
  if (change !== null && change <= -NOTABLE_FALL) return { ...found, sign: 'falling' }
  return 'sound'
}

function worstFirst(one: OverInvestment, other: OverInvestment): number {
  if (one.sign !== other.sign) return one.sign === 'negative' ? -1 : 1
  return compare(badnessOf(other), badnessOf(one)) || compare(one.accountId, other.accountId)
}

function badnessOf({ sign, now, before }: OverInvestment): Amount {
  return sign === 'negative' ? -now : (before ?? now) - now
}

function compare<Value extends bigint | string>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0
}
