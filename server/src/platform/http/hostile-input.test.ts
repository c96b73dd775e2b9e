import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

let program: TestProgram
let owner: TestPerson
let viewer: TestPerson
let stranger: TestPerson
const at = '/api/workspaces/alpha'

beforeAll(async () => {
  program = await createTestProgram()
  await program.createWorkspace('alpha')
  await program.createWorkspace('beta')
  owner = await program.createPerson('alpha', { role: 'owner' })
  viewer = await program.createPerson('alpha', { role: 'viewer' })
  stranger = await program.createPerson('beta', { role: 'owner' })
})
afterAll(() => program.stop())

/** What was refused: to members, in their workspace's audit; to outsiders, in the record of the installation. */
async function denials() {
  const { rows } = await program.database.superuser.query(
    `select e.at, e.actor_id as person_id, e.source_address, e.request_id, e.subject_id as route, e.after, 'inside' as place
     from mainstay.audit_entry e where e.action = 'access.denied'
     union all
     select e.at, e.person_id, e.source_address, e.request_id, e.route, jsonb_build_object('method', e.method,
       'permission', e.permission, 'workspace', e.workspace_slug), 'outside'
     from mainstay.security_entry e where e.event = 'access.denied' order by at`,
  )
  return rows
}

describe('a cursor that nobody was given', () => {
  const lists: readonly (readonly [string, string, number])[] = [
    ['accounts', 'name', 2],
    ['accounts?sort=created', 'created', 2],
    ['members', 'name', 2],
    ['audit', 'newest', 1],
    ['invitations', 'created', 2],
    ['api-keys', 'created', 2],
    ['imports', 'imports', 1],
    ['invoice-lines', '-date', 3],
    ['invoice-lines?order=net', 'net', 3],
    ['selection/decisions', 'newest', 1],
  ]
  const keys = ['x', 'a\u0000b', '\ud800', '1e999', 'NaN', '2026-02-30', '0000-01-01', -1, 1e308, null, '9'.repeat(19)]

  it.each(lists)('is refused or leads nowhere at %s, and never breaks the list', async (path, sort, count) => {
    for (const first of keys) {
      for (const other of keys) {
        const cursor = encodeCursor(sort, [first, other, other].slice(0, count))
        const url = `${at}/${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`
        const reply = await program.call(owner, 'GET', url)
        expect([200, 400], `${url} ${JSON.stringify([first, other])}`).toContain(reply.status)
      }
    }
  })

  it('is read back as it was made', () => {
    const cursor = encodeCursor('newest', ['17', '2026-11-20', '2026-11-20 10:00:00.12+00'])
    expect(decodeCursor(cursor, 'newest', ['id', 'date', 'moment'])).toEqual([
      '17',
      '2026-11-20',
      '2026-11-20 10:00:00.12+00',
    ])
    expect(() => decodeCursor(cursor, 'newest', ['id', 'date', 'date'])).toThrow('http/cursor-invalid')
    expect(() => decodeCursor(cursor, 'oldest', ['id', 'date', 'moment'])).toThrow('http/cursor-invalid')
    expect(decodeCursor(encodeCursor('net', ['-Infinity']), 'net', ['number'])).toEqual(['-Infinity'])
    expect(decodeCursor(encodeCursor('net', ['-12.5000000000']), 'net', ['number'])).toEqual(['-12.5000000000'])
  })
})

