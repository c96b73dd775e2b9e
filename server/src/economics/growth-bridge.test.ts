import { multiplyAmount, type ProductPair, priceVolumeMixBridge } from '@mainstay/domain/economics'
import { type Amount, formatAmount, parseAmount, seededRandom } from '@mainstay/domain/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { type LineFact, type SmallLedger, smallLedger } from './fixtures.ts'
import { refreshEconomics } from './index.ts'
import { hasAdventureWorks, loadAdventureWorks } from './ledger-fixtures.ts'

let program: TestProgram
let workspaces = 0

beforeAll(async () => {
  program = await createTestProgram()
})
afterAll(() => program?.stop())

// biome-ignore lint/suspicious/noExplicitAny: assertions look into answers of any shape
type Answer = any

interface House {
  readonly slug: string
  readonly ledger: SmallLedger
  readonly owner: TestPerson
  refresh(): Promise<void>
  bridge(accountId: string, question?: string, person?: TestPerson | null): Promise<{ status: number; body: Answer }>
}

async function aHouse(): Promise<House> {
  const slug = `bridge-${++workspaces}`
  const workspaceId = await program.createWorkspace(slug)
  const ledger = smallLedger(program.database.superuser, workspaceId)
  const owner = await program.createPerson(slug, { role: 'owner' })
  return {
    slug,
    ledger,
    owner,
    refresh: async () => {
      await ledger.markEverything()
      await refreshEconomics(program.program.context, workspaceId)
    },
    bridge: (accountId, question = '', person = owner) =>
      program.call(person, 'GET', `/api/workspaces/${slug}/accounts/${accountId}/growth-bridge?${question}`),
  }
}

const YEAR_2026 = 'from=2026-01&to=2026-12'

/** Steps by key, as numbers, those of nothing left out. */
function stepsOf(body: Answer): Record<string, number> {
  return Object.fromEntries(
    body.steps
      .map(({ key, amount }: { key: string; amount: string }) => [key, Number(amount)])
      .filter(([, amount]: [string, number]) => amount !== 0),
  )
}

function amount(text: string | number): Amount {
  return parseAmount(String(text)) ?? 0n
}

function expectToAddUp(body: Answer): void {
  const sums = body.steps.map((step: { amount: string }) => amount(step.amount))
  const changes = sums.slice(1, -1).reduce((sum: Amount, change: Amount) => sum + change, 0n)
  expect(sums[0] + changes).toBe(sums.at(-1))
}

