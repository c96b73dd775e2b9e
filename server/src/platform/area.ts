import { PERMISSIONS } from '@mainstay/domain/accounts'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Actor } from './access/actor.ts'
import type { Config } from './config/config.ts'
import { inTransaction } from './db/transaction.ts'
import type { Authenticator } from './http/call.ts'
import type { JobHandler, Jobs } from './jobs/jobs.ts'
import type { Log } from './log/log.ts'
import type { Mailer } from './mail/mailer.ts'
import type { ReadScope, UseCases, WriteScope } from './use-case.ts'

/** What every area is given at start. */
export interface AreaContext {
  readonly pool: pg.Pool
  readonly useCases: UseCases
  readonly jobs: Jobs
  /** For mail outside a command; inside one there is `scope.sendMail`. */
  readonly mailer: Mailer
  readonly log: Log
  readonly config: Config
  readonly authenticator: Authenticator
  /** Folder for uploaded and generated files; names in it are ours, never a caller's. */
  readonly filesFolder: string
  /** The one clock. */
  readonly now: () => Date
  /** What the areas behind know of how the program is used; an earlier one asks without knowing them. */
  readonly laterEvidence: Evidence
  /** Has the areas behind tell somebody of a duty they were given. */
  readonly tellDuty: DutyTeller
}

/** Facts by name, as of a day; null where nothing can tell. */
export type Evidence = (scope: ReadScope, today: string) => Promise<Readonly<Record<string, number | null>>>

/** A duty at an account that somebody has now, and what they had before. */
export interface GivenDuty {
  readonly accountId: string
  readonly personId: string
  readonly before: string | null
  readonly after: string
  /** At how many other accounts the same duty was given in the same deed. */
  readonly others?: number
}

/** Tells whom it concerns, in the transaction of the deed. */
export type DutyTeller = (scope: WriteScope, given: GivenDuty) => Promise<void>

/** What an area adds to the program. */
export interface AreaRegistration<Router> {
  /** Handlers of the area's contract. */
  readonly router: Router
  /** HTTP doors outside the contract (uploads, exports); each must authorise by itself through the guard helpers. */
  readonly doors?: readonly ((app: FastifyInstance) => Promise<void> | void)[]
  readonly jobHandlers?: readonly JobHandler[]
  /** Topics this area reacts to, and the queue that does. */
  readonly reactions?: readonly { readonly topic: string; readonly queue: string }[]
  /** What this area knows of how the program is used, for areas before it to ask. */
  readonly evidence?: Evidence
  /** Tells people of duties that an area before it gave them. */
  readonly dutyTeller?: DutyTeller
  /** What a process that serves reads before anybody asks, so that nobody waits for it; without it, it is read when asked for. */
  readonly readAhead?: (stopped: AbortSignal) => Promise<void>
}

/** Date of the business day, UTC. */
export function today(context: Pick<AreaContext, 'now'>): string {
  return context.now().toISOString().slice(0, 10)
}

/** The program itself, for background work: sees the whole workspace. */
export function systemActor(workspace: {
  readonly id: number
  readonly slug: string
  readonly reportingCurrency: string
}): Actor {
  return {
    kind: 'system',
    id: 'system',
    name: 'Mainstay',
    workspaceId: workspace.id,
    workspaceSlug: workspace.slug,
    reportingCurrency: workspace.reportingCurrency,
    role: 'owner',
    visibility: 'all',
    unit: null,
    seesMargins: true,
    permissions: new Set(PERMISSIONS),
  }
}

/** Loads the workspace a job works for. */
export async function systemActorOf(pool: pg.Pool, workspaceId: number): Promise<Actor> {
  const context = { workspaceId, personId: null, visibility: null, unit: null }
  const row = await inTransaction(pool, { context, mode: 'read only' }, async ({ client }) => {
    const { rows } = await client.query<{ id: number; slug: string; reporting_currency: string }>(
      'select w.id, w.slug, w.reporting_currency from mainstay.workspace w where w.id = $1',
      [workspaceId],
    )
    return rows[0]
  })
  if (!row) throw new Error(`workspace ${workspaceId} does not exist`)
  return systemActor({ id: row.id, slug: row.slug, reportingCurrency: row.reporting_currency })
}
