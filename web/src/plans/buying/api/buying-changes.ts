import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { BuyingPart, NewBuyingStep, Purchase, PurchaseEnd } from '../types.ts'
import { buyingOptions } from './buying-queries.ts'

type Plans = typeof client.plans
type WithoutPlace<Input> = Omit<Input, 'workspace' | 'planId'>
export type NewPurchase = WithoutPlace<Parameters<Plans['beginPurchase']>[0]>
export type PurchaseChange = Omit<WithoutPlace<Parameters<Plans['changePurchase']>[0]>, 'id'>
export type StepChange = Partial<Omit<NewBuyingStep, 'side'>>
/** A step to add: what is left out begins empty. */
export type StepWish = Pick<NewBuyingStep, 'side' | 'title'> & Partial<NewBuyingStep>

interface Seen {
  readonly id: string
  readonly version: number
}

export interface PurchaseEnding {
  readonly status: PurchaseEnd
  readonly on: string
  readonly reason: string
}

/** Puts an answered purchase into what the page shows, without waiting for the whole part. */
function showPurchase(queryClient: QueryClient, planId: string, purchase: Purchase): void {
  queryClient.setQueryData(buyingOptions(planId).queryKey, (part: BuyingPart | undefined) => {
    if (!part) return part
    const isKnown = part.purchases.some(({ id }) => id === purchase.id)
    const purchases = part.purchases.map((known) => (known.id === purchase.id ? purchase : known))
    return { ...part, purchases: isKnown ? purchases : [purchase, ...purchases] }
  })
}

/** The calls that change purchases and steps; what they answer shows at once, and everything that hangs on it is asked again. */
export function useBuyingCalls(planId: string) {
  const queryClient = useQueryClient()
  return useMemo(() => callsOf(queryClient, planId), [queryClient, planId])
}

export type BuyingCalls = ReturnType<typeof callsOf>

function callsOf(queryClient: QueryClient, planId: string) {
  const here = <Input extends object>(input: Input) => inWorkspace({ planId, ...input })
  const refresh = () => void queryClient.invalidateQueries({ queryKey: api.plans.key() })
  /** Also after a refusal: somebody was faster, perhaps. */
  const done = async <Answer>(call: Promise<Answer>, show?: (answer: Answer) => void): Promise<Answer> => {
    try {
      const answer = await call
      show?.(answer)
      return answer
    } finally {
      refresh()
    }
  }
  const shown = (call: Promise<Purchase>) => done(call, (purchase) => showPurchase(queryClient, planId, purchase))
  return {
    /** What the page shows of the part, with the versions that a change is built on. */
    known: () => queryClient.getQueryData(buyingOptions(planId).queryKey),
    begin: (wish: NewPurchase) => shown(client.plans.beginPurchase(here(wish))),
    change: ({ id, version }: Seen, change: PurchaseChange) =>
      shown(client.plans.changePurchase(here({ id, ...change }), { context: { version } })),
    end: ({ id, version }: Seen, end: PurchaseEnding) =>
      shown(client.plans.endPurchase(here({ id, ...end }), { context: { version } })),
    reopen: ({ id, version }: Seen) => shown(client.plans.reopenPurchase(here({ id }), { context: { version } })),
    remove: ({ id, version }: Seen) => done(client.plans.removePurchase(here({ id }), { context: { version } })),
    restore: ({ id, version }: Seen) => shown(client.plans.restorePurchase(here({ id }), { context: { version } })),
    keepTemplate: (id: string, name: string) => done(client.plans.keepBuyingTemplate(here({ id, name }))),
    archiveTemplate: (id: string) => done(client.plans.archiveBuyingTemplate(here({ id }))),
    restoreTemplate: (id: string) => done(client.plans.restoreBuyingTemplate(here({ id }))),
    /** Sent once more under the same key they are there once, also where only the answer was lost. */
    addSteps: (id: string, steps: readonly StepWish[], idempotencyKey: string = crypto.randomUUID()) =>
      shown(client.plans.addBuyingSteps(here({ id, steps: [...steps] }), { context: { idempotencyKey } })),
    changeStep: ({ id, version }: Seen, change: StepChange) =>
      shown(client.plans.changeBuyingStep(here({ id, ...change }), { context: { version } })),
    orderStep: ({ id, version }: Seen, beforeId: string | null) =>
      shown(client.plans.orderBuyingStep(here({ id, beforeId }), { context: { version } })),
    removeStep: ({ id, version }: Seen) =>
      done(client.plans.removeBuyingStep(here({ id }), { context: { version } }), ({ purchase }) =>
        showPurchase(queryClient, planId, purchase),
      ),
    restoreStep: ({ id, version }: Seen) =>
      shown(client.plans.restoreBuyingStep(here({ id }), { context: { version } })),
  }
}

/**
 * One of the calls for a form or a button. Without a network it fails at once and says so: how the two sides fit is the
 * server's to say, so nothing of it waits in the browser.
 */
export function useBuyingDeed<Input, Answer>(deed: (input: Input) => Promise<Answer>) {
  return useMutation({ networkMode: 'always', mutationFn: deed })
}
