import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, it } from 'vitest'
import { extraMemory, readTable, refusalOf, testFolder } from './fixtures.ts'

const folder = testFolder()
afterAll(() => folder.remove())

describe('how a text file is written', () => {
  it.each([
    [',', 'csv'],
    [';', 'ssv'],
    ['\t', 'tsv'],
    ['|', 'psv'],
  ])('is seen by its delimiter %j', async (delimiter, format) => {
    const path = folder.write(`${['code', 'name', 'sales'].join(delimiter)}\nA1${delimiter}Bern${delimiter}5\n`)
    const { source, cells } = await readTable(path)
    expect(source).toMatchObject({ format, delimiter, header: ['code', 'name', 'sales'] })
    expect(cells).toEqual([['A1', 'Bern', '5']])
  })

  it('is not confused by decimal commas between semicolons', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => `K${index};1,5;2,25;3,75`)
    const { source } = await readTable(folder.write(`Kunde;Menge;Preis;Betrag\n${lines.join('\n')}`))
    expect(source.delimiter).toBe(';')
  })

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])('is decoded from %s', async (encoding) => {
    const text = `code,name\nA1,Größe Café\nA2,Señor\n`
    const { source, cells } = await readTable(folder.write(iconv.encode(text, encoding)))
    expect(source.encoding).toBe(encoding)
    expect(cells).toEqual([
      ['A1', 'Größe Café'],
      ['A2', 'Señor'],
    ])
  })

  it.each(['utf-8', 'utf-16le', 'utf-16be'])(
    'is decoded from %s with a byte order mark, which is no part of the header',
    async (encoding) => {
      const bytes = iconv.encode('code,name\nA1,Ω\n', encoding, { addBOM: true })
      const { source, cells } = await readTable(folder.write(bytes))
      expect(source.header).toEqual(['code', 'name'])
      expect(cells).toEqual([['A1', 'Ω']])
    },
  )

  it('is read as Windows-1252 also when the first such letter stands far behind', async () => {
    const head = Buffer.from(`code,name\n${'A,plain\n'.repeat(100_000)}`)
    const path = folder.write(Buffer.concat([head, Buffer.from([0x42, 0x2c, 0xe9, 0x0a])]))
    const { cells } = await readTable(path)
    expect(cells.at(-1)).toEqual(['B', 'é'])
  })

  it('names rows whose bytes fit no encoding instead of changing them', async () => {
    const path = folder.write(
      Buffer.concat([Buffer.from('code,name\nA,Zürich\nB,Genève\nC,x'), Buffer.from([0xff, 0x0a])]),
    )
    const { rows } = await readTable(path)
    expect(rows.map((row) => row.problems?.[0]?.code)).toEqual([undefined, undefined, 'files/undecodable-character'])
    expect(rows[2]?.problems?.[0]?.column).toBe(2)
  })

  it('keeps characters whole that fall between two pieces of a large file', async () => {
    const line = 'A,日本語のテキスト😀\n'
    const { cells } = await readTable(folder.write(`code,name\n${line.repeat(40_000)}`))
    expect(cells).toHaveLength(40_000)
    expect(cells.every((row) => row[1] === '日本語のテキスト😀')).toBe(true)
  })

  it('can be told by a person', async () => {
    const { source, cells } = await readTable(folder.write('title;x\na,b;c\n1,2;3\n'), {
      hint: { delimiter: ',', headerRow: 2 },
    })
    expect(source.header).toEqual(['a', 'b;c'])
    expect(cells).toEqual([['1', '2;3']])
  })
})

