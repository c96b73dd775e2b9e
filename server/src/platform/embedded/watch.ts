import { messageOf } from './fault.ts'
import type { Postmaster } from './postmaster.ts'
import { identityOf, isSameProcessAlive } from './process-identity.ts'
import { rotateServerLog } from './server-log.ts'

type Watch = {
  readonly dataFolder: string
  readonly postmaster: Postmaster
  readonly log: (line: string) => void
  /** Brings the server back on the same port; answers with the server that now runs. */
  readonly revive: () => Promise<Postmaster>
}

const everyMilliseconds = 500
const roundsBetweenRotations = 120
const restartLimit = 5
const restartWindow = 60_000

/**
 * Brings the database back when it ends while in use (killed, out of memory), on the same port, so that connection
 * pools simply reconnect. Gives up when it keeps ending. Also keeps its log small. Never keeps the process alive.
 */
export function watchPostmaster(watch: Watch): () => void {
  let identity = identityOf(watch.postmaster.pid)
  let isReviving = false
  let isOver = false
  let restarts: number[] = []
  let round = 0

  const look = async (): Promise<void> => {
    round += 1
    if (round % roundsBetweenRotations === 0) rotateServerLog(watch.dataFolder)
    if (isReviving || isSameProcessAlive(identity)) return
    isReviving = true
    restarts = [...restarts.filter((at) => at > Date.now() - restartWindow), Date.now()]
    if (restarts.length > restartLimit) {
      watch.log('the embedded database keeps ending and is left alone now; see its log')
      clearInterval(timer)
      return
    }
    watch.log('the embedded database ended unexpectedly; starting it again')
    const revived = await watch.revive()
    identity = identityOf(revived.pid)
    isReviving = false
  }

  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      isReviving = false
      if (!isOver) watch.log(`the embedded database could not be started again: ${messageOf(error)}`)
    })
  }, everyMilliseconds)
  timer.unref()
  return () => {
    isOver = true
    clearInterval(timer)
  }
}
