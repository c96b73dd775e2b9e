import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../client/index.ts'
import type { ImportStatus } from '../types.ts'

const PAGE = 50
const LOOK_EVERY_MILLISECONDS = 700
const RUNNING: readonly ImportStatus[] = ['checking', 'applying', 'undoing']

/** Whether the server is at work on it. */
export function isRunning(status: ImportStatus): boolean {
  return RUNNING.includes(status)
}

/** One import; while the server is at work on it, looked at every moment. */
export function useImport(id: string) {
  return useQuery({
    ...api.ledger.readImport.queryOptions({ input: inWorkspace({ id }) }),
    enabled: id !== '',
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.status) ? LOOK_EVERY_MILLISECONDS : false),
  })
}

/** Imports, newest first; looked at again while one of them runs. */
export function useImports() {
  return useInfiniteQuery({
    ...api.ledger.listImports.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ rows }) => rows.some(({ status }) => isRunning(status))) ? 2_000 : false,
  })
}

/** Kinds of files and the fields of each. */
export function useImportKinds() {
  return useQuery(api.ledger.kinds.queryOptions({ input: inWorkspace({}), staleTime: Number.POSITIVE_INFINITY }))
}

/** What the ledger holds and how old it is. */
export function useLedgerState() {
  return useQuery({
    ...api.ledger.state.queryOptions({ input: inWorkspace({}) }),
    refetchInterval: ({ state }) => (state.data?.isComputing ? 2_000 : false),
  })
}

/** What an undo would do now; counted anew whenever somebody asks. */
export function useUndoPreview(id: string) {
  return useQuery(api.ledger.previewUndo.queryOptions({ input: inWorkspace({ id }), staleTime: 0, gcTime: 0 }))
}

/** Space that uploaded files take; only for those who may bring files in. */
export function useImportStorage() {
  return useQuery(api.ledger.storage.queryOptions({ input: inWorkspace({}) }))
}
