import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLedgerTest, type LedgerTest, putFile, sharedData } from './fixtures.ts'

const nasty = join(sharedData, 'nasty-files')

/** A workbook whose only sheet unpacks to far more than its size; the headers may lie about it. */
function zipBomb(unpackedBytes: number, claimedBytes: number): Buffer {
  const head = '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
  const sheet = deflateRawSync(Buffer.concat([Buffer.from(head), Buffer.alloc(unpackedBytes, 'a')]))
  const small = (text: string) => deflateRawSync(Buffer.from(text))
  const entries: [string, Buffer, number][] = [
    ['[Content_Types].xml', small('<Types/>'), 8],
    [
      'xl/workbook.xml',
      small('<workbook xmlns:r="x"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'),
      91,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      small('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'),
      88,
    ],
    ['xl/worksheets/sheet1.xml', sheet, claimedBytes],
  ]
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, data, size] of entries) {
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(size, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, directory, end])
}

describe('hostile files through the whole door', () => {
  let test: LedgerTest
  let importId: string
  beforeAll(async () => {
    test = await createLedgerTest()
    importId = (await test.upload({ 'good.csv': 'customer_code,customer_name\nC1,Alpha\n' })).id
  })
  afterAll(() => test?.program.stop())

  const send = async (name: string, content: string | Buffer) => {
    const started = performance.now()
    const { status, body } = await putFile(test.program, test.owner, { id: importId, name, content })
    return { status, file: body.files?.at(-1), seconds: (performance.now() - started) / 1000 }
  }

  it.each([
    ['a zip bomb', () => zipBomb(300_000_000, 300_000_000)],
    ['a zip bomb whose header lies', () => zipBomb(300_000_000, 100)],
    ['a line of 100 MB', () => Buffer.alloc(100 * 1024 ** 2, 'a')],
    ['a million columns', () => `${Array.from({ length: 1_000_000 }, (_, index) => `c${index}`).join(',')}\n1\n`],
    ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4_096, 7)])],
    ['a web page', () => '<!doctype html><html><body><table><tr><td>1</td></tr></table></body></html>'],
    [
      'an old workbook',
      () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(4_096)]),
    ],
    ['a damaged workbook', () => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2_000, 1)])],
  ])('answers %s with a failure of that file and its way out, and goes on', async (name, content) => {
    const { status, file, seconds } = await send(`${name}.csv`, content())
    expect(status).toBe(201)
    expect(file.failure).toMatchObject({
      code: expect.stringMatching(/^(files|ledger)\//),
      remedy: expect.stringMatching(/\.$/),
    })
    expect(file.kind).toBeNull()
    expect(seconds).toBeLessThan(20)
    expect(
      (await test.program.app.inject({ url: test.api('ledger'), headers: { authorization: test.owner.authorization } }))
        .statusCode,
    ).toBe(200)
    await test.program.call(test.owner, 'DELETE', test.api(`imports/${importId}/files/${file.id}`))
  })

  it.skipIf(!existsSync(nasty))(
    'takes or refuses every file of the collection without a crash (skipped where it is absent)',
    async () => {
      const files = readdirSync(nasty, { recursive: true, encoding: 'utf8' }).filter(
        (name) => statSync(join(nasty, name)).isFile() && statSync(join(nasty, name)).size > 0,
      )
      expect(files.length).toBeGreaterThan(50)
      for (const name of files) {
        const { status, file } = await send(name, readFileSync(join(nasty, name)))
        expect(status, name).toBe(201)
        expect(file.failure ?? file.preview, name).toBeTruthy()
        await test.program.call(test.owner, 'DELETE', test.api(`imports/${importId}/files/${file.id}`))
      }
    },
    240_000,
  )

  it('imports strange texts as they are, and rejects only what cannot be kept', async () => {
    const { report } = await test.load({
      's.csv':
        'customer_code,customer_name\n"=1+1","Robert\'); drop table account;--"\n"C\\N","back\\slash"\n"ü","<script>"\n"z","a\u0000b"\n"\\.","end"\n',
    })
    expect(report.files[0]).toMatchObject({ rows: 5, inserted: 4, rejected: 1 })
    const names = await test.rows<{ code: string; name: string }>(
      "select code, name from mainstay.account where code <> 'C1' order by code",
    )
    expect(names).toEqual([
      { code: '=1+1', name: "Robert'); drop table account;--" },
      { code: 'C\\N', name: 'back\\slash' },
      { code: '\\.', name: 'end' },
      { code: 'ü', name: '<script>' },
    ])
  })

  it('goes on with the other files when one turns out bad half-way', async () => {
    const long = `customer_code,customer_name\n${Array.from({ length: 30_000 }, (_, index) => `L${index},Long ${index}`).join('\n')}\n${'x'.repeat(3_000_000)}\n`
    const { report, failures } = await test.load({ 'long.csv': long, 'ok.csv': 'product_code,product_name\nP1,Pump\n' })
    expect(failures).toMatchObject([{ failure: { code: 'files/line-too-long', row: 30_002 } }])
    expect(report.files).toMatchObject([{ kind: 'products', inserted: 1 }])
    expect(await test.rows("select 1 from mainstay.account where code like 'L%'")).toEqual([])
  })

  it('forgets an upload that breaks off', async () => {
    const address = await test.program.app.listen({ port: 0, host: '127.0.0.1' })
    const controller = new AbortController()
    const body = new ReadableStream({
      async start(stream) {
        stream.enqueue(new TextEncoder().encode('customer_code,customer_name\n'))
        setTimeout(() => controller.abort(), 200)
      },
    })
    const sent = fetch(`${address}${test.api(`imports/${importId}/files`)}?name=half.csv`, {
      method: 'PUT',
      body,
      duplex: 'half',
      signal: controller.signal,
      headers: { authorization: test.owner.authorization, 'content-type': 'text/csv' },
    } as RequestInit)
    await expect(sent).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 500))
    const folder = join(test.program.filesFolder, String(test.workspaceId))
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    const { body: detail } = await test.program.call(test.owner, 'GET', test.api(`imports/${importId}`))
    expect(detail.files.map((file: { name: string }) => file.name)).toEqual(['good.csv'])
  })
})
