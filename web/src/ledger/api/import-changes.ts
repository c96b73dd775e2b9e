import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../client/index.ts'
import type { ColumnTarget, ImportDetail, ImportFile, ImportKind } from '../types.ts'

/** Puts what the server answered in the place of what is shown, and asks for the lists anew. */
export function useAdoptImport(): (detail: ImportDetail) => void {
  const queryClient = useQueryClient()
  return (detail) => {
    const key = api.ledger.readImport.queryKey({ input: inWorkspace({ id: detail.id }) })
    queryClient.setQueryData(key, (known: ImportDetail | undefined) =>
      known && known.version > detail.version ? known : detail,
    )
    void queryClient.invalidateQueries({ queryKey: api.ledger.listImports.key() })
  }
}

/** After an import or an undo everything that rests on the ledger is asked for anew. */
export function useRefreshAfterRun(): () => void {
  const queryClient = useQueryClient()
  return () => void queryClient.invalidateQueries()
}

export function useStartImport() {
  return useMutation({ mutationFn: (source: string) => client.ledger.startImport(inWorkspace({ source })) })
}

export function useLoadSample() {
  const adopt = useAdoptImport()
  return useMutation({ mutationFn: () => client.ledger.loadSample(inWorkspace({})), onSuccess: adopt })
}

/** A correction of one file: how it is read, its kind, its sheet, its formats or the meaning of its columns. */
export interface Correction {
  readonly kind?: ImportKind
  readonly sheet?: string
  readonly reading?: Partial<Omit<ImportFile['reading'], 'isRemembered'>>
  readonly columns?: { column: number; target: ColumnTarget }[]
  readonly decimalFormat?: ImportFile['decimalFormat']
  readonly dateFormat?: ImportFile['dateFormat']
}

export interface MapRequest {
  readonly detail: ImportDetail
  readonly fileId: string
  readonly correction: Correction
}

/** Corrections go one after the other, each on what the one before has led to, so that nothing need be locked meanwhile. */
export function useMapFile() {
  const adopt = useAdoptImport()
  const queryClient = useQueryClient()
  return useMutation({
    scope: { id: 'ledger.mapFile' },
    mutationFn: ({ detail, fileId, correction }: MapRequest) => {
      const key = api.ledger.readImport.queryKey({ input: inWorkspace({ id: detail.id }) })
      const seen: ImportDetail | undefined = queryClient.getQueryData(key)
      return client.ledger.mapFile(inWorkspace({ id: detail.id, fileId, ...correction }), {
        context: { version: Math.max(detail.version, seen?.version ?? 0) },
      })
    },
    onSuccess: adopt,
    onError: () => void queryClient.invalidateQueries({ queryKey: api.ledger.readImport.key() }),
  })
}

export function useRemoveFile() {
  const adopt = useAdoptImport()
  return useMutation({
    mutationFn: ({ id, fileId }: { id: string; fileId: string }) =>
      client.ledger.removeFile(inWorkspace({ id, fileId })),
    onSuccess: adopt,
  })
}

const STEPS = {
  check: (id: string) => client.ledger.check(inWorkspace({ id })),
  apply: (id: string) => client.ledger.apply(inWorkspace({ id })),
  cancel: (id: string) => client.ledger.cancel(inWorkspace({ id })),
  undo: (id: string) => client.ledger.undo(inWorkspace({ id })),
} as const
export type ImportStep = keyof typeof STEPS

/** Check, import, cancel or undo. */
export function useImportStep() {
  const adopt = useAdoptImport()
  return useMutation({
    mutationFn: ({ id, step }: { id: string; step: ImportStep }) => STEPS[step](id),
    onSuccess: adopt,
  })
}
