import { contract } from '@mainstay/contract/contract'
import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { currentWorkspace } from './workspace.ts'

/** What a call may carry beside its input. */
export interface CallContext {
  /** Version the person saw; sent as If-Match with every change of one resource. */
  readonly version?: number
  /** The same for every sending of one change, where it may have to be sent again much later. */
  readonly idempotencyKey?: string
}

/** Names this tab, so that the change feed does not announce its own changes back to it. */
export const tabId = crypto.randomUUID()

/** The link reads plain JSON only; a refusal comes as problem+json, which is the same in another wrapping. */
async function fetchAsJson(request: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await globalThis.fetch(request, init)
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response
  const headers = new Headers(response.headers)
  headers.set('content-type', 'application/json')
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

const link = new OpenAPILink<CallContext>(contract, {
  url: () => `${window.location.origin}/api`,
  fetch: (request, init) => fetchAsJson(request, init),
  headers: ({ context }, _path, _input) => ({
    'x-mainstay-tab': tabId,
    // One key per call: a repeated send of the same call is executed once.
    'idempotency-key': context.idempotencyKey ?? crypto.randomUUID(),
    ...(context.version === undefined ? {} : { 'if-match': `"${context.version}"` }),
  }),
  customErrorResponseBodyDecoder: (body, response) => {
    const problem = body as { code?: string; detail?: string } | null
    return new ORPCError(problem?.code ?? 'unexpected', {
      status: response.status,
      message: problem?.detail ?? '',
      data: body,
    })
  },
})

/** Every route of the contract as a function. Prefer `api` in components. */
export const client: JsonifiedClient<ContractRouterClient<typeof contract, CallContext>> = createORPCClient(link)

/** Query and mutation options for every route: `useQuery(api.accounts.list.queryOptions({ input: inWorkspace({ ... }) }))`. */
export const api = createTanstackQueryUtils(client)

/** Adds the workspace in view to the input of a call. */
export function inWorkspace<Input extends object>(input: Input): Input & { workspace: string } {
  return { ...input, workspace: currentWorkspace() }
}