describe('values that no database holds', () => {
  it.each(['invoice-lines?from=0000-01-01', 'portfolio/summary?to=0001-01', 'cost-to-serve?from=0000-01'])(
    'are wrong fields at %s',
    async (path) => {
      expect((await program.call(owner, 'GET', `${at}/${path}`)).status).toBe(400)
    },
  )

  it('are wrong fields in amounts, saved views and criteria', async () => {
    const account = { code: 'H', name: 'Huge', annualSales: '9'.repeat(30), annualSalesCurrency: 'USD' }
    expect((await program.call(owner, 'POST', `${at}/accounts`, account)).body.errors[0].path).toBe('annualSales')
    const [large] = ['9'.repeat(16)]
    expect((await program.call(owner, 'POST', `${at}/accounts`, { ...account, annualSales: large })).status).toBe(201)
    for (const text of ['\ud800', 'a\u0000b', '\udc00\ud800']) {
      const view = { screen: 'portfolio', name: 'Broken', definition: { text } }
      expect((await program.call(owner, 'POST', `${at}/views`, view)).status).toBe(400)
    }
    const deep = JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`)
    const nested = { screen: 'portfolio', name: 'Deep', definition: { deep } }
    expect((await program.call(owner, 'POST', `${at}/views`, nested)).status).toBe(400)
    const view = { screen: 'portfolio', name: 'Whole', definition: { text: 'a smile 😀' } }
    expect((await program.call(owner, 'POST', `${at}/views`, view)).status).toBe(201)
    const draft = (await program.call(owner, 'POST', `${at}/criteria-sets`, { name: 'Draft' })).body
    const definition = structuredClone(draft.definition)
    definition.criteria[0].source.measure = '__proto__'
    const changed = await program.call(
      owner,
      'PUT',
      `${at}/criteria-sets/${draft.id}`,
      { name: 'Draft', definition },
      { 'if-match': '"1"' },
    )
    expect(changed.status).toBe(400)
  })
})

describe('an address that is not quite right', () => {
  it.each([
    ['DELETE', `${at}/accounts`, 'GET, POST'],
    ['PUT', '/api/session', 'GET'],
    ['OPTIONS', '/api/session', 'GET'],
    ['POST', `${at}/changes`, 'GET'],
  ] as const)('answers %s %s with the methods it knows', async (method, url, allowed) => {
    const reply = await program.call(owner, method, url)
    expect([reply.status, reply.body.code]).toEqual([405, 'http/method-not-allowed'])
    expect(String(reply.headers.allow)).toContain(allowed)
  })

  it('is unknown, or unreadable, in the words of every other error', async () => {
    expect((await program.call(owner, 'GET', `${at}/nothing`)).body.code).toBe('http/not-found')
    const unreadable = await program.call(owner, 'GET', '/api/%ZZ')
    expect([unreadable.status, unreadable.body.code]).toEqual([400, 'http/malformed'])
  })
})

describe('asking for what is not yours', () => {
  it('leaves one row for each refusal of a signed-in person, although the call itself wrote nothing', async () => {
    const before = (await denials()).length
    expect((await program.call(viewer, 'POST', `${at}/accounts`, { code: 'V', name: 'V' })).status).toBe(403)
    expect((await program.call(stranger, 'GET', `${at}/accounts`)).status).toBe(404)
    expect((await program.call(viewer, 'GET', `${at}/portfolio/accounts/export`)).status).toBe(403)
    expect((await program.call(stranger, 'GET', `${at}/changes`)).status).toBe(404)
    const margins = await program.call(viewer, 'GET', `${at}/invoice-lines?order=margin`)
    expect(margins.status).toBe(403)
    const written = (await denials()).slice(before)
    expect(written.map(({ person_id }) => person_id)).toEqual([
      viewer.id,
      stranger.id,
      viewer.id,
      stranger.id,
      viewer.id,
    ])
    expect(written[4]).toMatchObject({ source_address: '127.0.0.1', request_id: margins.body.requestId })
    expect(written.map(({ place }) => place)).toEqual(['inside', 'outside', 'inside', 'outside', 'inside'])
  })

  it('says which route was asked for, what for, and which permission is missing', async () => {
    const before = (await denials()).length
    await program.call(viewer, 'POST', `${at}/accounts`, { code: 'V', name: 'V' })
    await program.call(viewer, 'DELETE', `${at}/api-keys/0f0f0f0f-0000-4000-8000-000000000000`)
    await program.call(viewer, 'GET', `${at}/portfolio/accounts/export`)
    await program.call(viewer, 'GET', `${at}/invoice-lines?order=margin`)
    await program.call(viewer, 'PATCH', `${at}/members/a%00b`, { role: 'owner' })
    await program.call(stranger, 'GET', `${at}/accounts`)
    const written = (await denials()).slice(before)
    expect(written.map(({ route, after }) => [route, after])).toEqual([
      [
        'accounts.create',
        {
          method: 'POST',
          path: '/workspaces/{workspace}/accounts',
          code: 'http/not-allowed',
          permission: 'accounts:write',
        },
      ],
      [
        'workspace.revokeApiKey',
        {
          method: 'DELETE',
          path: '/workspaces/{workspace}/api-keys/{id}',
          code: 'http/not-allowed',
          permission: 'keys:manage',
          subject: { id: '0f0f0f0f-0000-4000-8000-000000000000' },
        },
      ],
      [
        '/api/workspaces/:workspace/portfolio/accounts/export',
        {
          method: 'GET',
          path: '/api/workspaces/:workspace/portfolio/accounts/export',
          code: 'http/not-allowed',
          permission: 'portfolio:export',
        },
      ],
      // May open the list; what was refused is the order by margins.
      ['ledger.listLines', { method: 'GET', path: '/workspaces/{workspace}/invoice-lines', code: 'http/not-allowed' }],
      [
        'workspace.changeMember',
        {
          method: 'PATCH',
          path: '/workspaces/{workspace}/members/{personId}',
          code: 'http/not-allowed',
          permission: 'people:manage',
        },
      ],
      ['accounts.list', { method: 'GET', permission: 'accounts:read', workspace: 'alpha' }],
    ])
  })

  it('is seen by those who read the audit of the workspace, and sealed with everything else', async () => {
    const list = await program.call(owner, 'GET', `${at}/audit?subjectType=route&limit=1`)
    expect(list.body.rows[0]).toMatchObject({ action: 'access.denied', subjectType: 'route', actorName: viewer.name })
    expect((await program.call(stranger, 'GET', '/api/workspaces/beta/audit?subjectType=route')).body.total).toBe(0)
  })

  it('leaves none for what went well, was wrong, is unknown, or came from nobody', async () => {
    const before = (await denials()).length
    expect((await program.call(viewer, 'GET', `${at}/accounts`)).status).toBe(200)
    expect((await program.call(viewer, 'GET', `${at}/accounts?limit=x`)).status).toBe(400)
    expect((await program.call(viewer, 'GET', `${at}/accounts/4711`)).status).toBe(404)
    expect((await program.call(null, 'GET', `${at}/accounts`)).status).toBe(401)
    expect(await denials()).toHaveLength(before)
  })
})
