import type pg from 'pg'
import type { Actor } from '../access/actor.ts'
import type { SecurityEvent } from '../auth/security-log.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Denial } from '../http/denial.ts'
import { contextOf, insertAudit } from '../use-case.ts'

const EVENT = 'access.denied' satisfies SecurityEvent

/**
 * Keeps what was refused: of a member in the audit of their workspace, where those who read it can see it; of anybody
 * from outside it in the record of the installation.
 */
export async function recordDenial(pool: pg.Pool, denial: Denial): Promise<void> {
  if (denial.actor) await recordInside(pool, denial, denial.actor)
  else await recordOutside(pool, denial)
}

async function recordInside(pool: pg.Pool, denial: Denial, actor: Actor): Promise<void> {
  const { asked, code } = denial
  const lacks = ![...actor.permissions].some((permission) => permission === asked.permission)
  await inTransaction(pool, { context: contextOf(actor) }, ({ db }) =>
    insertAudit(
      db,
      actor,
      { requestId: denial.requestId, sourceAddress: denial.address },
      {
        action: EVENT,
        subjectType: 'route',
        subjectId: asked.route,
        after: {
          method: asked.method,
          path: asked.path,
          code,
          ...(lacks ? { permission: asked.permission } : {}),
          ...(Object.keys(asked.subject).length > 0 ? { subject: asked.subject } : {}),
        },
      },
    ),
  )
}

async function recordOutside(pool: pg.Pool, { personId, address, requestId, asked }: Denial): Promise<void> {
  await pool.query(
    `insert into mainstay.security_entry (event, person_id, source_address, request_id, method, route, permission, workspace_slug)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      EVENT,
      personId,
      address,
      requestId,
      asked.method,
      asked.route,
      asked.permission,
      // Whatever stands in an address may be typed by anybody.
      asked.workspace !== null && /^[a-z0-9-]{1,40}$/.test(asked.workspace) ? asked.workspace : null,
    ],
  )
}
