import { seededRandom } from '@mainstay/domain/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { followAccount } from '../../economics/commands/follow-account.ts'
import { type SmallLedger, smallLedger } from '../../economics/fixtures.ts'
import { findFigureSet, readWithFigures, refreshEconomics } from '../../economics/index.ts'
import type { Actor } from '../../platform/access/actor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { listAccounts } from '../queries/list-accounts.ts'
import type { ListInput } from '../queries/list-statement.ts'
import { type ColumnKeeper, createColumnKeeper } from './column-keeper.ts'
import { readColumnsAhead } from './read-ahead.ts'

const ACCOUNTS = 70
const DAY = '2026-11-20'
const EVERY_SIZE = { fewest: 0, most: 10_000, mostChanges: 100 }
const SORTS =
  'rank name code net_revenue growth gross_margin gross_margin_rate cost_to_serve contribution contribution_rate score confidence tier outlook wallet_share city segment country'.split(
    ' ',
  )
/** Texts beyond the first code points, and two that differ only behind their first hundred letters. */
const SEGMENTS = [
  'Trade',
  '\u{1F600} Smile',
  '\uFF21 wide',
  ...['A', 'B'].map((end) => `${'segment '.repeat(14)}${end}`),
]

let program: TestProgram
let workspaceId: number
let ledger: SmallLedger
let owner: TestPerson
let actor: Actor
let keeper: ColumnKeeper
const ids = new Map<string, string>()
const random = seededRandom(23)
const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
const codes = Array.from({ length: ACCOUNTS }, (_, index) => `K${index}`)

beforeAll(async () => {
  program = await createTestProgram()
  workspaceId = await program.createWorkspace('acme')
  const { superuser } = program.database
  ledger = smallLedger(superuser, workspaceId)
  for (const [index, code] of codes.entries()) {
    const parent = index % 9 === 8 ? `K${index - 1}` : null
    const name = `${pick(['Firm', '\u{1D4D0}xle', '\uFF21rm', 'Ärm'])} ${code}`
    const options = { unit: pick(['North', 'South']), name }
    ids.set(code, await ledger.account(code, parent ? { ...options, parent } : options))
  }
  await superuser.query(
    `update mainstay.account a set country = (array['DE', 'US', null])[1 + a.id % 3], city = (array['Ulm', 'ulm', 'Zug', null])[1 + a.id % 4],
       segment = ($2::text[])[1 + a.id % 6] where a.workspace_id = $1`,
    [workspaceId, SEGMENTS],
  )
  await buy(codes.filter((_, index) => index % 5 > 0))
  // Nobody knows what these are worth: there is no rate.
  await ledger.lines([{ account: 'K3', date: '2025-06-05', net: 10, currency: 'XXX' }])
  await ledger.costRate({
    activity: 'visit',
    pool: 'field',
    minutes: 7,
    capacity: 100,
    practical: 300,
    from: '2024-01-01',
  })
  for (const code of codes.filter((_, index) => index % 3 > 0)) await ledger.count(code, 'visit', '2025-06-01', 3)
  for (const code of codes.slice(0, 40))
    await ledger.wallet(code, { year: 2025, base: pick([50, 2_000]), on: '2025-05-01' })
  await ledger.markEverything()
  await refreshEconomics(program.program.context, workspaceId)
  await program.runJobs()
  owner = await program.createPerson('acme', { role: 'owner' })
  actor = await program.actor('acme', owner)
})
beforeEach(() => {
  keeper = createColumnKeeper(program.program.context, EVERY_SIZE)
})
afterAll(() => program?.stop())

function buy(accounts: readonly string[]): Promise<void> {
  return ledger.lines(
    accounts.flatMap((account) => [
      {
        account,
        date: '2025-06-05',
        net: pick(['10.1234567891', '20', '20', '500.05', '-3']),
        cost: pick(['5', '25.5', null]),
      },
      { account, date: '2024-06-05', net: pick(['10', '20.3']) },
    ]),
  )
}

/** Lists as the routes do, from these columns or from the database. */
async function list(input: Partial<ListInput>, columns?: ColumnKeeper, as = actor) {
  return readWithFigures(program.program.context, as, {
    input: {},
    work: (scope, set) =>
      listAccounts(
        scope,
        { set, day: DAY, proposals: new Map(), ...(columns ? { columns } : {}) },
        { sort: 'city', limit: 10, ...input },
      ),
  })
}

