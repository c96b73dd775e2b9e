import type { Permission } from '@mainstay/domain/accounts'
import { useQuery } from '@tanstack/react-query'
import { api, type client, currentWorkspace } from '../client/index.ts'

export type Session = Awaited<ReturnType<typeof client.session.read>>

export interface Access {
  readonly person: Session['person']
  /** The workspace in view; undefined outside any, and until the session is known. */
  readonly workspace: Session['workspaces'][number] | undefined
  readonly workspaces: Session['workspaces']
  readonly databaseNotice: string | null
  /** May this person do that here? Only for leaving out what would be refused: the server decides. */
  readonly may: (permission: Permission) => boolean
}

/** What the person in front of the screen may do in the workspace in view. */
export function useAccess(): Access {
  const { data } = useQuery(api.session.read.queryOptions())
  const workspaces = data?.workspaces ?? []
  const workspace = workspaces.find(({ slug }) => slug === currentWorkspace())
  return {
    person: data?.person ?? null,
    workspace,
    workspaces,
    databaseNotice: data?.databaseNotice ?? null,
    may: (permission) => workspace?.permissions.includes(permission) ?? false,
  }
}
