import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { findPlan } from '../plan-store.ts'
import { importObjectives, previewObjectiveImport } from './import-objectives.ts'
import { readObjectivesPart } from './read-objectives.ts'
import { askKeyResultSource, listKeyResultSources } from './sources.ts'
import { changeKeyResult, createKeyResult, putBackKeyResult, removeKeyResult } from './write-key-results.ts'
import {
  changeObjective,
  closeObjective,
  createObjective,
  dropObjective,
  putBackObjective,
  removeObjective,
  reopenObjective,
} from './write-objectives.ts'
import { enterReading, putBackReading, removeReading } from './write-readings.ts'

export function objectiveHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  const at = <Input>(input: Input) => ({ ...input, now: area.now(), today: today(area) })
  return {
    readObjectives: os.readObjectives.handler(({ input, context }) =>
      read(context, async (scope) => readObjectivesPart(scope, await findPlan(scope, input.planId), today(area))),
    ),
    createObjective: os.createObjective.handler(({ input, context }) =>
      command(context, (scope) => createObjective(scope, at(input))),
    ),
    previewObjectiveImport: os.previewObjectiveImport.handler(({ input, context }) =>
      command(context, (scope) => previewObjectiveImport(scope, at(input))),
    ),
    importObjectives: os.importObjectives.handler(({ input, context }) =>
      command(context, (scope) => importObjectives(scope, at(input))),
    ),
    changeObjective: os.changeObjective.handler(({ input, context }) =>
      command(context, (scope) => changeObjective(scope, at(input))),
    ),
    closeObjective: os.closeObjective.handler(({ input, context }) =>
      command(context, (scope) => closeObjective(scope, at(input))),
    ),
    dropObjective: os.dropObjective.handler(({ input, context }) =>
      command(context, (scope) => dropObjective(scope, at(input))),
    ),
    reopenObjective: os.reopenObjective.handler(({ input, context }) =>
      command(context, (scope) => reopenObjective(scope, at(input))),
    ),
    removeObjective: os.removeObjective.handler(({ input, context }) =>
      command(context, (scope) => removeObjective(scope, at(input))),
    ),
    putBackObjective: os.putBackObjective.handler(({ input, context }) =>
      command(context, (scope) => putBackObjective(scope, at(input))),
    ),
    createKeyResult: os.createKeyResult.handler(({ input, context }) =>
      command(context, (scope) => createKeyResult(scope, at(input))),
    ),
    changeKeyResult: os.changeKeyResult.handler(({ input, context }) =>
      command(context, (scope) => changeKeyResult(scope, at(input))),
    ),
    removeKeyResult: os.removeKeyResult.handler(({ input, context }) =>
      command(context, (scope) => removeKeyResult(scope, at(input))),
    ),
    putBackKeyResult: os.putBackKeyResult.handler(({ input, context }) =>
      command(context, (scope) => putBackKeyResult(scope, at(input))),
    ),
    enterReading: os.enterReading.handler(({ input, context }) =>
      command(context, (scope) => enterReading(scope, at(input))),
    ),
    removeReading: os.removeReading.handler(({ input, context }) =>
      command(context, (scope) => removeReading(scope, at(input))),
    ),
    putBackReading: os.putBackReading.handler(({ input, context }) =>
      command(context, (scope) => putBackReading(scope, at(input))),
    ),
    listKeyResultSources: os.listKeyResultSources.handler(({ input, context }) =>
      read(context, (scope) => listKeyResultSources(scope, input)),
    ),
    askKeyResultSource: os.askKeyResultSource.handler(({ input, context }) =>
      read(context, (scope) => askKeyResultSource(scope, input)),
    ),
  }
}
