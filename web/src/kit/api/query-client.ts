import { QueryClient } from '@tanstack/react-query'
import { CODE_UNREACHABLE, toProblem } from './api-error.ts'

const MOST_RETRIES = 2
const FRESH_MILLISECONDS = 30_000
const LONGEST_WAIT_MILLISECONDS = 8_000

/** Whether asking again can help: the connection was lost or the server is busy, and we have not tried often. */
export function mayRetry(failures: number, error: unknown): boolean {
  if (failures >= MOST_RETRIES) return false
  const { status, code } = toProblem(error)
  return code === CODE_UNREACHABLE || status === 429 || status === 502 || status === 503 || status === 504
}

/** The cache of server answers. Changes are never sent twice by themselves. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: mayRetry,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, LONGEST_WAIT_MILLISECONDS),
        staleTime: FRESH_MILLISECONDS,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  })
}
