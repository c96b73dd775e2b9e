import { seededRandom } from '@mainstay/domain/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLedgerTest, type LedgerTest } from '../ledger/fixtures.ts'
import { listTables } from '../platform/backup/tables.ts'
import { noOrigin } from '../platform/use-case.ts'
import { refreshEconomics } from './commands/refresh-economics.ts'

const ROWS = 16_000
const CURRENCIES = ['USD', 'EUR', 'USD', 'GBP', 'XXX']
const customers = `customer_code,customer_name,parent_code\n${Array.from({ length: 40 }, (_, index) => `K${index},Customer ${index},${index % 7 === 3 ? 'K0' : ''}\n`).join('')}`
const products = 'product_code,product_name,product_line\nP1,One,Left\nP2,Two,Right\nP3,Three,\n'
const rates = `rate_date,currency,rate\n${Array.from({ length: 60 }, (_, index) => `2026-0${1 + Math.floor(index / 14)}-${10 + (index % 14)},${index % 2 ? 'EUR' : 'GBP'},${1 + index / 977}\n`).join('')}`
const HEADER =
  'invoice_no,line_no,invoice_date,customer_code,product_code,quantity,unit_price,discount_amount,net_amount,cost_amount,currency,salesperson_code'

/** Every kind of line: several in a month, of a day, without product, product line, cost, discount or a rate. */
function line(index: number): string {
  const random = seededRandom(index)
  const draw = (choices: number) => Math.floor(random() * choices)
  const customer = draw(40)
  const date = `2026-0${1 + draw(5)}-${10 + draw(14)}`
  const product = ['P1', 'P2', 'P3', ''][draw(4)]
  const currency = customer % 11 === 0 ? 'USD' : CURRENCIES[draw(index % 97 === 0 ? 5 : 4)]
  const discount = draw(3) ? '' : draw(13) / 10
  const net = (draw(70_100) * 0.0137 - 40).toFixed(4)
  const cost = draw(19) ? (draw(7_000) * 0.09).toFixed(2) : ''
  return `I${100_000 + index},1,${date},K${customer},${product},${draw(9)},${draw(7) + 0.25},${discount},${net},${cost},${currency},A rather long note on the sale ${index % 5}`
}

const lines = (from: number, to: number) =>
  `${HEADER}\n${Array.from({ length: to - from }, (_, index) => line(from + index)).join('\n')}\n`
const base = { 'customers.csv': customers, 'products.csv': products, 'exchange_rates.csv': rates }

/** The facts by names instead of numbers, so that two workspaces can be compared. */
const FACTS = `select a.code, to_char(m.month, 'YYYY-MM') as month, m.currency, t.name as line, m.lines, m.lines_without_rate, m.lines_without_cost,
    trim_scale(m.list_value) as list, trim_scale(m.discount) as discount, trim_scale(m.net_revenue) as net, trim_scale(m.net_revenue_costed) as costed,
    trim_scale(m.cost_of_goods) as cost, trim_scale(m.list_value_transaction) as list_transaction, trim_scale(m.net_revenue_transaction) as net_transaction,
    trim_scale(m.net_revenue_costed_transaction) as costed_transaction, trim_scale(m.cost_of_goods_transaction) as cost_transaction
  from mainstay.account_month m join mainstay.account a on a.id = m.account_id left join mainstay.product_line t on t.id = m.product_line_id
  where m.workspace_id = $1 order by 1, 2, 3, 4`
/** The figures computed in advance, by names. */
const FIGURES = `select s.basis, a.code, f.lines, trim_scale(f.net_revenue) as net, trim_scale(f.net_revenue_before) as before, trim_scale(f.gross_margin) as margin,
    f.active_months, f.product_lines, to_char(f.first_month, 'YYYY-MM') as first, to_char(f.last_month, 'YYYY-MM') as last, f.outlook, d.quarters, d.outlook_evidence
  from mainstay.figure_set s join mainstay.account_figure f on f.figure_set_id = s.id join mainstay.account a on a.id = f.account_id
  left join mainstay.account_figure_detail d on d.figure_set_id = s.id and d.account_id = f.account_id
  where s.workspace_id = $1 and s.is_default order by 1, 2`
const PARTS = `select c.relname as name, i.inhrelid is not null as "isAttached" from pg_class c join pg_namespace n on n.oid = c.relnamespace
  left join pg_inherits i on i.inhrelid = c.oid where n.nspname = 'mainstay' and c.relkind = 'r' and c.relname ~ '^account_month_w' order by 1`

