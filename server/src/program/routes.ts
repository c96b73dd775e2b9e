import { contract } from '@mainstay/contract/contract'
import { MEASURE_KEYS, MEASURES } from '@mainstay/domain/program'
import { implement } from '@orpc/server'
import type { AreaContext } from '../platform/area.ts'
import { type CallContext, command, read } from '../platform/http/call.ts'
import { changeTiers } from './commands/change-tiers.ts'
import { publishCriteria, retireCriteria } from './commands/publish-criteria.ts'
import { changeCriteria, discardDraft, draftCriteria } from './commands/write-criteria.ts'
import { listCriteriaSets, readCriteriaSet } from './queries/present-criteria-set.ts'
import { recordHandlers } from './record/routes.ts'
import { presentTierScheme, readTierScheme } from './tier-store.ts'
import { applyWeights, undoWeights } from './weighting/apply-weights.ts'
import { readWeighting } from './weighting/read-weighting.ts'
import { saveWeights } from './weighting/save-weights.ts'

export function programRouter(area: AreaContext) {
  const { now } = area
  const os = implement(contract.program).$context<CallContext>()
  return {
    ...recordHandlers(area),
    listMeasures: os.listMeasures.handler(() => ({ measures: MEASURE_KEYS.map((key) => MEASURES[key]) })),
    listCriteriaSets: os.listCriteriaSets.handler(({ context }) => read(context, listCriteriaSets)),
    readCriteriaSet: os.readCriteriaSet.handler(({ input, context }) =>
      read(context, (scope) => readCriteriaSet(scope, input.id)),
    ),
    draftCriteriaSet: os.draftCriteriaSet.handler(({ input, context }) =>
      command(context, (scope) => draftCriteria(scope, input)),
    ),
    changeCriteriaSet: os.changeCriteriaSet.handler(({ input, context }) =>
      command(context, (scope) => changeCriteria(scope, { ...input, now: now() })),
    ),
    publishCriteriaSet: os.publishCriteriaSet.handler(({ input, context }) =>
      command(context, (scope) => publishCriteria(scope, { ...input, now: now() })),
    ),
    retireCriteriaSet: os.retireCriteriaSet.handler(({ input, context }) =>
      command(context, (scope) => retireCriteria(scope, { ...input, now: now() })),
    ),
    deleteDraft: os.deleteDraft.handler(({ input, context }) =>
      command(context, (scope) => discardDraft(scope, input.id)),
    ),
    readWeighting: os.readWeighting.handler(({ input, context }) =>
      read(context, (scope) => readWeighting(scope, input.id)),
    ),
    saveWeights: os.saveWeights.handler(({ input, context }) =>
      command(context, (scope) => saveWeights(scope, { ...input, now: now() })),
    ),
    applyWeights: os.applyWeights.handler(({ input, context }) =>
      command(context, (scope) => applyWeights(scope, { ...input, now: now() })),
    ),
    undoWeights: os.undoWeights.handler(({ input, context }) =>
      command(context, (scope) => undoWeights(scope, { ...input, now: now() })),
    ),
    readTierScheme: os.readTierScheme.handler(({ context }) =>
      read(context, async (scope) => presentTierScheme(await readTierScheme(scope))),
    ),
    changeTierScheme: os.changeTierScheme.handler(({ input, context }) =>
      command(context, (scope) => changeTiers(scope, { ...input, now: now() })),
    ),
  }
}
