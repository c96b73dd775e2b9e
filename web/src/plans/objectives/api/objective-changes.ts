import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'

type Plans = typeof client.plans
type Sent<Route extends keyof Plans> = Omit<Parameters<Plans[Route]>[0], 'workspace' | 'planId'>
type Versioned<Input> = Input & { readonly version: number }

/** What changes here shows in other parts of the plan; after a refusal somebody was faster. */
function useDeed<Input, Output>(deed: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.plans.key() }),
  })
}

export function useCreateObjective(planId: string) {
  return useDeed((input: Sent<'createObjective'>) => client.plans.createObjective(inWorkspace({ planId, ...input })))
}

export function useChangeObjective(planId: string) {
  return useDeed(({ version, ...input }: Versioned<Sent<'changeObjective'>>) =>
    client.plans.changeObjective(inWorkspace({ planId, ...input }), { context: { version } }),
  )
}

export function useCloseObjective(planId: string) {
  return useDeed(({ version, ...input }: Versioned<Sent<'closeObjective'>>) =>
    client.plans.closeObjective(inWorkspace({ planId, ...input }), { context: { version } }),
  )
}

export function useDropObjective(planId: string) {
  return useDeed(({ version, ...input }: Versioned<Sent<'dropObjective'>>) =>
    client.plans.dropObjective(inWorkspace({ planId, ...input }), { context: { version } }),
  )
}

interface Place {
  readonly id: string
  readonly version: number
}

export function useReopenObjective(planId: string) {
  return useDeed(({ id, version }: Place) =>
    client.plans.reopenObjective(inWorkspace({ planId, id }), { context: { version } }),
  )
}

/** Takes something out of the part, with the way to put it back. */
export function useRemoval(planId: string, kind: 'Objective' | 'KeyResult' | 'Reading') {
  const remove = useDeed(
    async ({ id, version }: Place): Promise<Place> =>
      client.plans[`remove${kind}`](inWorkspace({ planId, id }), { context: { version } }).then(placeOf(id)),
  )
  const putBack = useDeed(
    async ({ id, version }: Place): Promise<Place> =>
      client.plans[`putBack${kind}`](inWorkspace({ planId, id }), { context: { version } }).then(placeOf(id)),
  )
  return { remove, putBack }
}

function placeOf(id: string) {
  return ({ version }: { readonly version: number }): Place => ({ id, version })
}

export function useCreateKeyResult(planId: string) {
  return useDeed((input: Sent<'createKeyResult'>) => client.plans.createKeyResult(inWorkspace({ planId, ...input })))
}

export function useChangeKeyResult(planId: string) {
  return useDeed(({ version, ...input }: Versioned<Sent<'changeKeyResult'>>) =>
    client.plans.changeKeyResult(inWorkspace({ planId, ...input }), { context: { version } }),
  )
}

export function useEnterReading(planId: string) {
  return useDeed((input: Sent<'enterReading'>) => client.plans.enterReading(inWorkspace({ planId, ...input })))
}

/** What the ledger gives for a source; asked, nothing is stored. */
export function useAskSource(planId: string) {
  return useMutation({
    mutationFn: (input: Sent<'askKeyResultSource'>) =>
      client.plans.askKeyResultSource(inWorkspace({ planId, ...input })),
  })
}
