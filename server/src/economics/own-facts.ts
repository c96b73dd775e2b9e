import { sql } from 'kysely'
import { type AreaContext, systemActorOf } from '../platform/area.ts'
import { noOrigin, type WriteScope } from '../platform/use-case.ts'
import { lockLedgerRevision, prepareForBulk } from './fact-store.ts'
import { sumLedger } from './ledger-sums.ts'

const FIRST = '-9223372036854775808'
const LAST = '9223372036854775807'
/** Somebody works in the table that small ledgers share. */
const LOCKED = '55P03'

/** Gives a workspace with a large ledger tables of its own for its account months. False where it has to share one. */
export async function openOwnFacts(area: AreaContext, workspaceId: number): Promise<boolean> {
  const system = await systemActorOf(area.pool, workspaceId)
  try {
    return await area.useCases.command(system, noOrigin, async (scope) => {
      await lockLedgerRevision(scope)
      const { rows } = await sql<{ isOpen: boolean }>`select mainstay.open_own_facts() as "isOpen"`.execute(scope.db)
      return rows[0]?.isOpen ?? false
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === LOCKED) return false
    throw error
  }
}

/**
 * Sums the whole ledger anew into fresh tables without an index, one half of the lines here and the other over a second
 * connection, and puts them in the place of the old ones. Says the last day with lines.
 */
export async function rebuildOwnFacts(area: AreaContext, scope: WriteScope): Promise<string | null> {
  const middle = await findMiddle(scope)
  const beginnings = middle === null ? [FIRST] : [FIRST, middle]
  const halves = [fillPart(scope, [FIRST, middle ?? LAST])]
  if (middle !== null)
    halves.push(area.useCases.command(scope.actor, noOrigin, (other) => fillPart(other, [middle, LAST])))
  const settled = await Promise.allSettled(halves)
  const parts = settled.map((half) => {
    if (half.status === 'rejected') throw half.reason
    return half.value
  })
  await sql`select mainstay.take_facts_parts(${parts.map(({ name }) => name)}::regclass[], ${beginnings}::bigint[])`.execute(
    scope.db,
  )
  return parts.reduce<string | null>(
    (last, { lastDay }) => (last === null || (lastDay ?? '') > last ? lastDay : last),
    null,
  )
}

/** Percent of the pages of the ledger that are looked at: of a small ledger, a hundredth may be none. */
const SAMPLES = [1, 100]

/** The account that has about half of the lines before it, by a look at a hundredth of them. */
async function findMiddle(scope: WriteScope): Promise<string | null> {
  for (const percent of SAMPLES) {
    const { rows } = await sql<{ middle: string | null }>`
      select percentile_disc(0.5) within group (order by l.account_id) as middle
      from mainstay.invoice_line l tablesample system (${percent}) where l.workspace_id = ${scope.workspaceId}`.execute(
      scope.db,
    )
    if (rows[0]?.middle) return rows[0].middle
  }
  return null
}

interface FactsPart {
  readonly name: string
  readonly lastDay: string | null
}

async function fillPart(scope: WriteScope, accounts: readonly [from: string, to: string]): Promise<FactsPart> {
  await prepareForBulk(scope)
  const { rows } = await sql<{ name: string }>`
    select mainstay.begin_facts_part(${accounts[0]}::bigint, ${accounts[1]}::bigint) as name`.execute(scope.db)
  const name = rows[0]?.name
  if (!name) throw new Error('a table for facts was made without a name')
  const lastDay = await sumLedger(scope, { table: sql.raw(name), span: 'everything', accounts })
  await sql`select mainstay.finish_facts_part(${name}::regclass)`.execute(scope.db)
  return { name, lastDay }
}
