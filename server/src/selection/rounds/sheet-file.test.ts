import { readdir } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { removeStaleParts } from '../../ledger/storage.ts'
import { ACCESS, aRoundHouse, FIT, type RoundHouse } from './rounds-harness.ts'

let program: TestProgram
let house: RoundHouse
let sam: TestPerson
let roundId: string

beforeAll(async () => {
  program = await createTestProgram()
  house = await aRoundHouse(program, 'alpha')
  sam = house.raters[0]
  roundId = (await house.open()).id
  await house.give(sam, roundId, { A: 5, B: 0 })
})
afterAll(() => program.stop())

async function download(person: TestPerson, format: 'csv' | 'xlsx', id = roundId) {
  return program.app.inject({
    method: 'GET',
    url: `${house.base}/${id}/sheet/export?format=${format}`,
    headers: { authorization: person.authorization },
  })
}

async function csvLines(): Promise<string[]> {
  return (await download(sam, 'csv')).body
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
}

async function preview(content: string | Buffer, person: TestPerson | null = sam, id = roundId) {
  const reply = await program.app.inject({
    method: 'PUT',
    url: `${house.base}/${id}/sheet/preview`,
    headers: {
      'content-type': 'application/octet-stream',
      ...(person ? { authorization: person.authorization } : {}),
    },
    payload: content,
  })
  return { status: reply.statusCode, body: reply.json() }
}

async function partsLeft(): Promise<string[]> {
  return readdir(program.filesFolder)
}

async function answersGiven(): Promise<number> {
  const { rows } = await program.database.superuser.query(
    'select count(*)::integer as n from mainstay.scoring_round_score s where s.round_id = $1',
    [roundId],
  )
  return rows[0].n
}

const inShort = (body: { faults: { row: number; column: number | null; code: string }[] }) =>
  body.faults.map(({ row, column, code }) => [row, column, code.replace('selection/sheet-', '')])

