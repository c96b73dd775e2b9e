import { changeCriteriaSet, readWeights } from '@mainstay/domain/program'
import { mayDo } from '../../platform/access/actor.ts'
import { type FieldFault, orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { ruleSetOf, selectCriteriaSets } from '../criteria-store.ts'
import type { WrittenAnswers } from './tables.ts'
import { findOwnJudgement, storeOwnJudgement, type WeightJudgementRow } from './weight-store.ts'

export interface SaveWeights {
  readonly id: string
  readonly answers: WrittenAnswers
  readonly isGiven: boolean
  readonly now: Date
}

/**
 * Keeps the actor's weights for a draft; unfinished ones as they are. Given ones must be whole, count from then on, and let
 * the actor see the others' (what is changed after that says so); they can be changed but not taken back.
 */
export async function saveWeights(
  scope: WriteScope,
  { id, answers, isGiven, now }: SaveWeights,
): Promise<{ version: number; isGiven: boolean }> {
  const set = await selectCriteriaSets(scope).where('c.id', '=', id).forShare().executeTakeFirst()
  if (!set) throw new Refused('http/not-found')
  orRefuse(changeCriteriaSet(ruleSetOf(set), {}))
  const before = await findOwnJudgement(scope, id)
  scope.expectVersion(before?.version ?? 0)
  const keys = set.definition.criteria.map(({ key }) => key)
  refuseUnknown(keys, answers)
  if (!isGiven && before?.given_at) throw new Refused('program/weights-given')
  if (answers.method === 'aside' && !mayDo(scope.actor, 'program:write')) throw new Refused('http/not-allowed')
  if (isGiven && answers.method !== 'aside') orRefuse(readWeights(keys, answers))
  const version = await storeOwnJudgement(scope, {
    criteriaSetId: id,
    before,
    answers,
    givenAt: isGiven ? (before?.given_at ?? now) : null,
    hasSeenOthers: hasSeen(before),
    now,
  })
  // Not what was said: whoever reads the audit would not be blind any more.
  await scope.record({
    action: isGiven ? 'program.weighed' : 'program.weighing',
    subjectType: 'criteria_set',
    subjectId: id,
    after: { method: answers.method, isGiven, hasSeenOthers: hasSeen(before) },
  })
  return { version, isGiven }
}

function hasSeen(before: WeightJudgementRow | null): boolean {
  return before !== null && (before.has_seen_others || before.given_at !== null)
}

function refuseUnknown(keys: readonly string[], answers: WrittenAnswers): void {
  const known = new Set(keys)
  const named = (path: string, key: string): FieldFault[] =>
    known.has(key) ? [] : [{ path, code: 'unknown', message: 'The draft has no such criterion.' }]
  const fields =
    answers.method === 'aside'
      ? []
      : answers.method === 'pairwise'
        ? answers.comparisons.flatMap(({ item, against }, index) => [
            ...named(`answers.comparisons.${index}.item`, item),
            ...named(`answers.comparisons.${index}.against`, against),
          ])
        : answers.weights.flatMap(({ key }, index) => named(`answers.weights.${index}.key`, key))
  if (fields.length > 0) throw new Refused('http/invalid', {}, fields)
}
