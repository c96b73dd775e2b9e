import type pg from 'pg'
import { findFigureSet } from '../server/src/economics/index.ts'
import { type AreaContext, systemActorOf } from '../server/src/platform/area.ts'
import { createPool } from '../server/src/platform/db/pool.ts'
import { inTransaction } from '../server/src/platform/db/transaction.ts'
import { contextOf } from '../server/src/platform/use-case.ts'
import { listAccounts } from '../server/src/portfolio/queries/list-accounts.ts'
import type { Ground } from './ground.ts'

const MODE = 'isolation level repeatable read read only'

/**
 * What the account list sends to the database for each question when all is asked of the database, as scripts to send
 * again without the program.
 */
export async function recordListScripts(ground: Ground, slug: string, questions: readonly string[]): Promise<string[]> {
  const pool = createPool({
    url: ground.database.applicationUrl,
    size: 2,
    name: 'mainstay bench',
    statementTimeoutMilliseconds: 0,
  })
  try {
    const { rows } = await pool.query<{ id: number }>('select mainstay.workspace_id_of($1) as id', [slug])
    const actor = await systemActorOf(pool, rows[0]?.id ?? 0)
    const scripts: string[] = []
    for (const question of questions) scripts.push(await recordOne(pool, actor, question))
    return scripts
  } finally {
    await pool.end()
  }
}

type Actor = Awaited<ReturnType<typeof systemActorOf>>
type ListContext = Parameters<typeof listAccounts>[1]

async function recordOne(pool: AreaContext['pool'], actor: Actor, question: string): Promise<string> {
  const sent: string[] = []
  await inTransaction(pool, { context: contextOf(actor), mode: MODE }, async (handle) => {
    const scope = { ...handle, actor, workspaceId: actor.workspaceId }
    const set = await findFigureSet(scope, {})
    if (!set) throw new Error('the figures of the list are not there')
    const context: ListContext = { set, day: new Date().toISOString().slice(0, 10), proposals: new Map() }
    const { client } = handle
    const original = client.query
    client.query = ((text: string, values?: readonly unknown[]) => {
      sent.push(withValues(client, text, values ?? []))
      return (original as (text: string, values: unknown[]) => unknown).call(client, text, [...(values ?? [])])
    }) as unknown as typeof client.query
    try {
      await listAccounts(scope, context, {
        limit: 50,
        sort: 'rank',
        ...Object.fromEntries(new URLSearchParams(question)),
      })
    } finally {
      client.query = original
    }
  })
  const settings = `select set_config('mainstay.workspace_id', '${actor.workspaceId}', true), set_config('mainstay.visibility', 'all', true)`
  return `begin ${MODE};\n${settings};\n${sent.map((text) => `${text};`).join('\n')}\ncommit;\n`
}

/** The statement with its values in place, as pgbench can send it. */
function withValues(client: pg.PoolClient, text: string, values: readonly unknown[]): string {
  return text
    .replace(/\$(\d+)/g, (_, number: string) => {
      const value = values[Number(number) - 1]
      if (value === null || value === undefined) return 'null'
      return client.escapeLiteral(Array.isArray(value) ? arrayText(value) : String(value))
    })
    .replace(/\s+/g, ' ')
}

function arrayText(values: readonly unknown[]): string {
  return `{${values.map((value) => JSON.stringify(String(value))).join(',')}}`
}
