import { seededRandom } from '@mainstay/domain/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { smallLedger } from '../economics/fixtures.ts'
import { findFigureSet, refreshEconomics } from '../economics/index.ts'
import { listStatement } from './queries/list-statement.ts'

const ACCOUNTS = 60
/** Longer than the copies of texts that lists filter by, and different only behind their end. */
const LONG = ['A', 'B'].map((end) => `${'segment '.repeat(14)}${end}`)

interface Fact {
  readonly id: string
  readonly name: string
  readonly unit: string | null
  readonly segment: string | null
  readonly country: string | null
  readonly outlook: string | null
  readonly lines: number
  readonly net: string | null
  readonly contribution: string | null
  readonly text: string
}

let program: TestProgram
let workspaceId: number
let owner: TestPerson
let north: TestPerson
let teamMember: TestPerson
const random = seededRandom(11)
const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value

beforeAll(async () => {
  program = await createTestProgram()
  workspaceId = await program.createWorkspace('acme')
  const { superuser } = program.database
  const ledger = smallLedger(superuser, workspaceId)
  const codes = Array.from({ length: ACCOUNTS }, (_, index) => `C${index}`)
  for (const code of codes)
    await ledger.account(code, {
      unit: pick(['North', 'South']),
      name: `Firm ${pick(['one', 'two', 'three'])} ${code}`,
    })
  await superuser.query(
    `update mainstay.account a set country = (array['DE', 'US', null])[1 + a.id % 3], segment = ($2::text[])[1 + a.id % 4] where a.workspace_id = $1`,
    [workspaceId, [...LONG, 'Trade', null]],
  )
  await ledger.lines(
    codes
      .filter((_, index) => index % 4 > 0)
      .flatMap((account) => [
        { account, date: '2025-06-05', net: pick([10, 20, 20, 500]), cost: pick([5, 25]) },
        { account, date: '2024-06-05', net: pick([10, 20]) },
      ]),
  )
  await ledger.markEverything()
  await refreshEconomics(program.program.context, workspaceId)
  await program.runJobs()
  owner = await program.createPerson('acme', { role: 'owner' })
  north = await program.createPerson('acme', {
    role: 'program_lead',
    visibility: 'unit',
    unit: 'North',
    seesMargins: true,
  })
  teamMember = await program.createPerson('acme', { role: 'program_lead', visibility: 'team', seesMargins: true })
  await superuser.query(
    `insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty)
     select a.workspace_id, a.id, $2, 'account_manager' from mainstay.account a where a.workspace_id = $1 and a.code in ('C1', 'C2', 'C4', 'C5')`,
    [workspaceId, teamMember.id],
  )
})
afterAll(() => program?.stop())

/** Every account with its figures, as they lie in the database. */
async function readFacts(): Promise<Fact[]> {
  const { rows } = await program.database.superuser.query<Fact>(
    `select f.account_id as id, a.name, a.unit, a.segment, a.country, f.outlook, f.lines, f.net_revenue as net, f.contribution, a.search_text as text
     from mainstay.account_figure f join mainstay.figure_set s on s.id = f.figure_set_id and s.is_default and s.basis = 'company'
     join mainstay.account a on a.id = f.account_id where f.workspace_id = $1`,
    [workspaceId],
  )
  return rows
}

type Filter = Readonly<Record<string, string>>

function matches(fact: Fact, filter: Filter): boolean {
  const among = (value: string | null, wanted: string | undefined) =>
    wanted === undefined || (value !== null && wanted.split(',').includes(value))
  return (
    (filter.buyingOnly === 'false' || fact.lines > 0) &&
    among(fact.segment, filter.segments) &&
    among(fact.country, filter.countries) &&
    among(fact.unit, filter.units) &&
    among(fact.outlook, filter.outlooks) &&
    (filter.query === undefined || fact.text.includes(filter.query)) &&
    (filter.netRevenueFrom === undefined || (fact.net !== null && Number(fact.net) >= Number(filter.netRevenueFrom)))
  )
}

