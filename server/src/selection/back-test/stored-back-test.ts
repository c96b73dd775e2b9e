import type { BackTest, OutcomeMeasure, SetComparison } from '@mainstay/domain/selection'
import type { BooksChange } from '../../economics/index.ts'
import type { MonthSpanText } from './past.ts'

/** A criteria set as it was when the test was asked for. */
export interface AskedSet {
  readonly id: string
  readonly name: string
  readonly number: number
  readonly status: string
}

/** The question as it is kept: nothing is left to defaults that may change until it is answered. */
export interface BackTestAsk {
  readonly asOf: string
  readonly months: 12 | 24
  readonly places: number
  readonly seed: number
  readonly sets: readonly AskedSet[]
}

type Amounts = readonly [before: number | null, after: number | null]

/** How an account fared under one set: a place, or the counterpart of an account that had one. */
export interface StoredRole {
  readonly place: number | null
  readonly score: number | null
  /** The other account of its pair. */
  readonly matchedWith: string | null
}

export interface StoredAccount {
  readonly id: string
  readonly isLargest: boolean
  readonly isChosen: boolean
  readonly hasLeft: boolean
  readonly amounts: Readonly<Partial<Record<OutcomeMeasure, Amounts>>>
  /** By set, in the order asked; null where it plays no part. */
  readonly roles: readonly (StoredRole | null)[]
}

export interface StoredCriterion {
  readonly key: string
  readonly name: string
  readonly weightShare: number
}

/** A test without the positions of accounts, which mean nothing later. */
export interface StoredSetTest extends Omit<BackTest, 'picks' | 'matching'> {
  readonly criteriaSet: AskedSet & { readonly version: number; readonly restsOnMargins: boolean }
  readonly criterionNames: readonly StoredCriterion[]
  readonly picks: number
  readonly matching: {
    readonly pairs: number
    readonly nobodyAlike: number
    readonly unknown: number
    readonly isBalanced: boolean
    readonly balance: readonly { readonly key: string; readonly before: number | null; readonly after: number | null }[]
  } | null
}

/** The answer as it is kept; names no account but by id. */
export interface StoredBackTest {
  readonly currency: string
  readonly known: MonthSpanText
  readonly after: MonthSpanText
  readonly knownOn: string | null
  readonly monthsBefore: number
  readonly monthsAfter: number
  readonly setsTested: number
  /** Answers from before the books of the day were asked have none. */
  readonly booksChange?: BooksChange
  readonly level: number
  readonly chosen: number
  readonly tests: readonly StoredSetTest[]
  readonly sideBySide: Omit<SetComparison, 'picks' | 'otherPicks'> | null
  readonly accounts: readonly StoredAccount[]
}
