import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

/** Does size decide under a criteria set (without one: those in force), and for these accounts? */
export function useSizeGuard(question: {
  readonly criteriaSetId?: string | undefined
  readonly accountIds?: readonly string[]
}) {
  const { criteriaSetId, accountIds = [] } = question
  return useQuery(
    api.selection.guardSize.queryOptions({
      input: inWorkspace({
        accountIds: [...accountIds],
        ...(criteriaSetId === undefined ? {} : { criteriaSetId }),
      }),
    }),
  )
}
