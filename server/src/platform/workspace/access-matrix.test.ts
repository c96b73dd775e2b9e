import { contract } from '@mainstay/contract/contract'
import { can, PERMISSIONS, ROLES, type Role } from '@mainstay/domain/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'

/** While areas are still being built their missing handlers are counted and left out; once all are there this becomes true. */
const EVERY_HANDLER_MUST_EXIST = true

/** Does long work even without any input; who may call it is proven by its area's own tests. */
const LONG_WORK = new Set(['ledger.loadSample'])

interface MatrixRoute {
  readonly name: string
  readonly area: string
  readonly key: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly guard: string
  readonly effect: string
}

const routes: MatrixRoute[] = Object.entries(contract).flatMap(([area, own]) =>
  Object.entries(own).map(([key, procedure]) => {
    const { route, meta } = procedure['~orpc']
    return {
      name: `${area}.${key}`,
      area,
      key,
      method: route.method as MatrixRoute['method'],
      path: route.path ?? '',
      guard: meta.guard ?? '',
      effect: meta.effect ?? '',
    }
  }),
)

let house: TestProgram
const people = new Map<Role, TestPerson>()
const strangers = new Map<Role, TestPerson>()

beforeAll(async () => {
  house = await createTestProgram()
  for (const slug of ['north', 'south']) await house.createWorkspace(slug)
  for (const role of ROLES) {
    people.set(role, await house.createPerson('north', { role }))
    strangers.set(role, await house.createPerson('south', { role }))
  }
})
afterAll(() => house.stop())

function isBuilt(route: MatrixRoute): boolean {
  const router = house.program.router as Record<string, Record<string, unknown> | undefined>
  return router[route.area]?.[route.key] !== undefined
}

/** An address of the route in a workspace; every other id in it exists nowhere. */
function addressOf(route: MatrixRoute, workspace: string): string {
  const path = route.path.replace('{workspace}', workspace).replaceAll(/\{([A-Za-z]+)\}/g, (_, name: string) => {
    if (name === 'personId' || name === 'token') return 'nobody'
    return /^(import|account|criterion|file|line|set).*(id|number)$/i.test(name)
      ? '1'
      : '0f0f0f0f-0000-4000-8000-000000000000'
  })
  return `/api${path}`
}

function call(route: MatrixRoute, person: TestPerson | null, workspace = 'north') {
  const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : {}
  return house.call(person, route.method, addressOf(route, workspace), body, { 'if-match': '"999999"' })
}

/** One number that changes with any row written anywhere. Everything that is stored, but for the record of the refusals themselves. */
async function fingerprint(): Promise<string> {
  const { rows } = await house.database.superuser.query<{ text: string }>(
    `select string_agg(format('select %L as t, count(*) as n, coalesce(sum(x.xmin::text::bigint), 0) as s from %I.%I x %s', c.relname, n.nspname, c.relname,
       case when c.oid = 'mainstay.audit_entry'::regclass then 'where x.action <> ''access.denied''' end), ' union all ') as text
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('mainstay', 'identity', 'pgboss') and c.relkind = 'r'
       and c.oid not in ('mainstay.security_entry'::regclass, 'mainstay.audit_unsealed'::regclass)`,
  )
  const state = await house.database.superuser.query(
    `select md5(string_agg(f::text, ',' order by f.t)) as hash from (${rows[0]?.text}) f`,
  )
  return state.rows[0].hash
}

function roleMay(role: Role, guard: string): boolean {
  const permission = PERMISSIONS.find((known) => known === guard)
  if (!permission) throw new Error(`${guard} is no permission`)
  return can({ role, seesMargins: role === 'owner' || role === 'program_lead', visibility: 'all' }, permission)
}

describe('every route of the contract', () => {
  test('declares a guard, an effect, a method and a path, and keeps workspaces in the path', () => {
    const known = new Set<string>([...PERMISSIONS, 'signed-in', 'public'])
    expect(routes.length).toBeGreaterThan(50)
    expect(routes.filter((route) => !known.has(route.guard)).map((route) => route.name)).toEqual([])
    expect(
      routes
        .filter((route) => !['none', 'creates', 'changes', 'asks'].includes(route.effect))
        .map((route) => route.name),
    ).toEqual([])
    expect(
      routes.filter((route) => route.effect === 'none' && route.method !== 'GET').map((route) => route.name),
    ).toEqual([])
    expect(
      routes.filter((route) => route.method === 'GET' && route.effect !== 'none').map((route) => route.name),
    ).toEqual([])
    const inside = routes.filter((route) => route.guard !== 'public' && route.guard !== 'signed-in')
    expect(
      inside.filter((route) => !route.path.startsWith('/workspaces/{workspace}/')).map((route) => route.name),
    ).toEqual([])
  })

  test('has a handler', () => {
    const missing = routes.filter((route) => !isBuilt(route)).map((route) => route.name)
    if (missing.length > 0)
      console.warn(`${missing.length} of ${routes.length} routes have no handler yet: ${missing.join(', ')}`)
    if (EVERY_HANDLER_MUST_EXIST) expect(missing).toEqual([])
  })
})

