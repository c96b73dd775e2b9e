import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, doorPath, inWorkspace, tabId } from '../../client/index.ts'

export type MasterSlide = NonNullable<Awaited<ReturnType<typeof client.plans.readMasterSlide>>['masterSlide']>

export function useMasterSlide(isWanted = true) {
  return useQuery({
    ...api.plans.readMasterSlide.queryOptions({ input: inWorkspace({}) }),
    enabled: isWanted,
  })
}

function useRefresh() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: api.plans.readMasterSlide.key() })
}

export function useGiveMasterSlide() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (file: File) => {
      const address = `${doorPath('plan-master-slide')}?${new URLSearchParams({ name: file.name }).toString()}`
      const reply = await fetch(address, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', 'x-mainstay-tab': tabId },
        body: file,
      })
      if (!reply.ok) throw await reply.json()
    },
    onSettled: refresh,
  })
}

export function useRemoveMasterSlide() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (version: number) => client.plans.removeMasterSlide(inWorkspace({}), { context: { version } }),
    onSettled: refresh,
  })
}