describe('one’s own sheet as a file', () => {
  it.each(['Account', 'Code', 'Round trips a year', 'Comment: of theirs'])(
    'comes back although a criterion is called "%s"',
    async (name) => {
      const { superuser } = program.database
      const rename =
        'update mainstay.scoring_round_criterion c set name = $3 where c.round_id = $1 and c.criterion_key = $2'
      const named =
        'select c.name from mainstay.scoring_round_criterion c where c.round_id = $1 and c.criterion_key = $2'
      const { rows } = await superuser.query(named, [roundId, FIT])
      await superuser.query(rename, [roundId, FIT, name])
      const lines = await csvLines()
      const { body } = await preview(lines.join('\r\n'))
      await superuser.query(rename, [roundId, FIT, rows[0].name])
      expect(body).toMatchObject({ faults: [], changes: [] })
      expect(lines[0]).toContain(`Criterion ${FIT}`)
    },
  )

  it.each(['csv', 'xlsx'] as const)('comes back as %s without a change', async (format) => {
    const reply = await preview((await download(sam, format)).rawPayload)
    expect([reply.status, reply.body]).toEqual([200, { faults: [], faultCount: 0, changes: [], unchanged: 12 }])
  })

  it('says what would change, and is taken over like any other answer', async () => {
    const [head = '', a = '', b = '', c = '', ...rest] = await csvLines()
    const edited = [
      head,
      a.replace(',5,', ',4,'),
      b.replace(',0,', ',-,'),
      c.replace(/^C,([^,]*),,/, 'C,$1,2,'),
      ...rest,
    ]
    const { body } = await preview(edited.join('\r\n'))
    expect(body).toMatchObject({
      faults: [],
      changes: [
        { accountId: house.idOf('A'), criterionKey: FIT, answer: 4, before: 5, seen: expect.any(String) },
        { accountId: house.idOf('C'), criterionKey: FIT, answer: 2, before: null, seen: null },
      ],
    })
    expect(await answersGiven()).toBe(2)
    const cells = body.changes.map(
      ({ before: _before, beforeComment: _words, ...cell }: Record<string, unknown>) => cell,
    )
    expect((await house.send(sam, 'POST', `/${roundId}/scores`, { cells })).body.done).toBe(3)
    await house.give(sam, roundId, { A: 5, C: null })
  })

  it('takes an emptied cell for an answer taken back', async () => {
    const [head = '', a = '', ...rest] = await csvLines()
    const { body } = await preview([head, a.replace(',5,', ',,'), ...rest].join('\n'))
    expect(body.changes).toMatchObject([{ answer: null, before: 5 }])
  })

  it('names every changed heading, foreign account and cell at its row and column, and changes nothing', async () => {
    const [head = '', a = '', b = '', ...rest] = await csvLines()
    const headings = head.split(',')
    const renamed = [headings.map((one, index) => (index === 2 ? 'Grade' : one)).join(','), a, b].join('\n')
    expect(inShort((await preview(renamed)).body)).toEqual([
      [1, null, 'column-missing'],
      [1, 3, 'column-unknown'],
    ])
    const other = head.replace(roundId, '0f0f0f0f-0000-4000-8000-000000000000')
    expect(inShort((await preview([other, a].join('\n'))).body)).toEqual([[1, headings.length, 'other-round']])
    const wrong = [
      head,
      a.replace(',5,', ',good,'),
      b.replace(/^B,/, 'ZZ,'),
      a,
      ...rest.slice(0, 1).map((one) => one.replace(/^C,([^,]*),,/, 'C,$1,7,')),
    ]
    const { body } = await preview(wrong.join('\n'))
    expect(inShort(body)).toEqual([
      [2, 3, 'answer-invalid'],
      [3, 1, 'account-unknown'],
      [4, 1, 'account-twice'],
      [5, 3, 'answer-invalid'],
    ])
    expect(body.changes).toEqual([])
    expect(await answersGiven()).toBe(2)
  })

  it('wants an answer beside a comment, and takes a comment with one', async () => {
    const [head = '', a = '', b = ''] = await csvLines()
    const at = head.split(',').findIndex((heading) => heading.startsWith('Comment: '))
    const withComment = (line: string, words: string) =>
      line
        .split(',')
        .map((cell, index) => (index === at ? words : cell))
        .join(',')
    const fine = await preview([head, withComment(a, 'Met the buyer')].join('\n'))
    expect(fine.body.changes).toMatchObject([{ answer: 5, comment: 'Met the buyer', beforeComment: null }])
    const alone = await preview([head, withComment(b.replace(',0,', ',,'), 'Met the buyer')].join('\n'))
    expect(inShort(alone.body)).toEqual([[2, at + 1, 'comment-alone']])
  })

  it('refuses what is no table, in words, and leaves no file behind', async () => {
    const reply = await preview('%PDF-1.7 nothing')
    expect([reply.status, reply.body.code]).toEqual([422, 'selection/sheet-unreadable'])
    expect(reply.body.facts.remedy).toContain('.xlsx')
    expect((await preview('')).status).toBe(422)
    expect(await partsLeft()).toEqual([])
  })

  it('does not lie about for good when the program is killed while it comes in', async () => {
    const body = new PassThrough()
    body.write('Code;Account')
    const url = `${house.base}/${roundId}/sheet/preview`
    const headers = { 'content-type': 'application/octet-stream', authorization: sam.authorization }
    const reply = program.app.inject({ method: 'PUT', url, headers, payload: body })
    await vi.waitFor(async () => expect(await partsLeft()).toHaveLength(1))
    const hours = 3_600_000
    await removeStaleParts(program.filesFolder, Date.now() + 2 * hours)
    expect(await partsLeft()).toEqual([])
    body.end()
    expect((await reply).statusCode).toBeGreaterThanOrEqual(400)
  })

  it('is one’s own: nobody else’s answers are in it, and only raters have one', async () => {
    const fays = (await download(house.raters[1], 'csv')).body
    expect(fays.split('\r\n')[1]).toMatch(/^A,[^,]*,,,/)
    expect(fays).not.toContain(ACCESS)
    const viewer = await program.createPerson('alpha', { role: 'viewer' })
    expect((await download(viewer, 'csv')).statusCode).toBe(403)
    expect((await download(house.lead, 'csv')).statusCode).toBe(403)
    expect((await preview('x', null)).status).toBe(401)
    expect((await preview('x', viewer)).status).toBe(403)
    await program.createWorkspace('beta')
    const stranger = await program.createPerson('beta', { role: 'owner' })
    expect((await preview('x', stranger)).status).toBe(404)
    expect((await preview('x', sam, 'not-an-id')).status).toBe(404)
  })
})
