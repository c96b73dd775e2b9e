import { randomUUID } from 'node:crypto'
import { mayDo } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { cancelRuns, findRun, insertRun, presentRun } from './run-store.ts'
import type { RunAnswer, RunKindName } from './run-table.ts'

export const RUN_QUEUE = 'selection-runs'

/**
 * Puts a long question to the background. Whoever asks about firmness anew has changed the question, so the earlier one
 * is no longer worked on.
 */
export async function startRun(
  area: AreaContext,
  scope: WriteScope,
  ask: { readonly kind: RunKindName; readonly question: object },
): Promise<RunAnswer> {
  if (ask.kind === 'firmness') await cancelRuns(scope, { kind: ask.kind, personId: scope.actor.id })
  const id = randomUUID()
  await insertRun(scope, { id, kind: ask.kind, question: ask.question, at: area.now() })
  await scope.record({
    action: 'selection.run',
    subjectType: 'selection_run',
    subjectId: id,
    after: { kind: ask.kind, ...ask.question },
  })
  await scope.enqueue(RUN_QUEUE, { runId: id })
  return presentRun(await findRun(scope, id), scope.actor.id)
}

export async function cancelRun(scope: WriteScope, id: string): Promise<RunAnswer> {
  const run = await findRun(scope, id)
  if (run.person_id !== scope.actor.id && !mayDo(scope.actor, 'selection:decide')) throw new Refused('http/not-allowed')
  if ((await cancelRuns(scope, { id })) > 0) {
    await scope.record({ action: 'selection.run-cancelled', subjectType: 'selection_run', subjectId: id })
  }
  return presentRun(await findRun(scope, id), scope.actor.id)
}
