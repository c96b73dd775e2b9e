import { asKnownOn, type Noting, seededRandom } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestProgram } from '../../test/program.ts'
import { groupsOn } from '../accounts/index.ts'
import { type KnownKind, rowsKnownOn } from '../ledger/index.ts'
import { systemActorOf } from '../platform/area.ts'
import type { ReadScope } from '../platform/use-case.ts'
import { walletsKnownBy } from './wallets-known-by.ts'

const THINGS = 120
const IMPORTS = 24
const day = (number: number) => `2024-03-${String(number).padStart(2, '0')}`
/** Two or three imports a day, on every second day from the 2nd on. */
const dayOfImport = (number: number) => day(2 * Math.ceil(number / 2.4))
const ASKED = Array.from({ length: 24 }, (_, index) => day(index + 1))

/** A thing's imports, the first perhaps none because it was always there, with a value for each state. */
interface History {
  readonly code: string
  readonly imports: readonly (number | null)[]
}

const random = seededRandom(20_261_122)
const draw = (choices: number) => Math.floor(random() * choices)

function aHistory(index: number): History {
  const numbers = new Set(Array.from({ length: draw(5) }, () => 1 + draw(IMPORTS)))
  const imports = [...numbers].sort((a, b) => a - b)
  return { code: `K${index}`, imports: imports.length === 0 || draw(3) === 0 ? [null, ...imports] : imports }
}

const histories = Array.from({ length: THINGS }, (_, index) => aHistory(index))
const notingsOf = ({ imports }: History): Noting<number>[] =>
  imports.map((number, value) => ({ notedOn: number === null ? null : dayOfImport(number), value }))

let program: TestProgram
let workspaceId: number
beforeAll(async () => {
  program = await createTestProgram()
  workspaceId = await program.createWorkspace('known-on')
  await writeBooks()
}, 60_000)
afterAll(() => program.stop())

const run = (text: string, values: readonly unknown[] = []) =>
  program.database.superuser.query(text, [workspaceId, ...values])

async function writeBooks(): Promise<void> {
  await run(
    `with next as (select n, nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id from generate_series(0, $2::integer - 1) n)
     insert into mainstay.account (workspace_id, id, code, name, group_id, created_at) select $1, x.id, 'K' || x.n, 'Company ' || x.n, x.id, '2024-01-01' from next x`,
    [THINGS],
  )
  await run(
    `insert into mainstay.import (workspace_id, id, number, status, actor_kind, person_id, person_name, applied_at)
     select $1, gen_random_uuid(), n, 'applied', 'person', 'p', 'P', x.day::date + interval '1 hour' + n * interval '1 minute'
     from unnest($2::text[]) with ordinality x (day, n)`,
    [Array.from({ length: IMPORTS }, (_, index) => dayOfImport(index + 1))],
  )
  for (const history of histories) {
    const last = history.imports.length - 1
    await run(
      `with company as (select a.id from mainstay.account a where a.workspace_id = $1 and a.code = $2), line as (
         insert into mainstay.invoice_line (workspace_id, account_id, invoice_date, invoice_no, line_no, currency, net_amount, import_number)
         select $1, c.id, '2023-06-01', $2, '1', 'USD', $3::integer, $4 from company c), called as (
         insert into mainstay.activity_count (workspace_id, account_id, activity_code, month, quantity, import_number)
         select $1, c.id, 'CALL', '2023-06-01', $3::integer, $4 from company c)
       insert into mainstay.wallet_estimate (workspace_id, account_id, year, base, currency, estimated_on, import_number)
       select $1, c.id, 2023, $3::integer, 'USD', ${estimated('$3::integer')}, $4 from company c`,
      [history.code, last, history.imports[last]],
    )
    for (let state = 0; state < last; state += 1) await keepState(history, state)
  }
}

/** The first state of a wallet and every third after it were estimated on a day that lies among those asked about. */
const estimated = (state: string) => `case when ${state} % 3 = 0 then date '2024-03-12' else date '2023-06-01' end`
const estimatedOn = (state: number) => (state % 3 === 0 ? '2024-03-12' : '2023-06-01')

/** What an import leaves behind of a state that it replaces. */
async function keepState(history: History, state: number): Promise<void> {
  await run(
    `insert into mainstay.ledger_change (workspace_id, import_number, kind, row_key, before, changed_at)
     select $1, i.number, x.kind, $2, x.before || jsonb_build_object('import_number', $4::integer), i.applied_at
     from mainstay.import i, lateral (
       select 'invoice_lines' as kind, to_jsonb(l) || jsonb_build_object('net_amount', $3::integer) as before from mainstay.invoice_line l where l.workspace_id = $1 and l.invoice_no = $2
       union all select 'activity_counts', to_jsonb(c) || jsonb_build_object('quantity', $3::integer) from mainstay.activity_count c
         join mainstay.account a on a.workspace_id = c.workspace_id and a.id = c.account_id where c.workspace_id = $1 and a.code = $2
       union all select 'wallet_estimates', to_jsonb(w) || jsonb_build_object('base', $3::integer, 'estimated_on', ${estimated('$3::integer')}) from mainstay.wallet_estimate w
         join mainstay.account a on a.workspace_id = w.workspace_id and a.id = w.account_id where w.workspace_id = $1 and a.code = $2) x
     where i.workspace_id = $1 and i.number = $5`,
    [history.code, state, history.imports[state], history.imports[state + 1]],
  )
}

