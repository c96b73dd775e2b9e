import type { FastifyInstance } from 'fastify'
import type { AreaContext } from '../area.ts'
import type { JobHandler } from '../jobs/jobs.ts'
import { askForOverdueMail } from '../mail/send-job.ts'

export const HOUSEKEEPING = 'housekeeping'
const EVERY_MILLISECONDS = 3_600_000
const OVERDUE_MILLISECONDS = 300_000

/** Clears away what has outlived its use. Twice does no harm. */
export function housekeepingJob(area: AreaContext): JobHandler {
  return {
    queue: HOUSEKEEPING,
    expireSeconds: 600,
    run: async () => {
      await area.pool.query('select mainstay.housekeep($1), identity.housekeep($1)', [area.now()])
    },
  }
}

/** A serving process asks for housekeeping at its start and every hour. */
export function housekeepingDoor(area: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    let timer: NodeJS.Timeout | null = null
    const ask = async (): Promise<void> => {
      const client = await area.pool.connect()
      try {
        await area.jobs.enqueue(client, HOUSEKEEPING, { workspaceId: 0 }, { singletonKey: HOUSEKEEPING })
      } finally {
        client.release()
      }
    }
    const askQuietly = () => void ask().catch(() => area.log.warn('jobs', 'housekeeping could not be asked for'))
    const askForMail = () =>
      void askForOverdueMail(area).catch(() => area.log.warn('mail', 'overdue mail not asked for'))
    let mailTimer: NodeJS.Timeout | null = null
    app.addHook('onListen', async () => {
      timer = setInterval(askQuietly, EVERY_MILLISECONDS)
      timer.unref()
      mailTimer = setInterval(askForMail, OVERDUE_MILLISECONDS)
      mailTimer.unref()
      setTimeout(askQuietly, 60_000).unref()
    })
    app.addHook('onClose', async () => {
      if (timer) clearInterval(timer)
      if (mailTimer) clearInterval(mailTimer)
    })
  }
}
