import type { firmness } from '@mainstay/contract/selection-firmness'
import type { CutChange, EdgeReason } from '@mainstay/domain/selection'
import type { z } from 'zod'

export type FirmnessAnswer = z.infer<typeof firmness>

/** The question as it is kept: all that the answer hangs on, so that the same question is known again. */
export interface FirmnessQuestion {
  readonly criteriaSetId: string
  readonly criteriaSetVersion: number
  readonly revision: number
  /** One for each criterion of the set, in its order. */
  readonly weights: readonly number[]
  readonly places: number
  readonly draws: number
  readonly seed: number
  /** Asked with the set's own weights and the program's places. */
  readonly isUsual: boolean
  readonly hasOwnWeights: boolean
}

/** Accounts by id, as many as can be shown, of `total`. */
export interface StoredAccounts {
  readonly ids: readonly string[]
  readonly total: number
}

export interface StoredCutChange extends Omit<CutChange, 'fallsOut' | 'comesIn'> {
  readonly fallsOut: string | null
  readonly comesIn: string | null
}

export interface StoredLeftOut {
  readonly fallsOut: StoredAccounts
  readonly comesIn: StoredAccounts
  readonly rankCorrelation: number | null
}

export interface StoredCriterion {
  readonly key: string
  readonly name: string
  readonly weight: number
  readonly share: number
  readonly needsMargins: boolean
  readonly accountsWithEvidence: number
  readonly caution: string | null
  readonly more: StoredCutChange | null
  readonly less: StoredCutChange | null
  readonly without: StoredLeftOut | null
}

/** The answer by account and person ids; names are looked up for whoever reads it. */
export interface StoredFirmness {
  readonly criteriaSet: FirmnessAnswer['criteriaSet']
  readonly wasDraft: boolean
  /** Answers given before this was kept do not say. */
  readonly gatesNeedMargins?: boolean
  readonly revision: number
  readonly today: string
  readonly situation: FirmnessAnswer['situation']
  readonly accounts: number
  readonly ranked: number
  readonly inside: number
  readonly criteria: readonly StoredCriterion[]
  readonly raters: readonly (StoredLeftOut & { readonly personId: string; readonly judgedAccounts: number })[]
  readonly level: number
  readonly alwaysInside: number
  readonly everInside: number
  readonly accepted: readonly (Omit<FirmnessAnswer['acceptability']['rows'][number], 'account'> & {
    readonly accountId: string
  })[]
  readonly edges: readonly {
    readonly accountId: string
    readonly rank: number
    readonly isInside: boolean
    readonly reasons: readonly EdgeReason[]
  }[]
  readonly edgesTotal: number
}
