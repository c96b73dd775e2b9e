import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestPerson } from '../../test/program.ts'
import { createLedgerTest, type LedgerTest, putFile } from './fixtures.ts'

const customers = 'customer_code,customer_name\nC1,Alpha\nC2,Beta\n'
const lines =
  'invoice_no,line_no,invoice_date,customer_code,net_amount,cost_amount\n1,1,2026-01-05,C1,100,60\n2,1,2026-02-05,C2,50,70\n3,1,2026-03-05,C1,-10,-6\n'

describe('the doors of the ledger', () => {
  let test: LedgerTest
  let viewer: TestPerson
  let stranger: TestPerson
  beforeAll(async () => {
    test = await createLedgerTest()
    viewer = await test.program.createPerson('acme', { role: 'viewer' })
    await test.program.createWorkspace('other')
    stranger = await test.program.createPerson('other', { role: 'owner' })
    await test.load({ 'customers.csv': customers, 'lines.csv': lines })
  })
  afterAll(() => test?.program.stop())
  type Sent = readonly [
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ]
  const call = (person: TestPerson | null, ...[method, path, body, headers]: Sent) =>
    test.program.call(person, method, path.startsWith('/') ? path : test.api(path), body, headers)

  const id = randomUUID()
  const endpoints = [
    ['GET', 'ledger', false],
    ['GET', 'import-kinds', false],
    ['GET', 'imports', false],
    ['GET', `imports/${id}`, true],
    ['POST', 'imports', false],
    ['POST', 'sample', false],
    ['PATCH', `imports/${id}/files/${id}`, true],
    ['DELETE', `imports/${id}/files/${id}`, true],
    ['POST', `imports/${id}/check`, true],
    ['POST', `imports/${id}/application`, true],
    ['POST', `imports/${id}/cancellation`, true],
    ['GET', `imports/${id}/undo`, true],
    ['POST', `imports/${id}/undo`, true],
    ['GET', 'import-storage', false],
    ['GET', 'invoice-lines', false],
    ['GET', 'invoice-lines/9/9/history', true],
    ['GET', `imports/${id}/files/${id}/rejects.csv`, true],
  ] as const

  it.each(endpoints)('%s %s is closed to those not signed in and to other workspaces', async (method, path, isById) => {
    const body = method === 'GET' ? undefined : {}
    const headers = { 'if-match': '"1"' }
    expect((await call(null, method, path, body, headers)).status).toBe(401)
    expect((await call(stranger, method, path, body, headers)).status).toBe(404)
    if (isById) expect((await call(test.owner, method, path, body, headers)).status).toBe(404)
  })

  const guarded = /(?:rejects\.csv|undo|import-storage)$/
  it.each(endpoints.filter(([method, path]) => method !== 'GET' || guarded.test(path)))(
    '%s %s is not for viewers',
    async (method, path) => {
      expect((await call(viewer, method, path, method === 'GET' ? undefined : {}, { 'if-match': '"1"' })).status).toBe(
        403,
      )
    },
  )

  it('keeps the upload door as closed as the others', async () => {
    const own = await test.upload({ 'customers.csv': customers })
    const other = await call(stranger, 'POST', '/api/workspaces/other/imports', {})
    const send = (person: TestPerson | null, target: { id: string; workspace?: string; name?: string }) =>
      putFile(test.program, person, { name: 'x.csv', content: customers, ...target })
    expect((await send(null, { id: own.id })).status).toBe(401)
    expect((await send(viewer, { id: own.id })).status).toBe(403)
    expect((await send(stranger, { id: own.id })).status).toBe(404)
    expect((await send(stranger, { id: own.id, workspace: 'other' })).status).toBe(404)
    expect((await send(test.owner, { id: other.body.id })).status).toBe(404)
    expect((await send(test.owner, { id: own.id, name: '' })).body).toMatchObject({
      status: 400,
      errors: [{ path: 'name' }],
    })
    expect((await putFile(test.program, test.owner, { id: own.id, name: 'empty.csv', content: '' })).status).toBe(422)
    expect((await call(test.owner, 'GET', `imports/${own.id}`)).body.files).toHaveLength(1)
  })

  const long = 'x'.repeat(300)
  const wrongMapping = {
    kind: 'weather',
    sheet: '',
    columns: [
      { column: -1, target: { kind: 'field', field: '' } },
      { column: 0, target: { kind: 'attribute', name: long } },
    ],
    decimalFormat: 'dot',
    dateFormat: 'lunar',
    reading: { encoding: 'klingon', delimiter: '::', quote: '*', headerRow: 1.5 },
  }
  it.each([
    [
      'GET',
      `invoice-lines?accountId=me&basis=all&from=soon&to=later&productLine=${long}&currency=dollars&order=up&limit=0`,
      undefined,
      ['accountId', 'basis', 'currency', 'from', 'limit', 'order', 'productLine', 'to'],
    ],
    ['GET', `invoice-lines/${long}/${long}/history`, undefined, ['invoiceNo', 'lineNo']],
    ['GET', 'imports?limit=9999', undefined, ['limit']],
    ['POST', 'imports', { source: long }, ['source']],
    ['GET', 'imports/seven', undefined, ['id']],
    [
      'PATCH',
      'imports/seven/files/eight',
      wrongMapping,
      [
        'columns.0.column',
        'columns.0.target',
        'columns.1.target',
        'dateFormat',
        'decimalFormat',
        'fileId',
        'id',
        'kind',
        'reading.delimiter',
        'reading.encoding',
        'reading.headerRow',
        'reading.quote',
        'sheet',
      ],
    ],
    ['DELETE', 'imports/seven/files/eight', undefined, ['fileId', 'id']],
    ['POST', 'imports/seven/check', {}, ['id']],
    ['POST', 'imports/seven/application', {}, ['id']],
    ['POST', 'imports/seven/cancellation', {}, ['id']],
    ['GET', 'imports/seven/undo', undefined, ['id']],
    ['POST', 'imports/seven/undo', {}, ['id']],
  ] as const)('%s %.40s refuses bad input with every wrong field', async (method, path, body, fields) => {
    const refused = await call(test.owner, method, path, body, { 'if-match': '"1"' })
    expect(refused).toMatchObject({ status: 400, body: { code: 'http/invalid' } })
    const paths = refused.body.errors.map((one: { path: string }) => one.path.replace(/(target)\..*/, '$1'))
    expect([...new Set(paths)].sort()).toEqual(fields)
  })

  it.each(['ledger', 'import-kinds', 'import-storage', 'sample'])(
    '%s takes no input but the workspace',
    async (path) => {
      const method = path === 'sample' ? 'POST' : 'GET'
      const body = method === 'POST' ? {} : undefined
      expect((await call(test.owner, method, `/api/workspaces/No%20Slug/${path}`, body)).status).toBe(404)
    },
  )

  it('refuses a cursor of another list', async () => {
    expect((await call(test.owner, 'GET', 'invoice-lines?cursor=nonsense')).status).toBe(400)
    expect((await call(test.owner, 'GET', 'imports?cursor=nonsense')).status).toBe(400)
  })

  it('takes an import from upload through a dry run to the ledger', async () => {
    const started = await test.upload({
      'more.csv': 'customer_code,customer_name\nC3,Gamma\n',
      'LICENSE.txt': 'All rights reserved\n',
    })
    expect(started.files.map((file) => [file.kind, file.columns.map((column) => column.target.kind)])).toEqual([
      ['customers', ['field', 'field']],
      [null, ['ignore']],
    ])
    const refused = await call(test.owner, 'POST', `imports/${started.id}/check`, {})
    expect(refused).toMatchObject({ status: 422, body: { code: 'ledger/file-unmapped' } })
    const removed = await call(test.owner, 'DELETE', `imports/${started.id}/files/${started.files[1]?.id}`)
    expect(removed.body.files).toHaveLength(1)
    expect((await call(test.owner, 'POST', `imports/${started.id}/check`, {})).body.status).toBe('checking')
    await test.program.runJobs()
    const checked = (await call(test.owner, 'GET', `imports/${started.id}`)).body
    expect(checked).toMatchObject({ status: 'checked', isDryRun: true, files: [{ result: { inserted: 1 } }] })
    expect(await test.rows("select 1 from mainstay.account where code = 'C3'")).toEqual([])
    expect((await call(test.owner, 'POST', `imports/${started.id}/application`, {})).status).toBe(202)
    await test.program.runJobs()
    expect((await call(test.owner, 'GET', `imports/${started.id}`)).body).toMatchObject({
      status: 'applied',
      isDryRun: false,
      progress: null,
    })
    expect(await test.rows("select 1 from mainstay.account where code = 'C3'")).toHaveLength(1)
    expect(
      await test.rows("select 1 from mainstay.audit_entry where action = 'ledger.import' and subject_id = $1", [
        started.id,
      ]),
    ).toHaveLength(1)
    const again = await call(test.owner, 'POST', `imports/${started.id}/application`, {})
    expect(again).toMatchObject({ status: 409, body: { code: 'ledger/import-state' } })
  })

  it('takes corrections of kind and columns, and remembers them for the next file of this form', async () => {
    const strange = 'nr,wer\nX1,Xaver\n'
    const started = await test.upload({ 'strange.csv': strange })
    const path = `imports/${started.id}/files/${started.files[0]?.id}`
    const columns = [
      { column: 0, target: { kind: 'field', field: 'customer_code' } },
      { column: 1, target: { kind: 'field', field: 'customer_name' } },
    ]
    expect((await call(test.owner, 'PATCH', path, { kind: 'customers', columns })).status).toBe(428)
    expect((await call(test.owner, 'PATCH', path, { kind: 'customers', columns }, { 'if-match': '"99"' })).status).toBe(
      412,
    )
    const wrong = await call(
      test.owner,
      'PATCH',
      path,
      { kind: 'customers', columns: [...columns, { column: 7, target: { kind: 'field', field: 'customer_name' } }] },
      { 'if-match': `"${started.version}"` },
    )
    expect(wrong).toMatchObject({ status: 422, body: { code: 'ledger/mapping-invalid' } })
    expect(wrong.body.errors).toHaveLength(2)
    const mapped = await call(
      test.owner,
      'PATCH',
      path,
      { kind: 'customers', columns },
      { 'if-match': `"${started.version}"` },
    )
    expect(mapped.body.files[0]).toMatchObject({ kind: 'customers', questions: [] })
    const next = await test.upload({ 'again.csv': 'nr,wer\nX2,Yvonne\n' })
    expect(next.files[0]).toMatchObject({ kind: 'customers', isRemembered: true, kindConfidence: 1 })
  })

  it('lets one import of a workspace be written at a time', async () => {
    const one = await test.upload({ 'a.csv': 'customer_code,customer_name\nD1,Delta\n' })
    const two = await test.upload({ 'b.csv': 'customer_code,customer_name\nD2,Dora\n' })
    expect((await call(test.owner, 'POST', `imports/${one.id}/application`, {})).status).toBe(202)
    expect(await call(test.owner, 'POST', `imports/${two.id}/application`, {})).toMatchObject({
      status: 409,
      body: { code: 'ledger/import-running' },
    })
    await test.program.runJobs()
    expect((await call(test.owner, 'POST', `imports/${two.id}/application`, {})).status).toBe(202)
    await test.program.runJobs()
    expect(await test.rows("select 1 from mainstay.account where code in ('D1', 'D2')")).toHaveLength(2)
  })

  it('calls an import off', async () => {
    const started = await test.upload({ 'c.csv': 'customer_code,customer_name\nE1,Emil\n' })
    await call(test.owner, 'POST', `imports/${started.id}/application`, {})
    await call(test.owner, 'POST', `imports/${started.id}/cancellation`, {})
    await test.program.runJobs()
    const after = (await call(test.owner, 'GET', `imports/${started.id}`)).body
    expect(['cancelled', 'applied']).toContain(after.status)
  })

  it('pages through lines in any order, each line once', async () => {
    for (const order of ['-date', 'date', '-net', 'net', 'margin']) {
      const seen: string[] = []
      let cursor = ''
      do {
        const { body } = await call(test.owner, 'GET', `invoice-lines?limit=2&order=${order}${cursor}`)
        seen.push(...body.rows.map((row: { net: string }) => row.net))
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
        expect(body).toMatchObject({ total: 3, sums: { lines: 3 } })
      } while (cursor)
      expect(seen).toEqual(
        {
          '-date': ['-10', '50', '100'],
          date: ['100', '50', '-10'],
          '-net': ['100', '50', '-10'],
          net: ['-10', '50', '100'],
          margin: ['50', '-10', '100'],
        }[order],
      )
    }
    const { body } = await call(test.owner, 'GET', 'invoice-lines?from=2026-02-01&to=2026-02-28')
    expect(body).toMatchObject({ total: 1, rows: [{ account: { code: 'C2' }, margin: '-20' }] })
    expect(Number(body.sums.margin)).toBe(-20)
  })

  it('hides costs and margins from those without the right to them', async () => {
    const { body } = await call(viewer, 'GET', 'invoice-lines')
    expect(body.rows).toHaveLength(3)
    for (const row of body.rows) expect(row).toMatchObject({ cost: null, margin: null })
    expect(body.sums.margin).toBeNull()
    expect((await call(viewer, 'GET', 'invoice-lines?order=margin')).status).toBe(403)
    const imports = await call(viewer, 'GET', 'imports')
    const detail = await call(viewer, 'GET', `imports/${imports.body.rows.at(-1).id}`)
    expect(detail.body.files.every((file: { preview: unknown[] }) => file.preview.length === 0)).toBe(true)
  })

  it('says what the ledger holds', async () => {
    expect((await call(viewer, 'GET', 'ledger')).body).toMatchObject({
      lines: 3,
      firstDate: '2026-01-05',
      lastDate: '2026-03-05',
      hasCosts: true,
      hasWallets: false,
    })
    expect((await call(viewer, 'GET', 'import-kinds')).body.kinds).toHaveLength(7)
  })

  it('leaves no half upload on the disk', async () => {
    const names = await readdir(join(test.program.filesFolder, String(test.workspaceId)))
    expect(names.filter((name) => /part|rejects|faults/.test(name))).toEqual([])
  })
})