let large: LedgerTest
let small: LedgerTest
beforeEach(async () => {
  large = await createLedgerTest()
  small = await createLedgerTest()
})
afterEach(async () => {
  await large?.program.stop()
  await small?.program.stop()
})

const refresh = (test: LedgerTest) => refreshEconomics(test.program.program.context, test.workspaceId)
const factsOf = (test: LedgerTest) => test.rows<object>(FACTS, [test.workspaceId])
const partsOf = (test: LedgerTest) => test.rows<{ name: string; isAttached: boolean }>(PARTS)

async function loadBoth(): Promise<void> {
  await large.load({ ...base, 'lines.csv': lines(0, ROWS) })
  // The same in pieces so small that they share a table.
  await small.load({ ...base, 'a.csv': lines(0, ROWS / 2), 'b.csv': lines(ROWS / 2, ROWS) })
  for (const test of [large, small]) await refresh(test)
}

const figuresOf = (test: LedgerTest) =>
  test.rows<{ code: string; basis: string; first: string | null }>(FIGURES, [test.workspaceId])

describe('the facts of a large ledger', () => {
  it('give the figures of a small one, by company and by group, also of accounts that began long ago', async () => {
    const old = `${HEADER}\nOLD,1,2014-03-11,K5,P1,1,2,,2,1,USD,\nOLD,2,2015-08-11,K39,P1,1,2,,2,1,USD,\n`
    await large.load({ ...base, 'lines.csv': lines(0, ROWS) + old.slice(HEADER.length + 1) })
    await small.load({ ...base, 'a.csv': lines(0, ROWS / 2), 'b.csv': lines(ROWS / 2, ROWS), 'c.csv': old })
    for (const test of [large, small]) await refresh(test)
    expect(await partsOf(large)).toHaveLength(2)
    expect(await partsOf(small)).toEqual([])
    const figures = await figuresOf(large)
    expect(figures).toEqual(await figuresOf(small))
    expect(figures.filter(({ basis }) => basis === 'company')).toHaveLength(40)
    const firstOf = (code: string) =>
      figures.find((figure) => figure.basis === 'company' && figure.code === code)?.first
    expect([firstOf('K5'), firstOf('K39'), firstOf('K1')]).toEqual(['2014-03', '2015-08', '2026-01'])
  })

  it('are those of a small one, in tables of their own that share the accounts', async () => {
    await loadBoth()
    const facts = await factsOf(large)
    expect(facts.length).toBeGreaterThan(500)
    expect(facts).toEqual(await factsOf(small))
    expect(await partsOf(small)).toEqual([])
    const parts = await partsOf(large)
    expect(parts.map(({ isAttached }) => isAttached)).toEqual([true, true])
    const counts = await Promise.all(
      parts.map(({ name }) => large.rows<{ facts: string }>(`select count(*) as facts from mainstay.${name}`)),
    )
    for (const [count] of counts) expect(Number(count?.facts)).toBeGreaterThan(facts.length / 5)
  })

  it('follow small changes, and are summed anew into other tables that take the place of the old ones', async () => {
    await loadBoth()
    const before = await partsOf(large)
    for (const test of [large, small]) {
      await test.load({ 'more.csv': lines(ROWS, ROWS + 50) })
      await refresh(test)
    }
    expect(await partsOf(large)).toEqual(before)
    expect(await factsOf(large)).toEqual(await factsOf(small))
    for (const test of [large, small]) {
      await test.load({ 'exchange_rates.csv': 'rate_date,currency,rate\n2026-01-12,EUR,1.5\n' })
      await refresh(test)
    }
    const after = await partsOf(large)
    expect(after).toHaveLength(2)
    expect(after.filter(({ name }) => before.some((old) => old.name === name))).toEqual([])
    expect(await factsOf(large)).toEqual(await factsOf(small))
  })

  it('are whole after a run that ended early left a table behind, which no backup holds', async () => {
    await large.load({ ...base, 'lines.csv': lines(0, ROWS) })
    const { actor, program } = large.program
    await program.useCases.command(await actor('acme', large.owner), noOrigin, async ({ client }) => {
      await client.query('select mainstay.begin_facts_part(1, 2)')
    })
    const [left] = await partsOf(large)
    expect(left?.isAttached).toBe(false)
    const client = await large.program.database.superuser.connect()
    const tables = await listTables(client).finally(() => client.release())
    expect(tables.map(({ table }) => table).filter((table) => table.includes('account_month'))).toEqual([
      'mainstay.account_month',
    ])
    await refresh(large)
    const parts = await partsOf(large)
    expect(parts.map(({ isAttached }) => isAttached)).toEqual([true, true])
    expect(parts.map(({ name }) => name)).not.toContain(left?.name)
  })

  it('are the same where the numbers of accounts lie too far apart for one number with all the rest', async () => {
    const far = `update mainstay.account a set id = a.id + 4611686018427387904, group_id = a.group_id + 4611686018427387904 where a.code = 'K1'`
    for (const test of [large, small]) {
      await test.load(base)
      await test.rows(far)
    }
    await loadBoth()
    expect((await factsOf(large)).length).toBeGreaterThan(500)
    expect(await factsOf(large)).toEqual(await factsOf(small))
    const near = await createLedgerTest()
    await near.load({ ...base, 'lines.csv': lines(0, ROWS) })
    await refresh(near)
    expect(await factsOf(large)).toEqual(await factsOf(near))
    await near.program.stop()
  })

  it('go into the shared table while somebody works there, without waiting for long', async () => {
    await large.load({ ...base, 'lines.csv': lines(0, ROWS) })
    const other = await large.program.database.superuser.connect()
    await other.query('begin')
    await other.query('lock table mainstay.account_month_shared in row exclusive mode')
    await refresh(large).finally(() => other.query('rollback').then(() => other.release()))
    expect(await partsOf(large)).toEqual([])
    await small.load({ ...base, 'a.csv': lines(0, ROWS / 2), 'b.csv': lines(ROWS / 2, ROWS) })
    await refresh(small)
    expect(await factsOf(large)).toEqual(await factsOf(small))
  })
})

