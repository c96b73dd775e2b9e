import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { BridgeKind, GoalPlace } from '../types.ts'
import { goalsOptions } from './goal-queries.ts'

export interface GoalWish extends GoalPlace {
  readonly amount: string | null
  readonly version: number
}

/** Sets goals, all or none; the answer is the whole part. */
export function useSetGoals(planId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (goals: readonly GoalWish[]) => client.plans.setPlanGoals(inWorkspace({ planId, goals: [...goals] })),
    onSuccess: (part) => queryClient.setQueryData(goalsOptions(planId).queryKey, part),
    onError: () => queryClient.invalidateQueries({ queryKey: goalsOptions(planId).queryKey }),
  })
}

export interface EntryContent {
  readonly amount: string
  readonly note: string
  readonly source: string
}

function useEntryDeed<Input, Output>(deed: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.plans.readPlanGoals.key() }),
  })
}

export function useAddEntry(planId: string) {
  return useEntryDeed((input: GoalPlace & EntryContent & { readonly kind: BridgeKind }) =>
    client.plans.addBridgeEntry(inWorkspace({ planId, ...input })),
  )
}

interface EntryPlace {
  readonly id: string
  readonly version: number
}

export function useChangeEntry(planId: string) {
  return useEntryDeed(({ id, version, amount, note, source }: EntryPlace & EntryContent) =>
    client.plans.changeBridgeEntry(inWorkspace({ planId, id, amount, note, source }), { context: { version } }),
  )
}

/** Takes an entry out, and puts it back. */
export function useEntryRemoval(planId: string) {
  const remove = useEntryDeed(({ id, version }: EntryPlace) =>
    client.plans.removeBridgeEntry(inWorkspace({ planId, id }), { context: { version } }),
  )
  const restore = useEntryDeed(({ id, version }: EntryPlace) =>
    client.plans.restoreBridgeEntry(inWorkspace({ planId, id }), { context: { version } }),
  )
  return { remove, restore }
}
