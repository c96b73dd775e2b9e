import { useQuery } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { ValuePart } from '../types.ts'

export function valueOptions(planId: string) {
  return api.plans.readValue.queryOptions({ input: inWorkspace({ planId }) })
}

/** Value cases of a plan with their drivers and what they come to. */
export function useValue(planId: string) {
  return useQuery(valueOptions(planId))
}

/** The part as it is at this moment, not as it was when the page asked last. */
export function readValueNow(planId: string): Promise<ValuePart> {
  return client.plans.readValue(inWorkspace({ planId }))
}
