import type { scoreExplanation } from '@mainstay/contract/selection-ranking'
import { MEASURES } from '@mainstay/domain/program'
import {
  type AccountScore,
  type EvidenceBasis,
  type Lever,
  scoreAccount,
  whatWouldHaveToChange,
} from '@mainstay/domain/selection'
import type { z } from 'zod'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AccountReference, findCandidate } from '../candidate-store.ts'
import { readExceptionMarks } from '../overrides/exception-marks.ts'
import { booksOf, type Selection, type SelectionState, spendBiasOf } from '../scoring/book-cache.ts'
import {
  type CandidateEvidence,
  type DefaultFigures,
  findDefaultFigures,
  loadEvidence,
} from '../scoring/evidence-store.ts'
import { isWallet } from '../scoring/measures.ts'
import { isRanked, type ScoreBook, weightsOf } from '../scoring/score-book.ts'
import { cutScore, demandMargins } from './rank.ts'
import { fullTierOf, proposalsOf } from './tiers.ts'

export type ScoreExplanation = z.infer<typeof scoreExplanation>
type ExplainedCriterion = ScoreExplanation['criteria'][number]

const STAND_IN = 'selection/gross-margin-stands-in'

/** Why an account scores as it does, held against the median account, and what would have to change for it to be in. */
export async function explainScore(
  area: AreaContext,
  actor: Actor,
  input: { readonly id: string; readonly criteriaSetId?: string | undefined },
): Promise<ScoreExplanation> {
  const selection = await booksOf(area).load(actor, input.criteriaSetId)
  const { book, state } = selection
  if (book) demandMargins(actor.seesMargins, book, weightsOf(book.criteriaSet.content))
  return area.useCases.read(actor, async (scope) => {
    const account = await findCandidate(scope, input.id)
    const marks = await readExceptionMarks(scope, [account.id], state.today)
    const standing = { ...presentStanding(selection, account), exception: marks.get(account.id) ?? null }
    if (!book)
      return {
        ...standing,
        ...WITHOUT_CRITERIA,
        cut: { places: state.places, score: null, nextAccount: null, distance: null },
      }
    return { ...standing, ...(await explainUnder(scope, { account, book, state })) }
  })
}

const WITHOUT_CRITERIA = {
  criteriaSet: null,
  score: null,
  confidence: null,
  isEligible: false,
  gates: [],
  criteria: [],
} satisfies Partial<ScoreExplanation>

/** Where the account stands among all: rank, tier, proposal. */
function presentStanding(selection: Selection, account: AccountReference) {
  const { state, book } = selection
  const position = book?.positionOf.get(account.id)
  const current = state.situation.current.get(account.id)
  const proposal = proposalsOf(selection, [account.id]).get(account.id)
  return {
    account,
    rank: position === undefined ? null : (book?.ranks[position] ?? null),
    accounts: book?.accountIds.length ?? 0,
    tier: current?.tier ?? null,
    tierSince: current?.since ?? null,
    proposedTier: proposal?.proposedTier ?? null,
    proposalReason: proposal?.reason ?? null,
    fullTier: proposal ? fullTierOf(state, proposal) : null,
    qualifiesWithoutSpend: book && position !== undefined ? qualifiesWithoutSpend(book, state, position) : null,
    computedAt: state.computedAt?.toISOString() ?? null,
  }
}

function qualifiesWithoutSpend(book: ScoreBook, state: SelectionState, position: number): boolean {
  const isIn = (book.ranks[position] ?? 0) <= state.places && isRanked(book.ranking, position)
  const { spendRemoved } = spendBiasOf(book, weightsOf(book.criteriaSet.content), state.places).wouldNotQualify
  return isIn && !spendRemoved.includes(position)
}

