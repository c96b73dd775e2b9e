import type { FastifyInstance } from 'fastify'
import type { AreaContext } from '../platform/area.ts'
import { recoverImports } from './recover-imports.ts'
import { sweepUploads } from './sweep-uploads.ts'

const EVERY_MILLISECONDS = 60_000
const SWEEP_MILLISECONDS = 3_600_000

/** A serving process looks for imports whose worker has died, and for uploads nobody needs: at its start and from time to time. */
export function recoveryDoor(context: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    const timers: NodeJS.Timeout[] = []
    const recover = () =>
      void recoverImports(context).catch(() =>
        context.log.warn('import', 'silent imports could not be asked for again'),
      )
    const sweep = () =>
      void sweepUploads(context).catch(() => context.log.warn('import', 'uploads nobody needs could not be removed'))
    app.addHook('onListen', async () => {
      recover()
      sweep()
      timers.push(setInterval(recover, EVERY_MILLISECONDS).unref(), setInterval(sweep, SWEEP_MILLISECONDS).unref())
    })
    app.addHook('onClose', async () => {
      for (const timer of timers) clearInterval(timer)
    })
  }
}
