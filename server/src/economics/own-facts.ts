import { sql } from 'kysely'
import { type AreaContext, systemActorOf } from '../platform/area.ts'
import { noOrigin, type WriteScope } from '../platform/use-case.ts'
import { lockLedgerRevision, prepareForBulk } from './fact-store.ts'
import { sumLedger } from './ledger-sums.ts'
import { type FigureQuestion, settleQuestion } from './period.ts'
import { addSubjectMonths, countMonths, gatherCompanyMonths } from './subject-months.ts'

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

/** What summing the whole ledger found: its last day, and the default question whose months lie gathered by company. */
export interface RebuiltFacts {
  readonly lastDay: string | null
  readonly gathered: FigureQuestion | null
}

/**
 * Sums the whole ledger anew into fresh tables without an index, one half of the lines here and the other over a second
 * connection, and puts them in the place of the old ones. Each connection gathers the months of its companies from what
 * it has just written; all of them lie here at the end.
 */
export async function rebuildOwnFacts(area: AreaContext, scope: WriteScope): Promise<RebuiltFacts> {
  const middle = await findMiddle(scope)
  const question = await expectedQuestion(scope)
  const beginnings = middle === null ? [FIRST] : [FIRST, middle]
  const first = fillPart(scope, question, [FIRST, middle ?? LAST])
  const halves = [first]
  if (middle !== null)
    halves.push(
      area.useCases.command(scope.actor, noOrigin, async (other) => {
        const part = await fillPart(other, question, [middle, LAST])
        await first
        if (question) await addSubjectMonths(other, scope)
        return part
      }),
    )
  const settled = await Promise.allSettled(halves)
  const parts = settled.map((half) => {
    if (half.status === 'rejected') throw half.reason
    return half.value
  })
  if (question) await countMonths(scope)
  await sql`select mainstay.take_facts_parts(${parts.map(({ name }) => name)}::regclass[], ${beginnings}::bigint[])`.execute(
    scope.db,
  )
  const lastDay = parts.reduce<string | null>(
    (last, part) => (last === null || (part.lastDay ?? '') > last ? part.lastDay : last),
    null,
  )
  return { lastDay, gathered: question }
}

/** The question that will be answered next, by what the ledger says of its last day. */
async function expectedQuestion(scope: WriteScope): Promise<FigureQuestion | null> {
  const { rows } = await sql<{ last: string | null }>`
    select s.last_date as last from mainstay.ledger_state s where s.workspace_id = ${scope.workspaceId}`.execute(
    scope.db,
  )
  const last = rows[0]?.last
  return last ? settleQuestion({ basis: 'company' }, last) : null
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

async function fillPart(
  scope: WriteScope,
  question: FigureQuestion | null,
  accounts: readonly [from: string, to: string],
): Promise<FactsPart> {
  await prepareForBulk(scope)
  const { rows } = await sql<{ name: string }>`
    select mainstay.begin_facts_part(${accounts[0]}::bigint, ${accounts[1]}::bigint) as name`.execute(scope.db)
  const name = rows[0]?.name
  if (!name) throw new Error('a table for facts was made without a name')
  const lastDay = await sumLedger(scope, { table: sql.raw(name), span: 'everything', accounts })
  if (question) await gatherCompanyMonths(scope, question, name)
  await sql`select mainstay.finish_facts_part(${name}::regclass)`.execute(scope.db)
  return { name, lastDay }
}