/** Whether the columns answer, for whoever asks. */
async function tells(columns: ColumnKeeper, as = actor, needsScores = false): Promise<boolean> {
  const answer = await readWithFigures(program.program.context, as, {
    input: {},
    work: (scope, set) => columns.answer({ scope, set, needsScores }, () => true),
  })
  return answer === true
}

async function untilTold(columns: ColumnKeeper): Promise<void> {
  await tells(columns, actor, true)
  await columns.settled()
  expect(await tells(columns, actor, true)).toBe(true)
}

async function everyPage(input: Partial<ListInput>, columns?: ColumnKeeper) {
  const pages = [await list(input, columns)]
  for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor)
    pages.push(await list({ ...input, cursor }, columns))
  return pages.map(shown)
}

/** A page without the wording of its cursor, which may say the same amount with more decimals. */
function shown({ nextCursor, ...page }: Awaited<ReturnType<typeof list>>) {
  return { ...page, isLast: nextCursor === null }
}

function randomFilter(): Partial<ListInput> {
  const parts: Partial<ListInput>[] = [
    { segments: pick([...SEGMENTS, `${SEGMENTS[0]},${SEGMENTS[1]}`, 'Nothing']) },
    { countries: pick(['DE', 'US', 'DE,US']) },
    { units: pick(['North', 'North,South']) },
    { outlooks: pick(['growing', 'flat,declining', 'too_little_history']) },
    { query: pick(['firm', 'K1', 'ärm', '%', 'zug']) },
    { netRevenueFrom: pick(['-2', '10.1234567891', '10.1234567892', '400']) },
    { netRevenueTo: pick(['20', '500.05', '500.0499999999']) },
    { scoreFrom: pick([0, 30, 60]) },
    { losesMoney: pick([true, false]) },
    { tiers: pick(['out', 'A', 'A,out', 'B']) },
    { buyingOnly: false },
  ]
  return Object.assign({}, ...parts.filter(() => random() < 0.22))
}

