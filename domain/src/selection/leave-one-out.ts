import type { Figure } from '../kernel/index.ts'
import { anchorPoints, type CriteriaSetContent } from '../program/index.ts'
import { type CutQuestion, markTopScores, rankedScores } from './cut.ts'
import { type AccountEvidence, passGate, readCriterion } from './evidence.ts'
import type { ScoreColumn, ScoreMatrix } from './rank.ts'
import { STANDINGS } from './score.ts'
import { spearman } from './spend-bias.ts'

/**
 * What changes when something is left out: indices of the accounts that fall out and come in, and the rank correlation of
 * the scores with and without it over the accounts ranked in both (unknown below five).
 */
export interface LeftOut {
  readonly key: string
  readonly fallsOut: readonly number[]
  readonly comesIn: readonly number[]
  readonly rankCorrelation: Figure
}

/** The same for a rater, with the number of accounts whose evidence their judgements touched. */
export interface RaterLeftOut extends LeftOut {
  readonly judgedAccounts: number
}

/** The judged accounts by index, with all of their evidence, and the set and day they are scored by. */
export interface JudgedEvidence {
  readonly criteriaSet: CriteriaSetContent
  readonly accounts: ReadonlyMap<number, AccountEvidence>
  readonly asOf: string
}

const RANKED = STANDINGS.indexOf('ranked')
const NOT_ENOUGH_EVIDENCE = STANDINGS.indexOf('not_enough_evidence')
const GATE_FAILED = STANDINGS.indexOf('gate_failed')

/**
 * Does the list hang on one criterion? Each criterion with weight is left out in turn, the others keeping their weights,
 * and the list drawn up anew. The only criterion of a set cannot be left out.
 */
export function leaveOneCriterionOut(question: CutQuestion): readonly LeftOut[] {
  const weighed = question.weights.filter((weight) => weight > 0).length
  if (weighed < 2) return []
  const before = rankedScores(question)
  return question.matrix.columns.flatMap(({ key }, column) => {
    if (!((question.weights[column] ?? 0) > 0)) return []
    const weights = question.weights.map((weight, index) => (index === column ? 0 : weight))
    return [{ key, ...compare(before, rankedScores({ ...question, weights }), question.places) }]
  })
}

/**
 * Does the list hang on one person? The judgements of each rater are left out in turn, the judged criteria and gates read
 * anew from the judgements that are left, and the list drawn up anew. An account judged by nobody else loses that
 * evidence, as scoring would have it. Raters in the order of their ids.
 */
export function leaveOneRaterOut(question: CutQuestion, judged: JudgedEvidence): readonly RaterLeftOut[] {
  const before = rankedScores(question)
  const accountsOf = new Map<string, Set<number>>()
  for (const [account, { judgements }] of judged.accounts) {
    for (const { authorId } of judgements) {
      const own = accountsOf.get(authorId) ?? new Set()
      accountsOf.set(authorId, own.add(account))
    }
  }
  return [...accountsOf.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, accounts]) => {
      const matrix = matrixWithout(question.matrix, judged, { authorId: key, accounts })
      const after = rankedScores({ ...question, matrix })
      return { key, judgedAccounts: accounts.size, ...compare(before, after, question.places) }
    })
}

/**
 * A matrix with the judged criteria and gates of some accounts read anew from the evidence given for them, all other
 * accounts and criteria as they are: the list as it would be if these judgements counted.
 */
export function withEvidenceOf(matrix: ScoreMatrix, judged: JudgedEvidence): ScoreMatrix {
  return matrixWithout(matrix, judged, { authorId: null, accounts: new Set(judged.accounts.keys()) })
}

/** Who falls out and who comes in between two lists of ranked scores, and how alike the two orders are. */
function compare(before: Float64Array, after: Float64Array, places: number): Omit<LeftOut, 'key'> {
  const insideBefore = markTopScores(before, places)
  const insideAfter = markTopScores(after, places)
  const fallsOut: number[] = []
  const comesIn: number[] = []
  insideBefore.forEach((mark, account) => {
    if (mark > (insideAfter[account] ?? 0)) fallsOut.push(account)
    if (mark < (insideAfter[account] ?? 0)) comesIn.push(account)
  })
  return { fallsOut, comesIn, rankCorrelation: spearman(before, after) }
}

function matrixWithout(
  matrix: ScoreMatrix,
  judged: JudgedEvidence,
  rater: { readonly authorId: string | null; readonly accounts: ReadonlySet<number> },
): ScoreMatrix {
  const { criteriaSet, asOf } = judged
  const gates = matrix.gates?.slice() ?? null
  const columns = matrix.columns.map((column) => {
    const criterion = criteriaSet.criteria.find(({ key }) => key === column.key)
    return criterion?.source.kind === 'judged' ? copyOf(column) : column
  })
  for (const account of rater.accounts) {
    const whole = judged.accounts.get(account)
    if (!whole) continue
    const evidence = { ...whole, judgements: whole.judgements.filter(({ authorId }) => authorId !== rater.authorId) }
    if (gates) gates[account] = gateStanding(criteriaSet, evidence, asOf)
    for (const criterion of criteriaSet.criteria) {
      const column = columns.find(({ key }) => key === criterion.key)
      if (criterion.source.kind !== 'judged' || !column) continue
      const reading = readCriterion(criterion, evidence, asOf)
      column.points[account] = reading.raw === null ? Number.NaN : anchorPoints(criterion.anchors, reading.raw)
      if (column.strength) column.strength[account] = reading.strength
    }
  }
  return { accounts: matrix.accounts, columns, gates }
}

/** A column that may be changed; its strengths written out, since leaving a judgement out may leave only stale ones. */
function copyOf(column: ScoreColumn): ScoreColumn {
  const { key, points, strength } = column
  return { key, points: points.slice(), strength: strength?.slice() ?? new Float64Array(points.length).fill(1) }
}

function gateStanding(criteriaSet: CriteriaSetContent, evidence: AccountEvidence, asOf: string): number {
  const outcomes = criteriaSet.gates.map((gate) => passGate(gate, evidence, asOf).status)
  if (outcomes.includes('failed')) return GATE_FAILED
  return outcomes.includes('unknown') ? NOT_ENOUGH_EVIDENCE : RANKED
}