async function explainUnder(
  scope: ReadScope,
  subject: { readonly account: AccountReference; readonly book: ScoreBook; readonly state: SelectionState },
) {
  const { account, book, state } = subject
  const { criteriaSet } = book
  const { content } = criteriaSet
  const [candidate] = await loadEvidence(scope, content, { today: state.today, accountIds: [account.id] })
  if (!candidate) throw new Refused('http/not-found')
  const { evidence } = candidate
  const score = scoreAccount(content, evidence, state.today)
  const needed = Math.max(
    cutScore(book.ranking, state.places) ?? 0,
    state.situation.scheme.tiers.at(-1)?.enterScore ?? 0,
  )
  const change = whatWouldHaveToChange({ criteriaSet: content, evidence, asOf: state.today, cutScore: needed })
  const levers = new Map(change.levers.map((lever) => [lever.key, lever]))
  const figures = await findDefaultFigures(scope)
  const names = await authorNames(scope, account.id)
  return {
    criteriaSet: { id: criteriaSet.id, name: criteriaSet.name, number: criteriaSet.number, status: criteriaSet.status },
    score: score.score,
    confidence: score.confidence,
    isEligible: score.standing === 'ranked',
    gates: score.gates.map(({ status, raw, operator, value }, index) => ({
      name: content.gates[index]?.name ?? '',
      isPassed: status === 'unknown' ? null : status === 'passed',
      actual: raw,
      required: value,
      operator,
    })),
    criteria: score.contributions.map((contribution, index) =>
      explainCriterion({ book, contribution, index, lever: levers.get(contribution.key), names, candidate, figures }),
    ),
    cut: {
      places: state.places,
      score: needed,
      nextAccount: null,
      distance: score.score === null ? null : needed - score.score,
    },
  }
}

/** People by id and criterion who have judged the account, to name the authors whose latest judgement counts. */
async function authorNames(scope: ReadScope, groupId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await scope.db
    .selectFrom('mainstay.judgement as j')
    .innerJoin('mainstay.account as a', (join) =>
      join.onRef('a.workspace_id', '=', 'j.workspace_id').onRef('a.id', '=', 'j.account_id'),
    )
    .select(['j.person_id', 'j.person_name'])
    .where('j.workspace_id', '=', scope.workspaceId)
    .where('a.group_id', '=', groupId)
    .orderBy('j.id')
    .execute()
  return new Map(rows.map(({ person_id, person_name }) => [person_id, person_name]))
}

interface CriterionQuestion {
  readonly book: ScoreBook
  readonly contribution: AccountScore['contributions'][number]
  readonly index: number
  readonly lever: Lever | undefined
  readonly names: ReadonlyMap<string, string>
  readonly candidate: CandidateEvidence
  readonly figures: DefaultFigures | null
}

function explainCriterion(question: CriterionQuestion): ExplainedCriterion {
  const { book, contribution, index, lever } = question
  const criterion = book.criteriaSet.content.criteria[index]
  const source = criterion?.source
  return {
    key: contribution.key,
    name: criterion?.name ?? contribution.key,
    definition: criterion?.definition ?? '',
    kind: source?.kind ?? 'judged',
    weightShare: contribution.weightShare,
    raw: contribution.raw,
    unit: source?.kind === 'measured' ? (MEASURES[source.measure]?.unit ?? '') : 'level',
    points: contribution.points,
    contribution: contribution.toScore,
    medianPoints: book.medians.get(contribution.key) ?? null,
    evidence: presentEvidence(contribution.basis, question),
    neededRaw: lever?.neededRaw ?? null,
    canLiftAlone: lever ? lever.neededRaw !== null : null,
  }
}

function presentEvidence(basis: EvidenceBasis, question: CriterionQuestion): ExplainedCriterion['evidence'] {
  const source = question.book.criteriaSet.content.criteria[question.index]?.source
  const measure = source?.kind === 'measured' ? source.measure : 'judgement'
  if (basis.kind === 'missing') {
    return { status: 'missing', source: measure, reasons: [...basis.reasons], date: null, authors: [], judgements: 0 }
  }
  const status = basis.isStale ? 'stale' : 'fresh'
  if (basis.kind === 'measured') {
    const isStandIn = basis.reasons.includes(STAND_IN)
    const date = isWallet(basis.measure) ? question.candidate.walletEstimatedOn : (question.figures?.lastDay ?? null)
    return {
      status,
      source: isStandIn ? 'gross_margin_rate' : basis.measure,
      reasons: [...basis.reasons],
      date,
      authors: [],
      judgements: 0,
    }
  }
  const authors = basis.judgements.map(({ authorId }) => question.names.get(authorId) ?? authorId)
  return { status, source: measure, reasons: [], date: basis.date, authors, judgements: basis.judgements.length }
}
