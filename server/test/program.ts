import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role, Visibility } from '@mainstay/domain/accounts'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { createProgram, type Program, serveProgram } from '../src/app.ts'
import type { Actor } from '../src/platform/access/actor.ts'
import { loadMembership } from '../src/platform/auth/membership.ts'
import { readConfig } from '../src/platform/config/config.ts'
import type { Authenticator } from '../src/platform/http/call.ts'
import { createInlineJobs, type InlineJobs } from '../src/platform/jobs/inline-jobs.ts'
import { createLog } from '../src/platform/log/log.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** A person of a test workspace; the bearer text signs requests in as them. */
export interface TestPerson {
  readonly id: string
  readonly name: string
  readonly authorization: string
}

export interface TestProgram {
  readonly database: TestDatabase
  readonly program: Program
  readonly app: FastifyInstance
  readonly jobs: InlineJobs
  readonly filesFolder: string
  /** What the program takes for now; tests move it. */
  setNow(moment: string): void
  createWorkspace(slug: string, currency?: string): Promise<number>
  createPerson(
    workspace: string,
    options: { role: Role; visibility?: Visibility; unit?: string; seesMargins?: boolean; name?: string },
  ): Promise<TestPerson>
  /** The actor a person is in a workspace, to call use cases directly. */
  actor(workspace: string, person: TestPerson): Promise<Actor>
  call(
    person: TestPerson | null,
    method: InjectOptions['method'],
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestReply>
  /** Runs every waiting background job. */
  runJobs(): Promise<void>
  stop(): Promise<void>
}

export interface TestReply {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: assertions look into answers of any shape
  readonly body: any
  readonly headers: Record<string, string | string[] | number | undefined>
}

const SCHEME = 'Test '

/** Signs in by "authorization: Test <person id>", everything else as in production. */
function testAuthenticator(database: TestDatabase): Authenticator {
  const idOf = (header: string | undefined) => (header?.startsWith(SCHEME) ? header.slice(SCHEME.length) : null)
  const personOf: Authenticator['personOf'] = async (request) => {
    const id = idOf(request.headers.authorization)
    if (!id) return null
    const { rows } = await database.pool.query('select p.name, p.email from identity.person p where p.id = $1', [id])
    return rows[0] ? { id, name: rows[0].name, email: rows[0].email, hasTwoFactor: false, sessionId: 'test' } : null
  }
  return {
    personOf,
    actorOf: async (request, slug) => {
      const person = await personOf(request)
      if (!person) return { kind: 'not_signed_in' }
      const membership = await loadMembership(database.pool, slug, person)
      return membership ? { kind: 'actor', actor: membership.actor } : { kind: 'no_access', personId: person.id }
    },
  }
}

export async function createTestProgram(): Promise<TestProgram> {
  const database = await createTestDatabase()
  const filesFolder = await mkdtemp(join(tmpdir(), 'mainstay-files-'))
  const jobs = createInlineJobs()
  const read = readConfig({ MAINSTAY_LOG_LEVEL: process.env.MAINSTAY_TEST_LOG ?? 'silent' })
  if (!read.ok) throw new Error('test configuration is wrong')
  let now = new Date('2026-11-20T10:00:00Z')
  const program = createProgram({
    pool: database.pool,
    jobs,
    log: createLog(read.config.logLevel),
    config: read.config,
    authenticator: testAuthenticator(database),
    filesFolder,
    now: () => now,
  })
  const app = await serveProgram(program, { requestsPerMinute: 1_000_000 })
  await app.ready()
  let people = 0
  return {
    database,
    program,
    app,
    jobs,
    filesFolder,
    setNow: (moment) => {
      now = new Date(moment)
    },
    createWorkspace: async (slug, currency = 'USD') => {
      const { rows } = await database.pool.query('select mainstay.create_workspace($1, $2, $3) as id', [
        slug,
        `Workspace ${slug}`,
        currency,
      ])
      return rows[0].id
    },
    createPerson: async (workspace, options) => {
      const id = `person-${++people}-${options.role}`
      const name = options.name ?? `Person ${people}`
      await database.superuser.query('insert into identity.person (id, name, email) values ($1, $2, $3)', [
        id,
        name,
        `${id}@example.test`,
      ])
      await database.superuser.query(
        'insert into mainstay.membership (workspace_id, person_id, role, visibility, unit, sees_margins) select w.id, $2, $3, $4, $5, $6 from mainstay.workspace w where w.slug = $1',
        [
          workspace,
          id,
          options.role,
          options.visibility ?? 'all',
          options.unit ?? null,
          options.seesMargins ?? ['owner', 'program_lead'].includes(options.role),
        ],
      )
      return { id, name, authorization: `${SCHEME}${id}` }
    },
    actor: async (workspace, person) => {
      const membership = await loadMembership(database.pool, workspace, person)
      if (!membership) throw new Error(`${person.id} has no access to ${workspace}`)
      return membership.actor
    },
    call: async (person, method, url, body, headers = {}) => {
      const reply = await app.inject({
        method: method ?? 'GET',
        url,
        headers: { ...(person ? { authorization: person.authorization } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const text = reply.body
      const isJson = String(reply.headers['content-type'] ?? '').includes('json')
      return {
        status: reply.statusCode,
        body: isJson && text ? JSON.parse(text) : text,
        headers: reply.headers as TestReply['headers'],
      }
    },
    runJobs: () => jobs.drain(program.jobHandlers),
    stop: async () => {
      await app.close()
      await database.drop()
      await rm(filesFolder, { recursive: true, force: true })
    },
  }
}
