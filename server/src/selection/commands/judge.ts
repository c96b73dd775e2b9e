import { recordJudgement } from '@mainstay/domain/selection'
import { type AreaContext, today } from '../../platform/area.ts'
import { orRefuse } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { listOpenSets } from '../../program/index.ts'
import { findCandidate } from '../candidate-store.ts'
import { type JudgementAnswer, selectJudgements } from '../queries/judgements.ts'

interface JudgeInput {
  readonly id: string
  readonly criterionKey: string
  readonly score: number
  readonly comment: string | null
}

/** Gives a judged score to the group an account belongs to, on a criterion of the published set or of an open draft. */
export async function judge(area: AreaContext, scope: WriteScope, input: JudgeInput): Promise<JudgementAnswer> {
  const candidate = await findCandidate(scope, input.id)
  const day = today(area)
  const criteria = (await listOpenSets(scope)).flatMap(({ content }) => content.criteria)
  const { criterionKey, score, comment } = input
  const judged = criteria.filter(({ source }) => source.kind === 'judged')
  orRefuse(recordJudgement(judged, { criterionKey, score, authorId: scope.actor.id, date: day, comment }, day))
  const { id } = await scope.db
    .insertInto('mainstay.judgement')
    .values({
      workspace_id: scope.workspaceId,
      account_id: candidate.id,
      criterion_key: criterionKey,
      score,
      person_id: scope.actor.id,
      person_name: scope.actor.name,
      judged_on: day,
      comment,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await scope.record({
    action: 'selection.judged',
    subjectType: 'account',
    subjectId: candidate.id,
    accountId: candidate.id,
    after: { criterionKey, score, comment },
  })
  const [answer] = (await selectJudgements(scope, candidate.id)).filter((row) => row.id === id)
  if (!answer) throw new Error('the judgement just given cannot be read')
  return answer
}
