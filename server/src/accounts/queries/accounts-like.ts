import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'

/** Escapes what LIKE would read as a pattern. */
export function escapeLike(query: string): string {
  return query.replace(/[\\%_]/g, (character) => `\\${character}`)
}

/** What a text contains that has the words somewhere in it, as accounts are searched. */
export function likePattern(query: string): string {
  return `%${escapeLike(query.toLowerCase())}%`
}

/** Accounts with a text in their name, code or city: by id while they are few, else by what to look for. */
export type NamedAccounts =
  | { readonly kind: 'few'; readonly ids: readonly string[] }
  | { readonly kind: 'many'; readonly pattern: string }

const FEW = 4_000

/** The visible accounts that contain the words. */
export async function findNamed(scope: ReadScope, query: string): Promise<NamedAccounts> {
  const pattern = likePattern(query)
  const { rows } = await sql<{ id: string }>`
    select l.id from mainstay.accounts_like(${pattern}, ${FEW + 1}) l (id)`.execute(scope.db)
  return rows.length > FEW ? { kind: 'many', pattern } : { kind: 'few', ids: rows.map((row) => row.id) }
}
