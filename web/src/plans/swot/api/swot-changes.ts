import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, client, inWorkspace } from '../../../client/index.ts'
import { useKeptMutation } from '../../offline/use-kept-mutation.ts'
import { text } from '../text.ts'
import type { NewSwotItem, SwotItem } from '../types.ts'

/** What changes here shows on the overview, in pairs and in what was caused; after a refusal somebody was faster. */
function useRefreshPlans(): () => Promise<void> {
  const queryClient = useQueryClient()
  return useCallback(() => queryClient.invalidateQueries({ queryKey: api.plans.key() }), [queryClient])
}

/** Adds one item. */
export function useAddItem(planId: string) {
  const refresh = useRefreshPlans()
  return useKeptMutation<NewSwotItem, SwotItem>({
    deeds: (item) => [
      { route: 'addSwotItem', input: { planId, ...item }, version: null, label: text.keptItem(item.text) },
    ],
    onSuccess: () => void refresh(),
  })
}

/** Adds many items, all or none. */
export function useAddItems(planId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: (items: readonly NewSwotItem[]) =>
      client.plans.addSwotItems(inWorkspace({ planId, items: [...items] })),
    onSuccess: () => void refresh(),
  })
}

type ItemVersion = Pick<SwotItem, 'id' | 'version'>
type ItemChange = ItemVersion & { readonly changes: Partial<NewSwotItem> }

/** Changes some fields of an item; the others stay. */
export function useChangeItem(planId: string) {
  const refresh = useRefreshPlans()
  return useKeptMutation<ItemChange, SwotItem>({
    deeds: ({ id, version, changes }) => [
      {
        route: 'changeSwotItem',
        input: { planId, id, ...changes },
        version,
        label: text.keptItem(changes.text ?? text.keptFields),
      },
    ],
    onSettled: () => void refresh(),
  })
}

/** Says why an item no longer counts. */
export function useSettleItem(planId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: ({ id, version, reason }: ItemVersion & { readonly reason: string }) =>
      client.plans.settleSwotItem(inWorkspace({ planId, id, reason }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}

/** Lets a settled item count again. */
export function useReopenItem(planId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: ({ id, version }: ItemVersion) =>
      client.plans.reopenSwotItem(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}

/** Takes an item out. */
export function useRemoveItem(planId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: ({ id, version }: ItemVersion) =>
      client.plans.removeSwotItem(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}

/** Puts back what was taken out; works after the dialog that took it out is gone. */
export function usePutBackItem(planId: string) {
  const refresh = useRefreshPlans()
  return useCallback(
    async ({ id, version }: ItemVersion) => {
      await client.plans.putBackSwotItem(inWorkspace({ planId, id }), { context: { version } })
      await refresh()
    },
    [planId, refresh],
  )
}

/** Says why nothing is done about a pair. */
export function useDismissPair(planId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: (input: { readonly pairId: string; readonly reason: string }) =>
      client.plans.dismissTowsPair(inWorkspace({ planId, ...input })),
    onSettled: () => void refresh(),
  })
}

/** Proposes a dismissed pair again. */
export function useBringBackPair(planId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: ({ pairId, version }: { readonly pairId: string; readonly version: number }) =>
      client.plans.bringBackTowsPair(inWorkspace({ planId, pairId }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}
