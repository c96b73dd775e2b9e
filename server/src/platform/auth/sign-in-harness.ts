import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { createProgram, type Program, serveProgram } from '../../app.ts'
import { readConfig } from '../config/config.ts'
import { createInlineJobs, type InlineJobs } from '../jobs/inline-jobs.ts'
import { createLog } from '../log/log.ts'
import { startSignIn } from './index.ts'

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: assertions look into answers of any shape
  readonly body: any
  readonly headers: Readonly<Record<string, unknown>>
}

/** A browser with its cookies. */
export interface Browser {
  readonly cookies: Map<string, string>
  send(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
}

/** The program with its real sign-in, for tests of sign-in itself. */
export interface SignInProgram {
  readonly database: TestDatabase
  readonly program: Program
  readonly app: FastifyInstance
  readonly jobs: InlineJobs
  readonly setupCode: string
  setNow(moment: Date): void
  browser(address?: string): Browser
  /** A browser in which the first owner of workspace "north" has just been created. */
  owner(): Promise<Browser>
  /** Joins workspace "north" by an invitation and stays signed in. */
  member(owner: Browser, person: NewMember): Promise<Browser>
  stop(): Promise<void>
}

export interface NewMember {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: string
}

export const OWNER = { name: 'Olga Owner', email: 'olga@example.test', password: 'correct horse battery' }

export async function createSignInProgram(settings: Record<string, string> = {}): Promise<SignInProgram> {
  const database = await createTestDatabase()
  const filesFolder = await mkdtemp(join(tmpdir(), 'mainstay-sign-in-'))
  const read = readConfig({ MAINSTAY_LOG_LEVEL: 'silent', ...settings })
  if (!read.ok) throw new Error('test configuration is wrong')
  let offset = 0
  const now = () => new Date(Date.now() + offset)
  const log = createLog('silent')
  const common = { pool: database.pool, config: read.config, log, now }
  const signIn = await startSignIn({ ...common, databaseNotice: 'a test database' })
  const jobs = createInlineJobs()
  const program = createProgram({
    ...common,
    jobs,
    authenticator: signIn.authenticator,
    filesFolder,
  })
  const app = await serveProgram(program, { requestsPerMinute: 1_000_000, doors: signIn.doors })
  await app.ready()
  const origin = read.config.publicUrl ?? 'http://localhost:4700'
  const browser = (address = '10.0.0.1') => openBrowser(app, { origin, address })
  return {
    database,
    program,
    app,
    jobs,
    setupCode: signIn.setupCode ?? '',
    setNow: (moment) => {
      offset = moment.getTime() - Date.now()
    },
    browser,
    owner: async () => {
      const opened = browser()
      const answer = await opened.send('POST', '/api/setup', {
        ...OWNER,
        code: signIn.setupCode,
        workspaceName: 'North',
        workspaceSlug: 'north',
        reportingCurrency: 'EUR',
      })
      if (answer.status !== 200) throw new Error(`set-up failed: ${JSON.stringify(answer.body)}`)
      return opened
    },
    member: async (owner, person) => {
      const access = { role: person.role, visibility: 'all', seesMargins: false }
      const made = await owner.send('POST', '/api/workspaces/north/invitations', { email: person.email, ...access })
      const joined = browser()
      const token = String(made.body.link).split('/').at(-1)
      const { name, password } = person
      const answer = await joined.send('POST', `/api/invitations/${token}/acceptance`, { name, password })
      if (answer.status !== 200) throw new Error(`joining failed: ${JSON.stringify([made.body, answer.body])}`)
      return joined
    },
    stop: async () => {
      await app.close()
      await database.drop()
      await rm(filesFolder, { recursive: true, force: true })
    },
  }
}

function openBrowser(app: FastifyInstance, place: { readonly origin: string; readonly address: string }): Browser {
  const cookies = new Map<string, string>()
  return {
    cookies,
    send: async (method, url, body, headers = {}) => {
      const reply = await app.inject({
        method,
        url,
        remoteAddress: place.address,
        headers: {
          host: new URL(place.origin).host,
          'user-agent': 'Test browser',
          ...(method === 'GET' ? {} : { origin: place.origin, 'sec-fetch-site': 'same-origin' }),
          ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      for (const line of [reply.headers['set-cookie'] ?? []].flat()) keep(cookies, line)
      const isJson = String(reply.headers['content-type'] ?? '').includes('json')
      return {
        status: reply.statusCode,
        body: isJson && reply.body ? JSON.parse(reply.body) : reply.body,
        headers: reply.headers,
      }
    },
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const equals = pair.indexOf('=')
  const name = pair.slice(0, equals)
  if (/max-age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, pair.slice(equals + 1))
}

/** The code an authenticator app shows for the address it was given (RFC 6238, six digits, thirty seconds). */
export function codeOf(totpAddress: string, at: number = Date.now()): string {
  const secret = decodeBase32(new URL(totpAddress).searchParams.get('secret') ?? '')
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const start = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function decodeBase32(text: string): Buffer {
  let bits = ''
  for (const letter of text.replaceAll('=', ''))
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}
