import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, inWorkspace } from '../../client/index.ts'

const LOOK_MILLISECONDS = 700

export type SampleStep = 'idle' | 'loading' | 'computing' | 'failed' | 'done'

function stepOf(isWanted: boolean, status: string | undefined, isComputing: boolean): SampleStep {
  if (!isWanted) return 'idle'
  if (status === 'failed' || status === 'cancelled') return 'failed'
  if (status !== 'applied') return 'loading'
  return isComputing ? 'computing' : 'done'
}

/** Loads the sample company and follows it until the figures are worked out. */
export function useSample(onDone: () => void) {
  const queryClient = useQueryClient()
  const [importId, setImportId] = useState<string | null>(null)
  const start = useMutation(api.ledger.loadSample.mutationOptions({ onSuccess: ({ id }) => setImportId(id) }))
  const run = useQuery(
    api.ledger.readImport.queryOptions({
      input: inWorkspace({ id: importId ?? '' }),
      enabled: importId !== null,
      refetchInterval: ({ state }) => (state.data?.status === 'applied' ? false : LOOK_MILLISECONDS),
    }),
  )
  const isApplied = run.data?.status === 'applied'
  const ledger = useQuery(
    api.ledger.state.queryOptions({
      input: inWorkspace({}),
      enabled: isApplied,
      // The answer from before the sample says nothing about it.
      staleTime: 0,
      gcTime: 0,
      refetchInterval: LOOK_MILLISECONDS,
    }),
  )
  const isComputing = ledger.data === undefined || ledger.data.isComputing || ledger.data.lines === 0
  const step = stepOf(importId !== null, run.data?.status, isComputing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: leads on once, when the step is reached
  useEffect(() => {
    if (step !== 'done') return
    void queryClient.invalidateQueries()
    onDone()
  }, [step])
  return {
    step: start.isError ? ('failed' as const) : start.isPending ? ('loading' as const) : step,
    refusal: run.data?.failure ? `${run.data.failure.message} ${run.data.failure.remedy}` : null,
    error: start.error,
    progress: run.data?.progress ?? null,
    start: () => {
      setImportId(null)
      start.mutate(inWorkspace({}))
    },
  }
}
