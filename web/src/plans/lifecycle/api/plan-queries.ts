import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, type client, inWorkspace } from '../../../client/index.ts'

type Routes = typeof client.plans
export type PlanRow = Awaited<ReturnType<Routes['listPlans']>>['rows'][number]
export type PlanProposal = Awaited<ReturnType<Routes['proposePlan']>>
export type PlanChange = Awaited<ReturnType<Routes['listPlanChanges']>>['rows'][number]
type ListInput = Parameters<Routes['listPlans']>[0]
export type PlanSort = NonNullable<ListInput['sort']>
export type PlanListQuestion = Omit<ListInput, 'workspace' | 'cursor' | 'limit'>

const PAGE = 60
const FIRST = undefined as string | undefined
const nextOf = (page: { readonly nextCursor: string | null }) => page.nextCursor ?? undefined

/** Plans, page by page. */
export function usePlans(question: PlanListQuestion) {
  return useInfiniteQuery({
    ...api.plans.listPlans.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ ...question, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
    }),
    placeholderData: keepPreviousData,
  })
}

/** The plans of one account, the open ones first to be looked at. */
export function usePlansOf(accountId: string, isWanted = true) {
  return useQuery({
    ...api.plans.listPlans.queryOptions({ input: inWorkspace({ accountId, status: 'open' as const, limit: 20 }) }),
    enabled: isWanted,
  })
}

/** Plans another one may hang below. */
export function useOpenPlans(query: string, isWanted: boolean) {
  return useQuery({
    ...api.plans.listPlans.queryOptions({
      input: inWorkspace({
        status: 'open' as const,
        sort: 'title' as const,
        limit: 50,
        ...(query === '' ? {} : { query }),
      }),
    }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  })
}

export interface ProposalQuestion {
  readonly accountId: string
  readonly parentId?: string
  readonly scope?: string
  readonly templateId?: string
  readonly startMonth?: string
  readonly periodKind: 'year' | 'quarter'
  readonly count?: number
}

/** What a plan of the account would begin with. */
export function useProposal(question: ProposalQuestion | null) {
  return useQuery({
    ...api.plans.proposePlan.queryOptions({
      input: inWorkspace({ periodKind: 'year' as const, accountId: '0', ...question }),
    }),
    enabled: question !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** Every plan above and below one. */
export function usePlanTree(id: string, isWanted: boolean) {
  return useQuery({ ...api.plans.readPlanTree.queryOptions({ input: inWorkspace({ id }) }), enabled: isWanted })
}

/** Who did what in a plan, newest first. */
export function usePlanChanges(id: string) {
  return useQuery(api.plans.listPlanChanges.queryOptions({ input: inWorkspace({ id, limit: 8 }) }))
}

/** The tiers that accounts can be filtered by. */
export function useTierKeys() {
  return useQuery({ ...api.selection.readTiers.queryOptions({ input: inWorkspace({}) }), staleTime: 60_000 })
}

/** Deleted drafts that whoever asks can put back. */
export function useDeletedDrafts() {
  return useQuery(api.plans.listDeletedDrafts.queryOptions({ input: inWorkspace({}) }))
}