describe('tables of facts of a workspace alone', () => {
  it('have row security, forced, with the rules of all facts, and nothing granted to the program', async () => {
    await loadBoth()
    const policiesOf = (table: string) =>
      large.rows(
        `select p.polname as name, p.polpermissive as permissive, p.polcmd as command, pg_get_expr(p.polqual, p.polrelid) as "using",
           pg_get_expr(p.polwithcheck, p.polrelid) as checked from pg_policy p where p.polrelid = ('mainstay.' || $1)::regclass order by 1`,
        [table],
      )
    const rules = await policiesOf('account_month_shared')
    expect(rules.length).toBeGreaterThanOrEqual(3)
    for (const name of [
      'account_month',
      `account_month_w${large.workspaceId}`,
      ...(await partsOf(large)).map((part) => part.name),
    ]) {
      expect(await policiesOf(name)).toEqual(rules)
      expect(
        await large.rows(
          'select relrowsecurity as on, relforcerowsecurity as forced from pg_class where relname = $1',
          [name],
        ),
      ).toEqual([{ on: true, forced: true }])
    }
    for (const { name } of await partsOf(large))
      expect(
        await large.rows(
          `select r.privilege_type as name from information_schema.role_table_grants r where r.table_name = $1 and r.grantee <> 'test_owner'`,
          [name],
        ),
      ).toEqual([])
  })

  it('cannot be finished or taken by another workspace, nor can any other table be', async () => {
    await large.load({ ...base, 'lines.csv': lines(0, ROWS) })
    await refresh(large)
    await large.program.createWorkspace('other')
    const stranger = await large.program.createPerson('other', { role: 'owner' })
    const [part] = await partsOf(large)
    const { actor, program } = large.program
    const tried = async (slug: string, statement: string) =>
      program.useCases
        .command(await actor(slug, slug === 'other' ? stranger : large.owner), noOrigin, ({ client }) =>
          client.query(statement),
        )
        .then(() => 'done')
        .catch((error: { code?: string }) => error.code)
    const before = await factsOf(large)
    expect(await tried('other', `select mainstay.finish_facts_part('mainstay.${part?.name}')`)).toBe('42501')
    expect(
      await tried('other', `select mainstay.take_facts_parts(array['mainstay.${part?.name}']::regclass[], '{1}')`),
    ).toBe('42501')
    expect(await tried('acme', `select mainstay.finish_facts_part('mainstay.account')`)).toBe('42501')
    expect(await tried('acme', `select mainstay.take_facts_parts(array['mainstay.account']::regclass[], '{1}')`)).toBe(
      '42501',
    )
    expect(await tried('acme', `select mainstay.take_facts_parts('{}', '{}')`)).toBe('22023')
    expect(await factsOf(large)).toEqual(before)
  })
})
