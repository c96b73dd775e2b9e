import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../client/index.ts'

/** How many accounts there are, for the navigation; undefined until it is known. */
export function useAccountCount(): string | undefined {
  const state = useQuery({ ...api.ledger.state.queryOptions({ input: inWorkspace({}) }), staleTime: 60_000 })
  return state.data ? new Intl.NumberFormat().format(state.data.accounts) : undefined
}
