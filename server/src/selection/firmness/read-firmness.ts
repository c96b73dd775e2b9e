import { sql } from 'kysely'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findRun, readResult } from '../runs/run-store.ts'
import { booksOf, type SelectionState } from '../scoring/book-cache.ts'
import { type AnsweredFirmness, isForReader, presentFirmness } from './present-firmness.ts'
import type { FirmnessAnswer, FirmnessQuestion, StoredFirmness } from './stored-answer.ts'

/** One answer, named for its reader. */
export async function readFirmness(area: AreaContext, actor: Actor, id: string): Promise<FirmnessAnswer> {
  const answered = await area.useCases.read(actor, (scope) => findAnswer(scope, id))
  if (!isForReader(actor.seesMargins, answered)) throw new Refused('http/not-allowed')
  const state = await stateOf(area, actor, answered.question)
  return area.useCases.read(actor, (scope) => presentFirmness(scope, answered, isCurrent(answered, state)))
}

/** The latest answer about a set as it stands, with its own weights and the program's places; null before the first. */
export async function readLatestFirmness(
  area: AreaContext,
  actor: Actor,
  criteriaSetId: string | undefined,
): Promise<{ firmness: FirmnessAnswer | null }> {
  const { state } = await booksOf(area).load(actor, criteriaSetId)
  const { criteriaSet } = state
  if (!criteriaSet) return { firmness: null }
  return area.useCases.read(actor, async (scope) => {
    const { rows } = await sql<{ id: string }>`
      select r.id from mainstay.selection_run r
      where r.workspace_id = ${scope.workspaceId} and r.kind = 'firmness' and r.status = 'done'
        and r.question->>'criteriaSetId' = ${criteriaSet.id} and (r.question->>'isUsual')::boolean
      order by r.created_at desc, r.id desc limit 1`.execute(scope.db)
    if (!rows[0]) return { firmness: null }
    const answered = await findAnswer(scope, rows[0].id)
    if (!isForReader(scope.actor.seesMargins, answered)) return { firmness: null }
    return { firmness: await presentFirmness(scope, answered, isCurrent(answered, state)) }
  })
}

async function findAnswer(scope: ReadScope, id: string): Promise<AnsweredFirmness> {
  const result = await readResult<StoredFirmness>(scope, 'firmness', id)
  const run = await findRun(scope, id)
  return { run, question: run.question as FirmnessQuestion, result }
}

/** The state of selection now; null when the set the answer was about is gone. */
async function stateOf(
  area: AreaContext,
  actor: Actor,
  { criteriaSetId }: FirmnessQuestion,
): Promise<SelectionState | null> {
  try {
    return (await booksOf(area).load(actor, criteriaSetId)).state
  } catch (error) {
    if (error instanceof Refused && error.code === 'http/not-found') return null
    throw error
  }
}

function isCurrent({ question, result }: AnsweredFirmness, state: SelectionState | null): boolean {
  if (!state?.criteriaSet) return false
  return (
    result.revision === state.revision &&
    question.criteriaSetVersion === state.criteriaSet.version &&
    (!question.isUsual || question.places === state.places)
  )
}
