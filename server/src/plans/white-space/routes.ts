import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findPlan, requirePart, type StoredPlan } from '../plan-store.ts'
import { fillCells } from './fill-cells.ts'
import { addHeadings, changeHeading, orderHeadings, removeHeading, restoreHeading } from './headings.ts'
import { pasteCells } from './paste-cells.ts'
import { proposeHeadings } from './proposal.ts'
import { readWhiteSpacePart } from './read-white-space.ts'
import { setCells } from './write-cells.ts'

async function planToRead(scope: ReadScope, planId: string): Promise<StoredPlan> {
  const plan = await findPlan(scope, planId)
  await requirePart(scope, plan, 'white_space')
  return plan
}

export function whiteSpaceHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    readWhiteSpace: os.readWhiteSpace.handler(({ input, context }) =>
      read(context, async (scope) => readWhiteSpacePart(scope, await planToRead(scope, input.planId))),
    ),
    readWhiteSpaceProposal: os.readWhiteSpaceProposal.handler(({ input, context }) =>
      read(context, async (scope) => proposeHeadings(scope, await planToRead(scope, input.planId))),
    ),
    addWhiteSpaceHeadings: os.addWhiteSpaceHeadings.handler(({ input, context }) =>
      command(context, (scope) => addHeadings(scope, input)),
    ),
    orderWhiteSpaceHeadings: os.orderWhiteSpaceHeadings.handler(({ input, context }) =>
      command(context, (scope) => orderHeadings(scope, input)),
    ),
    changeWhiteSpaceHeading: os.changeWhiteSpaceHeading.handler(({ input, context }) =>
      command(context, (scope) => changeHeading(scope, input)),
    ),
    removeWhiteSpaceHeading: os.removeWhiteSpaceHeading.handler(({ input, context }) =>
      command(context, (scope) => removeHeading(scope, input, area.now())),
    ),
    restoreWhiteSpaceHeading: os.restoreWhiteSpaceHeading.handler(({ input, context }) =>
      command(context, (scope) => restoreHeading(scope, input)),
    ),
    setWhiteSpaceCells: os.setWhiteSpaceCells.handler(({ input, context }) =>
      command(context, (scope) => setCells(scope, input)),
    ),
    pasteWhiteSpaceCells: os.pasteWhiteSpaceCells.handler(({ input, context }) =>
      command(context, (scope) => pasteCells(scope, input)),
    ),
    fillWhiteSpace: os.fillWhiteSpace.handler(({ input, context }) =>
      command(context, (scope) => fillCells(scope, input)),
    ),
  }
}
