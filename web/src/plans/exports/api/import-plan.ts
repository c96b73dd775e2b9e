import type { PlanImportAnswer } from '@mainstay/contract/plans-exports'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, doorPath } from '../../../client/index.ts'

export type { PlanImportAnswer }

export interface ImportOrder {
  readonly accountCode: string
  /** The file as it was read. */
  readonly content: string
  readonly title: string
}

async function send(door: 'plan-imports' | 'plan-imports/preview', order: ImportOrder): Promise<PlanImportAnswer> {
  const query = new URLSearchParams({
    account: order.accountCode,
    ...(order.title === '' ? {} : { title: order.title }),
  })
  const reply = await fetch(`${doorPath(door)}?${query.toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: order.content,
  })
  const body: unknown = await reply.json()
  if (!reply.ok) throw body
  return body as PlanImportAnswer
}

/** What the file would make. The name of the file stands for its content: it is read anew when it is chosen anew. */
export function useImportPreview(order: ImportOrder | null, chosenAt: number) {
  return useQuery({
    queryKey: [...api.plans.key(), 'import', order?.accountCode, chosenAt],
    queryFn: () => {
      if (order === null) throw new Error('asked without a file')
      return send('plan-imports/preview', order)
    },
    enabled: order !== null,
  })
}

export function useImportPlan() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (order: ImportOrder) => send('plan-imports', order),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.plans.key() }),
  })
}
