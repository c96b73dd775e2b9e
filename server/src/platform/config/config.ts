import type { ConfigFault } from './config-fault.ts'
import type { Environment } from './env.ts'
import { type MailConfig, readMailConfig } from './mail-config.ts'

/** Every setting of the server, checked and with its default. */
export interface Config {
  /** Connection of the application role; null means the embedded database. */
  readonly databaseUrl: string | null
  /** Connection of the role that owns the tables, used by `migrate`, `backup` and `restore` only. */
  readonly ownerDatabaseUrl: string | null
  readonly dataFolder: string | null
  readonly host: string
  readonly port: number
  /** Address people type; decides cookies and accepted origins. */
  readonly publicUrl: string | null
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly isProduction: boolean
  /** Bytes one uploaded file may have. */
  readonly uploadLimitBytes: number
  /** Bytes that files waiting for their import may take in one workspace. */
  readonly storageQuotaBytes: number
  /** Days after which the files of an import nobody finished are removed. */
  readonly uploadKeptDays: number
  readonly metricsToken: string | null
  /** Signs cookies and encrypts second factors; null means the one kept in the database. */
  readonly secret: string | null
  readonly poolSize: number
  /** Requests one caller may make in a minute. */
  readonly requestsPerMinute: number
  /** Where mail is handed over; null means that none is sent. */
  readonly mail: MailConfig | null
  /** The browser that prints PDFs; null looks in PATH and the usual places. */
  readonly browser: string | null
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: readonly ConfigFault[] }

const SHORTEST_SECRET = 32
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** Reads all settings at once; every fault is reported, none is guessed around. */
export function readConfig(env: Environment): ConfigResult {
  const faults: ConfigFault[] = []
  const integer = (name: string, fallback: number, minimum: number, maximum: number): number => {
    const text = env[name]
    if (text === undefined || text === '') return fallback
    const value = Number(text)
    if (Number.isInteger(value) && value >= minimum && value <= maximum) return value
    faults.push({ name, fault: `must be a whole number from ${minimum} to ${maximum}, not "${text}"` })
    return fallback
  }
  const url = (name: string, protocols: readonly string[]): string | null => {
    const text = env[name]
    if (text === undefined) return null
    if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text
    faults.push({ name, fault: `must be an address starting with ${protocols.join(' or ')}//` })
    return null
  }
  const logLevel = LOG_LEVELS.find((level) => level === (env.MAINSTAY_LOG_LEVEL ?? 'info'))
  if (!logLevel) faults.push({ name: 'MAINSTAY_LOG_LEVEL', fault: `must be one of ${LOG_LEVELS.join(', ')}` })
  const config: Config = {
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    ownerDatabaseUrl: url('MAINSTAY_OWNER_DATABASE_URL', ['postgres:', 'postgresql:']),
    dataFolder: env.MAINSTAY_DATA ?? null,
    host: env.MAINSTAY_HOST ?? '127.0.0.1',
    port: integer('MAINSTAY_PORT', 4700, 0, 65_535),
    publicUrl: url('MAINSTAY_PUBLIC_URL', ['http:', 'https:']),
    trustedProxies: (env.MAINSTAY_TRUSTED_PROXIES ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    logLevel: logLevel ?? 'info',
    isProduction: env.NODE_ENV === 'production',
    uploadLimitBytes: integer('MAINSTAY_UPLOAD_LIMIT_MB', 2_048, 1, 100_000) * 1_048_576,
    storageQuotaBytes: integer('MAINSTAY_STORAGE_QUOTA_MB', 20_000, 1, 100_000_000) * 1_000_000,
    uploadKeptDays: integer('MAINSTAY_UPLOAD_KEPT_DAYS', 30, 1, 3_650),
    metricsToken: env.MAINSTAY_METRICS_TOKEN ?? null,
    secret: env.MAINSTAY_SECRET || null,
    poolSize: integer('MAINSTAY_POOL_SIZE', 10, 2, 200),
    requestsPerMinute: integer('MAINSTAY_REQUESTS_PER_MINUTE', 1_200, 10, 100_000_000),
    mail: readMailConfig(env, faults),
    browser: env.MAINSTAY_CHROMIUM || null,
  }
  checkCombinations(config, faults)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config }
}

function checkCombinations(config: Config, faults: ConfigFault[]): void {
  if (config.secret !== null && config.secret.length < SHORTEST_SECRET) {
    faults.push({ name: 'MAINSTAY_SECRET', fault: `must have at least ${SHORTEST_SECRET} characters` })
  }
  if (config.mail && config.publicUrl === null) {
    faults.push({
      name: 'MAINSTAY_PUBLIC_URL',
      fault: 'must say the address people use, since mail carries links (MAINSTAY_SMTP_URL is set)',
    })
  }
  if (config.ownerDatabaseUrl && !config.databaseUrl) {
    faults.push({
      name: 'DATABASE_URL',
      fault: 'is missing while MAINSTAY_OWNER_DATABASE_URL is set; the embedded database is never used instead',
    })
  }
  if (config.databaseUrl && config.dataFolder) {
    faults.push({ name: 'MAINSTAY_DATA', fault: 'belongs to the embedded database; leave it out with DATABASE_URL' })
  }
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(config.host)
  if (!isLoopback && config.publicUrl === null) {
    faults.push({
      name: 'MAINSTAY_PUBLIC_URL',
      fault: `must say the address people use, since MAINSTAY_HOST=${config.host} listens beyond this machine`,
    })
  }
}
