import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

/** Net and cost of one invoice line in each year. */
const SOLD: Readonly<Record<string, { readonly 2024: number; readonly 2025: number; readonly cost: number }>> = {
  A1: { 2024: 1000, 2025: 1000, cost: 600 },
  A2: { 2024: 800, 2025: 900, cost: 450 },
  A3: { 2024: 600, 2025: 600, cost: 700 },
  A4: { 2024: 400, 2025: 300, cost: 100 },
  A5: { 2024: 200, 2025: 0, cost: 0 },
  A6: { 2024: 0, 2025: 100, cost: 50 },
}

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

let server: ChildProcess
let folder: string
let dataFolder: string

function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, MAINSTAY_DATA: dataFolder, MAINSTAY_LOG_LEVEL: 'warn' },
  })
}

/** The command line as it is typed, in a process of its own, beside the running program. */
function mainstay(...args: readonly string[]): Promise<Ended> {
  const child = start(...args)
  let out = ''
  let err = ''
  child.stdout?.on('data', (piece) => {
    out += piece
  })
  child.stderr?.on('data', (piece) => {
    err += piece
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }))
  })
}

async function asJson(...args: readonly string[]) {
  const { code, out, err } = await mainstay(...args, '--workspace', 'north', '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

function linesFile(): string {
  const lines = Object.entries(SOLD).flatMap(([account, { cost, ...years }], index) =>
    Object.entries(years).flatMap(([year, net]) =>
      net === 0 ? [] : [`${year}-${index}`, '1', `${year}-12-15`, account, 'P1', '1', net, net, cost, 'USD'].join(','),
    ),
  )
  const head = 'invoice_no,line_no,invoice_date,customer_code,product_code,quantity,unit_price,net_amount,cost,currency'
  return `${[head, ...lines].join('\n')}\n`
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mainstay-commands-'))
  dataFolder = await mkdtemp(join(tmpdir(), 'mainstay-commands-data-'))
  const customers = Object.keys(SOLD).map((code) => `${code},Customer ${code},DE`)
  await writeFile(join(folder, 'customers.csv'), `customer_code,name,country\n${customers.join('\n')}\n`)
  await writeFile(join(folder, 'products.csv'), 'product_code,name,product_line\nP1,Pump,Pumps\n')
  await writeFile(join(folder, 'invoice_lines.csv'), linesFile())
  server = start('serve', '--port', '0')
  let said = ''
  await new Promise((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr])
      stream?.on('data', (piece) => {
        said += piece
        if (said.includes('Mainstay is ready')) resolve(null)
      })
    server.on('close', () => reject(new Error(`the program ended before it was ready:\n${said}`)))
  })
}, 120_000)
afterAll(async () => {
  if (server?.exitCode === null) {
    const ended = new Promise((resolve) => server.on('close', resolve))
    server.kill('SIGTERM')
    await ended
  }
  for (const made of [folder, dataFolder]) if (made) await rm(made, { recursive: true, force: true })
})

const files = () => ['customers.csv', 'products.csv', 'invoice_lines.csv'].map((name) => join(folder, name))