describe('the growth bridge of an account', () => {
  it('tells price, volume, mix, new and lost products apart', async () => {
    const { ledger, refresh, bridge } = await aHouse()
    const account = await ledger.account('A')
    const sold = (date: string, line: string, quantity: number, net: number): LineFact => ({
      account: 'A',
      date,
      line,
      quantity,
      net,
    })
    await ledger.lines([
      sold('2025-03-01', 'cheap', 100, 100),
      sold('2025-04-01', 'dear', 100, 300),
      sold('2026-03-01', 'cheap', 100, 110),
      sold('2026-05-01', 'dear', 200, 640),
      sold('2025-06-01', 'gone', 2, 25),
      sold('2026-06-01', 'fresh', 3, 30),
    ])
    await refresh()
    const { status, body } = await bridge(account, YEAR_2026)
    expect(status).toBe(200)
    expect(stepsOf(body)).toEqual({
      start: 425,
      price: 50,
      volume: 200,
      mix: 100,
      new_products: 30,
      lost_products: -25,
      end: 780,
    })
    expect(body.products[0]).toMatchObject({
      product: { code: 'dear', productLine: 'dear' },
      movement: 'continuing',
      quantityBefore: '100',
      quantity: '200',
      change: '340.0000',
      price: '40.0000',
      quantityEffect: '300.0000',
    })
    expect(body.products.map((product: Answer) => [product.product.code, product.movement])).toEqual([
      ['dear', 'continuing'],
      ['fresh', 'new'],
      ['gone', 'lost'],
      ['cheap', 'continuing'],
    ])
    expect(body.steps.map((step: Answer) => [step.key, step.products])).toContainEqual(['price', 2])
    expect(body.others).toBeNull()
  })

  it('keeps currency apart: the same price in the customer’s money is no change of price', async () => {
    const { ledger, refresh, bridge } = await aHouse()
    const account = await ledger.account('A')
    await ledger.rate('EUR', '2025-03-01', 1)
    await ledger.rate('EUR', '2025-09-01', 1.2)
    await ledger.rate('EUR', '2026-03-01', 1.1)
    await ledger.rate('EUR', '2026-09-01', 1.5)
    const sold = (date: string): LineFact => ({
      account: 'A',
      date,
      line: 'bike',
      quantity: 10,
      net: 100,
      currency: 'EUR',
    })
    await ledger.lines(['2025-03-01', '2025-09-01', '2026-03-01', '2026-09-01'].map(sold))
    await refresh()
    expect(stepsOf((await bridge(account, YEAR_2026)).body)).toEqual({ start: 220, currency: 40, end: 260 })
    const constant = stepsOf((await bridge(account, `${YEAR_2026}&rates=constant`)).body)
    expect(constant).toEqual({ start: 260, end: 260 })
  })

  it('shows what cannot be split as a step of its own, with the reasons', async () => {
    const { ledger, refresh, bridge } = await aHouse()
    const account = await ledger.account('A')
    await ledger.rate('EUR', '2026-02-01', 2)
    await ledger.lines([
      { account: 'A', date: '2025-02-01', line: 'service', net: 10 },
      { account: 'A', date: '2026-02-01', line: 'service', net: 14 },
      { account: 'A', date: '2026-02-01', net: 5 },
      { account: 'A', date: '2025-02-01', line: 'returned', quantity: -2, net: 10 },
      { account: 'A', date: '2026-02-01', line: 'returned', quantity: 1, net: 3 },
      { account: 'A', date: '2026-02-01', line: 'abroad', quantity: 1, net: 4, currency: 'EUR' },
    ])
    await refresh()
    const { body } = await bridge(account, YEAR_2026)
    expect(stepsOf(body)).toEqual({ start: 20, not_separable: 10, end: 30 })
    expect(body.steps.find((step: Answer) => step.key === 'not_separable')).toMatchObject({
      products: 4,
      reasons: [
        'economics/start-rate-missing',
        'economics/quantity-not-positive',
        'economics/product-missing',
        'economics/quantity-missing',
      ],
    })
    expect(body.products.find((product: Answer) => product.product === null)).toMatchObject({
      movement: 'not_separable',
      price: null,
      change: '5.0000',
    })
  })

  it('takes product codes with the same SKU and name for one product, and no others', async () => {
    const { ledger, refresh, bridge } = await aHouse()
    const account = await ledger.account('A')
    await ledger.lines([
      { account: 'A', date: '2025-02-01', line: 'bike of 2025', quantity: 10, net: 100 },
      { account: 'A', date: '2026-02-01', line: 'bike of 2026', quantity: 10, net: 90 },
      { account: 'A', date: '2026-02-01', line: 'frame', quantity: 1, net: 7 },
    ])
    await program.database.superuser.query(
      `update mainstay.product set sku = 'BIKE', name = case when code = 'frame' then 'Frame' else 'Bike' end where workspace_id = $1`,
      [ledger.workspaceId],
    )
    await refresh()
    const { body } = await bridge(account, YEAR_2026)
    expect(stepsOf(body)).toEqual({ start: 100, price: -10, new_products: 7, end: 97 })
    expect(body.products).toMatchObject([
      { product: { code: 'BIKE', name: 'Bike' }, movement: 'continuing' },
      { product: { code: 'BIKE', name: 'Frame' }, movement: 'new' },
    ])
  })

  it('is unknown, not short, while a rate of either period is missing', async () => {
    const { ledger, refresh, bridge } = await aHouse()
    const account = await ledger.account('A')
    await ledger.lines([
      { account: 'A', date: '2026-02-01', line: 'bike', quantity: 1, net: 10 },
      { account: 'A', date: '2026-02-01', line: 'bike', quantity: 1, net: 4, currency: 'EUR' },
    ])
    await refresh()
    const { body } = await bridge(account, YEAR_2026)
    expect(body).toMatchObject({ steps: [], products: [], reasons: ['economics/rate-missing'] })
  })

  it('is all zeros for an account that never bought', async () => {
    const { ledger, refresh, bridge } = await aHouse()
    const silent = await ledger.account('SILENT')
    await ledger.account('A')
    await ledger.lines([{ account: 'A', date: '2026-02-01', net: 10 }])
    await refresh()
    const { body } = await bridge(silent, YEAR_2026)
    expect(stepsOf(body)).toEqual({})
    expect(body.steps).toHaveLength(9)
    expect(body.products).toEqual([])
  })

  it('lists the products with the largest changes and sums up the rest, where there are very many', async () => {
    const { ledger, refresh, bridge } = await aHouse()
    const account = await ledger.account('A')
    await program.database.superuser.query(
      `with made as (
         insert into mainstay.product (workspace_id, code, name) select $1::integer, 'P' || n, 'Part ' || n from generate_series(1, 5003) n returning id)
       insert into mainstay.invoice_line (workspace_id, account_id, product_id, invoice_date, invoice_no, line_no, currency, net_amount, quantity)
       select $1::integer, $2::bigint, m.id, '2026-02-01', m.id::text, '1', 'USD', 10 + row_number() over (order by m.id), 1 from made m`,
      [ledger.workspaceId, account],
    )
    await refresh()
    const { body } = await bridge(account, YEAR_2026)
    expect(body.products).toHaveLength(5000)
    expect(body.products[0].change).toBe('5013.0000')
    expect(body.others).toEqual({ products: 3, netRevenueBefore: '0.0000', netRevenue: '36.0000' })
    expect(stepsOf(body).new_products).toBe(stepsOf(body).end)
  })

  it('answers for the whole group, or for the company alone', async () => {
    const { ledger, refresh, bridge } = await aHouse()
    const top = await ledger.account('TOP')
    const child = await ledger.account('CHILD', { parent: 'TOP' })
    await ledger.lines([
      { account: 'TOP', date: '2025-02-01', line: 'bike', quantity: 1, net: 10 },
      { account: 'CHILD', date: '2026-02-01', line: 'bike', quantity: 1, net: 12 },
    ])
    await refresh()
    expect(stepsOf((await bridge(child, YEAR_2026)).body)).toEqual({ start: 10, price: 2, end: 12 })
    expect(stepsOf((await bridge(top, `${YEAR_2026}&basis=company`)).body)).toEqual({ start: 10, lost_products: -10 })
  })
})

