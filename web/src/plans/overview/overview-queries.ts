import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../client/index.ts'
import type { PlanHeader } from '../api.ts'

type Part = PlanHeader['sections'][number]['part']

/** What each part of the plan says; parts the plan lacks, or that are hidden from the reader, are not asked. */
export function useOverview(plan: PlanHeader) {
  const has = (part: Part) => plan.sections.some((section) => section.part === part)
  const input = inWorkspace({ planId: plan.id })
  const { readStatementsPart, readSwot, readObjectives, readBuying, readActions, readValue } = api.plans
  const asked = (part: Part) => ({ enabled: has(part) })
  return {
    statements: ifThere(
      useQuery({ ...readStatementsPart.queryOptions({ input }), ...asked('statements') }),
      has('statements'),
    ),
    swot: ifThere(useQuery({ ...readSwot.queryOptions({ input }), ...asked('swot') }), has('swot')),
    objectives: ifThere(
      useQuery({ ...readObjectives.queryOptions({ input }), ...asked('objectives') }),
      has('objectives'),
    ),
    buying: ifThere(
      useQuery({ ...readBuying.queryOptions({ input }), ...asked('buying_process') }),
      has('buying_process'),
    ),
    actions: ifThere(useQuery({ ...readActions.queryOptions({ input }), ...asked('actions') }), has('actions')),
    value: ifThere(useQuery({ ...readValue.queryOptions({ input }), ...asked('value_cases') }), has('value_cases')),
  }
}

/** A part that the plan had a moment ago is still known, or was just refused: neither is shown any more. */
function ifThere<Data>(query: UseQueryResult<Data>, isThere: boolean) {
  return {
    data: isThere ? query.data : undefined,
    error: isThere ? query.error : null,
    isLoading: isThere && query.isLoading,
    refetch: query.refetch,
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
