import type { JobData, JobHandler, Jobs } from './jobs.ts'

/** Jobs for the command line: kept in memory and run by the same process, after the command that asked for them. */
export interface InlineJobs extends Jobs {
  /** Runs what has been asked for, and what that asks for in turn, until nothing is left. */
  drain(handlers: readonly JobHandler[]): Promise<void>
}

export function createInlineJobs(): InlineJobs {
  const waiting: { queue: string; data: JobData }[] = []
  return {
    enqueue: async (_client, queue, data, options) => {
      // What is put off is left to a serving process: a command does not wait for it.
      if ((options?.startAfterSeconds ?? 0) > 0) return
      const job = { queue, data: data as JobData }
      if (!waiting.some((other) => other.queue === queue && JSON.stringify(other.data) === JSON.stringify(data)))
        waiting.push(job)
    },
    start: async () => undefined,
    stop: async () => undefined,
    oldestWaitSeconds: async () => 0,
    drain: async (handlers) => {
      for (let job = waiting.shift(); job; job = waiting.shift()) {
        for (const handler of handlers) {
          if (handler.queue === job.queue) await handler.run(job.data, new AbortController().signal)
        }
      }
    },
  }
}
