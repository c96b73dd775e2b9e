import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../client/index.ts'

type Routes = typeof client.plans
export type Template = Awaited<ReturnType<Routes['readPlanTemplate']>>
export type Section = Template['sections'][number]
export type Field = Section['fields'][number]
export type TemplateContent = Pick<Template, 'name' | 'tier' | 'kind' | 'sections'>

export function useTemplates() {
  return useQuery(api.plans.listPlanTemplates.queryOptions({ input: inWorkspace({}) }))
}

/** Asks for the templates again; also after a refusal, for somebody may have been faster. */
export function useRefreshTemplates() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: api.plans.listPlanTemplates.key() })
}

export function readTemplate(id: string): Promise<Template> {
  return client.plans.readPlanTemplate(inWorkspace({ id }))
}

export function saveTemplate(
  ask: TemplateContent & { readonly id: string; readonly version: number },
): Promise<Template> {
  const { version, ...content } = ask
  return client.plans.changePlanTemplate(inWorkspace({ ...content }), { context: { version } })
}

/** A draft of a template of its own: new, or a copy. */
export function useDraftTemplate() {
  const refresh = useRefreshTemplates()
  return useMutation({
    mutationFn: (ask: { readonly name: string; readonly kind: Template['kind']; readonly copyOf: string | null }) =>
      ask.copyOf === null
        ? client.plans.draftPlanTemplate(inWorkspace({ name: ask.name, kind: ask.kind, sections: [] }))
        : client.plans.copyPlanTemplate(inWorkspace({ id: ask.copyOf, name: ask.name })),
    onSettled: () => void refresh(),
  })
}

export function useReviseTemplate() {
  const refresh = useRefreshTemplates()
  return useMutation({
    mutationFn: (id: string) => client.plans.revisePlanTemplate(inWorkspace({ id })),
    onSettled: () => void refresh(),
  })
}

export function useMoveTemplate(move: 'activatePlanTemplate' | 'archivePlanTemplate') {
  const refresh = useRefreshTemplates()
  return useMutation({
    mutationFn: ({ id, version }: Pick<Template, 'id' | 'version'>) =>
      client.plans[move](inWorkspace({ id }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}
