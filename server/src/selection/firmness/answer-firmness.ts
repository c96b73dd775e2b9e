import type { LeftOut } from '@mainstay/domain/selection'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import { needsMargins, restsOnMargins } from '../queries/rank.ts'
import type { RunKind, RunWork } from '../runs/run-kind.ts'
import { booksOf } from '../scoring/book-cache.ts'
import { loadEvidence, loadJudgements } from '../scoring/evidence-store.ts'
import type { ScoreBook } from '../scoring/score-book.ts'
import type { FirmnessFound, FirmnessTask } from './calculate.ts'
import type {
  FirmnessQuestion,
  StoredAccounts,
  StoredCutChange,
  StoredFirmness,
  StoredLeftOut,
} from './stored-answer.ts'
import { calculateInWorker } from './worker-client.ts'

const KEPT_ANSWERS = 50
const SHOWN_MOVES = 100

/** How firm is the list? Answered over all accounts in a thread of its own, and kept by account id. */
export const firmnessRuns: RunKind = {
  kind: 'firmness',
  keep: KEPT_ANSWERS,
  answer: (work) => answerFirmness(work, work.question as FirmnessQuestion),
}

async function answerFirmness({ area, system, advance }: RunWork, question: FirmnessQuestion): Promise<StoredFirmness> {
  await advance(0, 'Reading the scores')
  const { state, book } = await booksOf(area).load(system, question.criteriaSetId)
  // The weights belong to the criteria as they stood when the question was asked.
  if (book?.criteriaSet.version !== question.criteriaSetVersion) {
    throw new Refused('selection/criteria-changed')
  }
  const { content } = book.criteriaSet
  const { weights, places, draws, seed } = question
  const { minimumConfidence } = content
  const found = await calculateInWorker(
    {
      question: { matrix: book.matrix, weights, minimumConfidence, places },
      judged: await loadJudged(area, system, { book, today: state.today }),
      draws,
      seed,
    },
    advance,
  )
  return { ...storedFrom(found, book, weights), revision: state.revision, today: state.today }
}

/** The judged accounts by their place in the book; null while nobody has judged anything that counts. */
async function loadJudged(
  area: AreaContext,
  system: Actor,
  { book, today }: { readonly book: ScoreBook; readonly today: string },
): Promise<FirmnessTask['judged']> {
  const { content } = book.criteriaSet
  return area.useCases.read(system, async (scope) => {
    const judgements = await loadJudgements(scope, content, { today })
    if (judgements.size === 0) return null
    // Only gates look at anything but judgements.
    const evidence =
      content.gates.length === 0
        ? [...judgements].map(([accountId, given]) => ({ accountId, measures: {}, judgements: given }))
        : (await loadEvidence(scope, content, { today, accountIds: [...judgements.keys()] })).map((one) => one.evidence)
    const accounts = new Map(
      evidence.flatMap((one) => {
        const position = book.positionOf.get(one.accountId)
        return position === undefined ? [] : [[position, one] as const]
      }),
    )
    return { criteriaSet: content, asOf: today, accounts }
  })
}

function storedFrom(
  found: FirmnessFound,
  book: ScoreBook,
  weights: readonly number[],
): Omit<StoredFirmness, 'revision' | 'today'> {
  const idAt = (account: number) => book.accountIds[account] ?? ''
  const { id, name, number, status, content } = book.criteriaSet
  const someOf = (accounts: readonly number[]): StoredAccounts => ({
    ids: accounts.slice(0, SHOWN_MOVES).map(idAt),
    total: accounts.length,
  })
  const leftOut = (one: LeftOut): StoredLeftOut => ({
    fallsOut: someOf(one.fallsOut),
    comesIn: someOf(one.comesIn),
    rankCorrelation: one.rankCorrelation.value,
  })
  const change = (one: FirmnessFound['criteria'][number]['more']): StoredCutChange | null =>
    one && {
      ...one,
      fallsOut: one.fallsOut === null ? null : idAt(one.fallsOut),
      comesIn: one.comesIn === null ? null : idAt(one.comesIn),
    }
  const { situation, ranked, inside, level, alwaysInside, everInside, edgesTotal } = found
  return {
    criteriaSet: { id, name, number },
    wasDraft: status === 'draft',
    gatesNeedMargins: restsOnMargins({ ...content, criteria: [] }),
    situation,
    accounts: book.accountIds.length,
    ranked,
    inside,
    criteria: content.criteria.map((criterion, index) => {
      const { key } = criterion
      const firm = found.criteria[index]
      const without = found.withoutCriterion.find((one) => one.key === key)
      const coverage = found.coverage[index]
      return {
        key,
        name: criterion.name,
        weight: weights[index] ?? 0,
        share: firm?.share ?? 0,
        needsMargins: needsMargins(book, index),
        accountsWithEvidence: coverage?.accounts ?? 0,
        caution: coverage?.caution ?? null,
        more: change(firm?.more ?? null),
        less: change(firm?.less ?? null),
        without: without ? leftOut(without) : null,
      }
    }),
    raters: found.withoutRater.map((one) => ({
      personId: one.key,
      judgedAccounts: one.judgedAccounts,
      ...leftOut(one),
    })),
    level,
    alwaysInside,
    everInside,
    accepted: found.accepted.map(({ account, ...rest }) => ({ accountId: idAt(account), ...rest })),
    edges: found.edges.map(({ account, ...rest }) => ({ accountId: idAt(account), ...rest })),
    edgesTotal,
  }
}
