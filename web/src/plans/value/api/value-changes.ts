import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { CaseContent } from '../case-draft.ts'
import type { DriverContent } from '../driver-draft.ts'
import type { Beneficiary, ValueCase, ValuePart } from '../types.ts'
import { valueOptions } from './value-queries.ts'

/** What is changed or taken out, with the version that was seen. */
export interface Place {
  readonly id: string
  readonly version: number
}

function withCase(part: ValuePart | undefined, saved: ValueCase): ValuePart | undefined {
  if (part === undefined) return undefined
  const isKnown = part.cases.some(({ id }) => id === saved.id)
  const cases = isKnown ? part.cases.map((one) => (one.id === saved.id ? saved : one)) : [...part.cases, saved]
  return { ...part, cases }
}

/** Shows the answer at once; the overview and the history of the plan are asked again. */
function useShowCase(planId: string) {
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.plans.key() })
  const show = (saved: ValueCase) => {
    queryClient.setQueryData(valueOptions(planId).queryKey, (part) => withCase(part, saved))
    void refresh()
    return saved
  }
  return { show, refresh }
}

/** Writes cases. Each answers the whole case with its figures. */
export function useCaseChanges(planId: string) {
  const { show } = useShowCase(planId)
  return {
    add: async (content: CaseContent & { readonly beneficiary: Beneficiary }, idempotencyKey: string) =>
      show(await client.plans.addValueCase(inWorkspace({ planId, ...content }), { context: { idempotencyKey } })),
    change: async ({ id, version }: Place, changes: Partial<CaseContent>) =>
      show(await client.plans.changeValueCase(inWorkspace({ planId, id, ...changes }), { context: { version } })),
  }
}

/** Writes drivers of a case. */
export function useDriverChanges(planId: string) {
  const { show } = useShowCase(planId)
  return {
    add: async (caseId: string, content: DriverContent, idempotencyKey: string) => {
      const input = inWorkspace({ planId, id: caseId, ...content })
      return show(await client.plans.addValueDriver(input, { context: { idempotencyKey } }))
    },
    change: async ({ id, version }: Place, changes: Partial<DriverContent>) =>
      show(await client.plans.changeValueDriver(inWorkspace({ planId, id, ...changes }), { context: { version } })),
  }
}

/** Takes a case out, and puts it back. Without a network it fails at once: nobody expects it to go later by itself. */
export function useCaseRemoval(planId: string) {
  const { show, refresh } = useShowCase(planId)
  const remove = useMutation({
    networkMode: 'always',
    mutationFn: ({ id, version }: Place) =>
      client.plans.removeValueCase(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: () => void refresh(),
  })
  const restore = async ({ id, version }: Place) =>
    show(await client.plans.restoreValueCase(inWorkspace({ planId, id }), { context: { version } }))
  return { remove, restore }
}

/** Takes a driver out of its case, and puts it back. */
export function useDriverRemoval(planId: string) {
  const { show, refresh } = useShowCase(planId)
  const remove = useMutation({
    networkMode: 'always',
    mutationFn: ({ id, version }: Place) =>
      client.plans.removeValueDriver(inWorkspace({ planId, id }), { context: { version } }),
    onSuccess: (answer) => void show(answer.case),
    onError: () => void refresh(),
  })
  const restore = async ({ id, version }: Place) =>
    show(await client.plans.restoreValueDriver(inWorkspace({ planId, id }), { context: { version } }))
  return { remove, restore }
}
