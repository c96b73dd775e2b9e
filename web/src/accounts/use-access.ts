import type { Permission } from '@mainstay/domain/accounts'
import { useQuery } from '@tanstack/react-query'
import { api, currentWorkspace } from '../client/index.ts'

/** What the person may see and do in the workspace in view. */
export interface Access {
  readonly isKnown: boolean
  /** Costs, margins and contribution; without it those fields are hidden, which is not the same as unknown. */
  readonly seesMargins: boolean
  readonly may: (permission: Permission) => boolean
  /** Reporting currency; empty until it is known. */
  readonly currency: string
}

/** The person's rights, from the session that every page shares. */
export function useAccess(): Access {
  const session = useQuery({ ...api.session.read.queryOptions({ input: {} }), staleTime: 60_000 })
  const workspace = session.data?.workspaces.find(({ slug }) => slug === currentWorkspace())
  const permissions = new Set<string>(workspace?.permissions)
  return {
    isKnown: workspace !== undefined,
    seesMargins: workspace?.seesMargins ?? false,
    may: (permission) => permissions.has(permission),
    currency: workspace?.reportingCurrency ?? '',
  }
}
