import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Database } from './database.ts'

/** Who a transaction works for: sets what row security lets it see. */
export interface TransactionContext {
  readonly workspaceId: number | null
  readonly personId: string | null
  readonly visibility: 'all' | 'unit' | 'team' | null
  readonly unit: string | null
}

/** A handle that lives as long as its transaction; a query after the end throws. */
export interface TransactionHandle {
  readonly db: Kysely<Database>
  /** The bare driver connection, for COPY and cursors only. */
  readonly client: pg.PoolClient
}

const RETRIED = new Set(['40001', '40P01'])
const ATTEMPTS = 4

export class QueryAfterTransactionEnd extends Error {
  override name = 'QueryAfterTransactionEnd'
}

/** Settings for one transaction in one round trip; `set_config(..., true)` ends with it, so pooled connections carry nothing over. */
function openingStatement(client: pg.PoolClient, context: TransactionContext, mode: string): string {
  const setting = (name: string, value: string | null) =>
    `set_config('mainstay.${name}', ${client.escapeLiteral(value ?? '')}, true)`
  const settings = [
    setting('workspace_id', context.workspaceId === null ? null : String(context.workspaceId)),
    setting('person_id', context.personId),
    setting('visibility', context.visibility),
    setting('unit', context.unit),
  ]
  return `begin ${mode}; select ${settings.join(', ')}`
}

function bind(client: pg.PoolClient): { handle: TransactionHandle; close: () => void } {
  let isOpen = true
  const guarded = {
    query: ((...args: Parameters<typeof client.query>) => {
      if (!isOpen) throw new QueryAfterTransactionEnd('a query was sent after its transaction had ended')
      return client.query(...args)
    }) as typeof client.query,
    release: () => undefined,
  }
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({
      pool: { connect: async () => guarded as never, end: async () => undefined, options: {} },
    }),
  })
  return {
    handle: { db, client },
    close: () => {
      isOpen = false
    },
  }
}

export interface TransactionOptions {
  readonly context: TransactionContext
  readonly mode?: 'read write' | 'read only' | 'isolation level repeatable read read only'
}

/** Runs `work` in one transaction. Serialization failures and deadlocks run the whole of it again. */
export async function inTransaction<Value>(
  pool: pg.Pool,
  options: TransactionOptions,
  work: (handle: TransactionHandle) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(pool, options, work)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!RETRIED.has(code) || attempt >= ATTEMPTS) throw error
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt))
    }
  }
}

async function attemptTransaction<Value>(
  pool: pg.Pool,
  options: TransactionOptions,
  work: (handle: TransactionHandle) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect()
  let broken: Error | undefined
  const { handle, close } = bind(client)
  try {
    await client.query(openingStatement(client, options.context, options.mode ?? 'read write'))
    const value = await work(handle)
    close()
    await client.query('commit')
    return value
  } catch (error) {
    close()
    await client.query('rollback').catch((fault: Error) => {
      broken = fault
    })
    throw error
  } finally {
    client.release(broken)
  }
}