/** The bridge worked out from the lines themselves, one by one, with the rule of the domain. */
function expectedBridge(lines: readonly DatedLine[], question: Spans): string[] {
  const products = new Map<string, { pair: ProductPair; hasStartRate: boolean }>()
  for (const line of lines) {
    for (const side of ['before', 'after'] as const) {
      const span = question[side]
      if (line.date < span.from || line.date > span.to) continue
      const known = products.get(line.product) ?? { pair: emptyPair(line.product), hasStartRate: true }
      products.set(line.product, addLine(known, { line, side, months: question.months }))
    }
  }
  const pairs = [...products.values()].map(({ pair, hasStartRate }): ProductPair => {
    const { afterAtStartRates = 0n, ...rest } = pair
    if (!hasStartRate) return { ...rest, cannotBeSplit: true }
    return { ...rest, afterAtStartRates, ...(pair.id === '' ? { cannotBeSplit: true as const } : {}) }
  })
  const bridge = priceVolumeMixBridge(pairs)
  const { start, price, volume, mix, newProduct, lostProduct, notSplit, currencyEffect, end } = bridge
  return [start, price, volume, mix, newProduct, lostProduct, notSplit, currencyEffect, end].map((value) =>
    formatAmount(value, 2),
  )
}

interface DatedLine {
  readonly date: string
  readonly product: string
  readonly quantity: number | null
  readonly net: string
  rateOn(date: string): number | null
}

