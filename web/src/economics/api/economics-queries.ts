import type { accountEconomics, growthBridge, period } from '@mainstay/contract/economics'
import type { z } from 'zod'
import { api, inWorkspace } from '../../client/index.ts'
import { askedQuestion, type Question } from '../question.ts'

export type AccountEconomics = z.infer<typeof accountEconomics>
export type GrowthBridge = z.infer<typeof growthBridge>
export type Period = z.infer<typeof period>

/** What an account earns us in the period asked for. */
export function accountEconomicsOptions(accountId: string, question: Question) {
  return api.economics.readAccount.queryOptions({ input: inWorkspace({ id: accountId, ...askedQuestion(question) }) })
}

/** Why the net revenue of an account changed since the period before. */
export function accountBridgeOptions(accountId: string, period: Period) {
  return api.economics.readGrowthBridge.queryOptions({
    input: inWorkspace({ id: accountId, ...askedQuestion(period) }),
  })
}

/** What the ledger holds: the months to choose from, whether costs are known. */
export function ledgerStateOptions() {
  return { ...api.ledger.state.queryOptions({ input: inWorkspace({}) }), staleTime: 15_000 }
}
