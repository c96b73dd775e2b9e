import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { Definition, DefinitionContent } from '../types.ts'

/** All versions of what the program is, newest first. */
export function useDefinitions() {
  return useQuery(api.program.listDefinitions.queryOptions({ input: inWorkspace({}) }))
}

/** Two versions field by field; a draft is compared as it is stored. */
export function useComparison(after: Definition, before: string) {
  return useQuery(
    api.program.compareDefinitions.queryOptions({ input: inWorkspace({ id: after.id, before }), staleTime: 0 }),
  )
}

/** What came of a version; nothing comes of a draft. */
export function useResults(version: Definition) {
  return useQuery(api.program.readDefinitionResults.queryOptions({ input: inWorkspace({ id: version.id }) }))
}

/** After a change everything about the record is asked for anew. */
export function useRefreshRecord(): () => Promise<void> {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: api.program.key() })
}

export function useDraftDefinition() {
  const refresh = useRefreshRecord()
  return useMutation({
    mutationFn: () => client.program.draftDefinition(inWorkspace({})),
    onSuccess: refresh,
  })
}

/** Replaces what a draft says, unless somebody else changed it since. */
export function saveDefinition(errand: {
  readonly id: string
  readonly version: number
  readonly content: DefinitionContent
}): Promise<Definition> {
  const { id, version, content } = errand
  return client.program.changeDefinition(inWorkspace({ id, content }), { context: { version } })
}

export function rereadDefinition(id: string): Promise<Definition> {
  return client.program.readDefinition(inWorkspace({ id }))
}

export function usePublishDefinition() {
  const refresh = useRefreshRecord()
  return useMutation({
    mutationFn: ({ id, version }: Definition) =>
      client.program.publishDefinition(inWorkspace({ id }), { context: { version } }),
    onSuccess: refresh,
  })
}

export function useDeleteDefinition() {
  const refresh = useRefreshRecord()
  return useMutation({
    mutationFn: ({ id, version }: Definition) =>
      client.program.deleteDefinition(inWorkspace({ id }), { context: { version } }),
    onSuccess: refresh,
  })
}

/** Brings back a draft that was just thrown away. */
export async function restoreDefinition({ content }: Definition): Promise<Definition> {
  const { id, version } = await client.program.draftDefinition(inWorkspace({}))
  return saveDefinition({ id, version, content })
}
