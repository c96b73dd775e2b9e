import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'

type Routes = typeof client.plans
export type Rule = Awaited<ReturnType<Routes['listPlanRules']>>['rows'][number]
export type RuleTest = Awaited<ReturnType<Routes['testPlanRule']>>['test']
export type RuleRun = Awaited<ReturnType<Routes['listPlanRuleRuns']>>['rows'][number]
export type RuleContent = Omit<Parameters<Routes['createPlanRule']>[0], 'workspace'>

const PAGE = 20
const FIRST = undefined as string | undefined

export function useRules() {
  return useQuery(api.plans.listPlanRules.queryOptions({ input: inWorkspace({}) }))
}

/** When a rule ran, and what came of it, the latest first. */
export function useRuleRuns(id: string) {
  return useInfiniteQuery(
    api.plans.listPlanRuleRuns.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ id, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: FIRST,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

/** Asks again; also after a refusal, for somebody may have been faster. */
function useRefresh() {
  const queryClient = useQueryClient()
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: api.plans.listPlanRules.key() }),
      queryClient.invalidateQueries({ queryKey: api.plans.listPlanRuleRuns.key() }),
    ])
}

/** Drafts a rule, or changes the one given at the version given. */
export function useSaveRule() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({
      content,
      over,
    }: {
      readonly content: RuleContent
      readonly over: Pick<Rule, 'id' | 'version'> | null
    }) =>
      over === null
        ? client.plans.createPlanRule(inWorkspace(content))
        : client.plans.changePlanRule(inWorkspace({ ...content, id: over.id }), { context: { version: over.version } }),
    onSettled: refresh,
  })
}

export function useTestRule() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, version }: Pick<Rule, 'id' | 'version'>) =>
      client.plans.testPlanRule(inWorkspace({ id }), { context: { version } }),
    onSettled: refresh,
  })
}

export function useSwitchRule() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ rule, isOn }: { readonly rule: Pick<Rule, 'id' | 'version'>; readonly isOn: boolean }) =>
      client.plans.switchPlanRule(inWorkspace({ id: rule.id, isOn }), { context: { version: rule.version } }),
    onSettled: refresh,
  })
}

export function useMoveRule(move: 'removePlanRule' | 'restorePlanRule') {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, version }: Pick<Rule, 'id' | 'version'>) =>
      client.plans[move](inWorkspace({ id }), { context: { version } }),
    onSettled: refresh,
  })
}

export async function readRule(id: string): Promise<Rule | undefined> {
  return (await client.plans.listPlanRules(inWorkspace({}))).rows.find((rule) => rule.id === id)
}
