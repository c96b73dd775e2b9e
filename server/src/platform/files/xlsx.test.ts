import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { extraMemory, readTable, refusalOf, testFolder, textRow, workbook } from './fixtures.ts'

const folder = testFolder()
afterAll(() => folder.remove())

const dateStyles =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="&quot;day&quot; 0"/><numFmt numFmtId="165" formatCode="[$-409]dd/mm/yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>'

async function cellsOf(cells: string, parts: Parameters<typeof workbook>[0] = {}) {
  const rows = `${textRow('a', 'b', 'c')}<row>${cells}</row>`
  const path = folder.write(await workbook({ styles: dateStyles, ...parts, sheets: { Data: rows } }))
  const { rows: read } = await readTable(path)
  return read[0]
}

describe('cells of a workbook', () => {
  it('are texts, shared or in place, with rich parts joined and readings aids left out', async () => {
    const sharedStrings =
      '<sst><si><t>one</t></si><si><r><t>t</t></r><r><t xml:space="preserve">wo </t></r><rPh><t>x</t></rPh></si></sst>'
    const row = await cellsOf(
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>A_x000D_B &amp; C</t></is></c>',
      { sharedStrings },
    )
    expect(row?.cells).toEqual(['one', 'two ', 'A\rB & C'])
  })

  it.each([
    ['2024.9939999999999', '2024.994'],
    ['0.10000000000000001', '0.1'],
    ['1E5', '100000'],
    ['1.5E-7', '0.00000015'],
    ['12345678901234567890', '12345678901234567890'],
    ['-5', '-5'],
    ['-0', '0'],
    ['00.50', '0.5'],
  ])('are numbers as typed: %s', async (stored, text) => {
    expect((await cellsOf(`<c><v>${stored}</v></c>`))?.cells[0]).toBe(text)
  })

  it('are days where their style says so, in the 1900 system with its missing day', async () => {
    const row = await cellsOf('<c s="1"><v>41425</v></c><c s="3"><v>59</v></c><c s="4"><v>41425.5</v></c>')
    expect(row?.cells).toEqual(['2013-05-31', '1900-02-28', '2013-05-31T12:00:00'])
    expect((await cellsOf('<c s="2"><v>41425</v></c>'))?.cells[0]).toBe('41425')
    expect((await cellsOf('<c s="1"><v>60</v></c>'))?.problems).toMatchObject([
      { code: 'files/invalid-date', column: 1 },
    ])
    expect((await cellsOf('<c s="1"><v>-1</v></c>'))?.problems).toMatchObject([{ code: 'files/invalid-date' }])
  })

  it('are four years later in the 1904 system', async () => {
    const row = await cellsOf('<c s="1"><v>39963</v></c>', { workbookProperties: '<workbookPr date1904="1"/>' })
    expect(row?.cells[0]).toBe('2013-05-31')
  })

  it('are truths, ISO dates and empty cells in their place', async () => {
    expect(
      (await cellsOf('<c r="A2" t="b"><v>1</v></c><c r="C2" t="d"><v>2013-05-31T00:00:00</v></c>'))?.cells,
    ).toEqual(['TRUE', '', '2013-05-31'])
  })

  it('give the value a formula had when saved, and say where there is none', async () => {
    const row = await cellsOf('<c><f>1+1</f><v>2</v></c><c t="str"><f>A1</f><v>x</v></c><c><f>A1</f></c>')
    expect(row?.cells).toEqual(['2', 'x', ''])
    expect(row?.problems).toEqual([{ code: 'files/formula-without-value', column: 3, value: '' }])
  })

  it('name errors and references to nothing', async () => {
    const row = await cellsOf('<c t="e"><v>#REF!</v></c><c t="s"><v>99</v></c><c><v>12x</v></c>', {
      sharedStrings: '<sst/>',
    })
    expect(row?.problems?.map(({ code, column, value }) => [code, column, value])).toEqual([
      ['files/error-cell', 1, '#REF!'],
      ['files/damaged-cell', 2, '99'],
      ['files/damaged-cell', 3, '12x'],
    ])
  })
})

