import type { CriteriaSetContent } from '@mainstay/domain/program'
import {
  type Acceptability,
  type AccountEvidence,
  type CriterionCoverage,
  type CutQuestion,
  createAcceptability,
  type EdgeAccount,
  edgeAccounts,
  evidenceCoverage,
  evidencedWeights,
  type Firmness,
  firmnessOf,
  type LeftOut,
  type ListReading,
  leaveOneCriterionOut,
  leaveOneRaterOut,
  listSituation,
  type MatrixRanking,
  type RaterLeftOut,
  rankMatrix,
} from '@mainstay/domain/selection'

/** Everything the calculation needs; accounts by index. */
export interface FirmnessTask {
  readonly question: CutQuestion
  /** The judged accounts with their evidence; null while nobody has judged anything. */
  readonly judged: {
    readonly criteriaSet: CriteriaSetContent
    readonly asOf: string
    readonly accounts: ReadonlyMap<number, AccountEvidence>
  } | null
  readonly draws: number
  readonly seed: number
}

/** What the draws say about one account. */
export interface AcceptedAccount {
  readonly account: number
  readonly rank: number
  readonly isInside: boolean
  readonly insideShare: number
  readonly low: number
  readonly high: number
  readonly rankedShare: number
  /** Null for an account that was never ranked. */
  readonly meanRank: number | null
}

/** The answer about a list, cut to what can be shown; accounts by index. */
export interface FirmnessFound extends ListReading {
  readonly coverage: readonly CriterionCoverage[]
  readonly criteria: Firmness['criteria']
  readonly withoutCriterion: readonly LeftOut[]
  readonly withoutRater: readonly RaterLeftOut[]
  readonly level: number
  readonly alwaysInside: number
  readonly everInside: number
  readonly accepted: readonly AcceptedAccount[]
  readonly edges: readonly (EdgeAccount & { readonly rank: number })[]
  readonly edgesTotal: number
}

/** The steps as a person reads them while waiting. */
const STEPS = {
  weights: 'Moving each weight up and down',
  criteria: 'Leaving out one criterion at a time',
  raters: 'Leaving out one rater at a time',
  draws: 'Drawing weights at random',
  edges: 'Marking the accounts on the edge',
} as const

const SHOWN_INSIDE = 300
const SHOWN_OUTSIDE = 200
const SHOWN_EDGES = 300
/** Accounts scored between two words on how far the work is. */
const ACCOUNTS_A_SLICE = 2_000_000

/** Works the whole answer out in one go, telling how far it is; made for a thread of its own. */
export function calculateFirmness(task: FirmnessTask, tell: (share: number, step: string) => void): FirmnessFound {
  const { question, judged } = task
  tell(0, STEPS.weights)
  const firmness = firmnessOf(question)
  tell(0.1, STEPS.criteria)
  const withoutCriterion = leaveOneCriterionOut(question)
  tell(0.2, STEPS.raters)
  const withoutRater = judged ? leaveOneRaterOut(question, judged) : []
  const acceptability = drawAll(task, (share) => tell(0.25 + 0.65 * share, STEPS.draws))
  tell(0.92, STEPS.edges)
  const edges = edgeAccounts(question, { firmness, acceptability, withoutCriterion, withoutRater })
  const ranking = rankMatrix(question.matrix, question.weights, question.minimumConfidence)
  const ranks = ranksOf(ranking)
  const inside = new Set(firmness.inside)
  return {
    ...listSituation(question),
    coverage: evidenceCoverage(question.matrix),
    criteria: firmness.criteria,
    withoutCriterion,
    withoutRater,
    level: acceptability.level,
    ...countInside(acceptability),
    accepted: nearTheCut(acceptability, { ranks, inside }),
    edges: edges.slice(0, SHOWN_EDGES).map((edge) => ({ ...edge, rank: ranks[edge.account] ?? 0 })),
    edgesTotal: edges.length,
  }
}

function drawAll({ question, draws, seed }: FirmnessTask, tell: (share: number) => void): Acceptability {
  const weights = evidencedWeights(question)
  const run = createAcceptability({ ...question, weights }, { seed, space: { kind: 'every_mixture' } })
  const slice = Math.max(1, Math.floor(ACCOUNTS_A_SLICE / Math.max(1, question.matrix.accounts)))
  while (run.drawn() < draws) {
    tell(run.drawn() / draws)
    run.run(Math.min(slice, draws - run.drawn()))
  }
  return run.result()
}

function ranksOf({ order }: MatrixRanking): Uint32Array {
  const ranks = new Uint32Array(order.length)
  order.forEach((account, index) => {
    ranks[account] = index + 1
  })
  return ranks
}

function countInside({ insideShare }: Acceptability): { readonly alwaysInside: number; readonly everInside: number } {
  let alwaysInside = 0
  let everInside = 0
  for (const share of insideShare) {
    if (share >= 1) alwaysInside += 1
    if (share > 0) everInside += 1
  }
  return { alwaysInside, everInside }
}

/** Those inside, the least sure first where they are too many to show, and of the others those most often inside. */
function nearTheCut(
  acceptability: Acceptability,
  list: { readonly ranks: Uint32Array; readonly inside: ReadonlySet<number> },
): readonly AcceptedAccount[] {
  const shareOf = (account: number) => acceptability.insideShare[account] ?? 0
  const rankOf = (account: number) => list.ranks[account] ?? 0
  const outside: number[] = []
  acceptability.insideShare.forEach((share, account) => {
    if (share > 0 && !list.inside.has(account)) outside.push(account)
  })
  const accounts = [
    ...[...list.inside]
      .sort((one, other) => shareOf(one) - shareOf(other) || rankOf(other) - rankOf(one))
      .slice(0, SHOWN_INSIDE),
    ...outside
      .sort((one, other) => shareOf(other) - shareOf(one) || rankOf(one) - rankOf(other))
      .slice(0, SHOWN_OUTSIDE),
  ]
  return accounts
    .sort((one, other) => rankOf(one) - rankOf(other))
    .map((account) => {
      const meanRank = acceptability.meanRank[account] ?? Number.NaN
      return {
        account,
        rank: rankOf(account),
        isInside: list.inside.has(account),
        insideShare: shareOf(account),
        low: acceptability.low[account] ?? 0,
        high: acceptability.high[account] ?? 1,
        rankedShare: acceptability.rankedShare[account] ?? 0,
        meanRank: Number.isNaN(meanRank) ? null : meanRank,
      }
    })
}
