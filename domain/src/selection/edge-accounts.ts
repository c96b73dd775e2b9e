import type { Acceptability } from './acceptability.ts'
import { accountsInside, type CutQuestion, sharesOf } from './cut.ts'
import type { Firmness } from './firmness.ts'
import type { LeftOut, RaterLeftOut } from './leave-one-out.ts'
import type { WeightDirection } from './score-paths.ts'

/** The change of a criterion's share that people of good will may differ by: five points of a hundred. */
export const PLAUSIBLE_CHANGE = 0.05
/** An account inside is firm when it is inside in nine of ten draws of weights; one outside, in at most one of ten. */
export const FIRM_SHARE = { outside: 0.1, inside: 0.9 } as const

/** Why an account stands on the edge, each reason with the facts a sentence needs. */
export type EdgeReason =
  | {
      readonly code: 'selection/moves-with-weight'
      readonly key: string
      readonly direction: WeightDirection
      readonly change: number
    }
  | { readonly code: 'selection/first-to-move'; readonly key: string; readonly change: number; readonly share: number }
  | { readonly code: 'selection/undecided-over-weights'; readonly insideShare: number }
  | { readonly code: 'selection/moves-without-criterion'; readonly key: string }
  | { readonly code: 'selection/moves-without-rater'; readonly key: string }

/** An account whose place hangs on little, with every reason. */
export interface EdgeAccount {
  readonly account: number
  readonly isInside: boolean
  readonly reasons: readonly EdgeReason[]
}

/** What has been found out about a list; what has not been asked is left out. */
export interface FirmnessFindings {
  readonly firmness: Firmness
  readonly acceptability?: Acceptability
  readonly withoutCriterion?: readonly LeftOut[]
  readonly withoutRater?: readonly RaterLeftOut[]
}

/**
 * The accounts on the edge: those that change sides when one criterion's share moves by the plausible change (up or down,
 * as far as there is room, the others keeping their proportions), that are the first to move within it, that most draws
 * of weights do not clearly put on the side where they are, or that hang on one criterion or one rater. Those inside come
 * first; within each, those with more reasons, then by index.
 */
export function edgeAccounts(question: CutQuestion, findings: FirmnessFindings): readonly EdgeAccount[] {
  const inside = accountsInside(question)
  const reasons = new Map<number, EdgeReason[]>()
  const add = (accounts: readonly (number | null)[], reason: EdgeReason) => {
    for (const account of accounts) {
      if (account !== null) reasons.set(account, [...(reasons.get(account) ?? []), reason])
    }
  }
  addFirstToMove(findings.firmness, add)
  addMovedByWeights(question, inside, add)
  addUndecided(findings.acceptability, inside, add)
  for (const { key, fallsOut, comesIn } of findings.withoutCriterion ?? []) {
    add([...fallsOut, ...comesIn], { code: 'selection/moves-without-criterion', key })
  }
  for (const { key, fallsOut, comesIn } of findings.withoutRater ?? []) {
    add([...fallsOut, ...comesIn], { code: 'selection/moves-without-rater', key })
  }
  return [...reasons.entries()]
    .map(([account, list]) => ({ account, isInside: inside[account] === 1, reasons: list }))
    .sort(
      (one, other) =>
        Number(other.isInside) - Number(one.isInside) ||
        other.reasons.length - one.reasons.length ||
        one.account - other.account,
    )
}

type AddReason = (accounts: readonly (number | null)[], reason: EdgeReason) => void

function addFirstToMove(firmness: Firmness, add: AddReason): void {
  for (const { key, more, less } of firmness.criteria) {
    for (const change of [more, less]) {
      if (!change || Math.abs(change.change) > PLAUSIBLE_CHANGE) continue
      const reason = { code: 'selection/first-to-move', key, change: change.change, share: change.share } as const
      add([change.fallsOut, change.comesIn], reason)
    }
  }
}

function addMovedByWeights(question: CutQuestion, inside: Uint8Array, add: AddReason): void {
  const shares = sharesOf(question.weights)
  question.matrix.columns.forEach(({ key }, column) => {
    const share = shares[column] ?? 0
    if (share >= 1 || share <= 0) return
    for (const direction of ['more', 'less'] as const) {
      const moved = Math.min(1, Math.max(0, share + (direction === 'more' ? PLAUSIBLE_CHANGE : -PLAUSIBLE_CHANGE)))
      const weights = shares.map((own, index) => (index === column ? moved : (own * (1 - moved)) / (1 - share)))
      const after = accountsInside({ ...question, weights })
      const accounts: number[] = []
      after.forEach((mark, account) => {
        if (mark !== inside[account]) accounts.push(account)
      })
      add(accounts, { code: 'selection/moves-with-weight', key, direction, change: moved - share })
    }
  })
}

function addUndecided(acceptability: Acceptability | undefined, inside: Uint8Array, add: AddReason): void {
  if (!acceptability || acceptability.draws === 0) return
  acceptability.insideShare.forEach((insideShare, account) => {
    const isFirm = inside[account] === 1 ? insideShare >= FIRM_SHARE.inside : insideShare <= FIRM_SHARE.outside
    if (!isFirm) add([account], { code: 'selection/undecided-over-weights', insideShare })
  })
}
