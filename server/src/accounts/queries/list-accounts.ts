import type { accountSort } from '@mainstay/contract/accounts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AccountAnswer, companiesInGroups, presentAccount, selectAccountsAlone } from './account-rows.ts'
import { findNamed, type NamedAccounts } from './accounts-like.ts'

export interface ListAccountsInput {
  readonly query?: string | undefined
  readonly segment?: string | undefined
  readonly country?: string | undefined
  readonly unit?: string | undefined
  readonly groupId?: string | undefined
  readonly sort: z.infer<typeof accountSort>
  readonly cursor?: string | undefined
  readonly limit: number
}

const SORTS = {
  name: { expression: sql<string>`lower(a.name)`, key: (row: AccountAnswer) => row.name.toLowerCase() },
  code: { expression: sql<string>`a.code`, key: (row: AccountAnswer) => row.code },
  created: { expression: sql<string>`a.id`, key: (row: AccountAnswer) => row.id },
} as const

function conditions(scope: ReadScope, input: Portion, named: NamedAccounts | null) {
  return [
    sql<boolean>`a.workspace_id = ${scope.workspaceId}`,
    ...(named?.kind === 'few' ? [sql<boolean>`a.id = any(${named.ids}::bigint[])`] : []),
    ...(named?.kind === 'many' ? [sql<boolean>`a.search_text like ${named.pattern}`] : []),
    ...(input.segment ? [sql<boolean>`a.segment = ${input.segment}`] : []),
    ...(input.country ? [sql<boolean>`a.country = ${input.country}`] : []),
    ...(input.unit ? [sql<boolean>`a.unit = ${input.unit}`] : []),
    ...(input.groupId ? [sql<boolean>`a.group_id = ${input.groupId}`] : []),
  ]
}

type Portion = Omit<ListAccountsInput, 'cursor' | 'limit'>

interface Place {
  readonly cursor: string | undefined
  readonly limit: number
}

async function readPage(
  scope: ReadScope,
  input: Portion,
  { cursor, limit, named }: Place & { named: NamedAccounts | null },
) {
  const descending = input.sort.startsWith('-')
  const name = input.sort.replace('-', '') as keyof typeof SORTS
  const order = SORTS[name]
  const after = decodeCursor(cursor, input.sort, [name === 'created' ? 'id' : 'text', 'id'])
  let query = selectAccountsAlone(scope)
  for (const filter of conditions(scope, input, named)) query = query.where(filter)
  if (after) {
    const key = name === 'created' ? sql`${after[0]}::bigint` : sql`${after[0]}`
    const comparison = descending ? sql.raw('<') : sql.raw('>')
    query = query.where(sql<boolean>`(${order.expression}, a.id) ${comparison} (${key}, ${after[1]}::bigint)`)
  }
  const direction = descending ? 'desc' : 'asc'
  const found = await query
    .orderBy(order.expression, direction)
    .orderBy('a.id', direction)
    .limit(limit + 1)
    .execute()
  const companies = await companiesInGroups(
    scope,
    found.map((row) => row.group_id),
  )
  const rows = found.map((row) => presentAccount({ ...row, companies: companies.get(row.group_id) ?? null }))
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page,
    nextCursor: rows.length > limit && last ? encodeCursor(input.sort, [order.key(last), last.id]) : null,
  }
}

/** One page of accounts in any order, with the number of all that match. */
export async function listAccounts(scope: ReadScope, input: ListAccountsInput) {
  const named = input.query ? await findNamed(scope, input.query) : null
  const page = await readPage(scope, input, { cursor: input.cursor, limit: input.limit, named })
  const { rows: counts } = await sql<{
    total: string
  }>`select count(*) as total from mainstay.account a where ${sql.join(conditions(scope, input, named), sql` and `)}`.execute(
    scope.db,
  )
  return { ...page, total: Number(counts[0]?.total ?? 0) }
}

/** All that match, in their order; read in portions so that memory stays flat. */
export async function* everyAccount(scope: ReadScope, input: Portion): AsyncGenerator<AccountAnswer> {
  const named = input.query ? await findNamed(scope, input.query) : null
  let cursor: string | undefined
  do {
    const page = await readPage(scope, input, { cursor, limit: EXPORT_PORTION, named })
    yield* page.rows
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

const EXPORT_PORTION = 5_000
