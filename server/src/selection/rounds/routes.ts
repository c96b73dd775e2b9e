import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, command, read } from '../../platform/http/call.ts'
import { readInfluence } from './influence.ts'
import { listRounds } from './list-rounds.ts'
import { listBehind } from './places.ts'
import { changeRound, createRound } from './plan-round.ts'
import { presentDetail } from './present-round.ts'
import { readSheet } from './read-sheet.ts'
import { listResultRows } from './result-rows.ts'
import { readResults } from './results.ts'
import { findRound } from './round-store.ts'
import { saveScores } from './save-scores.ts'
import { settleScore } from './settle-score.ts'
import { cancelRound, closeRound, extendRound, openRound, remindRaters, reopenRound } from './step-round.ts'
import { takeRoundOver } from './take-over.ts'

export function roundHandlers(area: AreaContext) {
  const os = implement(contract.selection).$context<CallContext>()
  const behind = (context: CallContext, id: string) => listBehind(area, actorOf(context), id)
  return {
    listRounds: os.listRounds.handler(({ input, context }) => read(context, (scope) => listRounds(area, scope, input))),
    createRound: os.createRound.handler(({ input, context }) =>
      command(context, (scope) => createRound(area, scope, input)),
    ),
    readRound: os.readRound.handler(({ input, context }) =>
      read(context, async (scope) => presentDetail(area, scope, await findRound(scope, input.id))),
    ),
    changeRound: os.changeRound.handler(({ input, context }) =>
      command(context, (scope) => changeRound(area, scope, input)),
    ),
    openRound: os.openRound.handler(({ input, context }) =>
      command(context, (scope) => openRound(area, scope, input.id)),
    ),
    extendRound: os.extendRound.handler(({ input, context }) =>
      command(context, (scope) => extendRound(area, scope, input)),
    ),
    remindRaters: os.remindRaters.handler(({ input, context }) =>
      command(context, (scope) => remindRaters(area, scope, input.id)),
    ),
    closeRound: os.closeRound.handler(({ input, context }) =>
      command(context, (scope) => closeRound(area, scope, input.id)),
    ),
    cancelRound: os.cancelRound.handler(({ input, context }) =>
      command(context, (scope) => cancelRound(area, scope, input)),
    ),
    takeRoundOver: os.takeRoundOver.handler(({ input, context }) =>
      command(context, (scope) => takeRoundOver(area, scope, input)),
    ),
    reopenRound: os.reopenRound.handler(({ input, context }) =>
      command(context, (scope) => reopenRound(area, scope, input)),
    ),
    readSheet: os.readSheet.handler(async ({ input, context }) => {
      const list = await behind(context, input.id)
      return read(context, (scope) => readSheet(area, scope, input.id, list.book))
    }),
    saveScores: os.saveScores.handler(({ input, context }) =>
      command(context, (scope) => saveScores(area, scope, input)),
    ),
    readRoundResults: os.readRoundResults.handler(async ({ input, context }) => {
      const list = await behind(context, input.id)
      return read(context, (scope) => readResults(area, scope, input.id, list))
    }),
    listRoundResults: os.listRoundResults.handler(({ input, context }) =>
      read(context, (scope) => listResultRows(scope, input)),
    ),
    readRoundInfluence: os.readRoundInfluence.handler(async ({ input, context }) => {
      const list = await behind(context, input.id)
      return read(context, (scope) => readInfluence(scope, input.id, list))
    }),
    settleScore: os.settleScore.handler(({ input, context }) =>
      command(context, (scope) => settleScore(area, scope, input)),
    ),
  }
}
