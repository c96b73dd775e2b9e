import type { FastifyInstance } from 'fastify'
import type { AreaContext } from '../platform/area.ts'
import { recoverImports } from './recover-imports.ts'

const EVERY_MILLISECONDS = 60_000

/** A serving process looks for imports whose worker has died: at its start and once a minute. */
export function recoveryDoor(context: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    let timer: NodeJS.Timeout | null = null
    const recover = () =>
      void recoverImports(context).catch(() =>
        context.log.warn('import', 'silent imports could not be asked for again'),
      )
    app.addHook('onListen', async () => {
      recover()
      timer = setInterval(recover, EVERY_MILLISECONDS)
      timer.unref()
    })
    app.addHook('onClose', async () => {
      if (timer) clearInterval(timer)
    })
  }
}