describe('records', () => {
  it('carry the physical line they start on, whatever the line ends are', async () => {
    const { rows } = await readTable(folder.write('a,b\r\n1,"x\r\ny"\n2,"p\rq"\r3,z\r\n\r\n4,w'))
    expect(rows.map((row) => [row.line, row.cells])).toEqual([
      [2, ['1', 'x\r\ny']],
      [4, ['2', 'p\rq']],
      [6, ['3', 'z']],
      [8, ['4', 'w']],
    ])
  })

  it('keep doubled quotes as one, and quotes inside a bare cell as they are', async () => {
    const { cells } = await readTable(folder.write('a,b\n"say ""yes""",5" pipe\n"",x\n"a,b", "c" \n'))
    expect(cells).toEqual([
      ['say "yes"', '5" pipe'],
      ['', 'x'],
      ['a,b', 'c'],
    ])
  })

  it('name the row and column where they have too few or too many cells', async () => {
    const { rows } = await readTable(folder.write('a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n'))
    expect(rows.map((row) => [row.line, row.problems?.[0]?.code, row.problems?.[0]?.column])).toEqual([
      [2, undefined, undefined],
      [3, 'files/ragged-row', 3],
      [4, 'files/ragged-row', 4],
      [5, undefined, undefined],
    ])
  })

  it('go on after a quote that never closes', async () => {
    const { rows } = await readTable(folder.write('a,b\n1,x\n2,"open\n3,y\n4,z\n'))
    expect(rows.map((row) => [row.line, row.cells[0], row.problems?.[0]?.code])).toEqual([
      [2, '1', undefined],
      [3, '2', 'files/unclosed-quote'],
      [4, '3', undefined],
      [5, '4', undefined],
    ])
  })

  it('go on after an open quote with megabytes behind it', async () => {
    const path = folder.write(`a,b\n1,"open\n${'2,plain text here\n'.repeat(120_000)}`)
    const { rows } = await readTable(path)
    expect(rows).toHaveLength(120_001)
    expect(rows.filter((row) => row.problems)).toHaveLength(1)
  })

  it('name a NUL character and a cell that is too long', async () => {
    const { rows } = await readTable(folder.write(`a,b\nx\u0000y,1\n2,${'z'.repeat(40_000)}\n3,ok\n`))
    expect(rows.map((row) => row.problems?.[0])).toMatchObject(
      [{ code: 'files/nul-byte', column: 1 }, { code: 'files/cell-too-long', column: 2 }, {}].map((problem) =>
        problem.code ? problem : undefined,
      ),
    )
  })

  it('come in batches, are counted in bytes, and can be read twice', async () => {
    const { source, rows } = await readTable(folder.write(`a,b\n${'1,2\n'.repeat(12_345)}`))
    expect(rows).toHaveLength(12_345)
    expect(source.progress()).toEqual({ bytesRead: 4 + 4 * 12_345, bytesTotal: 4 + 4 * 12_345 })
    const sizes: number[] = []
    for await (const batch of source.rows()) sizes.push(batch.length)
    expect(sizes).toEqual([...Array.from({ length: 12 }, () => 1_000), 345])
  })

  it('stop when the reading is cancelled', async () => {
    const controller = new AbortController()
    const path = folder.write(`a,b\n${'1,2\n'.repeat(400_000)}`)
    const reading = (async () => {
      const { openTable } = await import('./open-table.ts')
      const source = await openTable(path, { signal: controller.signal })
      for await (const _ of source.rows()) controller.abort()
    })()
    await expect(reading).rejects.toThrow(/abort/i)
  })
})

describe('the header', () => {
  it('is found below blank lines and titles', async () => {
    const { source, rows } = await readTable(folder.write('\n\nSales report,,\n,,\ncode,name,sales\nA,B,5\n'))
    expect(source).toMatchObject({ headerRow: 5, header: ['code', 'name', 'sales'] })
    expect(rows[0]?.line).toBe(6)
  })

  it('gives empty and repeated columns a name of their own and says so', async () => {
    const { source } = await readTable(folder.write('code,,Code,code (2)\n1,2,3,4\n'))
    expect(source.header).toEqual(['code', 'Column 2', 'Code (3)', 'code (2)'])
    expect(source.renamedColumns).toEqual([
      { column: 2, original: '', name: 'Column 2', reason: 'empty' },
      { column: 3, original: 'Code', name: 'Code (3)', reason: 'duplicate' },
    ])
  })

  it('may be all there is', async () => {
    const { source, rows } = await readTable(folder.write('code,name\n'))
    expect([source.header, rows]).toEqual([['code', 'name'], []])
  })

  it('may hold names that objects know, which are cells like others', async () => {
    const { source, cells } = await readTable(folder.write('__proto__,constructor\n1,2\n'))
    expect(source.header).toEqual(['__proto__', 'constructor'])
    expect(cells).toEqual([['1', '2']])
  })
})

