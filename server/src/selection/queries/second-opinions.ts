import type { secondOpinions as contractAnswer } from '@mainstay/contract/selection-second-opinions'
import { type SecondOpinion, secondOpinions } from '@mainstay/domain/selection'
import type { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, read } from '../../platform/http/call.ts'
import { orRefuse } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findVisible, readReferences } from '../candidate-store.ts'
import { isRanked, type ScoreBook } from '../scoring/score-book.ts'
import { workOutRanking } from './rank.ts'

export type SecondOpinionsAnswer = z.infer<typeof contractAnswer>

/** Those further down change nothing about who is in, and the event loop has other work. */
const MOST_COMPARED = 5_000

/** The order by score beside that of other methods, over the best accounts with evidence on every criterion. */
export async function readSecondOpinions(
  area: AreaContext,
  context: CallContext,
  input: { readonly criteriaSetId?: string | undefined; readonly limit: number },
): Promise<SecondOpinionsAnswer> {
  const { criteriaSetId, limit } = input
  const { book, weights } = await workOutRanking(area, actorOf(context), { criteriaSetId, spendBias: 'without' })
  const positions = comparable(book)
  const rows = positions.map((position) => book.matrix.columns.map(({ points }) => points[position] ?? Number.NaN))
  const opinions = orRefuse(secondOpinions(rows, weights))
  return read(context, async (scope) => ({
    criteriaSetId: book.criteriaSet.id,
    compared: positions.length,
    mostCompared: MOST_COMPARED,
    methods: opinions.map(({ method, correlation, turned }) => ({
      method,
      correlation: { ...correlation, reasons: [...correlation.reasons] },
      turned,
    })),
    rows: await mostMoved(scope, { book, positions, opinions, limit }),
  }))
}

function comparable({ ranking, matrix }: ScoreBook): number[] {
  const positions: number[] = []
  for (const position of ranking.order) {
    if (positions.length === MOST_COMPARED) break
    if (!isRanked(ranking, position)) continue
    if (matrix.columns.every(({ points }) => !Number.isNaN(points[position]))) positions.push(position)
  }
  return positions
}

async function mostMoved(
  scope: ReadScope,
  facts: {
    readonly book: ScoreBook
    readonly positions: readonly number[]
    readonly opinions: readonly SecondOpinion[]
    readonly limit: number
  },
): Promise<SecondOpinionsAnswer['rows']> {
  const { book, positions, opinions, limit } = facts
  const visible = await findVisible(scope, '')
  const idAt = (index: number) => book.accountIds[positions[index] ?? -1] ?? ''
  const moved = positions
    .map((_, index) => ({ index, most: Math.max(...opinions.map(({ ranks }) => Math.abs(ranks[index]?.moved ?? 0))) }))
    .filter(({ index, most }) => most > 0 && (!visible || visible.has(idAt(index))))
    .sort((one, other) => other.most - one.most || one.index - other.index)
    .slice(0, limit)
  const names = await readReferences(
    scope,
    moved.map(({ index }) => idAt(index)),
  )
  return moved.flatMap(({ index }) => {
    const account = names.get(idAt(index))
    if (!account) return []
    const byScore = opinions[0]?.ranks[index]?.byScore ?? 0
    return [{ account, byScore, byMethod: opinions.map(({ ranks }) => ranks[index]?.byCloseness ?? 0) }]
  })
}