describe('the access matrix', () => {
  const inside = routes.filter((route) => route.guard !== 'public')

  test.each(inside)('$name ($guard) is refused to whoever may not, without a trace in the database', async (route) => {
    if (!isBuilt(route)) return
    const before = await fingerprint()
    expect((await call(route, null)).status).toBe(401)
    if (route.guard !== 'signed-in') {
      for (const role of ROLES) {
        const foreign = await call(route, strangers.get(role) ?? null)
        expect([role, foreign.status, foreign.body.code]).toEqual([role, 404, 'http/not-found'])
        if (roleMay(role, route.guard)) continue
        const denied = await call(route, people.get(role) ?? null)
        expect([role, denied.status]).toEqual([role, 403])
      }
      const nowhere = await call(route, people.get('owner') ?? null, 'no-such-workspace')
      expect(nowhere.status).toBe(404)
    }
    expect(await fingerprint()).toBe(before)
  })

  test.each(inside)('$name ($guard) is open to whoever may', async (route) => {
    if (!isBuilt(route) || LONG_WORK.has(route.name)) return
    for (const role of ROLES) {
      if (route.guard !== 'signed-in' && !roleMay(role, route.guard)) continue
      const allowed = await call(route, people.get(role) ?? null)
      expect([role, [401, 403].includes(allowed.status)]).toEqual([role, false])
      expect([role, allowed.status < 500, allowed.body.detail]).toEqual([role, true, allowed.body.detail])
    }
  })
})

interface MatrixDoor {
  readonly name: string
  readonly method: MatrixRoute['method']
  readonly path: string
  readonly permissions: readonly string[]
}

/** Doors beside the contract, as the running program describes them: whatever of a workspace no route of the contract is. */
async function workspaceDoors(): Promise<MatrixDoor[]> {
  const document = (await house.call(null, 'GET', '/api/openapi.json')).body
  const inContract = new Set(routes.map(({ method, path }) => `${method} ${path}`))
  return Object.entries<Record<string, { 'x-permission': string }>>(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([key, operation]) => {
      const method = key.toUpperCase() as MatrixRoute['method']
      if (!path.startsWith('/workspaces/{workspace}/') || inContract.has(`${method} ${path}`)) return []
      return [{ name: `${method} ${path}`, method, path, permissions: operation['x-permission'].split(' and ') }]
    }),
  )
}

describe('the doors of a workspace beside the contract', () => {
  const knock = (door: MatrixDoor, person: TestPerson | null, workspace = 'north') => {
    const address = addressOf({ ...door, area: '', key: '', guard: '', effect: '' }, workspace)
    const body = door.method === 'GET' ? undefined : {}
    return house.call(person, door.method, address, body, { 'content-type': 'application/json' })
  }
  const mayPass = (role: Role, { permissions }: MatrixDoor) =>
    permissions.every((permission) => roleMay(role, permission))

  test('are all described with the permissions they ask for', async () => {
    const doors = await workspaceDoors()
    expect(doors.length).toBeGreaterThan(15)
    expect(
      doors.filter(({ permissions }) => permissions.some((each) => !PERMISSIONS.some((known) => known === each))),
    ).toEqual([])
    expect(doors.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'GET /workspaces/{workspace}/plans/{id}/export',
        'GET /workspaces/{workspace}/plans/{id}/actions/export',
        'POST /workspaces/{workspace}/plan-imports',
        'POST /workspaces/{workspace}/plan-imports/preview',
        'POST /workspaces/{workspace}/plan-sheets',
        'GET /workspaces/{workspace}/accounts/export',
      ]),
    )
  })

  test('are shut to whoever may not pass, without a trace in the database', async () => {
    for (const door of await workspaceDoors()) {
      const before = await fingerprint()
      expect([door.name, (await knock(door, null)).status]).toEqual([door.name, 401])
      for (const role of ROLES) {
        const foreign = await knock(door, strangers.get(role) ?? null)
        expect([door.name, role, foreign.status, foreign.body.code]).toEqual([door.name, role, 404, 'http/not-found'])
        if (mayPass(role, door)) continue
        expect([door.name, role, (await knock(door, people.get(role) ?? null)).status]).toEqual([door.name, role, 403])
      }
      expect([door.name, (await knock(door, people.get('owner') ?? null, 'no-such-workspace')).status]).toEqual([
        door.name,
        404,
      ])
      expect([door.name, await fingerprint()]).toEqual([door.name, before])
    }
  })

  test('are open to whoever may pass', async () => {
    for (const door of await workspaceDoors()) {
      // The change feed does not end.
      if (door.path.endsWith('/changes')) continue
      for (const role of ROLES.filter((each) => mayPass(each, door))) {
        const reply = await knock(door, people.get(role) ?? null)
        expect([door.name, role, [401, 403].includes(reply.status) || reply.status >= 500]).toEqual([
          door.name,
          role,
          false,
        ])
      }
    }
  })
})