describe('the command line', () => {
  it('creates a workspace once, and says what is wrong with a bad one', async () => {
    const create = ['workspace', 'create', 'north', '--name', 'North', '--currency', 'USD']
    expect(await mainstay(...create)).toMatchObject({ code: 0, out: '' })
    expect(await mainstay(...create)).toMatchObject({ code: 1, err: 'There is a workspace "north" already.\n' })
    const bad = await mainstay('workspace', 'create', 'North!', '--name', 'North', '--currency', 'dollars')
    expect(bad).toMatchObject({ code: 1, out: '' })
    expect(bad.err).toContain('lower-case letters')
  })

  it('looks an import through without writing, then imports it, then finds nothing new in it', async () => {
    const line = { rows: 10, inserted: 10, updated: 0, unchanged: 0, rejected: 0 }
    const dry = await asJson('import', ...files(), '--dry-run')
    expect(dry.files.map(({ file, kind }: { file: string; kind: string }) => [file, kind])).toEqual([
      ['customers.csv', 'customers'],
      ['products.csv', 'products'],
      ['invoice_lines.csv', 'invoice_lines'],
    ])
    expect(dry.files[2]).toMatchObject(line)
    expect(dry.totals).toEqual([{ currency: 'USD', lines: 10, net: '5900.00' }])
    expect((await mainstay('report', 'portfolio', '--workspace', 'north')).err).toContain('no invoice lines')
    const done = await asJson('import', ...files())
    expect(done.files[2]).toMatchObject({ ...line, rejectsFile: null, seconds: expect.any(Number) })
    const again = await asJson('import', ...files())
    expect(again.files[2]).toMatchObject({ rows: 10, inserted: 0, updated: 0, unchanged: 10, rejected: 0 })
  })

  it('reports the whale curve in money, to the cent', async () => {
    const asked = ['report', 'whale-curve', '--from', '2025-01-01', '--to', '2025-12-31', '--measure', 'gross-margin']
    const curve = await asJson(...asked)
    expect(curve).toMatchObject({
      currency: 'USD',
      accounts: 5,
      total: '1000.00',
      peak: { rank: 4, amount: '1100.00', share: 1.1 },
      lossMaking: { accounts: 1, amount: '-100.00' },
    })
    expect(
      curve.points.map(({ account, cumulative }: { account: string; cumulative: string }) => [account, cumulative]),
    ).toEqual([
      ['A2', '450.00'],
      ['A1', '850.00'],
      ['A4', '1050.00'],
      ['A6', '1100.00'],
      ['A3', '1000.00'],
    ])
  })

  it('reports concentration, retention, the portfolio and one account', async () => {
    const year = ['--from', '2025-01-01', '--to', '2025-12-31']
    const concentration = await asJson('report', 'concentration', ...year)
    expect(concentration).toMatchObject({ accounts: 5, accountsFor80: 3 })
    expect(concentration.hhi).toBeCloseTo(2.27e6 / 2900 ** 2, 10)
    const retention = await asJson('report', 'retention')
    expect(retention).toMatchObject({ cohort: 5, lost: 1 })
    expect(retention.nrr).toBeCloseTo(2800 / 3000, 10)
    expect(retention.grr).toBeCloseTo(2700 / 3000, 10)
    expect(retention.logoChurn).toBeCloseTo(1 / 5, 10)
    const { accounts } = await asJson('report', 'portfolio', ...year)
    expect(accounts.find(({ account }: { account: string }) => account === 'A3')).toMatchObject({
      name: 'Customer A3',
      netRevenue: '600.00',
      grossMargin: '-100.00',
    })
    expect(await asJson('report', 'account', 'A1', ...year)).toMatchObject({ account: 'A1' })
    expect(await mainstay('report', 'account', 'A99', '--workspace', 'north')).toMatchObject({ code: 1, out: '' })
  })

  it('scores by the criteria in force and writes the decision book as a whole file or none', async () => {
    const { accounts } = await asJson('selection', 'score')
    expect(accounts.length).toBe(6)
    const out = join(folder, 'book.xlsx')
    const book = await mainstay('selection', 'book', '--workspace', 'north', '--format', 'xlsx', '--out', out)
    expect(book).toMatchObject({ code: 0, out: '' })
    expect((await readFile(out)).subarray(0, 2).toString()).toBe('PK')
    const nowhere = join(folder, 'no-such-folder', 'book.xlsx')
    expect(
      (await mainstay('selection', 'book', '--workspace', 'north', '--format', 'xlsx', '--out', nowhere)).code,
    ).toBe(1)
    expect((await mainstay('selection', 'book', '--workspace', 'north', '--format', 'odt', '--out', out)).err).toBe(
      '--format must be pdf or xlsx, not "odt".\n',
    )
  })

  it('gives rejected rows back as a file and takes the rest', async () => {
    const path = join(folder, 'more.csv')
    const [head] = linesFile().split('\n')
    const good = '2025-9,1,2025-12-20,A6,P1,1,1,1,1,USD'
    await writeFile(path, `${head}\n${good}\n2025-10,1,not a day,A6,P1,1,5,5,1,USD\n`)
    const { files: told } = await asJson('import', path)
    expect(told[0]).toMatchObject({ inserted: 1, rejected: 1 })
    const rejects = await readFile(told[0].rejectsFile, 'utf8')
    expect(rejects).toContain('not a day')
    expect(rejects).not.toContain('2025-12-20')
  })

  it('verifies the audit, and finds that it is not the one whose seal was noted', async () => {
    const sound = await asJson('audit', 'verify')
    expect(sound).toMatchObject({ holds: true, faults: [] })
    expect(sound.entries).toBeGreaterThan(2)
    const other = await mainstay('audit', 'verify', '--workspace', 'north', '--json', '--noted', `1:${'0'.repeat(64)}`)
    expect(other.code).toBe(1)
    expect(JSON.parse(other.out)).toMatchObject({ holds: false, isAsNoted: false, faults: [] })
    expect(other.err).toBe('Seal 1 is not the one that was noted: the chain was written anew.\n')
  })

  it('refuses a workspace that is not there and a command that it does not know', async () => {
    expect(await mainstay('report', 'portfolio', '--workspace', 'south')).toMatchObject({ code: 1, out: '' })
    expect((await mainstay('reprot')).code).toBe(1)
  })
}, 120_000)