async function readPages(person: TestPerson, filter: Filter, sort: string) {
  const ids: string[] = []
  const totals = new Set<number>()
  let sums: { netRevenue: string | null } = { netRevenue: null }
  let cursor: string | null = null
  do {
    const question = new URLSearchParams({
      ...filter,
      basis: 'company',
      sort,
      limit: '7',
      ...(cursor ? { cursor } : {}),
    })
    const reply = await program.call(person, 'GET', `/api/workspaces/acme/portfolio/accounts?${question}`)
    expect(reply.status, String(question)).toBe(200)
    ids.push(...reply.body.rows.map((row: { account: { id: string } }) => row.account.id))
    totals.add(reply.body.total)
    sums = reply.body.sums
    cursor = reply.body.nextCursor
  } while (cursor)
  return { ids, totals: [...totals], sums }
}

const SORTS = [
  'name',
  'code',
  'city',
  'segment',
  'country',
  'net_revenue',
  'growth',
  'gross_margin',
  'contribution_rate',
  'score',
  'rank',
  'confidence',
  'tier',
  'outlook',
]

function randomFilter(): Filter {
  const parts: Filter[] = [
    { segments: pick([...LONG, 'Trade', `${LONG[0]},Trade`, 'Nothing']) },
    { countries: pick(['DE', 'US', 'DE,US']) },
    { units: pick(['North', 'South', 'North,South']) },
    { query: pick(['firm', 'two', 'c1', 'zzz', '%']) },
    { netRevenueFrom: pick(['0', '20', '400']) },
    { buyingOnly: 'false' },
  ]
  return Object.assign({}, ...parts.filter(() => random() < 0.4))
}