interface Spans {
  readonly before: { readonly from: string; readonly to: string }
  readonly after: { readonly from: string; readonly to: string }
  readonly months: number
}

function emptyPair(id: string): ProductPair {
  const none = { quantity: 0, amount: 0n }
  return { id, before: none, after: none, afterAtStartRates: 0n }
}

function addLine(
  known: { readonly pair: ProductPair; readonly hasStartRate: boolean },
  { line, side, months }: { readonly line: DatedLine; readonly side: 'before' | 'after'; readonly months: number },
) {
  const { pair } = known
  const sales = pair[side]
  const quantity = sales.quantity === null || line.quantity === null ? null : sales.quantity + line.quantity
  const net = amount(line.net)
  const own = { quantity, amount: sales.amount + multiplyAmount(net, line.rateOn(line.date) ?? 0) }
  if (side === 'before') return { ...known, pair: { ...pair, before: own } }
  const start = line.rateOn(shifted(line.date, -months))
  return {
    hasStartRate: known.hasStartRate && start !== null,
    pair: { ...pair, after: own, afterAtStartRates: (pair.afterAtStartRates ?? 0n) + multiplyAmount(net, start ?? 0) },
  }
}

/** A day some months away; the last day of the month where the month is shorter. */
function shifted(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

function rateReader(rates: ReadonlyMap<string, number>) {
  return (date: string): number | null => {
    for (let back = 0; back <= 31; back++) {
      const day = new Date(Date.parse(date) - back * 86_400_000).toISOString().slice(0, 10)
      const rate = rates.get(day)
      if (rate !== undefined) return rate
    }
    return null
  }
}

/** Each step is the difference of rounded levels, so it may differ from the rounded step by one cent. */
function expectSteps(body: Answer, expected: readonly string[]): void {
  expect(body.steps).toHaveLength(expected.length)
  body.steps.forEach((step: { key: string; amount: string }, index: number) => {
    const difference = amount(step.amount) - amount(expected[index] ?? '')
    expect([step.key, difference <= amount('0.01') && difference >= -amount('0.01')]).toEqual([step.key, true])
  })
  for (const end of [0, -1]) expect(amount(body.steps.at(end).amount)).toBe(amount(expected.at(end) ?? ''))
  expectToAddUp(body)
}

const QUESTIONS: readonly { readonly query: string; readonly spans: Spans }[] = [
  {
    query: 'from=2026-01&to=2026-06&basis=company',
    spans: {
      before: { from: '2025-01-01', to: '2025-06-30' },
      after: { from: '2026-01-01', to: '2026-06-30' },
      months: 12,
    },
  },
  {
    query: 'from=2025-08&to=2026-06&comparison=previous_period&basis=company',
    spans: {
      before: { from: '2024-09-01', to: '2025-07-31' },
      after: { from: '2025-08-01', to: '2026-06-30' },
      months: 11,
    },
  },
  {
    // More than a year against the year before: the two overlap.
    query: 'from=2025-01&to=2026-06&basis=company',
    spans: {
      before: { from: '2024-01-01', to: '2025-06-30' },
      after: { from: '2025-01-01', to: '2026-06-30' },
      months: 12,
    },
  },
]

describe('the bridge in the database', () => {
  it('equals the rule of the domain, and adds up to the cent, for any account of an invented ledger', async () => {
    const { ledger, refresh, bridge } = await aHouse()
    const random = seededRandom(20_261)
    const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
    const eur = new Map<string, number>()
    for (let day = Date.parse('2024-10-01'); day < Date.parse('2026-07-01'); day += 9 * 86_400_000) {
      const rate = Number((0.8 + random()).toFixed(4))
      eur.set(new Date(day).toISOString().slice(0, 10), rate)
      await ledger.rate('EUR', new Date(day).toISOString().slice(0, 10), rate)
    }
    const rateOf = { USD: () => 1, EUR: rateReader(eur) } as const
    const accounts: { id: string; lines: DatedLine[] }[] = []
    for (let number = 0; number < 25; number++) {
      const code = `R${number}`
      const id = await ledger.account(code)
      const lines: DatedLine[] = []
      for (let line = 0; line < 24; line++) {
        const date = new Date(Date.parse('2024-11-02') + Math.floor(random() * 605) * 86_400_000)
          .toISOString()
          .slice(0, 10)
        const product = pick(['bike', 'bike', 'bike', 'tire', 'tire', 'pump', 'bell', ''])
        const quantity = random() < 0.05 ? null : Math.floor(random() * 40) - 3
        const net = (random() * 900 - 60).toFixed(pick([0, 2, 4]))
        const currency = pick(['USD', 'EUR'] as const)
        lines.push({ date, product, quantity, net, rateOn: rateOf[currency] })
        await ledger.lines([
          {
            account: code,
            date,
            net,
            currency,
            ...(product === '' ? {} : { line: product }),
            ...(quantity === null ? {} : { quantity }),
          },
        ])
      }
      accounts.push({ id, lines })
    }
    await refresh()
    for (const { query, spans } of QUESTIONS) {
      for (const account of accounts) {
        const { body } = await bridge(account.id, query)
        expectSteps(body, expectedBridge(account.lines, spans))
      }
    }
  }, 120_000)

  it.skipIf(!hasAdventureWorks)(
    'equals the rule of the domain for every account of AdventureWorks, and leads to the net revenue shown',
    async () => {
      const slug = 'bikes'
      const workspaceId = await program.createWorkspace(slug)
      await loadAdventureWorks(program.database.superuser, workspaceId)
      await refreshEconomics(program.program.context, workspaceId)
      const owner = await program.createPerson(slug, { role: 'owner' })
      const { rows: rates } = await program.database.superuser.query<{ currency: string; day: string; rate: string }>(
        'select e.currency, e.rate_date::text as day, e.rate::text from mainstay.exchange_rate e where e.workspace_id = $1',
        [workspaceId],
      )
      const readers = new Map<string, (date: string) => number | null>([['USD', () => 1]])
      for (const currency of new Set(rates.map((rate) => rate.currency))) {
        const own = rates.filter((rate) => rate.currency === currency)
        readers.set(currency, rateReader(new Map(own.map((rate) => [rate.day, Number(rate.rate)]))))
      }
      const { rows: lines } = await program.database.superuser.query<{
        account_id: string
        day: string
        product: string
        quantity: string
        net: string
        currency: string
      }>(
        `select l.account_id, l.invoice_date::text as day, p.sku as product, l.quantity::text, l.net_amount::text as net, l.currency
         from mainstay.invoice_line l join mainstay.product p on p.workspace_id = l.workspace_id and p.id = l.product_id
         where l.workspace_id = $1`,
        [workspaceId],
      )
      const byAccount = Map.groupBy(lines, (line) => line.account_id)
      const spans: Spans = {
        before: { from: '2012-07-01', to: '2013-06-30' },
        after: { from: '2013-07-01', to: '2014-06-30' },
        months: 12,
      }
      const ids = [...byAccount.keys()].filter((_, index) => index % 9 === 0)
      for (const id of ids) {
        const own = (byAccount.get(id) ?? []).map(
          (line): DatedLine => ({
            date: line.day,
            product: line.product,
            quantity: Number(line.quantity),
            net: line.net,
            rateOn: readers.get(line.currency) ?? (() => null),
          }),
        )
        const path = `/api/workspaces/${slug}/accounts/${id}`
        const question = 'from=2013-07&to=2014-06'
        const { body } = await program.call(owner, 'GET', `${path}/growth-bridge?${question}`)
        expectSteps(body, expectedBridge(own, spans))
        const economics = (await program.call(owner, 'GET', `${path}/economics?${question}`)).body
        const shown = [economics.netRevenueBefore.value, economics.netRevenue.value].map((value: string) =>
          formatAmount(amount(value), 2),
        )
        expect([body.steps[0].amount, body.steps.at(-1).amount].map((value) => formatAmount(amount(value), 2))).toEqual(
          shown,
        )
      }
      expect(ids.length).toBeGreaterThan(60)
    },
    120_000,
  )
})

describe('the bridge over HTTP', () => {
  it('is for people of the workspace who may see the account', async () => {
    const { slug, ledger, refresh, bridge } = await aHouse()
    const other = await aHouse()
    const north = await ledger.account('N', { unit: 'north' })
    const south = await ledger.account('S', { unit: 'south' })
    await ledger.lines([{ account: 'N', date: '2026-02-01', line: 'bike', quantity: 1, net: 10 }])
    await refresh()
    const viewer = await program.createPerson(slug, { role: 'viewer', visibility: 'unit', unit: 'north' })
    expect((await bridge(north, YEAR_2026, viewer)).status).toBe(200)
    expect((await bridge(south, YEAR_2026, viewer)).status).toBe(404)
    expect((await bridge(north, YEAR_2026, null)).status).toBe(401)
    expect((await bridge(north, YEAR_2026, other.owner)).status).toBe(404)
    expect((await bridge('999999', YEAR_2026)).status).toBe(404)
    const foreign = await program.call(
      other.owner,
      'GET',
      `/api/workspaces/${other.slug}/accounts/${north}/growth-bridge?${YEAR_2026}`,
    )
    expect([404, 409]).toContain(foreign.status)
  })

  it('tells no cost or margin, so nothing is hidden from anybody', async () => {
    const { slug, ledger, refresh, bridge } = await aHouse()
    const account = await ledger.account('A')
    await ledger.lines([{ account: 'A', date: '2026-02-01', line: 'bike', quantity: 1, net: 10, cost: 7 }])
    await refresh()
    const blind = await program.createPerson(slug, { role: 'viewer', seesMargins: false })
    expect((await bridge(account, YEAR_2026, blind)).body).toEqual((await bridge(account, YEAR_2026)).body)
  })
})

describe('bad input of economics', () => {
  const wrong = 'from=2026&to=13-2026&comparison=never&rates=spot&basis=planet'
  const fields = ['basis', 'comparison', 'from', 'rates', 'to']

  it.each([
    ['accounts/x/economics', [...fields, 'id']],
    ['accounts/x/growth-bridge', [...fields, 'id']],
    ['cost-to-serve', fields],
  ])('lists every field for %s', async (path, wanted) => {
    const { slug, owner } = await aHouse()
    const { status, body } = await program.call(owner, 'GET', `/api/workspaces/${slug}/${path}?${wrong}`)
    expect(status).toBe(400)
    expect(body.errors.map((error: { path: string }) => error.path).sort()).toEqual([...wanted].sort())
  })

  it.each(['economics', 'growth-bridge'])('refuses a period that ends before it begins: %s', async (path) => {
    const { slug, owner, ledger, refresh } = await aHouse()
    const account = await ledger.account('A')
    await ledger.lines([{ account: 'A', date: '2026-02-01', net: 10 }])
    await refresh()
    const url = `/api/workspaces/${slug}/accounts/${account}/${path}?from=2026-05&to=2026-01`
    expect((await program.call(owner, 'GET', url)).body.code).toBe('economics/period-invalid')
  })
})
