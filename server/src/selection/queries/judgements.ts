import type { judgement } from '@mainstay/contract/selection'
import type { z } from 'zod'
import type { ReadScope } from '../../platform/use-case.ts'
import { findCandidate } from '../candidate-store.ts'
import type {} from '../tables.ts'

export type JudgementAnswer = z.infer<typeof judgement>

const SHOWN = 1_000

/** Judged scores of a group, newest first. */
export async function selectJudgements(scope: ReadScope, groupId: string): Promise<JudgementAnswer[]> {
  const rows = await scope.db
    .selectFrom('mainstay.judgement as j')
    .innerJoin('mainstay.account as a', (join) =>
      join.onRef('a.workspace_id', '=', 'j.workspace_id').onRef('a.id', '=', 'j.account_id'),
    )
    .select(['j.id', 'j.criterion_key', 'j.score', 'j.person_name', 'j.judged_on', 'j.comment'])
    .where('j.workspace_id', '=', scope.workspaceId)
    .where('a.group_id', '=', groupId)
    .orderBy('j.judged_on', 'desc')
    .orderBy('j.id', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    criterionKey: row.criterion_key,
    score: row.score,
    personName: row.person_name,
    judgedOn: row.judged_on,
    comment: row.comment,
  }))
}

export async function listJudgements(scope: ReadScope, accountId: string): Promise<{ rows: JudgementAnswer[] }> {
  const candidate = await findCandidate(scope, accountId)
  return { rows: await selectJudgements(scope, candidate.id) }
}
