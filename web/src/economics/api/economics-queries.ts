import type { accountEconomics, period } from '@mainstay/contract/economics'
import type { z } from 'zod'
import { api, inWorkspace } from '../../client/index.ts'
import { askedQuestion, type Question } from '../question.ts'

export type AccountEconomics = z.infer<typeof accountEconomics>
export type Period = z.infer<typeof period>

/** What an account earns us in the period asked for. */
export function accountEconomicsOptions(accountId: string, question: Question) {
  return api.economics.readAccount.queryOptions({ input: inWorkspace({ id: accountId, ...askedQuestion(question) }) })
}

/** What the ledger holds: the months to choose from, whether costs are known. */
export function ledgerStateOptions() {
  return { ...api.ledger.state.queryOptions({ input: inWorkspace({}) }), staleTime: 15_000 }
}