async function decide(codesOfTier: readonly string[], tier: string): Promise<void> {
  const reply = await program.call(owner, 'POST', '/api/workspaces/acme/selection/decisions', {
    accountIds: codesOfTier.map((code) => ids.get(code)),
    tier,
    reason: 'Decided for the sake of this test',
    effectiveDate: DAY,
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
}

describe('lists found in the columns that the program keeps', () => {
  it('say in every page what the database says, under any filter and order', async () => {
    await decide(['K1', 'K2'], 'A')
    await decide(['K4'], 'B')
    await program.runJobs()
    await untilTold(keeper)
    for (let round = 0; round < 160; round++) {
      const sort = `${pick(['', '-'])}${SORTS[round % SORTS.length]}`
      const input = { ...randomFilter(), sort, limit: pick([1, 7, 100]) }
      const expected = await everyPage(input)
      expect(await everyPage(input, keeper), JSON.stringify(input)).toEqual(expected)
      // A page may come from the database and the next from the columns, or the other way round.
      for (const [first, second] of [
        [undefined, keeper],
        [keeper, undefined],
      ]) {
        const cursor = (await list(input, first)).nextCursor
        if (cursor) expect(shown(await list({ ...input, cursor }, second)), sort).toEqual(expected[1])
      }
    }
    expect(await tells(keeper, actor, true)).toBe(true)
  })

  it('add up to the rows of all their pages, and to nothing known where one row is unknown', async () => {
    await untilTold(keeper)
    const pages = await everyPage({ countries: 'DE,US', sort: '-growth' }, keeper)
    const rows = pages.flatMap((page) => page.rows)
    const [first] = pages
    expect(first?.total).toBe(rows.length)
    const hasUnknown = rows.some((row) => row.netRevenue === null)
    const sum = rows.reduce((total, row) => total + Number(row.netRevenue), 0)
    if (hasUnknown) expect(first?.sums.netRevenue).toBeNull()
    else expect(Number(first?.sums.netRevenue)).toBeCloseTo(sum, 2)
    const unknown = rows.find((row) => row.account.code === 'K3')
    expect((await list({ query: 'K3', sort: 'code' }, keeper)).sums.netRevenue).toBeNull()
    expect(unknown?.netRevenue ?? null).toBeNull()
  })

  it('show the sums that are kept with the figures where nothing is filtered', async () => {
    await untilTold(keeper)
    const { superuser } = program.database
    const { rows } = await superuser.query('select s.id, s.totals from mainstay.figure_set s')
    await superuser.query(
      `update mainstay.figure_set s set totals = s.totals || '{"net": "1234.5", "netUnknown": 0, "contributionUnknown": 1}'`,
    )
    expect((await list({ sort: 'city' }, keeper)).sums).toEqual({ netRevenue: '1234.5000', contribution: null })
    expect((await list({ sort: 'city' }, keeper)).sums).toEqual((await list({ sort: 'city' })).sums)
    expect((await list({ sort: 'city', countries: 'DE' }, keeper)).sums.netRevenue).not.toBe('1234.5000')
    for (const { id, totals } of rows)
      await superuser.query('update mainstay.figure_set s set totals = $2 where s.id = $1', [id, totals])
  })

  it('follow a tier at once', async () => {
    await untilTold(keeper)
    const inTier = () => list({ tiers: 'B', sort: 'code' }, keeper)
    const out = () => list({ tiers: 'out', sort: 'tier', limit: 100 }, keeper)
    const before = [(await inTier()).total, (await out()).total] as const
    await decide(['K6'], 'B')
    expect([(await inTier()).total, (await out()).total]).toEqual([before[0] + 1, before[1] - 1])
    expect((await out()).rows.map((row) => row.account.code)).not.toContain('K6')
    const sums = (await out()).rows.reduce((sum, row) => sum + Number(row.netRevenue), 0)
    const hasUnknown = (await out()).rows.some((row) => row.netRevenue === null)
    expect((await out()).sums.netRevenue === null).toBe(hasUnknown)
    if (!hasUnknown) expect(Number((await out()).sums.netRevenue)).toBeCloseTo(sums, 2)
    expect(await tells(keeper)).toBe(true)
  })

  it('follow an account that was renamed or came in, without reading all of them again', async () => {
    await untilTold(keeper)
    const path = '/api/workspaces/acme/accounts'
    const account = (await program.call(owner, 'GET', `${path}/${ids.get('K9')}`)).body
    const changed = await program.call(
      owner,
      'PATCH',
      `${path}/${ids.get('K9')}`,
      { name: 'Zebra and Sons', country: 'CH' },
      { 'if-match': `"${account.version}"` },
    )
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    await program.call(owner, 'POST', path, { code: 'NEW', name: 'Late Comer', country: 'CH' })
    await program.runJobs()
    expect(await tells(keeper, actor, true)).toBe(true)
    for (const input of [
      { query: 'zebra' },
      { countries: 'CH', buyingOnly: false },
      { sort: '-code', buyingOnly: false },
    ])
      expect(await everyPage(input, keeper)).toEqual(await everyPage(input))
    expect(
      (await list({ countries: 'CH', buyingOnly: false, sort: 'code' }, keeper)).rows.map((row) => row.account.code),
    ).toEqual(['K9', 'NEW'])
  })

  it('are read anew where more was changed than is followed one by one', async () => {
    const small = createColumnKeeper(program.program.context, { ...EVERY_SIZE, mostChanges: 1 })
    await untilTold(small)
    for (const [index, isFollowed] of [true, false].entries()) {
      for (let change = 0; change <= index; change++)
        await program.call(owner, 'POST', '/api/workspaces/acme/accounts', { code: `M${index}${change}`, name: 'More' })
      await program.runJobs()
      expect(await tells(small)).toBe(isFollowed)
    }
    await untilTold(small)
    expect(await everyPage({ query: 'more', buyingOnly: false }, small)).toEqual(
      await everyPage({ query: 'more', buyingOnly: false }),
    )
  })

  it('know the score of an account that was scored before its figures came', async () => {
    const { superuser } = program.database
    const late = await ledger.account('SCORED', { name: 'Scored early' })
    await superuser.query(
      `insert into mainstay.account_score (workspace_id, criteria_set_id, account_id, score, confidence, rank, is_eligible)
       select s.workspace_id, s.criteria_set_id, $2, 77, 1, 500, true from mainstay.scoring s where s.workspace_id = $1`,
      [workspaceId, late],
    )
    await untilTold(keeper)
    const seen = () => list({ sort: 'rank', scoreFrom: 76.5, buyingOnly: false, query: 'scored' }, keeper)
    expect((await seen()).total).toBe(0)
    await followAccount(program.program.context, workspaceId, late)
    expect((await seen()).rows.map(({ account, score }) => [account.code, score])).toEqual([['SCORED', 77]])
    expect(await tells(keeper, actor, true)).toBe(true)
  })

  it('wait for new scores, and for the figures of a changed ledger', async () => {
    await untilTold(keeper)
    await program.database.superuser.query('update mainstay.scoring s set revision = s.revision + 1')
    expect(await tells(keeper)).toBe(true)
    expect(await tells(keeper, actor, true)).toBe(false)
    await untilTold(keeper)
    await buy(['K0', 'K5'])
    await ledger.markEverything()
    await refreshEconomics(program.program.context, workspaceId)
    expect(await tells(keeper)).toBe(false)
    const input = { sort: '-contribution', countries: 'DE,US' }
    expect(await everyPage(input, keeper)).toEqual(await everyPage(input))
    await keeper.settled()
    expect(await tells(keeper)).toBe(true)
    expect(await everyPage(input, keeper)).toEqual(await everyPage(input))
  })

  it('leave to the database whoever began to read before the columns went further', async () => {
    await untilTold(keeper)
    const answers: unknown[] = []
    const ask = async (scope: ReadScope) => {
      const set = await findFigureSet(scope, {})
      return set && keeper.answer({ scope, set, needsScores: false }, ({ figures }) => figures.count)
    }
    await program.program.useCases.read(actor, async (scope) => {
      answers.push(await ask(scope))
      await program.call(owner, 'POST', '/api/workspaces/acme/accounts', { code: 'LATER', name: 'Later' })
      await program.runJobs()
      answers.push(await program.program.useCases.read(actor, ask))
      answers.push(await ask(scope))
    })
    expect(answers).toEqual([expect.any(Number), Number(answers[0]) + 1, null])
  })

  it('may not be sorted or filtered by margins without the right to see them', async () => {
    await untilTold(keeper)
    const viewer = await program.actor('acme', await program.createPerson('acme', { role: 'viewer' }))
    for (const input of [{ sort: 'contribution' }, { sort: '-gross_margin_rate' }, { losesMoney: true }])
      await expect(list(input, keeper, viewer)).rejects.toMatchObject({ code: 'http/not-allowed' })
    expect((await list({ sort: 'city' }, keeper, viewer)).total).toBeGreaterThan(0)
  })

  it('are read before anybody asks when the program starts to serve, those of long lists alone', async () => {
    const { context } = program.program
    const goingOn = new AbortController().signal
    const toldAfter = async (limits: Partial<typeof EVERY_SIZE>, stopped: AbortSignal) => {
      const ahead = createColumnKeeper(context, { ...EVERY_SIZE, ...limits })
      await readColumnsAhead(context, ahead, stopped)
      return tells(ahead, actor, true)
    }
    await program.createWorkspace('empty')
    expect(await toldAfter({}, goingOn)).toBe(true)
    expect(await toldAfter({ fewest: ACCOUNTS * 2 }, goingOn)).toBe(false)
    expect(await toldAfter({}, AbortSignal.abort())).toBe(false)
  })

  it('are read ahead for the others where one workspace is gone meanwhile', async () => {
    const { context } = program.program
    const rows = [{ workspaceId: 2_000_000 }, { workspaceId: actor.workspaceId }]
    const pool = Object.create(context.pool, { query: { value: async () => ({ rows }) } })
    const ahead = createColumnKeeper(context, EVERY_SIZE)
    await readColumnsAhead({ ...context, pool }, ahead, new AbortController().signal)
    expect(await tells(ahead, actor, true)).toBe(true)
  })

  it('tell nothing to those who do not see every account, of sets that are too large, or of amounts they cannot hold', async () => {
    await untilTold(keeper)
    const north = await program.createPerson('acme', { role: 'program_lead', visibility: 'unit', unit: 'North' })
    const narrow = await program.actor('acme', north)
    await tells(keeper, narrow)
    await keeper.settled()
    expect(await tells(keeper, narrow)).toBe(false)
    const { rows } = await list({ sort: 'city', limit: 100 }, keeper, narrow)
    expect(new Set(rows.map((row) => row.unit))).toEqual(new Set(['North']))
    for (const limits of [
      { fewest: ACCOUNTS * 2, most: 10_000 },
      { fewest: 0, most: 10 },
    ]) {
      const other = createColumnKeeper(program.program.context, { ...EVERY_SIZE, ...limits })
      await tells(other)
      await other.settled()
      expect(await tells(other)).toBe(false)
    }
    await program.database.superuser.query(
      `update mainstay.account_figure f set net_revenue = net_revenue + 0.00000000001 where f.account_id = $1`,
      [ids.get('K1')],
    )
    const fresh = createColumnKeeper(program.program.context, EVERY_SIZE)
    await tells(fresh)
    await fresh.settled()
    expect(await tells(fresh)).toBe(false)
    expect((await list({ sort: '-code' }, fresh)).total).toBe((await list({ sort: '-code' })).total)
  })
})
