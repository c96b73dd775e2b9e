import type pg from 'pg'
import type { AreaContext } from '../area.ts'
import { inTransaction, type TransactionContext } from '../db/transaction.ts'
import type { JobData, JobHandler } from '../jobs/jobs.ts'
import { MAIL_QUEUE, secretOf } from './mailer.ts'
import { openContent } from './sealed-content.ts'
import { createDeliver, type Deliver, type DeliveryOutcome } from './transport.ts'

/** Half a minute, a minute, two ... an hour: about six hours in all. */
const FIRST_PAUSE_SECONDS = 30
const LONGEST_PAUSE_SECONDS = 3_600
export const MOST_ATTEMPTS = 13

interface WaitingMail {
  readonly id: string
  readonly address: string
  readonly content: string
  readonly attempts: number
  readonly useless_after: Date | null
}

/** Sends one mail of the queue. What became of it stands in its row; a mail given up stays there with its fault. */
export function mailJob(area: AreaContext): JobHandler {
  const deliver = area.config.mail ? createDeliver(area.config.mail) : null
  return {
    queue: MAIL_QUEUE,
    expireSeconds: 120,
    concurrency: 2,
    run: async (data) => {
      if (deliver) await sendOne(area, deliver, data)
    },
  }
}

function contextOf(data: JobData): TransactionContext {
  return { workspaceId: data.workspaceId === 0 ? null : data.workspaceId, personId: null, visibility: null, unit: null }
}

async function sendOne(area: AreaContext, deliver: Deliver, data: JobData): Promise<void> {
  const context = contextOf(data)
  const claim = await inTransaction(area.pool, { context }, ({ client }) =>
    claimMail(client, String(data.mailId), area.now()),
  )
  if (!claim) return
  const outcome = await attempt(area, deliver, claim)
  await inTransaction(area.pool, { context }, ({ client }) => settle(area, client, { claim, outcome, data }))
  const facts = { mail: claim.id, attempt: claim.attempts, outcome: outcome.kind }
  if (outcome.kind === 'taken') area.log.info('mail', 'mail sent', facts)
  else area.log.warn('mail', 'mail not sent', { ...facts, fault: outcome.fault })
}

/** Counts the attempt before it is made; while it runs nobody else takes the same mail. */
async function claimMail(client: pg.ClientBase, id: string, now: Date): Promise<WaitingMail | null> {
  const busyUntil = new Date(now.getTime() + 2 * 60_000)
  const { rows } = await client.query<WaitingMail>(
    `update identity.outgoing_mail m set attempts = m.attempts + 1, next_attempt_at = $3
     where m.id = $1 and m.status = 'waiting' and m.next_attempt_at <= $2
     returning m.id, m.address, m.content, m.attempts, m.useless_after`,
    [id, now, busyUntil],
  )
  return rows[0] ?? null
}

async function attempt(area: AreaContext, deliver: Deliver, mail: WaitingMail): Promise<DeliveryOutcome> {
  if (mail.useless_after !== null && mail.useless_after <= area.now()) return { kind: 'refused', fault: 'too-late' }
  const letter = openContent(await secretOf(area.config, area.pool), mail.id, mail.content)
  if (!letter) return { kind: 'refused', fault: 'secret-changed' }
  return deliver({ id: mail.id, address: mail.address, letter })
}

interface Settlement {
  readonly claim: WaitingMail
  readonly outcome: DeliveryOutcome
  readonly data: JobData
}

async function settle(area: AreaContext, client: pg.ClientBase, { claim, outcome, data }: Settlement): Promise<void> {
  const now = area.now()
  const fault = outcome.kind === 'taken' ? null : outcome.fault
  if (outcome.kind === 'later' && claim.attempts < MOST_ATTEMPTS) {
    const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** (claim.attempts - 1), LONGEST_PAUSE_SECONDS)
    await client.query('update identity.outgoing_mail m set next_attempt_at = $2, fault = $3 where m.id = $1', [
      claim.id,
      new Date(now.getTime() + pause * 1000),
      fault,
    ])
    await area.jobs.enqueue(client, MAIL_QUEUE, data, { startAfterSeconds: pause + 1 })
    return
  }
  await client.query(
    'update identity.outgoing_mail m set status = $2, fault = $3, settled_at = $4, content = null where m.id = $1',
    [claim.id, outcome.kind === 'taken' ? 'sent' : 'failed', fault, now],
  )
}

/** Asks again for mail whose time has long come: after a restore, or when a command put it off. */
export async function askForOverdueMail(area: AreaContext): Promise<void> {
  if (!area.config.mail) return
  const client = await area.pool.connect()
  try {
    const { rows } = await client.query<{ workspace_id: number | null; id: string }>(
      'select m.workspace_id, m.id from identity.overdue_mail($1) m',
      [area.now()],
    )
    for (const row of rows)
      await area.jobs.enqueue(client, MAIL_QUEUE, { workspaceId: row.workspace_id ?? 0, mailId: row.id })
  } finally {
    client.release()
  }
}
