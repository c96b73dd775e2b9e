import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, type client, doorPath, inWorkspace } from '../../client/index.ts'

export type AuditEntry = Awaited<ReturnType<typeof client.workspace.listAudit>>['rows'][number]

export interface AuditFilters {
  readonly subjectType?: string | undefined
  readonly subjectId?: string | undefined
  readonly accountId?: string | undefined
}

function given(filters: AuditFilters): { subjectType?: string; subjectId?: string; accountId?: string } {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''))
}

/** Who changed what, newest first, page by page. */
export function useAudit(filters: AuditFilters) {
  return useInfiniteQuery(
    api.workspace.listAudit.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ limit: 100, ...given(filters), ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

/** Address of the file with every entry that matches. */
export function auditFileHref(filters: AuditFilters, format: 'csv' | 'xlsx'): string {
  return `${doorPath('audit/export')}?${new URLSearchParams({ format, ...given(filters) }).toString()}`
}

/** Computes every seal anew, which takes a while on a long record: only when somebody asks. */
export function useVerification(isAsked: boolean) {
  return useQuery(
    api.workspace.verifyAudit.queryOptions({
      input: inWorkspace({}),
      enabled: isAsked,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
    }),
  )
}
