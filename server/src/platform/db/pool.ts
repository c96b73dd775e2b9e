import pg from 'pg'

const DATE = 1082

/** Dates stay "YYYY-MM-DD"; numeric and bigint stay exact strings (the driver's default). */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === DATE
      ? (value: string) => value
      : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

export interface PoolOptions {
  readonly url: string
  readonly size: number
  readonly name: string
  /** Statements that run longer are cancelled; 0 for the command line's long work. */
  readonly statementTimeoutMilliseconds: number
}

export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    application_name: options.name,
    types,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: options.statementTimeoutMilliseconds,
    keepAlive: true,
  })
  // A connection that dies while idle is replaced at the next use, and one that dies in use refuses its work; without
  // these the process would end.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
