import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, inWorkspace } from '../../client/index.ts'

const MOST_PEOPLE = 200

/** People who can be put on a team. */
export function membersOptions() {
  return api.workspace.listMembers.queryOptions({ input: inWorkspace({ limit: MOST_PEOPLE }) })
}

export function useAssignTeamMember() {
  const queryClient = useQueryClient()
  return useMutation(
    api.accounts.assignTeamMember.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.accounts.key() }),
    }),
  )
}

export function useRemoveTeamMember() {
  const queryClient = useQueryClient()
  return useMutation(
    api.accounts.removeTeamMember.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.accounts.key() }),
    }),
  )
}
