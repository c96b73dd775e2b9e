import type { FastifyInstance } from 'fastify'
import type { AreaContext } from '../area.ts'
import { describe } from '../log/describe.ts'
import { sealAudit } from './seals.ts'

const EVERY_MILLISECONDS = 2_000

/** A serving process seals the audit every two seconds. Several processes do not disturb each other. */
export function sealingDoor(area: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    let timer: NodeJS.Timeout | null = null
    let isStopped = false
    let isFailing = false
    let running: Promise<void> = Promise.resolve()
    const next = () => {
      if (isStopped) return
      timer = setTimeout(() => {
        running = seal().finally(next)
      }, EVERY_MILLISECONDS)
      timer.unref()
    }
    const seal = async (): Promise<void> => {
      try {
        // Beyond the database, so that a chain written anew there would not agree with it.
        for (const head of await sealAudit(area.pool)) area.log.info('audit', 'audit sealed', { ...head })
        isFailing = false
      } catch (error) {
        if (!isFailing) area.log.warn('audit', 'the audit could not be sealed', { error: describe(error) })
        isFailing = true
      }
    }
    app.addHook('onListen', async () => next())
    app.addHook('onClose', async () => {
      isStopped = true
      if (timer) clearTimeout(timer)
      await running
    })
  }
}
