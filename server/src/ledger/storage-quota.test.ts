import { randomUUID } from 'node:crypto'
import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../platform/config/config.ts'
import { createLedgerTest, type LedgerTest, putFile } from './fixtures.ts'
import { sweepUploads } from './sweep-uploads.ts'

const content = 'customer_code,customer_name\nC1,Alpha\n'

describe('space for uploaded files', () => {
  let test: LedgerTest
  beforeAll(async () => {
    test = await createLedgerTest()
  })
  beforeEach(async () => {
    await test.program.database.superuser.query('truncate mainstay.account, mainstay.import cascade')
    test.program.setNow(new Date().toISOString())
    allow(1_000_000)
    for (const name of await stored()) await age(name, 60)
    await sweepUploads(test.program.program.context)
  })
  afterAll(() => test?.program.stop())

  const allow = (bytes: number) => {
    Object.assign(test.program.program.context.config, { storageQuotaBytes: bytes })
  }
  const storage = async () => (await test.program.call(test.owner, 'GET', test.api('import-storage'))).body
  const folder = () => join(test.program.filesFolder, String(test.workspaceId))
  const stored = () => readdir(folder()).catch(() => [] as string[])
  const age = (name: string, days: number) => {
    const then = new Date(Date.now() - days * 86_400_000)
    return utimes(join(folder(), name), then, then)
  }
  const ageImport = (id: string, days: number) =>
    test.rows('update mainstay.import set created_at = now() - make_interval(days => $2) where id = $1', [id, days])
  const send = async (id: string, text: string) =>
    putFile(test.program, test.owner, { id, name: 'c.csv', content: text })

  it('is 20 GB for each workspace and 30 days unless the settings say otherwise', () => {
    const read = (env: Record<string, string>) => {
      const result = readConfig(env)
      return result.ok ? [result.config.storageQuotaBytes, result.config.uploadKeptDays] : result.faults
    }
    expect(read({})).toEqual([20_000_000_000, 30])
    expect(read({ MAINSTAY_STORAGE_QUOTA_MB: '5', MAINSTAY_UPLOAD_KEPT_DAYS: '7' })).toEqual([5_000_000, 7])
    expect(read({ MAINSTAY_STORAGE_QUOTA_MB: '0', MAINSTAY_UPLOAD_KEPT_DAYS: 'never' })).toMatchObject([
      { name: 'MAINSTAY_STORAGE_QUOTA_MB' },
      { name: 'MAINSTAY_UPLOAD_KEPT_DAYS' },
    ])
  })

  it('is told with the imports that hold it, and is free again when these are written or emptied', async () => {
    expect(await storage()).toMatchObject({ usedBytes: 0, quotaBytes: 1_000_000, keptDays: 30, imports: [] })
    const one = await test.upload({ 'a.csv': content, 'b.csv': content })
    const two = await test.upload({ 'c.csv': content })
    expect(await storage()).toMatchObject({
      usedBytes: 3 * content.length,
      imports: [
        { id: one.id, status: 'ready', files: 2, bytes: 2 * content.length },
        { id: two.id, files: 1 },
      ],
    })
    await test.program.call(test.owner, 'DELETE', test.api(`imports/${two.id}/files/${two.files[0]?.id}`))
    await test.program.call(test.owner, 'POST', test.api(`imports/${one.id}/application`), {})
    await test.program.runJobs()
    expect(await storage()).toMatchObject({ usedBytes: 0, imports: [] })
    expect(await stored()).toEqual([])
  })

  it('is refused when it is used up, saying how much is used, by what, and how to free it', async () => {
    allow(content.length * 2)
    const held = await test.upload({ 'a.csv': content })
    const next = await test.program.call(test.owner, 'POST', test.api('imports'), {})
    const refused = await send(next.body.id, content + content)
    expect(refused).toMatchObject({
      status: 413,
      body: {
        code: 'ledger/storage-full',
        facts: { usedBytes: content.length, quotaBytes: content.length * 2 },
        errors: [{ path: 'file', code: 'storage-full' }],
      },
    })
    expect(refused.body.errors[0].message).toContain(`import ${held.number}`)
    expect(refused.body.errors[0].message).toContain('take their files out')
    expect((await send(next.body.id, content)).status).toBe(201)
    expect(await stored()).toHaveLength(2)
  })

  it('counts a file that does not say how long it is while it comes in', async () => {
    allow(60)
    const address = await test.program.app.listen({ port: 0, host: '127.0.0.1' })
    const started = await test.program.call(test.owner, 'POST', test.api('imports'), {})
    const body = new ReadableStream({
      start(stream) {
        for (let part = 0; part < 20; part += 1) stream.enqueue(new TextEncoder().encode('0123456789'))
        stream.close()
      },
    })
    const reply = await fetch(`${address}${test.api(`imports/${started.body.id}/files`)}?name=long.csv`, {
      method: 'PUT',
      body,
      duplex: 'half',
      headers: { authorization: test.owner.authorization, 'content-type': 'text/csv' },
    } as RequestInit)
    expect(reply.status).toBe(413)
    expect(await reply.json()).toMatchObject({ code: 'ledger/storage-full' })
    expect(await stored()).toEqual([])
  })

  it('does not give the last space twice', async () => {
    allow(content.length + 5)
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await test.program.call(test.owner, 'POST', test.api('imports'), {})).body.id),
    )
    const answers = await Promise.all(ids.map((id) => send(id, content)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 413, 413])
    expect(await stored()).toHaveLength(1)
  })

  it('is not taken by files that the command line reads where they lie', async () => {
    allow(1)
    const { report } = await test.load({ 'c.csv': content })
    expect(report.files[0]).toMatchObject({ inserted: 1 })
    expect(await storage()).toMatchObject({ usedBytes: 0 })
  })

  it('is freed of imports nobody has touched for 30 days; these say so and take no run', async () => {
    const old = await test.upload({ 'a.csv': content })
    const young = await test.upload({ 'b.csv': content })
    const late = await test.upload({ 'd.csv': content })
    const [first] = await test.rows<{ key: string }>(
      'select f.storage_key as key from mainstay.import_file f where f.import_id = $1',
      [old.id],
    )
    await age(first?.key ?? '', 31)
    await ageImport(old.id, 31)
    await ageImport(late.id, 31)
    expect(await sweepUploads(test.program.program.context)).toBe(1)
    expect(await stored()).toHaveLength(2)
    const { body } = await test.program.call(test.owner, 'GET', test.api(`imports/${old.id}`))
    expect(body).toMatchObject({ status: 'cancelled', files: [{ failure: { code: 'ledger/file-expired' } }] })
    expect(body.files[0].failure.remedy).toContain('Choose the file again')
    const run = await test.program.call(test.owner, 'POST', test.api(`imports/${old.id}/application`), {})
    expect(run).toMatchObject({ status: 422, body: { code: 'ledger/no-files' } })
    expect((await test.program.call(test.owner, 'GET', test.api(`imports/${young.id}`))).body.status).toBe('ready')
    expect(await test.rows("select 1 from mainstay.audit_entry e where e.action = 'ledger.expire'")).toHaveLength(1)
  })

  it('is freed of files no import knows, once they are old', async () => {
    const held = await test.upload({ 'a.csv': content })
    const [fresh, forgotten] = [randomUUID(), randomUUID()]
    await writeFile(join(folder(), fresh), content)
    await writeFile(join(folder(), forgotten), content)
    await age(forgotten, 31)
    expect(await sweepUploads(test.program.program.context)).toBe(1)
    expect(await stored()).toHaveLength(2)
    expect((await test.program.call(test.owner, 'GET', test.api(`imports/${held.id}`))).body.status).toBe('ready')
  })
})
