import { sql } from 'kysely'
import { type AreaContext, systemActorOf, today } from '../../platform/area.ts'
import { noOrigin, type WriteScope } from '../../platform/use-case.ts'
import { ensureStarterCriteria, findPublishedSet, type ProgramCriteriaSet } from '../../program/index.ts'
import { findDefaultFigures, loadEvidence } from '../scoring/evidence-store.ts'
import { buildScoreBook } from '../scoring/score-book.ts'
import { dropScores, storeScores } from '../scoring/store-scores.ts'

/**
 * Scores every account anew under the published criteria and tells everybody. A workspace with figures and without any
 * criteria gets the starter set first. One at a time in a workspace; running twice gives the same rows.
 */
export async function refreshSelection(area: AreaContext, workspaceId: number): Promise<void> {
  await asProgram(area, workspaceId, (scope) => scoreAgain(area, scope))
}

/** After a judgement: nothing to do when a computation since has counted it already. */
export async function refreshAfterJudgement(area: AreaContext, workspaceId: number): Promise<void> {
  await asProgram(area, workspaceId, async (scope) => {
    const stored = await scope.db
      .selectFrom('mainstay.scoring as s')
      .select('s.judgements')
      .where('s.workspace_id', '=', workspaceId)
      .executeTakeFirst()
    if (stored?.judgements !== (await countJudgements(scope))) await scoreAgain(area, scope)
  })
}

/** After a publication: the starter criteria are scored in the same breath as they are published. */
export async function refreshAfterPublication(area: AreaContext, workspaceId: number): Promise<void> {
  await asProgram(area, workspaceId, async (scope) => {
    const stored = await scope.db
      .selectFrom('mainstay.scoring as s')
      .select('s.criteria_set_id')
      .where('s.workspace_id', '=', workspaceId)
      .executeTakeFirst()
    const published = await findPublishedSet(scope)
    // A published version never changes, and whatever else changes is told by itself.
    if (!published || stored?.criteria_set_id !== published.id) await scoreAgain(area, scope)
  })
}

async function asProgram(
  area: AreaContext,
  workspaceId: number,
  work: (scope: WriteScope) => Promise<void>,
): Promise<void> {
  const system = await systemActorOf(area.pool, workspaceId)
  await area.useCases.command(system, noOrigin, async (scope) => {
    await sql`select pg_advisory_xact_lock(7224608, ${workspaceId}), set_config('statement_timeout', '300s', true)`.execute(
      scope.db,
    )
    await work(scope)
  })
}

async function scoreAgain(area: AreaContext, scope: WriteScope): Promise<void> {
  if (await findDefaultFigures(scope)) await ensureStarterCriteria(scope, area.now())
  const criteriaSet = await findPublishedSet(scope)
  const judgements = await countJudgements(scope)
  const day = today(area)
  if (criteriaSet) {
    const evidence = await loadEvidence(scope, criteriaSet.content, { today: day })
    await storeScores(scope, buildScoreBook(criteriaSet, evidence, day))
  } else await dropScores(scope)
  await countUp(scope, { criteriaSet, judgements, scoredOn: day, computedAt: area.now() })
  await scope.announce({ topic: 'selection.scored', subjectType: 'criteria_set', subjectId: criteriaSet?.id ?? '' })
}

async function countJudgements(scope: WriteScope): Promise<string> {
  const { rows } = await sql<{ judgements: string }>`
    select count(*) as judgements from mainstay.judgement j where j.workspace_id = ${scope.workspaceId}`.execute(
    scope.db,
  )
  return rows[0]?.judgements ?? '0'
}

async function countUp(
  scope: WriteScope,
  facts: {
    readonly criteriaSet: ProgramCriteriaSet | null
    readonly judgements: string
    readonly scoredOn: string
    readonly computedAt: Date
  },
): Promise<void> {
  const values = {
    criteria_set_id: facts.criteriaSet?.id ?? null,
    judgements: facts.judgements,
    scored_on: facts.scoredOn,
    computed_at: facts.computedAt,
  }
  await scope.db
    .insertInto('mainstay.scoring')
    .values({ workspace_id: scope.workspaceId, revision: 1, ...values })
    .onConflict((conflict) =>
      conflict.column('workspace_id').doUpdateSet({ ...values, revision: sql<number>`scoring.revision + 1` }),
    )
    .execute()
}