describe('sheets of a workbook', () => {
  const table = textRow('code', 'name') + textRow('A', 'B')

  it('are listed, and the first visible one with a table is chosen', async () => {
    const sheets = { Hidden: table, Notes: '', Data: table }
    const { source, cells } = await readTable(folder.write(await workbook({ sheets, hidden: ['Hidden'] })))
    expect(source.sheetNames).toEqual([
      { name: 'Hidden', hidden: true },
      { name: 'Notes', hidden: false },
      { name: 'Data', hidden: false },
    ])
    expect([source.sheet, cells]).toEqual(['Data', [['A', 'B']]])
  })

  it('can be chosen by name; a wrong name is refused', async () => {
    const path = folder.write(await workbook({ sheets: { One: table, Two: textRow('x', 'y') + textRow('1', '2') } }))
    expect((await readTable(path, { hint: { sheet: 'Two' } })).source.header).toEqual(['x', 'y'])
    expect(await refusalOf(path, { hint: { sheet: 'Three' } })).toMatchObject({ code: 'files/no-sheet' })
  })

  it('keep their row numbers below titles, blank rows and gaps', async () => {
    const rows =
      '<row r="1"><c t="inlineStr"><is><t>Title</t></is></c></row>' +
      textRow('code', 'name').replace('<row>', '<row r="4">') +
      textRow('A', 'B').replace('<row>', '<row r="9">')
    const { source, rows: read } = await readTable(folder.write(await workbook({ sheets: { S: rows } })))
    expect([source.headerRow, read[0]?.line]).toEqual([4, 9])
  })

  it('have as many columns as their widest row, short rows filled up', async () => {
    const { source, cells } = await readTable(
      folder.write(await workbook({ sheets: { S: textRow('a', 'b') + textRow('1') + textRow('1', '2', '3') } })),
    )
    expect(source.header).toEqual(['a', 'b', 'Column 3'])
    expect(cells).toEqual([
      ['1', '', ''],
      ['1', '2', '3'],
    ])
  })

  it('are refused when empty or wider than allowed', async () => {
    expect(await refusalOf(folder.write(await workbook({ sheets: { S: '' } })))).toMatchObject({ code: 'files/empty' })
    const far = '<row><c r="ZZZ1"><v>1</v></c></row>'
    expect(await refusalOf(folder.write(await workbook({ sheets: { S: far } })))).toMatchObject({
      code: 'files/too-many-columns',
      row: 1,
    })
  })
})

