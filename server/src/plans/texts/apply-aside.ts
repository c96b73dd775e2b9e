import { Worker } from 'node:worker_threads'
import { Refused } from '../../platform/refusal.ts'
import { answerWithin } from './answer-within.ts'
import type { AppliedUpdate } from './apply-update.ts'
import type { TextErrand, TextMessage } from './text-worker.ts'

/** Far more work than honest writing takes; changes can be made up that merge for minutes. */
const PATIENCE = { work: 2_000, clock: 20_000 }
const START_PATIENCE = { work: 60_000, clock: 60_000 }
/** Whoever waits holds a connection. */
const MOST_WAITING = 5
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }
const tangled = () => new Refused('plans/text-too-tangled')
const busy = () => new Refused('http/busy')

let thread: Promise<Worker> | null = null
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Takes an update into a text, in a thread of its own and one at a time, so that everybody else is answered meanwhile.
 * Refuses what takes too much work.
 */
export function applyAside(errand: TextErrand): Promise<AppliedUpdate> {
  if (waiting >= MOST_WAITING) return Promise.reject(busy())
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
  const asked = threadNow()
  const message = await asked
    .then((worker) => answerOf(worker, errand))
    .catch((error: unknown) => {
      forget(asked)
      throw error
    })
  if (message.kind === 'applied') return message.applied
  if (message.kind === 'refused') throw new Refused(message.code, message.facts, message.fields)
  throw new Error('a thread for notes began twice')
}

function threadNow(): Promise<Worker> {
  if (thread) return thread
  const begun = begin()
  thread = begun
  void begun.then((worker) => worker.once('exit', () => forget(begun))).catch(() => undefined)
  return begun
}

/** Its end is told after the next has begun; that one stays. */
function forget(ended: Promise<Worker>): void {
  if (thread === ended) thread = null
}

async function begin(): Promise<Worker> {
  const worker = new Worker(new URL('./text-worker.ts', import.meta.url), { resourceLimits: MEMORY })
  await answerWithin<TextMessage>(worker, START_PATIENCE, busy)
  // That it waits for work keeps no process alive.
  worker.unref()
  return worker
}

function answerOf(worker: Worker, errand: TextErrand): Promise<TextMessage> {
  const answer = answerWithin<TextMessage>(worker, PATIENCE, tangled)
  worker.postMessage(errand)
  return answer
}
