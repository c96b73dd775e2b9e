import type { QueryClient } from '@tanstack/react-query'
import { api, type client } from '../../client/index.ts'

/** Who is signed in and where they may go. */
export type Session = Awaited<ReturnType<typeof client.session.read>>
export type WorkspaceAccess = Session['workspaces'][number]

/** The question every page asks first; one answer for all. */
export function sessionOptions() {
  return api.session.read.queryOptions()
}

/** The session as last known, asked for when it is not. */
export function readSession(queryClient: QueryClient): Promise<Session> {
  return queryClient.ensureQueryData(sessionOptions())
}
