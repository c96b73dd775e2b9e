import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { removeMaster, showMaster } from './master-slide-store.ts'

export function masterSlideHandlers() {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    readMasterSlide: os.readMasterSlide.handler(({ context }) =>
      read(context, async (scope) => ({ masterSlide: await showMaster(scope) })),
    ),
    removeMasterSlide: os.removeMasterSlide.handler(({ context }) =>
      command(context, async (scope) => ({ masterSlide: await removeMaster(scope) })),
    ),
  }
}
