import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import pg from 'pg'

export const JOB_SCHEMA = 'pgboss'

/** What is installed, for whom. */
export interface JobsInstallation {
  readonly ownerUrl: string
  readonly applicationRole: string
  readonly queues: readonly string[]
}

/** How often and how soon a job that failed is tried again. */
export const QUEUE_SETTINGS = { retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: 3_600 }

/** Tells two installations apart: release of the queue, our queues with their settings, and who may use them. */
export function markOf({ applicationRole, queues }: JobsInstallation): string {
  const { version } = createRequire(import.meta.url)('pg-boss/package.json') as { version: string }
  const hash = createHash('sha256').update(JSON.stringify([version, applicationRole, queues, QUEUE_SETTINGS]))
  return `mainstay ${hash.digest('hex')}`
}

/** Each alone: of several in one question, any would do. */
const TABLE_RIGHTS = ['select', 'insert', 'update', 'delete']

/**
 * Whether the queue stands as this program installs it, by the mark that was left with it. A copy of the database may
 * bring the mark without the rights, and a role that is made anew has none.
 */
export async function areJobsInstalled(installation: JobsInstallation): Promise<boolean> {
  const client = new pg.Client({ connectionString: installation.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ mark: string | null; isOpen: boolean }>(
      `select obj_description(n.oid, 'pg_namespace') as mark, has_schema_privilege($1, n.oid, 'usage') and not exists (
         select from pg_class c cross join unnest($2::text[]) as needed(right_to)
         where c.relnamespace = n.oid and c.relkind in ('r', 'p') and not has_table_privilege($1, c.oid, needed.right_to)) as "isOpen"
       from pg_namespace n where n.nspname = '${JOB_SCHEMA}'`,
      [installation.applicationRole, TABLE_RIGHTS],
    )
    return rows[0]?.mark === markOf(installation) && rows[0].isOpen
  } finally {
    await client.end()
  }
}
