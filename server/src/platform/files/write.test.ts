import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { readTable, refusalOf, testFolder } from './fixtures.ts'
import { neutralizeCell, readBack } from './neutralize.ts'
import { fileRefusalCodes, remedyFor } from './refusal.ts'
import { type CellValue, csvBytes, workbookBytes, xlsxBytes } from './write.ts'
import { zipBytes } from './zip-writer.ts'

const folder = testFolder()
afterAll(() => folder.remove())

async function csvText(rows: readonly (readonly CellValue[])[], options = {}): Promise<string> {
  return (await buffer(csvBytes(rows, options))).toString('utf8')
}

describe('text that a spreadsheet would run', () => {
  it.each(['=1+2', '+1', '-1+2', '@SUM(A1)', '\tx', '\rx', '\uff1d1', '\uff0b1', '\uff0d1', '\uff201', "'=1"])(
    '%j gets one apostrophe, which goes again when read',
    (text) => {
      expect(neutralizeCell(text)).toBe(`'${text}`)
      expect(readBack(neutralizeCell(text))).toBe(text)
    },
  )

  it.each(['-5', '-5.25', '-1.234,50', 'a=b', "it's", "'quoted'", '', "'", '5-3'])('%j stays as it is', (text) => {
    expect(neutralizeCell(text)).toBe(text)
    expect(readBack(text)).toBe(text)
  })

  it('comes back exactly, whatever it is', () => {
    const text = fc.array(fc.constantFrom("'", '=', '-', '+', '@', '5', '.', 'a', '\t', '\uff1d'), { maxLength: 6 })
    fc.assert(
      fc.property(text, (characters) => {
        expect(readBack(neutralizeCell(characters.join('')))).toBe(characters.join(''))
      }),
    )
  })
})

describe('a CSV file written', () => {
  it('quotes what needs quotes, keeps numbers plain and neutralizes texts only', async () => {
    const rows: CellValue[][] = [
      ['name', 'amount'],
      ['=HYPERLINK("x")', -5],
      ['a,b', { decimal: '-1234.50' }],
      ['say "yes"\nno', { date: '2013-05-31' }],
      [null, true],
      ['-5', Number.NaN],
    ]
    expect(await csvText(rows)).toBe(
      '\ufeffname,amount\r\n"\'=HYPERLINK(""x"")",-5\r\n"a,b",-1234.50\r\n"say ""yes""\nno",2013-05-31\r\n,TRUE\r\n-5,\r\n',
    )
  })

  it('takes another delimiter', async () => {
    expect(await csvText([['a', 'b|c']], { delimiter: '|' })).toBe('\ufeffa|"b|c"\r\n')
  })
})

const cellText = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((text) => text.replace(/[\p{Cc}\ufffd\ufeff]/gu, ''))
  .map((text) => `x${text}`)
const hostileText = fc.oneof(
  cellText,
  fc.constantFrom('=1+1', "'=1", '@x', '+49 30', '-5', 'a"b', 'a,b', ' pad ', '_x0041_', '<&>"', '007', '1E5'),
)

describe('what is written', () => {
  it('is read back the same from CSV', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(hostileText, hostileText), { minLength: 1, maxLength: 20 }), async (rows) => {
        const path = folder.write(await buffer(csvBytes([['first', 'second'], ...rows])))
        const { cells } = await readTable(path, { hint: { delimiter: ',' } })
        expect(cells.map((row) => row.map(readBack))).toEqual(rows)
      }),
      { numRuns: 50 },
    )
  })

  it('is read back the same from a workbook, as text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(hostileText, hostileText), { minLength: 1, maxLength: 20 }), async (rows) => {
        const path = folder.write(await buffer(xlsxBytes([['first', 'second'], ...rows])))
        expect((await readTable(path)).cells).toEqual(rows)
      }),
      { numRuns: 50 },
    )
  })

  it('keeps numbers, days and truths of a workbook what they are', async () => {
    const row: CellValue[] = [
      { decimal: '-1234.50' },
      { decimal: '123456789012345678.25' },
      { date: '2013-05-31' },
      5,
      true,
      null,
      'end',
    ]
    const path = folder.write(await buffer(xlsxBytes([['a', 'b', 'c', 'd', 'e', 'f', 'g'], row], { sheet: 'A/B:C' })))
    const { source, cells } = await readTable(path)
    expect(source.sheet).toBe('A B C')
    expect(cells).toEqual([['-1234.5', '123456789012345678.25', '2013-05-31', '5', 'TRUE', '', 'end']])
  })

  it('keeps every sheet of a workbook, under its own name and in order', async () => {
    const order: string[] = []
    const rowsOf = async function* (name: string): AsyncGenerator<CellValue[]> {
      order.push(name)
      yield ['of']
      yield [name]
    }
    const bytes = await buffer(
      workbookBytes([
        { name: 'First & "foremost"', rows: rowsOf('first'), widths: [12] },
        { name: 'Second', rows: rowsOf('second') },
      ]),
    )
    const path = folder.write(bytes)
    expect(order).toEqual(['first', 'second'])
    expect(await readTable(path, { hint: { sheet: 'First & "foremost"' } })).toMatchObject({ cells: [['first']] })
    expect(await readTable(path, { hint: { sheet: 'Second' } })).toMatchObject({ cells: [['second']] })
  })

  it('escapes what XML cannot hold', async () => {
    const path = folder.write(
      await buffer(
        xlsxBytes([
          ['a', 'b'],
          ['x\u0001y\r\nz', 'tab\there'],
        ]),
      ),
    )
    expect((await readTable(path)).cells).toEqual([['x\u0001y\r\nz', 'tab\there']])
  })

  it('passes an error of its rows on', async () => {
    const failing = async function* (): AsyncGenerator<CellValue[]> {
      yield ['a']
      throw new Error('the database went away')
    }
    await expect(buffer(csvBytes(failing()))).rejects.toThrow('the database went away')
    await expect(buffer(xlsxBytes(failing()))).rejects.toThrow('the database went away')
  })

  it('is the same each time', async () => {
    const entries = [{ name: 'ä.txt', pieces: ['one', Buffer.from('two')] }]
    expect(await buffer(zipBytes(entries))).toEqual(await buffer(zipBytes(entries)))
    expect(await refusalOf(folder.write(await buffer(zipBytes(entries))))).toMatchObject({ code: 'files/archive' })
  })
})

it('has a sentence with the way out for every refusal', () => {
  for (const code of fileRefusalCodes()) expect(remedyFor(code)).toMatch(/^[A-Z].*\.$/)
})
