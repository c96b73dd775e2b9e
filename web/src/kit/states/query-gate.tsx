import type { ReactNode } from 'react'
import { StateFailed, StateLoading, type StateLoadingProps } from './states.tsx'

/** The part of a TanStack Query result that decides which state to show. */
export interface GateQuery<Data> {
  readonly data: Data | undefined
  readonly error: unknown
  readonly refetch: () => unknown
}

export interface QueryGateProps<Data> {
  readonly query: GateQuery<Data>
  readonly loading?: StateLoadingProps['shape']
  readonly children: (data: Data) => ReactNode
}

/** Shows the content when it is there, and the designed state while it is not. Old data stays on screen while new is fetched. */
export function QueryGate<Data>({ query, loading = 'lines', children }: QueryGateProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <StateFailed error={query.error} onRetry={() => void query.refetch()} />
  return <StateLoading shape={loading} />
}
