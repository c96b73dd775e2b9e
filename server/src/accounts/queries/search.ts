import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import { escapeLike, likePattern } from './accounts-like.ts'

/** One or two letters would be in nearly every name: they are looked for where a word begins, in scripts that have words. */
const BEGINNING_OF_WORD = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{S}]{1,2}$/u

/** Accounts and members by any part of name, code or city; what begins with the words comes first. */
export async function search(scope: ReadScope, input: { readonly query: string; readonly limit: number }) {
  const pattern = likePattern(input.query)
  const beginning = pattern.slice(1)
  const codes = [...new Set([input.query.toLowerCase(), input.query.toUpperCase()])].map(
    (code) => `${escapeLike(code)}%`,
  )
  const part = BEGINNING_OF_WORD.test(input.query) ? `% ${beginning}` : pattern
  const accounts = await sql<{ id: string; code: string; name: string; city: string | null; country: string | null }>`
    select a.id, a.code, a.name, a.city, a.country
    from mainstay.find_accounts(${beginning}, ${codes}, ${part}, ${input.limit}) with ordinality as f (id, place)
    join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = f.id
    order by f.place`.execute(scope.db)
  const people = await scope.db
    .selectFrom('mainstay.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .select(['p.id as personId', 'p.name', 'p.email'])
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.status', '=', 'active')
    .where(sql<boolean>`mainstay.folded(p.name || ' ' || p.email) like ${pattern}`)
    .orderBy('p.name')
    .limit(Math.min(input.limit, 5))
    .execute()
  return { accounts: accounts.rows, people }
}

/** Values of the columns people filter by, with how many accounts have each. */
export async function listFacets(scope: ReadScope) {
  const { rows } = await sql<{ facet: 'segments' | 'countries' | 'units'; value: string; accounts: string }>`
    select f.facet, f.value, count(*) as accounts from mainstay.account a
    cross join lateral (values ('segments', a.segment), ('countries', a.country), ('units', a.unit)) as f(facet, value)
    where a.workspace_id = ${scope.workspaceId} and f.value is not null
    group by f.facet, f.value order by count(*) desc, f.value limit 600`.execute(scope.db)
  const of = (facet: string) =>
    rows
      .filter((row) => row.facet === facet)
      .slice(0, 200)
      .map((row) => ({ value: row.value, accounts: Number(row.accounts) }))
  return { segments: of('segments'), countries: of('countries'), units: of('units') }
}
