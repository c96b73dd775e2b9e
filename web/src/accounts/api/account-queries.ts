import type { account, accountDetail, accountReference, teamMember } from '@mainstay/contract/accounts'
import type { z } from 'zod'
import { api, doorPath, inWorkspace } from '../../client/index.ts'

export type Account = z.infer<typeof account>
export type AccountDetail = z.infer<typeof accountDetail>
export type AccountReference = z.infer<typeof accountReference>
export type TeamMember = z.infer<typeof teamMember>

/** Filters of the list of accounts, as the address keeps them. */
export interface AccountListQuestion {
  readonly query?: string | undefined
  readonly segment?: string | undefined
  readonly country?: string | undefined
  readonly unit?: string | undefined
  readonly sort: 'name' | '-name' | 'code' | '-code' | 'created' | '-created'
}

const PAGE = 100
const MOST_FOUND = 12

/** An object without the fields that are undefined: the contract tells "absent" from "given". */
export function defined<Input extends object>(input: Input): { [Key in keyof Input]: Exclude<Input[Key], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined && value !== '')) as {
    [Key in keyof Input]: Exclude<Input[Key], undefined>
  }
}

export function accountListOptions(question: AccountListQuestion) {
  return api.accounts.list.infiniteOptions({
    input: (cursor: string | undefined) => inWorkspace(defined({ ...question, limit: PAGE, cursor })),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** Address of the file with every account that matches, in the order in view. */
export function accountFileHref(question: AccountListQuestion, format: 'csv' | 'xlsx'): string {
  return `${doorPath('accounts/export')}?${new URLSearchParams({ format, ...defined({ ...question }) }).toString()}`
}

export function accountOptions(accountId: string) {
  return api.accounts.read.queryOptions({ input: inWorkspace({ id: accountId }) })
}

export function facetsOptions() {
  return { ...api.accounts.facets.queryOptions({ input: inWorkspace({}) }), staleTime: 60_000 }
}

/** Accounts whose name, code or city holds the words. */
export function searchOptions(query: string) {
  return {
    ...api.accounts.search.queryOptions({ input: inWorkspace({ query, limit: MOST_FOUND }) }),
    enabled: query.trim() !== '',
  }
}
