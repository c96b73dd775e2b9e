import type { RunWork } from '../runs/run-kind.ts'

/** Well under the time after which a worker that says nothing is taken for dead. */
const BEAT_MILLISECONDS = 10_000

export interface KeptAlive {
  stop(): void
}

/**
 * Says now and then that the work goes on, while the database counts for long and there is nothing to say. A cancellation
 * met meanwhile is met again at the next step, where it stops the work.
 */
export function keepAlive(work: Pick<RunWork, 'advance'>, share: number, step: string): KeptAlive {
  const beat = setInterval(() => {
    work.advance(share, step).catch(() => undefined)
  }, BEAT_MILLISECONDS)
  return { stop: () => clearInterval(beat) }
}
