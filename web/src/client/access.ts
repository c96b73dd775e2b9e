import type { Permission } from '@mainstay/domain/accounts'
import { useQuery } from '@tanstack/react-query'
import { api, type client } from './client.ts'
import { currentWorkspace } from './workspace.ts'

/** Who is signed in and where they may go. */
export type Session = Awaited<ReturnType<typeof client.session.read>>

/** What a person may see and do in the workspace in view. */
export interface Access {
  /** False outside any workspace, and until the session has answered. */
  readonly isKnown: boolean
  readonly person: Session['person']
  readonly workspace: Session['workspaces'][number] | undefined
  /** Costs, margins and contribution; without it those fields are hidden, which is not the same as unknown. */
  readonly seesMargins: boolean
  /** Only for leaving out what would be refused: the server decides. */
  readonly may: (permission: Permission) => boolean
  /** Reporting currency; empty until it is known. */
  readonly currency: string
  /** What the administrator should know about the database; null when all is well. */
  readonly databaseNotice: string | null
}

/** The question every page asks first; one answer for all. */
export function sessionOptions() {
  return api.session.read.queryOptions()
}

/** The rights a session gives in the workspace in view. */
export function accessOf(session: Session | undefined): Access {
  const slug = currentWorkspace()
  const workspace = session?.workspaces.find((candidate) => candidate.slug === slug)
  return {
    isKnown: workspace !== undefined,
    person: session?.person ?? null,
    workspace,
    seesMargins: workspace?.seesMargins ?? false,
    may: (permission) => workspace?.permissions.includes(permission) ?? false,
    currency: workspace?.reportingCurrency ?? '',
    databaseNotice: session?.databaseNotice ?? null,
  }
}

/** What the person in front of the screen may see and do in the workspace in view. */
export function useAccess(): Access {
  return accessOf(useQuery(sessionOptions()).data)
}
