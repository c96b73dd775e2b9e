import { type Amount, degraded, type Figure, known, notApplicable } from '../kernel/index.ts'
import { compareIds } from './entries.ts'
import { divide } from './figure-math.ts'

/** Net revenue of an account (or group) in two periods of equal length, at one fixed set of exchange rates. */
export interface PeriodPair {
  readonly id: string
  readonly before: Amount
  readonly after: Amount
}

/** How much of last period's customers and money stayed. */
export interface Retention {
  /** Net revenue retention: what the starting accounts bring now / what they brought. Above 1 they grew. */
  readonly nrr: Figure
  /** Gross revenue retention: the same with each account capped at its start; 0 to 1, never above the net one. */
  readonly grr: Figure
  /** Lost starting accounts as a fraction of the starting accounts. */
  readonly logoChurn: Figure
  readonly cohortAccounts: number
  readonly lostIds: readonly string[]
  /** Accounts without revenue above zero in the starting period: new ones and those with net credits. */
  readonly excludedAccounts: number
  /** Starting accounts whose net credits exceed their purchases now. */
  readonly negativeIds: readonly string[]
}

/**
 * Retention of the accounts that brought revenue in the starting period (twelve months against the twelve before).
 *
 * Net: sum of now / sum of then. Gross: sum of min(now, then) / sum of then, the minimum taken per account or group,
 * never per product line; rows with the same id are added first. Lost: nothing (or net credits) now. Net credits keep
 * their sign in the net rate, count as zero in the gross one, and degrade both. New accounts stay out.
 * Refused when no account had revenue in the starting period.
 */
export function retention(entries: readonly PeriodPair[]): Retention {
  const accounts = sumPairsById(entries)
  const cohort = accounts.filter((account) => account.before > 0n)
  const negativeIds = cohort.filter((account) => account.after < 0n).map((account) => account.id)
  const lostIds = cohort.filter((account) => account.after <= 0n).map((account) => account.id)
  const sums = cohortSums(cohort)
  const flag = negativeIds.length > 0 ? ['economics/negative-after'] : []
  const rate = (part: Amount): Figure => cohortFigure(cohort.length, () => divide(part, sums.before), flag)
  return {
    nrr: rate(sums.after),
    grr: rate(sums.kept),
    logoChurn: cohortFigure(cohort.length, () => lostIds.length / cohort.length, []),
    cohortAccounts: cohort.length,
    lostIds,
    excludedAccounts: accounts.length - cohort.length,
    negativeIds,
  }
}

/** Adds the rows of the same account, in the order of ids. */
export function sumPairsById(entries: readonly PeriodPair[]): readonly PeriodPair[] {
  const sums = new Map<string, PeriodPair>()
  for (const { id, before, after } of entries) {
    const sum = sums.get(id)
    sums.set(id, { id, before: before + (sum?.before ?? 0n), after: after + (sum?.after ?? 0n) })
  }
  return [...sums.values()].sort((a, b) => compareIds(a.id, b.id))
}

function cohortSums(cohort: readonly PeriodPair[]): { before: Amount; after: Amount; kept: Amount } {
  const sums = { before: 0n, after: 0n, kept: 0n }
  for (const { before, after } of cohort) {
    sums.before += before
    sums.after += after
    sums.kept += keptAmount(before, after)
  }
  return sums
}

function keptAmount(before: Amount, after: Amount): Amount {
  if (after < 0n) return 0n
  return after < before ? after : before
}

function cohortFigure(accounts: number, calculate: () => number, doubts: readonly string[]): Figure {
  if (accounts === 0) return notApplicable('economics/no-starting-cohort')
  return doubts.length > 0 ? degraded(calculate(), ...doubts) : known(calculate())
}
