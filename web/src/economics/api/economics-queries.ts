import type { accountEconomics, growthBridge, period } from '@mainstay/contract/economics'
import { keepPreviousData } from '@tanstack/react-query'
import type { z } from 'zod'
import { api, type client, inWorkspace } from '../../client/index.ts'
import { askedQuestion, type Question } from '../question.ts'

export type AccountEconomics = z.infer<typeof accountEconomics>
export type GrowthBridge = z.infer<typeof growthBridge>
export type CostToServe = Awaited<ReturnType<typeof client.economics.readCostToServe>>
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

/** Pools, what of their capacity found an account, and the activities behind it; for people who see margins. */
export function costToServeOptions(question: Question) {
  const input = inWorkspace(askedQuestion(question))
  return { ...api.economics.readCostToServe.queryOptions({ input }), placeholderData: keepPreviousData }
}

/** What the ledger holds: the months to choose from, whether costs are known. */
export function ledgerStateOptions() {
  return { ...api.ledger.state.queryOptions({ input: inWorkspace({}) }), staleTime: 15_000 }
}
