import { remindersDue } from '@mainstay/domain/selection'
import type { FastifyInstance } from 'fastify'
import { type AreaContext, systemActorOf, today } from '../../platform/area.ts'
import { noOrigin } from '../../platform/use-case.ts'
import { progressOf } from './present-round.ts'
import { planWatch, ROUND_QUEUE, remind } from './reminders.ts'
import { findRound, ruleRoundOf } from './round-store.ts'
import { endScoring } from './step-round.ts'

/**
 * Looks after an open round: reminds whom it is time to remind, and closes one that closes by itself once everybody has
 * answered or the deadline has passed. Twice does no harm.
 */
export async function watchRound(
  area: AreaContext,
  errand: { readonly workspaceId: number; readonly roundId: string },
): Promise<void> {
  const system = await systemActorOf(area.pool, errand.workspaceId)
  await area.useCases.command(system, noOrigin, async (scope) => {
    const stored = await findRound(scope, errand.roundId, 'change')
    if (stored.row.status !== 'open') return
    const round = ruleRoundOf(stored)
    const progress = await progressOf(area, scope, stored)
    const isFinished = progress.due > 0 && progress.done >= progress.due
    if (stored.row.closing === 'automatic' && (isFinished || progress.daysLeft < 0)) {
      await endScoring(area, scope, stored)
      return
    }
    const day = today(area)
    const lastReminded = new Map(
      stored.raters.flatMap(({ personId, lastRemindedOn }) => (lastRemindedOn ? [[personId, lastRemindedOn]] : [])),
    )
    const due = remindersDue({ round, progress, lastReminded, today: day })
    if (due.length > 0) await remind(area, scope, { stored, progress, raterIds: due.map(({ raterId }) => raterId) })
    await planWatch(area, scope, stored.row.id, round)
  })
}

/** A serving process looks after all open rounds at its start: what was planned may be gone, as after a restore. */
export function watchDoor(area: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    app.addHook('onListen', async () => {
      void watchAll(area).catch(() => area.log.warn('jobs', 'open rounds could not be looked after'))
    })
  }
}

async function watchAll(area: AreaContext): Promise<void> {
  const client = await area.pool.connect()
  try {
    const { rows } = await client.query<{ workspace_id: number; id: string }>(
      'select r.workspace_id, r.id from mainstay.open_rounds() r',
    )
    for (const { workspace_id, id } of rows) {
      const errand = { workspaceId: workspace_id, roundId: id }
      await area.jobs.enqueue(client, ROUND_QUEUE, errand, { singletonKey: id })
    }
  } finally {
    client.release()
  }
}
