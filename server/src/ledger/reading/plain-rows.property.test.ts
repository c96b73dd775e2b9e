import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTable } from '../../platform/files/index.ts'
import type { DirectRows } from './direct-rows.ts'
import type { PlannedColumn, ReadPlan } from './read-plan.ts'
import { readRows } from './read-rows.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mainstay-plain-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const FIELDS = [
  ['invoice_no', 'text', true],
  ['line_no', 'text', true],
  ['invoice_date', 'date', true],
  ['customer_code', 'text', true],
  ['net_amount', 'decimal', true],
  ['cost_amount', 'decimal', false],
  ['currency', 'text', false],
  ['salesperson_code', 'text', false],
] as const

const columns = FIELDS.map(
  ([field, type, isRequired], position): PlannedColumn => ({
    position,
    header: field,
    field,
    type,
    isRequired,
    maximum: null,
    reading: { decimal: [{ decimal: '.', group: ',' }], date: ['YYYY-MM-DD'] },
  }),
)
const HEADER = `${FIELDS.map(([field]) => field).join(',')},note`

const direct: DirectRows = {
  constants: '7\t3',
  defaults: { currency: 'USD' },
  codes: {
    customer_code: {
      numbers: new Map([
        ['C1', '11'],
        ['C 2', '12'],
        ['C\\', '13'],
        ['Ü', '14'],
      ]),
      fault: 'ledger/unknown-customer',
    },
  },
}

/** Everything a row becomes: its COPY text, or its place among the rejected ones. */
async function written(text: string, encoding: string, way: DirectRows | null) {
  const path = join(folder, `lines-${encoding}.csv`)
  await writeFile(path, iconv.encode(text, encoding))
  const plan: ReadPlan = {
    path,
    name: 'lines.csv',
    byteLimit: 1e9,
    encoding,
    delimiter: ',',
    quote: '"',
    sheet: null,
    headerRow: 1,
    kind: 'invoice_lines',
    columns,
    attributes: [],
  }
  const pieces: Buffer[] = []
  let rows = 0
  let rejected = 0
  const spool = join(folder, `${encoding}.spool`)
  await readRows(
    plan,
    spool,
    async (chunk) => {
      pieces.push(Buffer.from(chunk.bytes))
      rows += chunk.rows
      rejected += chunk.rejected
    },
    way,
  )
  return { copied: Buffer.concat(pieces).toString(), rows, rejected, rejects: await readFile(spool, 'utf8') }
}

/** Lines of invoices with all that may be wrong in their cells, or also with what makes them other than plain. */
function linesWith(isTame: boolean): fc.Arbitrary<string> {
  const wild = isTame ? [] : ['"a ""b"", c"', '"a\nb"', 'é', 'x\ty']
  const odd = fc.constantFrom('', ' ', '\\', '\\N', '0', '-', '2026-13-01', 'x'.repeat(200), ...wild)
  const pick = (...values: string[]) =>
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: odd })
  const decimal = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.float({ noNaN: true, min: -1e6, max: 1e6 }).map((value) => value.toFixed(4)),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '0',
        '-0.0',
        '007',
        '.5',
        '5.',
        '1e5',
        '--1',
        '1'.repeat(20),
        `0.${'1'.repeat(19)}`,
        '(5)',
        '5 USD',
      ),
    },
    { weight: 1, arbitrary: odd },
  )
  const number = fc.oneof({ weight: 9, arbitrary: fc.nat(1e6).map((no) => `I${no}`) }, { weight: 1, arbitrary: odd })
  const codes = ['C1', ' C1 ', 'C 2', 'C\\', 'NOBODY', ...(isTame ? [] : ['Ü'])]
  const cells = fc.tuple(
    number,
    pick('1', '2', '10'),
    pick('2026-01-31', '2026-02-30', '2024-02-29', '31.01.2026'),
    pick(...codes),
    decimal,
    decimal,
    pick('USD', 'EUR', 'eur', '', 'EURO'),
    pick('S1', 'S2', ''),
    pick('', 'note'),
  )
  const line = cells.map((texts) => texts.join(','))
  if (isTame) return line
  const strange = [
    '',
    ',,,,,,,,',
    ' , ',
    'a,b',
    'I1,1,2026-01-31,C1,1,1,USD,S1,note,more',
    'I1,1,2026-01-31,C1,1,1,USD,S1,note,,',
    '"never closed,1',
  ]
  return fc.oneof({ weight: 20, arbitrary: line }, { weight: 1, arbitrary: fc.constantFrom(...strange) })
}

const ends = fc.constantFrom('\n', '\r\n', '\r')
/** Longer than what is read at once. */
const stretch = Array.from({ length: 5_000 }, (_, no) => `A${no},1,2026-01-31,C1,${no}.25,,USD,S1,`)

async function expectSame(text: string): Promise<void> {
  for (const way of [direct, null]) {
    const asBytes = await written(text, 'utf-8', way)
    // In two bytes a character nothing is plain, so that all of it goes the way of text.
    expect(asBytes).toEqual(await written(text, 'utf-16le', way))
    expect(asBytes.rows).toBeGreaterThanOrEqual(stretch.length)
  }
}

describe('lines that are read as bytes', () => {
  it('become what they become when they are read as text, whatever is wrong in their cells', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(linesWith(true), { minLength: 1, maxLength: 60 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, end) => {
          await expectSame([HEADER, ...stretch, ...rows].join(end) + end)
          const table = await openTable(join(folder, 'lines-utf-8.csv'))
          let plain = 0
          for await (const part of table.parts?.() ?? []) if (part.kind === 'plain') plain += part.plain.lines
          expect(plain).toBeGreaterThan(rows.length)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('are left to the way of text where quotes, other signs or odd rows stand among them, and taken up again after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(linesWith(false), { minLength: 1, maxLength: 60 }),
        ends,
        fc.boolean(),
        async (rows, end, isEnded) => {
          await expectSame([HEADER, ...stretch, ...rows, ...stretch].join(end) + (isEnded ? end : ''))
        },
      ),
      { numRuns: 20 },
    )
  })
})
