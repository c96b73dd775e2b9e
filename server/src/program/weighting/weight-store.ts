import { type Selectable, sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { WeightJudgementTable, WrittenAnswers } from './tables.ts'

export type WeightJudgementRow = Pick<
  Selectable<WeightJudgementTable>,
  'person_id' | 'person_name' | 'answers' | 'given_at' | 'has_seen_others' | 'version'
>

function selectJudgements(scope: ReadScope, criteriaSetId: string) {
  return scope.db
    .selectFrom('mainstay.weight_judgement as w')
    .select(['w.person_id', 'w.person_name', 'w.answers', 'w.given_at', 'w.has_seen_others', 'w.version'])
    .where('w.workspace_id', '=', scope.workspaceId)
    .where('w.criteria_set_id', '=', criteriaSetId)
}

export async function findOwnJudgement(scope: ReadScope, criteriaSetId: string): Promise<WeightJudgementRow | null> {
  const own = selectJudgements(scope, criteriaSetId).where('w.person_id', '=', scope.actor.id)
  return (await own.executeTakeFirst()) ?? null
}

/** What everybody has given, as far as the reader may see it: nothing of others before they have given their own. */
export function listGivenJudgements(scope: ReadScope, criteriaSetId: string): Promise<WeightJudgementRow[]> {
  return selectJudgements(scope, criteriaSetId)
    .where('w.given_at', 'is not', null)
    .where('w.method', '<>', 'aside')
    .orderBy('w.person_id')
    .execute()
}

/** Who is at it, over all, and nothing of what they said. */
export async function listWeighingPeople(
  scope: ReadScope,
  criteriaSetId: string,
): Promise<{ name: string; isGiven: boolean }[]> {
  const { rows } = await sql<{ name: string; isGiven: boolean }>`
    select p.person_name as name, p.is_given as "isGiven" from mainstay.weighing_people(${criteriaSetId}::uuid) p`.execute(
    scope.db,
  )
  return rows
}

/** Keeps the actor's answers, whole; refuses when another window of theirs was faster. */
export async function storeOwnJudgement(
  scope: ReadScope,
  judgement: {
    readonly criteriaSetId: string
    readonly before: WeightJudgementRow | null
    readonly answers: WrittenAnswers
    readonly givenAt: Date | null
    readonly hasSeenOthers: boolean
    readonly now: Date
  },
): Promise<number> {
  const { before, criteriaSetId, answers } = judgement
  const values = {
    person_name: scope.actor.name,
    method: answers.method,
    answers: JSON.stringify(answers),
    given_at: judgement.givenAt,
    has_seen_others: judgement.hasSeenOthers,
    version: (before?.version ?? 0) + 1,
    updated_at: judgement.now,
  }
  const written = before
    ? await scope.db
        .updateTable('mainstay.weight_judgement as w')
        .set(values)
        .where('w.workspace_id', '=', scope.workspaceId)
        .where('w.criteria_set_id', '=', criteriaSetId)
        .where('w.person_id', '=', scope.actor.id)
        .where('w.version', '=', before.version)
        .returning('w.version')
        .executeTakeFirst()
    : await scope.db
        .insertInto('mainstay.weight_judgement')
        .values({
          workspace_id: scope.workspaceId,
          criteria_set_id: criteriaSetId,
          person_id: scope.actor.id,
          ...values,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('version')
        .executeTakeFirst()
  if (!written) throw new Refused('http/version-stale', { yours: before?.version ?? 0 })
  return written.version
}
