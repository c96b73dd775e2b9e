import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo } from 'react'
import { currentWorkspace, type Session, sessionOptions } from '../../client/index.ts'
import type { AreaModule } from '../../kit/routing/area-module.ts'
import { paths } from '../../paths.ts'
import { useChangeFeed } from '../feed/use-change-feed.ts'
import { type FrameSession, FrameSessionContext } from '../frame-session.ts'
import { watchSignedOut } from './guard.ts'
import { leaveFor } from './leave.ts'
import { mayOpenAddress } from './may-open.ts'
import { pageCommands, useSessionCommands } from './session-commands.tsx'
import { useSignOut } from './use-sign-out.ts'
import { inWorkspaceAddress } from './where-to.ts'

function switchWorkspace(queryClient: QueryClient, slug: string): void {
  queryClient.clear()
  leaveFor(inWorkspaceAddress(slug, '/'))
}

function useFrameSessionOf(session: Session | undefined): FrameSession | null {
  const queryClient = useQueryClient()
  const onSignOut = useSignOut()
  const slug = currentWorkspace()
  // biome-ignore lint/correctness/useExhaustiveDependencies: signing out is the same deed whichever render made it
  return useMemo(() => {
    const workspace = session?.workspaces.find((candidate) => candidate.slug === slug)
    if (!session?.person || !workspace) return null
    return {
      workspaceName: workspace.name,
      userName: session.person.name,
      workspaces: session.workspaces.map(({ slug: itsSlug, name }) => ({ slug: itsSlug, name })),
      onSwitchWorkspace: (chosen) => switchWorkspace(queryClient, chosen),
      onCreateWorkspace: () => leaveFor(paths.newWorkspace()),
      onSignOut,
      mayOpen: (entry) => mayOpenAddress(entry.href, workspace.permissions),
    }
  }, [session, slug, queryClient])
}

/** Around all pages: who is signed in, what they may open, and what others change meanwhile. */
export function FrameSessionProvider({ areas, children }: { areas: readonly AreaModule[]; children: ReactNode }) {
  const queryClient = useQueryClient()
  const { data } = useQuery(sessionOptions())
  const session = useFrameSessionOf(data)
  useEffect(() => watchSignedOut(queryClient), [queryClient])
  useChangeFeed(session === null ? undefined : currentWorkspace())
  const permissions = data?.workspaces.find(({ slug }) => slug === currentWorkspace())?.permissions
  const pages = useMemo(() => (permissions ? pageCommands(areas, permissions) : []), [areas, permissions])
  useSessionCommands(session, pages)
  return <FrameSessionContext value={session}>{children}</FrameSessionContext>
}
