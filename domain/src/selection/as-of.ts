import type { CriteriaSetContent } from '../program/index.ts'
import type { AccountEvidence } from './evidence.ts'
import { buildScoreMatrix, type ScoreColumn, type ScoreMatrix } from './rank.ts'
import { STANDINGS } from './score.ts'

/** A day as a whole number, days since 1970-01-01, so that a hundred thousand accounts fit in one column. */
export type Day = number

/** In a column of days: no fact is known. */
export const NOTHING_KNOWN: Day = -2147483648

/** An account's evidence with, by criterion and gate key, the last day on which a fact it rests on became known. */
export interface DatedEvidence {
  readonly evidence: AccountEvidence
  readonly knownOn: Readonly<Record<string, string>>
}

/** A column of points with, per account, the last day on which a fact behind it became known. */
export interface AsOfColumn extends ScoreColumn {
  readonly knownOn: Int32Array
}

/** Evidence that carries its knowledge dates, so that what was not yet known on a day can be told and refused. */
export interface AsOfMatrix extends ScoreMatrix {
  readonly columns: readonly AsOfColumn[]
  readonly gatesKnownOn: Int32Array | null
}

/** Something about accounts with the day it became known; `isKnown` tells where there is something at all. */
export interface DatedFacts {
  readonly about: string
  readonly knownOn: Int32Array
  readonly isKnown: (account: number) => boolean
}

/** A fault, never an answer: evidence was used that nobody had on the day in question, or that carries no date. */
export class FutureEvidenceError extends Error {
  readonly about: string
  readonly account: number
  readonly knownOn: string | null
  readonly asOf: string

  constructor(fact: { about: string; account: number; knownOn: string | null; asOf: string }) {
    const when = fact.knownOn === null ? 'on no stated day' : `on ${fact.knownOn}`
    super(`Evidence on ${fact.about} of account ${fact.account} became known ${when}, not by ${fact.asOf}.`)
    this.name = 'FutureEvidenceError'
    this.about = fact.about
    this.account = fact.account
    this.knownOn = fact.knownOn
    this.asOf = fact.asOf
  }
}

const MILLISECONDS_PER_DAY = 86_400_000
const NOT_ENOUGH_EVIDENCE = STANDINGS.indexOf('not_enough_evidence')

/** The number of a plain date ("2013-11-29"). */
export function dayOfDate(date: string): Day {
  return (
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MILLISECONDS_PER_DAY
  )
}

/** The plain date of a day's number. */
export function dateOfDay(day: Day): string {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)
}

/** The facts that were known by a day, that day included. */
export function knownBy<Fact extends { readonly knownOn: string }>(
  facts: readonly Fact[],
  asOf: string,
): readonly Fact[] {
  return facts.filter(({ knownOn }) => knownOn <= asOf)
}

/** Lays evidence out by criterion as scoring does, with the knowledge date of every cell beside it. */
export function buildAsOfMatrix(
  criteriaSet: CriteriaSetContent,
  accounts: readonly DatedEvidence[],
  asOf: string,
): AsOfMatrix {
  const matrix = buildScoreMatrix(
    criteriaSet,
    accounts.map(({ evidence }) => evidence),
    asOf,
  )
  const days = new Map<string, Day>()
  const dayOf = (date: string | undefined) => {
    if (date === undefined) return NOTHING_KNOWN
    const day = days.get(date) ?? dayOfDate(date)
    days.set(date, day)
    return day
  }
  const columns = matrix.columns.map((column) => ({
    ...column,
    knownOn: Int32Array.from(accounts, ({ knownOn }) => dayOf(knownOn[column.key])),
  }))
  if (criteriaSet.gates.length === 0) return { accounts: matrix.accounts, columns, gates: null, gatesKnownOn: null }
  const gatesKnownOn = Int32Array.from(accounts, ({ knownOn }) =>
    Math.max(...criteriaSet.gates.map(({ key }) => dayOf(knownOn[key]))),
  )
  return { accounts: matrix.accounts, columns, gates: matrix.gates, gatesKnownOn }
}

/**
 * Lets evidence pass only if all of it was known by the day. Throws at the first that was not, or that is there without a
 * date: a back-test on knowledge that nobody had yet would flatter every set of criteria.
 */
export function requireKnownBy(asOf: string, facts: readonly DatedFacts[]): void {
  const last = dayOfDate(asOf)
  for (const { about, knownOn, isKnown } of facts) {
    for (let account = 0; account < knownOn.length; account += 1) {
      const day = knownOn[account] ?? NOTHING_KNOWN
      const isMissing = day === NOTHING_KNOWN
      if (day <= last && !(isMissing && isKnown(account))) continue
      throw new FutureEvidenceError({ about, account, knownOn: isMissing ? null : dateOfDay(day), asOf })
    }
  }
}

/** The facts a matrix rests on, criterion by criterion, then its gates. */
export function factsOfMatrix({ columns, gates, gatesKnownOn }: AsOfMatrix): readonly DatedFacts[] {
  const criteria = columns.map(({ key, points, knownOn }): DatedFacts => {
    return { about: key, knownOn, isKnown: (account) => !Number.isNaN(points[account]) }
  })
  if (!gates) return criteria
  const knownOn = gatesKnownOn ?? new Int32Array(gates.length).fill(NOTHING_KNOWN)
  return [...criteria, { about: 'gates', knownOn, isKnown: (account) => gates[account] !== NOT_ENOUGH_EVIDENCE }]
}
