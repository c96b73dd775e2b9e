import { Worker } from 'node:worker_threads'
import { Refused } from '../../platform/refusal.ts'
import type { AppliedUpdate } from './apply-update.ts'
import type { TextErrand, TextMessage } from './text-worker.ts'

/** Far more than honest writing takes; changes can be made up that merge for minutes. */
const LIMIT_MILLISECONDS = 2_000
const START_MILLISECONDS = 60_000
/** Whoever waits holds a connection. */
const MOST_WAITING = 5
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }
const TANGLED = 'plans/text-too-tangled'

let thread: Promise<Worker> | null = null
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Takes an update into a text, in a thread of its own and one at a time, so that everybody else is answered meanwhile.
 * Refuses what takes too long.
 */
export function applyAside(errand: TextErrand): Promise<AppliedUpdate> {
  if (waiting >= MOST_WAITING) return Promise.reject(new Refused('http/busy'))
  waiting += 1
  const applied = last
    .then(() => ask(errand))
    .finally(() => {
      waiting -= 1
    })
  last = applied.catch(() => undefined)
  return applied
}

async function ask(errand: TextErrand): Promise<AppliedUpdate> {
  thread ??= begin()
  const message = await thread.then((worker) => answerOf(worker, errand)).catch(forgetThread)
  if (message.kind === 'applied') return message.applied
  if (message.kind === 'refused') throw new Refused(message.code, message.facts, message.fields)
  throw new Error('a thread for notes began twice')
}

function forgetThread(error: unknown): never {
  thread = null
  throw error
}

async function begin(): Promise<Worker> {
  const worker = new Worker(new URL('./text-worker.ts', import.meta.url), { resourceLimits: MEMORY })
  await nextMessage(worker, START_MILLISECONDS)
  worker.once('exit', () => {
    thread = null
  })
  // That it waits for work keeps no process alive.
  worker.unref()
  return worker
}

function answerOf(worker: Worker, errand: TextErrand): Promise<TextMessage> {
  const answer = nextMessage(worker, LIMIT_MILLISECONDS)
  worker.postMessage(errand)
  return answer
}

/** What the thread says next; it is ended where that takes longer than it may. */
function nextMessage(worker: Worker, limit: number): Promise<TextMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<TextMessage>()
  const timer = setTimeout(() => {
    reject(new Refused(TANGLED))
    void worker.terminate()
  }, limit)
  const fail = (error: Error & { code?: string }) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refused(TANGLED) : error)
  const end = () => reject(new Error('a thread for notes ended without an answer'))
  worker.on('message', resolve).on('error', fail).on('exit', end)
  return promise.finally(() => {
    clearTimeout(timer)
    worker.off('message', resolve).off('error', fail).off('exit', end)
  })
}
