import { sql } from 'kysely'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { demandMargins, weightsFor } from '../queries/rank.ts'
import { cancelRuns, findRun, presentRun } from '../runs/run-store.ts'
import type { RunAnswer } from '../runs/run-table.ts'
import { startRun } from '../runs/start-run.ts'
import { booksOf } from '../scoring/book-cache.ts'
import { weightsOf } from '../scoring/score-book.ts'
import type { FirmnessQuestion } from './stored-answer.ts'

export interface AskFirmnessInput {
  readonly criteriaSetId?: string | undefined
  readonly weights?: Readonly<Record<string, number>> | undefined
  readonly places?: number | undefined
  readonly draws: number
  readonly seed: number
}

/** The question in full, or a refusal. Opens its own readings: call it before, not inside, one's own. */
export async function planQuestion(
  area: AreaContext,
  actor: Actor,
  input: AskFirmnessInput,
): Promise<FirmnessQuestion> {
  const { state, book } = await booksOf(area).load(actor, input.criteriaSetId)
  if (!book) throw new Refused('selection/no-criteria-set')
  const weights = weightsFor(book, input.weights)
  if (!weights.some((weight) => weight > 0)) {
    throw new Refused('http/invalid', {}, [
      { path: 'weights', code: 'too_small', message: 'At least one criterion needs a weight above 0.' },
    ])
  }
  demandMargins(actor.seesMargins, book, weights)
  const own = weightsOf(book.criteriaSet.content)
  const hasOwnWeights = weights.some((weight, index) => weight !== own[index])
  const places = input.places ?? state.places
  return {
    criteriaSetId: book.criteriaSet.id,
    criteriaSetVersion: book.criteriaSet.version,
    revision: state.revision,
    weights,
    places,
    draws: input.draws,
    seed: input.seed,
    isUsual: !hasOwnWeights && places === state.places,
    hasOwnWeights,
  }
}

/**
 * Asks how firm the list is. The same question about the same scores is not worked out twice: a weight moved back has its
 * answer at once.
 */
export async function askFirmness(
  area: AreaContext,
  scope: WriteScope,
  question: FirmnessQuestion,
): Promise<RunAnswer> {
  const answered = await findAnswered(scope, question)
  if (!answered) return startRun(area, scope, { kind: 'firmness', question })
  await cancelRuns(scope, { kind: 'firmness', personId: scope.actor.id })
  return presentRun(await findRun(scope, answered), scope.actor.id)
}

/** A done run that answered this very question on these very scores; judgements age, so one of today. */
async function findAnswered(scope: ReadScope, question: FirmnessQuestion): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select r.id from mainstay.selection_run r
    where r.workspace_id = ${scope.workspaceId} and r.kind = 'firmness' and r.status = 'done'
      and r.question = ${JSON.stringify(question)}::jsonb
      and (r.result->>'revision')::bigint = ${question.revision} and r.finished_at >= current_date
    order by r.created_at desc limit 1`.execute(scope.db)
  return rows[0]?.id ?? null
}
