import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTable, refusalOf } from './fixtures.ts'
import { openTable } from './open-table.ts'

const shared = process.env.MAINSTAY_SHARED_DATA ?? join(import.meta.dirname, '../../../../../shared/data')
const nasty = join(shared, 'nasty-files')
const isAbsent = !existsSync(nasty)

function filesBelow(folder: string): string[] {
  if (isAbsent) return []
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)))
  return paths.filter((path) => statSync(path).isFile())
}

describe.skipIf(isAbsent)('the hostile files (skipped where they are absent)', () => {
  it.each(filesBelow(nasty))('%s is a table or a refusal with a way out', async (path) => {
    const refusal = await refusalOf(path)
    if (refusal) expect(refusal.remedy).toMatch(/\.$/)
    else expect((await openTable(path)).header.length).toBeGreaterThan(0)
  })

  it.each(filesBelow(join(nasty, 'csv-spectrum/csvs')))('%s means what its JSON says', async (path) => {
    const { source, cells } = await readTable(path)
    const objects = cells.map((row) => Object.fromEntries(source.header.map((name, index) => [name, row[index]])))
    const json = path.replace('/csvs/', '/json/').replace(/\.csv$/, '.json')
    expect(objects).toEqual(JSON.parse(readFileSync(json, 'utf8')))
  })

  it.each([
    ['csvkit/examples/dummy.xls', 'files/legacy-excel'],
    ['csvkit/examples/dummy.csv.gz', 'files/archive'],
    ['csvkit/examples/dummy.csv.bz2', 'files/archive'],
    ['csvkit/examples/testdbf.dbf', 'files/database-file'],
    ['csvkit/examples/testjson.json', 'files/json'],
    ['csvkit/examples/empty.csv', 'files/empty'],
    ['messytables-horror/simple.ods', 'files/open-document'],
    ['messytables-horror/simple.zip', 'files/archive'],
    ['messytables-horror/html.html', 'files/html'],
    ['messytables-horror/simple.unknown', 'files/empty'],
    ['messytables-horror/bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm', 'files/macros'],
  ])('%s is refused as %s', async (path, code) => {
    expect(await refusalOf(join(nasty, path))).toMatchObject({ code, file: basename(path) })
  })

  it.each([
    ['csvkit/examples/test_latin1.csv', 'windows-1252', '©'],
    ['csvkit/examples/test_utf16_big.csv', 'utf-16be', 'ʤ'],
    ['csvkit/examples/test_utf16_little.csv', 'utf-16le', 'ʤ'],
  ])('%s is read as %s', async (path, encoding, last) => {
    const { source, cells } = await readTable(join(nasty, path))
    expect(source.encoding).toBe(encoding)
    expect(cells.at(-1)?.at(-1)).toBe(last)
  })

  it('reads dates and numbers of a real workbook as its CSV has them', async () => {
    const { source, cells } = await readTable(join(nasty, 'csvkit/examples/test.xlsx'))
    expect(source.header.slice(0, 3)).toEqual(['text', 'date', 'integer'])
    expect(cells[0]?.slice(0, 3)).toEqual(['Chicago Reader', '1971-01-01', '40'])
  })
})

describe.skipIf(!existsSync(join(shared, 'adventureworks')))(
  'the ledger of AdventureWorks (skipped where absent)',
  () => {
    it.each([
      ['customers.csv', 701],
      ['products.csv', 334],
      ['invoice_lines.csv', 60_855],
      ['fx_rates.csv', 5_790],
    ])('%s has %i rows without a problem', async (file, count) => {
      const { rows } = await readTable(join(shared, 'adventureworks', file))
      expect(rows).toHaveLength(count)
      expect(rows.filter((row) => row.problems)).toEqual([])
    })
  },
)
