import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readableEncodings } from '@mainstay/contract/file-reading'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspectFile } from './inspect-file.ts'
import type { ReadingChoice } from './inspection.ts'
import { planReading } from './read-plan.ts'
import { readRows } from './read-rows.ts'

const DELIMITERS = [',', ';', '\t', '|', '~', '^', ':', '\u0001', '#', '!', '.', 'x', '0']
const QUOTES = ['"', "'", 'none'] as const
const SAMPLES = 'abcXYZ019 .,;|~^:#!\'"\n\r\t-=+@äöüßéñçÅøŁłżŽšćđĞşİıМирΑθηשלגสวัสดี東京日本語한국어가繁體中文€£½'

/** The characters of the sample that an encoding can hold and give back. */
function alphabetOf(encoding: string): string[] {
  return [...new Set(SAMPLES)].filter((sign) => iconv.decode(iconv.encode(sign, encoding), encoding) === sign)
}

function written(table: readonly (readonly string[])[], reading: ReadingChoice): Buffer {
  const { delimiter, quote, encoding } = reading
  const cell = (text: string) =>
    quote === 'none' ? text : `${quote}${text.replaceAll(quote ?? '', `${quote}${quote}`)}${quote}`
  const text = table.map((row) => row.map(cell).join(delimiter ?? '')).join('\n')
  return iconv.encode(`${text}\n`, encoding ?? 'utf-8', { addBOM: false })
}

const arrangement = fc
  .tuple(fc.constantFrom(...readableEncodings), fc.constantFrom(...DELIMITERS), fc.constantFrom(...QUOTES))
  .filter(([, delimiter, quote]) => delimiter !== quote)
  .chain(([encoding, delimiter, quote]) => {
    const reading: ReadingChoice = { encoding, delimiter, quote, headerRow: 1 }
    const forbidden = quote === 'none' ? [delimiter, '\n', '\r'] : []
    const alphabet = alphabetOf(encoding).filter((sign) => !forbidden.includes(sign))
    const cell = fc
      .string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 12 })
      .map((text) => `v${text}`)
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
    return fc.record({ reading: fc.constant(reading), rows })
  })

describe('a reading chosen by hand', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mainstay-reading-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const lookInto = (path: string, reading: ReadingChoice) =>
    inspectFile({
      path,
      name: 'table.csv',
      byteLimit: 1_000_000,
      sheet: null,
      kind: 'customers',
      mapping: null,
      reading,
      reportingCurrency: 'USD',
      remembered: {},
    })

  it('can be of every encoding on the list', () => {
    for (const encoding of readableEncodings) {
      expect(iconv.encodingExists(encoding), encoding).toBe(true)
      expect(alphabetOf(encoding).length, encoding).toBeGreaterThan(30)
    }
  })

  it('gives back every cell of a table written so, whatever encoding, delimiter and quote', async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(arrangement, async ({ reading, rows }) => {
        const path = join(folder, `table-${++number}.csv`)
        const header = ['va', 'vb', 'vc']
        await writeFile(path, written([header, ...rows], reading))
        const seen = await lookInto(path, reading)
        expect(seen.columns.map((column) => column.header)).toEqual(header)
        expect(seen.preview).toEqual(rows.slice(0, 20))
        expect(seen.reading).toEqual(reading)
      }),
      { numRuns: 400 },
    )
  })

  it('is the one by which the rows are read when they are imported', async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(arrangement, async ({ reading, rows }) => {
        const path = join(folder, `rows-${++number}.csv`)
        await writeFile(path, written([['va', 'vb', 'vc'], ...rows], reading))
        const seen = await lookInto(path, reading)
        const targets = seen.columns.map((column) => ({
          ...column,
          target: { kind: 'attribute' as const, name: column.header },
        }))
        const plan = planReading({ path, name: 'table.csv', byteLimit: 1_000_000 }, 'customers', {
          ...seen,
          columns: targets,
        })
        let text = ''
        await readRows(plan, join(folder, `spool-${number}`), async (chunk) => {
          text += new TextDecoder().decode(chunk.bytes)
          expect(chunk.rejected).toBe(0)
        })
        const read = text
          .split('\n')
          .filter(Boolean)
          .map((line) => Object.values(JSON.parse((line.split('\t')[1] ?? '').replaceAll('\\\\', '\\'))))
        expect(read).toEqual(rows.map((row) => row.map((cell) => cell.trim())))
      }),
      { numRuns: 150 },
    )
  })
})
