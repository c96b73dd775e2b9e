import type { Worker } from 'node:worker_threads'
import { Refused } from '../../platform/refusal.ts'

export interface Patience {
  /** How long a thread may work on its answer. */
  readonly work: number
  /** How long the answer may take by the clock, on a machine that is busy with other things. */
  readonly clock: number
}

/**
 * What a thread says next. It is ended where it works on that longer than it may: then what it was given is at fault. Where
 * it hardly came to work, nothing is said against that, and the same may be asked again.
 */
export function answerWithin<Answer>(worker: Worker, patience: Patience, tangled: () => Refused): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const giveUp = (reason: Refused) => {
    reject(reason)
    void worker.terminate()
  }
  const stopWatching = watchWork(worker, patience.work, () => giveUp(tangled()))
  const clock = setTimeout(() => giveUp(new Refused('http/busy')), patience.clock)
  const fail = (error: Error & { code?: string }) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tangled() : error)
  const end = () => reject(new Error('a thread for notes ended without an answer'))
  worker.on('message', resolve).on('error', fail).on('exit', end)
  return promise.finally(() => {
    clearTimeout(clock)
    stopWatching()
    worker.off('message', resolve).off('error', fail).off('exit', end)
  })
}

const LEAST_MILLISECONDS = 50

/** Calls once a thread has worked so long from now on; what it works is never more than what the clock shows. */
function watchWork(worker: Worker, milliseconds: number, tooLong: () => void): () => void {
  let timer: NodeJS.Timeout
  let isOver = false
  const before = worked(worker)
  const look = async () => {
    const left = milliseconds - ((await worked(worker)) - (await before))
    if (isOver) return
    if (left <= 0) tooLong()
    else wait(Math.max(left, LEAST_MILLISECONDS))
  }
  const wait = (left: number) => {
    timer = setTimeout(() => void look(), left)
  }
  wait(milliseconds)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}

/** In milliseconds; a thread that has ended is told of otherwise. */
async function worked(worker: Worker): Promise<number> {
  // Node before 24.6 does not tell; there the clock has to do.
  if (typeof worker.cpuUsage !== 'function') return performance.now()
  const { user, system } = await worker.cpuUsage().catch(() => ({ user: 0, system: 0 }))
  return (user + system) / 1_000
}
