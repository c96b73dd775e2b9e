import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { Firmness } from '../types.ts'

const LOOK_EVERY_MILLISECONDS = 400
const KEEP_MILLISECONDS = 60_000

export interface FirmnessQuestion {
  /** Undefined: the criteria in force. */
  readonly criteriaSetId?: string | undefined
  /** Undefined: the weights of the set. */
  readonly weights?: Readonly<Record<string, number>> | undefined
  /** Undefined: the places of the tiers. */
  readonly places?: number | undefined
  readonly draws: number
}

export interface FirmnessState {
  /** The answer; the one to an earlier question while `isOld`. */
  readonly firmness: Firmness | undefined
  readonly isOld: boolean
  /** How far the work is; null when nothing is under way. */
  readonly progress: { readonly share: number; readonly step: string; readonly isWaiting: boolean } | null
  /** Why there is no answer to this question. */
  readonly failure: { readonly kind: 'error'; readonly error: unknown } | { readonly kind: 'stopped' } | null
  /** In the words of the server, where the work itself failed. */
  readonly failureMessage: string | null
  readonly askAgain: () => void
  readonly stop: () => void
}

/**
 * How firm the list is, for a question that may change while the answer is on its way: asking anew stops the earlier
 * question, and its answer stays on screen, marked as old, until the new one is there.
 */
export function useFirmness(question: FirmnessQuestion, isWanted = true): FirmnessState {
  const queryClient = useQueryClient()
  const { criteriaSetId, weights, places, draws } = question
  const asked = useQuery({
    queryKey: [...api.selection.askFirmness.key(), { criteriaSetId, weights, places, draws }],
    queryFn: ({ signal }) =>
      client.selection.askFirmness(
        inWorkspace({
          draws,
          ...(criteriaSetId === undefined ? {} : { criteriaSetId }),
          ...(weights === undefined ? {} : { weights: { ...weights } }),
          ...(places === undefined ? {} : { places }),
        }),
        { signal },
      ),
    enabled: isWanted,
    gcTime: KEEP_MILLISECONDS,
  })
  const runId = asked.data?.id
  const watched = useQuery({
    ...api.selection.readRun.queryOptions({ input: inWorkspace({ id: runId ?? '' }) }),
    enabled: runId !== undefined && asked.data?.status !== 'done',
    refetchInterval: ({ state }) => (isUnderWay(state.data?.status ?? 'queued') ? LOOK_EVERY_MILLISECONDS : false),
    gcTime: KEEP_MILLISECONDS,
  })
  const run = watched.data?.id === runId ? watched.data : asked.data
  const answered = useQuery({
    ...api.selection.readFirmness.queryOptions({ input: inWorkspace({ id: runId ?? '' }) }),
    enabled: runId !== undefined && run?.status === 'done',
    placeholderData: keepPreviousData,
    gcTime: KEEP_MILLISECONDS,
  })
  const cancel = useMutation({
    mutationFn: (id: string) => client.selection.cancelRun(inWorkspace({ id })),
    onSettled: () => void watched.refetch(),
  })
  const error = asked.error ?? watched.error ?? (run?.status === 'done' ? answered.error : null)
  const isStopped = run?.status === 'cancelled'
  return {
    firmness: answered.data,
    isOld: answered.isPlaceholderData || answered.data?.id !== runId,
    progress:
      run && isUnderWay(run.status)
        ? { share: run.progress, step: run.step, isWaiting: run.status === 'queued' }
        : null,
    failure: error ? { kind: 'error', error } : isStopped || run?.status === 'failed' ? { kind: 'stopped' } : null,
    failureMessage: run?.failure?.message ?? null,
    askAgain: () => void queryClient.resetQueries({ queryKey: api.selection.askFirmness.key() }),
    stop: () => {
      if (runId !== undefined) cancel.mutate(runId)
    },
  }
}

function isUnderWay(status: string): boolean {
  return status === 'queued' || status === 'running'
}
