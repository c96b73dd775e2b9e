import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Config } from '../config/config.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { isMailAddress } from './address.ts'
import { type Letter, renderLetter } from './letter.ts'
import { sealContent } from './sealed-content.ts'

export const MAIL_QUEUE = 'mail'

/** A letter to somebody, and what it is about. */
export interface Mail {
  readonly to: { readonly personId: string } | { readonly address: string }
  readonly letter: Letter
  readonly about: { readonly subjectType: string; readonly subjectId: string }
  /** After this moment it would only confuse: the link in it has ended. */
  readonly uselessAfter?: Date
}

/** Whether a mail was put on its way; "off" means that this installation sends none, so a link has to be passed on by hand. */
export type Posted = 'waiting' | 'off'

/** Puts mail on its way inside the caller's transaction: no commit, no mail. */
export interface Mailer {
  readonly isOn: boolean
  post(client: Pick<pg.ClientBase, 'query'>, workspaceId: number | null, mail: Mail): Promise<Posted>
}

export const noMailer: Mailer = { isOn: false, post: async () => 'off' }

export interface MailerOptions {
  readonly config: Config
  readonly jobs: Jobs
  readonly now: () => Date
}

export function createMailer(options: MailerOptions): Mailer {
  if (!options.config.mail) return noMailer
  return {
    isOn: true,
    post: (client, workspaceId, mail) => post(options, client as pg.ClientBase, { ...mail, workspaceId }),
  }
}

async function post(
  { config, jobs, now }: MailerOptions,
  client: pg.ClientBase,
  mail: Mail & { readonly workspaceId: number | null },
): Promise<Posted> {
  const personId = 'personId' in mail.to ? mail.to.personId : null
  const address = 'address' in mail.to ? mail.to.address : await addressOf(client, mail.to.personId)
  const id = randomUUID()
  const moment = now()
  const isSendable = isMailAddress(address)
  await client.query(
    `insert into identity.outgoing_mail (id, workspace_id, person_id, letter, subject_type, subject_id, address, content,
       status, fault, useless_after, next_attempt_at, settled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      mail.workspaceId,
      personId,
      mail.letter.kind,
      mail.about.subjectType,
      mail.about.subjectId,
      address,
      isSendable ? sealContent(await secretOf(config, client), id, renderLetter(mail.letter)) : null,
      isSendable ? 'waiting' : 'failed',
      isSendable ? null : 'address',
      mail.uselessAfter ?? null,
      moment,
      isSendable ? null : moment,
    ],
  )
  if (isSendable) await jobs.enqueue(client, MAIL_QUEUE, { workspaceId: mail.workspaceId ?? 0, mailId: id })
  return 'waiting'
}

async function addressOf(client: pg.ClientBase, personId: string): Promise<string> {
  const { rows } = await client.query<{ email: string }>('select p.email from identity.person p where p.id = $1', [
    personId,
  ])
  return rows[0]?.email ?? ''
}

/** The configured secret, or the one the installation made for itself. */
export async function secretOf(config: Config, client: Pick<pg.ClientBase, 'query'>): Promise<string> {
  if (config.secret !== null) return config.secret
  const { rows } = await client.query<{ secret: string }>('select i.secret from mainstay.installation i')
  if (!rows[0]) throw new Error('the installation has no secret yet')
  return rows[0].secret
}
