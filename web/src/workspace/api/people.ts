import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type client, inWorkspace } from '../../client/index.ts'

export type Member = Awaited<ReturnType<typeof client.workspace.listMembers>>['rows'][number]
export type Invitation = Awaited<ReturnType<typeof client.workspace.listInvitations>>['rows'][number]

const PAGE = 100

/** Everybody in the workspace, page by page. */
export function useMembers() {
  return useInfiniteQuery(
    api.workspace.listMembers.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

/** Invitations that nobody has taken up yet. */
export function useInvitations(isAllowed: boolean) {
  return useInfiniteQuery(
    api.workspace.listInvitations.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      enabled: isAllowed,
    }),
  )
}

function useSettle() {
  const queryClient = useQueryClient()
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: api.workspace.key() }),
      queryClient.invalidateQueries({ queryKey: api.session.read.key() }),
    ])
}

/** A change to one member; carries the version that was seen. */
export function useChangeMember(version: number) {
  const onSuccess = useSettle()
  return useMutation(api.workspace.changeMember.mutationOptions({ context: { version }, onSuccess }))
}

export function useInvite() {
  const onSuccess = useSettle()
  return useMutation(api.workspace.invite.mutationOptions({ onSuccess }))
}

export function useWithdraw() {
  const onSuccess = useSettle()
  return useMutation(api.workspace.revokeInvitation.mutationOptions({ onSuccess }))
}

export function useEndSessions() {
  return useMutation(api.workspace.revokeSessions.mutationOptions())
}

/** Approves or declines the mail address that a member asked for. */
export function useDecideEmail() {
  const onSuccess = useSettle()
  return useMutation(api.workspace.decideEmailChange.mutationOptions({ onSuccess }))
}

export function useResetLink() {
  const onSuccess = useSettle()
  return useMutation(api.workspace.resetPassword.mutationOptions({ onSuccess }))
}