async function read<T>(work: (scope: ReadScope) => Promise<T>): Promise<T> {
  return program.program.useCases.read(await systemActorOf(program.database.pool, workspaceId), work)
}

/** The states that a kind's rows read on a day, by company; those that read as they do now are left out. */
async function statesOn(kind: KnownKind, asked: string): Promise<Record<string, number>> {
  const value = sql.raw(kind === 'invoice_lines' ? 'r.net_amount' : 'r.quantity')
  const { rows } = await read((scope) =>
    sql<{ code: string; value: string }>`
      select a.code, ${value} as value from (${rowsKnownOn(scope, kind, asked)}) r
      join mainstay.account a on a.workspace_id = ${workspaceId} and a.id = r.account_id`.execute(scope.db),
  )
  return Object.fromEntries(rows.map((row) => [row.code, Number(row.value)]))
}

function expectedStates(asked: string): Record<string, number> {
  const states = histories.map(
    (history) => [history.code, asKnownOn(notingsOf(history), asked) ?? -1, history] as const,
  )
  return Object.fromEntries(
    states.filter(([, state, { imports }]) => state !== imports.length - 1).map(([code, state]) => [code, state]),
  )
}

describe('the books of a day, read by the database, are those of the domain', () => {
  it.each(['invoice_lines', 'activity_counts'] as const)('for %s', async (kind) => {
    let corrected = 0
    for (const asked of ASKED) {
      const expected = expectedStates(asked)
      expect(await statesOn(kind, asked)).toEqual(expected)
      corrected += Object.keys(expected).length
    }
    expect(corrected).toBeGreaterThan(500)
  })

  it('for wallets, of which those estimated after the day do not count', async () => {
    for (const asked of ASKED) {
      const found = await read((scope) => walletsKnownBy(scope, { day: asked, basis: 'company' }))
      const { rows } = await run('select a.id, a.code from mainstay.account a where a.workspace_id = $1')
      const codes = new Map(rows.map(({ id, code }) => [id, code]))
      const expected = histories.flatMap((history) => {
        const made = notingsOf(history).filter(({ value }) => estimatedOn(value) <= asked)
        const state = asKnownOn(made, asked)
        return state === null ? [] : [[history.code, state]]
      })
      expect(Object.fromEntries([...found].map(([id, { base }]) => [codes.get(id), Number(base)]))).toEqual(
        Object.fromEntries(expected),
      )
    }
  })

  it('for the groups of companies', async () => {
    const tops = 5
    await run(
      `insert into mainstay.account_parent_period (workspace_id, account_id, valid_from, parent_id)
       select distinct on (a.id, x.day) $1, a.id, x.day::date, t.id
       from unnest($2::text[], $3::text[], $4::text[]) with ordinality x (code, day, top, n)
       join mainstay.account a on a.workspace_id = $1 and a.code = x.code
       left join mainstay.account t on t.workspace_id = $1 and t.code = x.top
       order by a.id, x.day, x.n desc`,
      parentRows(tops),
    )
    for (const asked of ASKED) {
      const { rows } = await read((scope) =>
        sql<{ code: string; top: string }>`select a.code, t.code as top from (${groupsOn(scope, asked)}) g
          join mainstay.account a on a.workspace_id = ${workspaceId} and a.id = g.id
          join mainstay.account t on t.workspace_id = ${workspaceId} and t.id = g.group_id`.execute(scope.db),
      )
      const expected = histories.map((history, index) => {
        const top = index < tops ? null : asKnownOn(notingsOf(history), asked)
        return [history.code, top === null ? history.code : (topOf(top, tops) ?? history.code)]
      })
      expect(Object.fromEntries(rows.map(({ code, top }) => [code, top]))).toEqual(Object.fromEntries(expected))
    }
  })
})

/** The parent that a company has in a state: none in every fifth. */
function topOf(state: number, tops: number): string | null {
  return state % 5 === 4 ? null : `K${state % tops}`
}

function parentRows(tops: number): string[][] {
  const rows = histories.slice(tops).flatMap((history) =>
    notingsOf(history).map(({ notedOn, value }) => ({
      code: history.code,
      day: notedOn ?? '2024-01-01',
      top: topOf(value, tops) ?? '',
    })),
  )
  return [rows.map(({ code }) => code), rows.map(({ day: on }) => on), rows.map(({ top }) => top)]
}
