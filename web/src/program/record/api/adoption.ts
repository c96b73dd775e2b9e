import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

/** How far the program is adopted, assessed anew at every look. */
export function useAdoption() {
  return useQuery(api.program.readAdoption.queryOptions({ input: inWorkspace({}), staleTime: 0 }))
}