describe('the portfolio list under any filter and order', () => {
  it('shows each matching account that the person may see once, with the right number and sum', async () => {
    const facts = await readFacts()
    expect(facts).toHaveLength(ACCOUNTS)
    const team = new Set(['C1', 'C2', 'C4', 'C5'])
    const sights = [
      { person: owner, sees: () => true },
      { person: north, sees: (fact: Fact) => fact.unit === 'North' },
      { person: teamMember, sees: (fact: Fact) => team.has(fact.name.split(' ').at(-1) ?? '') },
    ]
    for (let round = 0; round < 45; round++) {
      const { person, sees } = pick(sights)
      const filter = randomFilter()
      const sort = `${pick(['', '-'])}${pick(SORTS)}`
      const expected = facts.filter((fact) => sees(fact) && matches(fact, filter))
      const found = await readPages(person, filter, sort)
      const label = `${person.name} ${sort} ${JSON.stringify(filter)}`
      expect([...found.ids].sort(), label).toEqual(expected.map((fact) => fact.id).sort())
      expect(found.totals, label).toEqual([expected.length])
      const net = expected.reduce((sum, fact) => sum + Number(fact.net), 0)
      if (expected.length > 0) expect(Number(found.sums.netRevenue), label).toBeCloseTo(net, 6)
    }
  })

  it('says the same whether the matching rows are few and gathered, or many and found by an index', async () => {
    const actor = await program.actor('acme', owner)
    for (const sort of ['name', '-name', 'net_revenue', '-net_revenue', 'score', '-score', 'rank', '-confidence']) {
      const [few, many] = await program.program.useCases.read(actor, async (scope) => {
        const set = await findFigureSet(scope, { basis: 'company' })
        if (!set) throw new Error('the question has no answer')
        const ask = async (limit: number) =>
          (
            await listStatement(
              scope,
              { set, day: '2026-01-01', named: { kind: 'many', pattern: '%firm%' }, few: limit },
              { sort, limit: 10, countries: 'DE,US' },
            ).execute(scope.db)
          ).rows
        return [await ask(1_000), await ask(3)]
      })
      expect(few.length, sort).toBe(11)
      expect(many, sort).toEqual(few)
    }
  })

  it('orders both ways with unknown values last', async () => {
    const shown = async (sort: string) => {
      const reply = await program.call(
        owner,
        'GET',
        `/api/workspaces/acme/portfolio/accounts?basis=company&limit=200&sort=${sort}`,
      )
      return reply.body.rows.map((row: { growth: number | null }) => row.growth)
    }
    const up: (number | null)[] = await shown('growth')
    const down: (number | null)[] = await shown('-growth')
    const known = (values: (number | null)[]) => values.filter((value) => value !== null)
    expect(known(up)).toEqual([...known(up)].sort((a, b) => a - b))
    expect(known(down)).toEqual([...known(up)].reverse())
    for (const values of [up, down]) {
      const first = values.indexOf(null)
      expect(first === -1 || values.slice(first).every((value) => value === null)).toBe(true)
    }
  })

  it('counts an account that another process has added, as soon as it is listed', async () => {
    const path = '/api/workspaces/acme/portfolio/accounts?basis=company&buyingOnly=false&sort=name'
    const before = (await program.call(owner, 'GET', path)).body.total
    await program.call(owner, 'POST', '/api/workspaces/acme/accounts', {
      code: 'LATE',
      name: 'Late Comer',
      unit: 'North',
    })
    await program.runJobs()
    expect((await program.call(owner, 'GET', path)).body.total).toBe(before + 1)
    expect((await program.call(owner, 'GET', `${path}&query=late com`)).body).toMatchObject({ total: 1 })
    expect((await program.call(north, 'GET', `${path}&query=late com`)).body).toMatchObject({ total: 1 })
    expect((await program.call(teamMember, 'GET', `${path}&query=late com`)).body).toMatchObject({ total: 0, rows: [] })
    await program.database.superuser.query("update mainstay.account a set name = 'Early Bird' where a.code = 'LATE'")
    expect((await program.call(owner, 'GET', `${path}&query=early bird`)).body.total).toBe(1)
  })

  it('takes in texts of any length that no compression makes shorter', async () => {
    const long = (length: number) =>
      Array.from({ length }, () => String.fromCodePoint(0x1_0400 + Math.floor(random() * 60_000))).join('')
    const segment = long(1_000)
    await program.database.superuser.query(
      `with n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id)
       insert into mainstay.account (workspace_id, id, code, name, group_id, segment, country, unit, city)
       select $1, n.id, $2, $3, n.id, $4, $5, $6, $7 from n`,
      [workspaceId, long(120), long(300), segment, long(1_000), long(1_000), long(1_000)],
    )
    await program.database.superuser.query('delete from mainstay.figure_set s where s.is_default')
    const question = new URLSearchParams({ buyingOnly: 'false', segments: segment.slice(0, 400), basis: 'company' })
    const path = '/api/workspaces/acme/portfolio/accounts'
    expect((await program.call(owner, 'GET', `${path}?${question}`)).body.total).toBe(0)
    expect(
      (await program.call(owner, 'GET', `${path}?buyingOnly=false&sort=-segment&limit=1`)).body.rows[0].segment,
    ).toBe(segment)
  })

  it('reads only the index where nothing but figures and short texts are asked for', async () => {
    const actor = await program.actor('acme', owner)
    // So few rows are read through whichever index is smallest.
    await program.database.superuser.query(
      'drop index mainstay.account_figure_net_revenue, mainstay.account_figure_name',
    )
    await program.database.superuser.query('vacuum analyze mainstay.account_figure')
    const plan = await program.program.useCases.read(actor, async (scope) => {
      await scope.client.query('set local enable_seqscan = off; set local enable_bitmapscan = off')
      const set = await findFigureSet(scope, {})
      if (!set) throw new Error('the question has no answer')
      const statement = listStatement(
        scope,
        { set, day: '2026-01-01', named: null },
        { sort: '-growth', limit: 10, countries: 'DE', segments: 'Trade', outlooks: 'flat', losesMoney: true },
      ).compile(scope.db)
      const { rows } = await scope.client.query(`explain ${statement.sql}`, [...statement.parameters])
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(plan).toContain('Index Only Scan using account_figure_pkey')
  })
})
