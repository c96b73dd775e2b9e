import type { PlanStatement, StatementSection, StatementsPart } from '@mainstay/contract/plans-statements'
import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

export type { PlanStatement, StatementSection, StatementsPart }
export type PlanField = StatementSection['section']['fields'][number]

/** Every section of statements and fields of a plan. */
export function statementsOptions(planId: string) {
  return api.plans.readStatementsPart.queryOptions({ input: inWorkspace({ planId }) })
}

export function useStatements(planId: string) {
  return useQuery(statementsOptions(planId))
}