describe('hostile workbooks', () => {
  const laughs =
    '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'

  it('are refused when a part declares entities, expanding none and reading no file', async () => {
    const sheets = { S: textRow('a', 'b') + textRow('1', '2') }
    const inTexts = await workbook({ sheets, sharedStrings: `${laughs}<sst><si><t>&x;&b;</t></si></sst>` })
    expect(await refusalOf(folder.write(inTexts))).toMatchObject({ code: 'files/xml-entities' })
    const undeclared = await workbook({ sheets, sharedStrings: '<sst><si><t>&x;</t></si></sst>' })
    expect(await refusalOf(folder.write(undeclared))).toMatchObject({ code: 'files/xlsx-damaged' })
  })

  it('are refused when they would unpack to gigabytes, at once and in little memory', { timeout: 60_000 }, async () => {
    const zeros = Buffer.alloc(4 * 1024 * 1024, ' ')
    const pieces = function* () {
      for (let count = 0; count < 100; count += 1) yield zeros
    }
    const bomb = await workbook({ extra: [{ name: 'xl/worksheets/sheet9.xml', pieces: pieces() }] })
    expect(bomb.length).toBeLessThan(1024 ** 2)
    const path = folder.write(bomb)
    const started = performance.now()
    const extra = await extraMemory(async () => {
      expect(await refusalOf(path)).toMatchObject({ code: 'files/zip-too-large' })
    })
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(extra).toBeLessThan(100)
  })

  it('are refused when a header lies about the size', async () => {
    const rows = textRow('a', 'b') + textRow('1', '2').repeat(200_000)
    const bytes = await workbook({ sheets: { S: rows } })
    const name = bytes.lastIndexOf('xl/worksheets/sheet0.xml')
    bytes.writeUInt32LE(1_000, name - 46 + 24)
    expect(await refusalOf(folder.write(bytes))).toMatchObject({ code: 'files/zip-damaged' })
  })

  it('are refused when they hold too many parts, or parts that share bytes', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => ({ name: `x/${index}`, pieces: ['x'] }))
    expect(await refusalOf(folder.write(await workbook({ extra: many })))).toMatchObject({ code: 'files/zip-entries' })
    const overlapping = await workbook({ sheets: { S: textRow('a', 'b') } })
    const directory = overlapping.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    const second = overlapping.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), directory + 4)
    overlapping.writeUInt32LE(overlapping.readUInt32LE(directory + 42), second + 42)
    expect(await refusalOf(folder.write(overlapping))).toMatchObject({ code: 'files/zip-damaged' })
  })

  it('are refused when their names climb out of the folder', async () => {
    const path = folder.write(await workbook({ extra: [{ name: '../../evil', pieces: ['x'] }] }))
    expect(await refusalOf(path)).toMatchObject({ code: 'files/zip-damaged' })
  })

  it('follow no target outside the workbook', async () => {
    const external =
      '<Relationships><Relationship Id="r" TargetMode="External" Type="x/officeDocument" Target="http://127.0.0.1:9/x"/></Relationships>'
    const bytes = await workbook({ sheets: { S: textRow('a', 'b') + textRow('1', '2') } })
    expect((await readTable(folder.write(bytes))).cells).toEqual([['1', '2']])
    const { zipBytes } = await import('./zip-writer.ts')
    const { buffer } = await import('node:stream/consumers')
    const only = await buffer(zipBytes([{ name: '_rels/.rels', pieces: [external] }]))
    expect(await refusalOf(folder.write(only))).toMatchObject({ code: 'files/archive' })
  })

  it('are refused with macros, as another document, or as a plain archive', async () => {
    const sheets = { S: textRow('a', 'b') }
    const withMacros = await workbook({ sheets, extra: [{ name: 'xl/vbaProject.bin', pieces: ['x'] }] })
    expect(await refusalOf(folder.write(withMacros))).toMatchObject({ code: 'files/macros' })
    const { zipBytes } = await import('./zip-writer.ts')
    const { buffer } = await import('node:stream/consumers')
    const nested = await buffer(zipBytes([{ name: 'inner.zip', pieces: [withMacros] }]))
    expect(await refusalOf(folder.write(nested))).toMatchObject({ code: 'files/archive' })
    const spreadsheet = await buffer(
      zipBytes([
        { name: 'mimetype', pieces: ['x'] },
        { name: 'content.xml', pieces: ['x'] },
      ]),
    )
    expect(await refusalOf(folder.write(spreadsheet))).toMatchObject({ code: 'files/open-document' })
  })

  it('are refused when one cell never ends', async () => {
    const endless = `<row><c t="inlineStr"><is><t>${'x'.repeat(3_000_000)}`
    expect(await refusalOf(folder.write(await workbook({ sheets: { S: endless } })))).toMatchObject({
      code: 'files/cell-too-long',
    })
  })

  it('are refused rather than crash the reader, wherever a byte is wrong', async () => {
    const good = await workbook({ sheets: { S: textRow('a', 'b') + textRow('1', '2') }, sharedStrings: '<sst/>' })
    const path = folder.path('broken')
    for (let position = 4; position < good.length; position += 7) {
      const bad = Buffer.from(good)
      bad.writeUInt8((bad.readUInt8(position) + 101) % 256, position)
      writeFileSync(path, bad)
      await refusalOf(path)
    }
    for (let length = 4; length < good.length; length += 101) {
      writeFileSync(path, good.subarray(0, length))
      await refusalOf(path)
    }
  })
})