describe('hostile sizes', () => {
  it('refuses a line without end as soon as it passes the limit, in little memory', { timeout: 120_000 }, async () => {
    const path = folder.path('endless')
    const piece = Buffer.alloc(1024 * 1024, 'a')
    const pieces = function* () {
      yield Buffer.from('code,name\n1,')
      for (let count = 0; count < 1_024; count += 1) yield piece
    }
    await pipeline(Readable.from(pieces()), createWriteStream(path))
    const extra = await extraMemory(async () => {
      expect(await refusalOf(path)).toMatchObject({ code: 'files/line-too-long', row: 2 })
    })
    expect(extra).toBeLessThan(150)
  })

  it('refuses a million columns, in the header or in a row', async () => {
    expect(await refusalOf(folder.write(`${'a,'.repeat(1_000_000)}b\n1\n`))).toMatchObject({
      code: 'files/too-many-columns',
      row: 1,
    })
    const inRow = await refusalOf(folder.write(`a,b\n1,2\n${'1,'.repeat(400_000)}\n`))
    expect(inRow).toMatchObject({ code: 'files/too-many-columns', row: 3 })
  })

  it('refuses quotes broken all over a large file in time that grows with its size', async () => {
    const path = folder.write(`a,b\n${'"x" y,"\n'.repeat(300_000)}`)
    const started = performance.now()
    await refusalOf(path)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('refuses more rows and bytes than allowed', async () => {
    const path = folder.write(`a,b\n${'1,2\n'.repeat(11_000)}`)
    expect(await refusalOf(path, { limits: { rows: 9_000 } })).toMatchObject({ code: 'files/too-many-rows' })
    expect(await refusalOf(path, { limits: { bytes: 100 } })).toMatchObject({ code: 'files/too-large' })
  })
})

describe('what is no table', () => {
  it.each([
    ['files/empty', ''],
    ['files/empty', ' \n\n'],
    ['files/html', '\ufeff<!DOCTYPE html><html><table></table></html>'],
    ['files/html', '\n <html><body>error 500</body></html>'],
    ['files/xml', '<?xml version="1.0"?><Workbook/>'],
    ['files/json', '[{"a": 1}]'],
    ['files/json', '{"type": "x"}'],
    ['files/executable', `MZ${'\u0000'.repeat(200)}`],
    ['files/executable', '\u007fELF\u0001\u0001'],
    ['files/executable', '#!/bin/sh\nrm'],
    ['files/document', '%PDF-1.7'],
    ['files/archive', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['files/archive', 'BZh91AY'],
    ['files/database-file', 'SQLite format 3\u0000'],
    ['files/legacy-excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['files/not-a-table', Buffer.from(Array.from({ length: 2_000 }, (_, index) => (index * 7 + 3) % 27))],
  ])('is refused as %s whatever its name', async (code, content) => {
    const refusal = await refusalOf(folder.write(content, 'sales.csv'))
    expect(refusal).toMatchObject({ code, file: 'sales.csv' })
    expect(refusal?.remedy).toMatch(/\.$/)
  })

  it('tells an encrypted workbook from an old one', async () => {
    const container = Buffer.alloc(4_096)
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(container)
    container.writeUInt16LE(9, 30)
    container.writeUInt32LE(2, 48)
    expect(await refusalOf(folder.write(container))).toMatchObject({ code: 'files/legacy-excel' })
    Buffer.from('EncryptedPackage', 'utf16le').copy(container, 1_536 + 128)
    expect(await refusalOf(folder.write(container))).toMatchObject({ code: 'files/encrypted' })
  })
})
