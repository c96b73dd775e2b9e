import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { findAction } from './action-store.ts'
import { createFeed, readFeed, revokeFeed } from './calendar/feed-store.ts'
import { changeActionsTogether } from './change-together.ts'
import { handOverPlan, readHandOver } from './hand-over.ts'
import { importActions, previewImport } from './import-actions.ts'
import { listActions, listMyWork } from './list-actions.ts'
import { handOverAction, moveActionTo, removeAction, restoreAction, snoozeAction } from './move-action.ts'
import { planToRead } from './open-part.ts'
import { presentAction } from './present-action.ts'
import { readActionReport, readActionsPart } from './report.ts'
import { changeAction, createAction, setActionNeeds } from './write-action.ts'

export function actionHandlers(area: AreaContext) {
  return { ...readingHandlers(area), ...oneActionHandlers(area), ...manyActionHandlers(area), ...feedHandlers() }
}

function handlersOf() {
  return implement(contract.plans).$context<CallContext>()
}

function readingHandlers(area: AreaContext) {
  const os = handlersOf()
  return {
    readActions: os.readActions.handler(({ input, context }) =>
      read(context, async (scope) => readActionsPart(scope, await planToRead(scope, input.planId), today(area))),
    ),
    listActions: os.listActions.handler(({ input, context }) =>
      read(context, (scope) => listActions(scope, input, today(area))),
    ),
    readAction: os.readAction.handler(({ input, context }) =>
      read(context, async (scope) =>
        presentAction(await findAction(scope, await planToRead(scope, input.planId), input.id), today(area)),
      ),
    ),
    readActionReport: os.readActionReport.handler(({ input, context }) =>
      read(context, (scope) => readActionReport(scope, input.planId, today(area))),
    ),
    listMyWork: os.listMyWork.handler(({ input, context }) =>
      read(context, (scope) => listMyWork(scope, input, today(area))),
    ),
  }
}

function oneActionHandlers(area: AreaContext) {
  const os = handlersOf()
  return {
    createAction: os.createAction.handler(({ input, context }) =>
      command(context, (scope) => createAction(scope, input, today(area))),
    ),
    changeAction: os.changeAction.handler(({ input, context }) =>
      command(context, (scope) => changeAction(scope, input, today(area))),
    ),
    moveAction: os.moveAction.handler(({ input, context }) =>
      command(context, (scope) => moveActionTo(scope, input, today(area))),
    ),
    setActionNeeds: os.setActionNeeds.handler(({ input, context }) =>
      command(context, (scope) => setActionNeeds(scope, input, today(area))),
    ),
    snoozeAction: os.snoozeAction.handler(({ input, context }) =>
      command(context, (scope) => snoozeAction(scope, input, today(area))),
    ),
    handOverAction: os.handOverAction.handler(({ input, context }) =>
      command(context, (scope) => handOverAction(scope, input, today(area))),
    ),
    removeAction: os.removeAction.handler(({ input, context }) =>
      command(context, (scope) => removeAction(scope, input, { now: area.now(), today: today(area) })),
    ),
    restoreAction: os.restoreAction.handler(({ input, context }) =>
      command(context, (scope) => restoreAction(scope, input, today(area))),
    ),
  }
}

function manyActionHandlers(area: AreaContext) {
  const os = handlersOf()
  return {
    changeActionsTogether: os.changeActionsTogether.handler(({ input, context }) =>
      command(context, (scope) => changeActionsTogether(scope, input, today(area))),
    ),
    previewActionImport: os.previewActionImport.handler(({ input, context }) =>
      command(context, (scope) => previewImport(scope, input)),
    ),
    importActions: os.importActions.handler(({ input, context }) =>
      command(context, (scope) => importActions(scope, input, today(area))),
    ),
    readHandOver: os.readHandOver.handler(({ input, context }) => read(context, (scope) => readHandOver(scope, input))),
    handOverPlan: os.handOverPlan.handler(({ input, context }) =>
      command(context, (scope) => handOverPlan(area, scope, input)),
    ),
  }
}

function feedHandlers() {
  const os = handlersOf()
  return {
    readCalendarFeed: os.readCalendarFeed.handler(({ context }) => read(context, readFeed)),
    createCalendarFeed: os.createCalendarFeed.handler(({ context }) => command(context, createFeed)),
    revokeCalendarFeed: os.revokeCalendarFeed.handler(({ context }) => command(context, revokeFeed)),
  }
}
