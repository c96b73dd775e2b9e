import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../client/index.ts'
import type { PlanHeader } from '../api.ts'

type Part = PlanHeader['sections'][number]['part']

/** What each part of the plan says; parts the plan lacks, or that are hidden from the reader, are not asked. */
export function useOverview(plan: PlanHeader) {
  const has = (part: Part) => plan.sections.some((section) => section.part === part)
  const input = inWorkspace({ planId: plan.id })
  return {
    statements: useQuery({ ...api.plans.readStatementsPart.queryOptions({ input }), enabled: has('statements') }),
    swot: useQuery({ ...api.plans.readSwot.queryOptions({ input }), enabled: has('swot') }),
    objectives: useQuery({ ...api.plans.readObjectives.queryOptions({ input }), enabled: has('objectives') }),
    buying: useQuery({ ...api.plans.readBuying.queryOptions({ input }), enabled: has('buying_process') }),
    actions: useQuery({ ...api.plans.readActions.queryOptions({ input }), enabled: has('actions') }),
    value: useQuery({ ...api.plans.readValue.queryOptions({ input }), enabled: has('value_cases') }),
  }
}

type Overview = ReturnType<typeof useOverview>
type DataOf<Key extends keyof Overview> = NonNullable<Overview[Key]['data']>
export type Statements = DataOf<'statements'>
export type Swot = DataOf<'swot'>
export type Objectives = DataOf<'objectives'>
export type Buying = DataOf<'buying'>
export type Actions = DataOf<'actions'>
export type Value = DataOf<'value'>
