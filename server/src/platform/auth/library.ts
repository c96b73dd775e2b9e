import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Config } from '../config/config.ts'
import type { Log } from '../log/log.ts'
import { ADDRESS_HEADER } from './address-header.ts'
import { ABSOLUTE_SECONDS, cookiePrefix, IDLE_SECONDS, isSecure } from './cookies.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password.ts'

/** All that the house uses of the sign-in library. */
export interface Library {
  handler(request: Request): Promise<Response>
}

export interface LibraryOptions {
  readonly pool: pg.Pool
  readonly config: Config
  readonly secret: string
  readonly log: Log
}

/** The sign-in library, set up strictly: no sign-up of its own, no cookie cache, tables in the schema `identity`. */
export function createLibrary(options: LibraryOptions): Library {
  const { config, log } = options
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: options.pool }) })
  return betterAuth({
    appName: 'Mainstay',
    baseURL: config.publicUrl ?? `http://localhost:${config.port}`,
    basePath: '/api/auth',
    secret: options.secret,
    database: { db, type: 'postgres', schemaName: 'identity', transaction: true },
    telemetry: { enabled: false },
    trustedOrigins: async (request) => (request ? originsOf(request, config) : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    user: { modelName: 'person' },
    account: { modelName: 'credential' },
    session: { expiresIn: ABSOLUTE_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // The cookie lives as long as a session may at most; the shorter rest without use is kept in the row alone.
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, expiresAt: new Date(Date.now() + IDLE_SECONDS * 1000) },
          }),
        },
      },
    },
    // Tries are counted by ourselves, per address and per account, in front of the library.
    rateLimit: { enabled: false },
    disabledPaths: ['/sign-up/email', '/update-user', '/delete-user', '/change-email', '/request-password-reset'],
    plugins: [twoFactor({ issuer: 'Mainstay', schema: { twoFactor: { modelName: 'second_factor' } } })],
    advanced: {
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(config),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(config) },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // Its messages may quote what was typed, so only the fact that something failed is kept.
    logger: {
      level: 'error',
      log: (level) => {
        if (level === 'error') log.warn('auth', 'the sign-in library reported an error')
      },
    },
  })
}

function originsOf(request: Request, config: Config): string[] {
  if (config.publicUrl) return [new URL(config.publicUrl).origin]
  const { host } = new URL(request.url)
  return [`http://${host}`, `https://${host}`]
}
