import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { xlsxBytes } from '../../platform/files/index.ts'

let house: TestProgram
let owner: TestPerson

beforeAll(async () => {
  house = await createTestProgram()
  await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner' })
})
afterAll(() => house.stop())

function send(content: Buffer | string, { person = owner as TestPerson | null, query = 'name=plan.csv' } = {}) {
  return house.call(person, 'POST', `/api/workspaces/north/plan-sheets?${query}`, Buffer.from(content), {
    'content-type': 'application/octet-stream',
  })
}
async function workbook(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of xlsxBytes(rows, { sheet: 'Aims' })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('a spreadsheet file for the imports of a plan', () => {
  test('becomes the cells that could be pasted, in the lines of the file', async () => {
    const { status, body } = await send('Objective;Target\n\n"Grow; fast";3\n')
    expect([status, body]).toEqual([
      200,
      { pasted: 'Objective\tTarget\n\nGrow; fast\t3', sheet: null, otherSheets: [], faults: [] },
    ])
  })

  test('may be a workbook', async () => {
    const { status, body } = await send(
      await workbook([
        ['Objective', 'Target'],
        ['Grow', 1250.5],
      ]),
      {
        query: 'name=plan.xlsx',
      },
    )
    expect([status, body]).toMatchObject([200, { pasted: 'Objective\tTarget\nGrow\t1250.5', sheet: 'Aims' }])
  })

  test('is read up to where nobody takes more, and says so', async () => {
    const { body } = await send(Array.from({ length: 500 }, (_, at) => `Line ${at};1`).join('\n'))
    expect(body.pasted.split('\n')).toHaveLength(250)
    expect(body.faults).toEqual(['The file is read up to line 250; put what follows into another file.'])
  })

  test('says which columns stay out, and tells of many faults only the first', async () => {
    const wide = await send(`Objective;${'x;'.repeat(70)}\nGrow;${'1;'.repeat(70)}`)
    expect(wide.body.pasted.split('\n')[0].split('\t')).toHaveLength(60)
    expect(wide.body.faults).toEqual(['The file is read up to its column 60; take out the columns that nobody needs.'])
    expect((await send(`Objective;Target${';'.repeat(70)}\nGrow;1${';'.repeat(70)}`)).body.faults).toEqual([])
    const faulty = Array.from({ length: 150 }, (_, at) => `Line ${at};a\u0000b`)
    const { body } = await send(faulty.join('\n'))
    expect([body.faults?.length, body.faults?.at(-1)]).toEqual([101, 'And 50 more.'])
  })

  test.each([
    ['%PDF-1.7 nothing', 'plans/sheet-unreadable'],
    ['', 'plans/sheet-unreadable'],
  ])('%j is refused with a way out', async (content, code) => {
    const { status, body } = await send(content)
    expect([status, body.code]).toEqual([422, code])
    expect(body.errors[0].message).toMatch(/[Cc]hoose|[Ss]ave/)
  })

  test('with nothing but blanks in it is refused', async () => {
    const { status, body } = await send(await workbook([['  ', ' ']]), { query: 'name=blank.xlsx' })
    expect([status, body.code]).toEqual([422, 'plans/sheet-empty'])
  })

  test('is taken from those who may write plans alone, however large', async () => {
    const viewer = await house.createPerson('north', { role: 'viewer' })
    const stranger = await house.createPerson('south', { role: 'owner' })
    expect((await send('a;b', { person: null })).status).toBe(401)
    expect((await send('a;b', { person: viewer })).status).toBe(403)
    expect((await send('a;b', { person: stranger })).status).toBe(404)
    expect((await send('a;b', { query: '' })).body.errors).toMatchObject([{ path: 'name' }])
    expect((await send(Buffer.alloc(4 * 1024 * 1024 + 1, 'a'))).status).toBe(413)
  })
})
