import { overrideState } from '@mainstay/domain/selection'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { type AreaContext, systemActorOf, today } from '../../platform/area.ts'
import { noOrigin, type WriteScope } from '../../platform/use-case.ts'
import { readReferences } from '../candidate-store.ts'
import { tellByMail } from './letters.ts'
import { OVERRIDE_COLUMNS, type OverrideRow, ruleOverrideOf } from './override-store.ts'

/** What the queue of selection is asked for when overrides of a workspace are over by time. */
export const OVERRIDES_OVER = 'selection.overrides-over'

const EVERY_MILLISECONDS = 3_600_000

/** Looks for workspaces in which overrides have run out, and asks for each to be told. */
export async function askForOverridesOver(area: AreaContext): Promise<void> {
  const client = await area.pool.connect()
  try {
    const { rows } = await client.query<{ workspace_id: number }>(
      'select w.workspace_id from mainstay.workspaces_with_overrides_over($1) as w(workspace_id)',
      [today(area)],
    )
    for (const { workspace_id: workspaceId } of rows) {
      const job = { workspaceId, topic: OVERRIDES_OVER }
      await area.jobs.enqueue(client, 'selection', job, { singletonKey: `${OVERRIDES_OVER} ${workspaceId}` })
    }
  } finally {
    client.release()
  }
}

/** A serving process looks at its start and every hour; the account itself falls back without anybody's doing. */
export function overridesOverDoor(area: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    let timers: NodeJS.Timeout[] = []
    const look = () =>
      void askForOverridesOver(area).catch(() => area.log.warn('jobs', 'overrides that are over were not looked for'))
    app.addHook('onListen', async () => {
      timers = [setTimeout(look, 5_000), setInterval(look, EVERY_MILLISECONDS)]
      for (const timer of timers) timer.unref()
    })
    app.addHook('onClose', async () => {
      for (const timer of timers) clearInterval(timer)
    })
  }
}

/** Tells once of every override that is over by time: to the audit, to everybody who looks on, and to who asked. */
export async function tellOverridesOver(area: AreaContext, workspaceId: number): Promise<void> {
  const system = await systemActorOf(area.pool, workspaceId)
  await area.useCases.command(system, noOrigin, async (scope) => {
    const over = await markTold(scope, today(area))
    const names = await readReferences(
      scope,
      over.map(({ account_id }) => account_id),
    )
    for (const row of over) await tell(area, scope, row, names.get(row.account_id)?.name ?? '')
  })
}

async function markTold(scope: WriteScope, day: string): Promise<OverrideRow[]> {
  const { rows } = await sql<OverrideRow>`
    update mainstay.tier_override o set is_expiry_told = true
    where o.workspace_id = ${scope.workspaceId} and not o.is_expiry_told and o.expires_on < ${day}::date
    returning ${OVERRIDE_COLUMNS}`.execute(scope.db)
  return rows
}

async function tell(area: AreaContext, scope: WriteScope, row: OverrideRow, name: string): Promise<void> {
  const state = overrideState(ruleOverrideOf(row), today(area))
  if (state !== 'expired' && state !== 'lapsed') return
  await scope.record({
    action: state === 'expired' ? 'selection.override-expired' : 'selection.override-lapsed',
    subjectType: 'override',
    subjectId: row.id,
    accountId: row.account_id,
    before: { tier: row.tier, expiresOn: row.expires_on },
  })
  const account = { id: row.account_id, name }
  await tellByMail(area, scope, { id: row.id, account, personIds: [row.asked_by], happening: state })
}
