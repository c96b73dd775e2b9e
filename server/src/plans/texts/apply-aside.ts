import { Worker } from 'node:worker_threads'
import { Refused } from '../../platform/refusal.ts'
import { answerWithin, type Patience } from './answer-within.ts'
import type { AppliedUpdate } from './apply-update.ts'
import type { ReadText } from './read-document.ts'
import type { TextErrand, TextMessage } from './text-worker.ts'

/** Far more work than honest writing takes; changes can be made up that merge for minutes. */
const PATIENCE = { work: 2_000, clock: 20_000 }
/** Years of writing are put together at once. */
const REPLAY_PATIENCE = { work: 10_000, clock: 25_000 }
const START_PATIENCE = { work: 60_000, clock: 60_000 }
/** Whoever waits holds a connection; those who look back wait longest. */
const MOST_WRITING = 5
const MOST_LOOKING_BACK = 2
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }
const tangled = () => new Refused('plans/text-too-tangled')
const busy = () => new Refused('http/busy')

const askWriting = textThread(PATIENCE, MOST_WRITING)
/** A thread of its own: whoever looks back keeps nobody from writing. */
const askBack = textThread(REPLAY_PATIENCE, MOST_LOOKING_BACK)

/**
 * Takes an update into a text, in a thread of its own and one at a time, so that everybody else is answered meanwhile.
 * Refuses what takes too much work.
 */
export async function applyAside(update: {
  readonly state: Uint8Array | null
  readonly update: Uint8Array
}): Promise<AppliedUpdate> {
  const message = await askWriting({ kind: 'apply', ...update })
  if (message.kind === 'applied') return message.applied
  throw wrongAnswer(message)
}

/** What a text said after its first updates, worked out aside like what is written. */
export async function replayAside(updates: readonly Uint8Array[]): Promise<ReadText> {
  const message = await askBack({ kind: 'replay', updates })
  if (message.kind === 'replayed') return message.read
  throw wrongAnswer(message)
}

function wrongAnswer(message: TextMessage): Error {
  if (message.kind === 'refused') return new Refused(message.code, message.facts, message.fields)
  return new Error(`a thread for notes answered "${message.kind}"`)
}

/** A thread that begins when it is first needed, does one errand after another, and is made anew where it was ended. */
function textThread(patience: Patience, most: number): (errand: TextErrand) => Promise<TextMessage> {
  let thread: Promise<Worker> | null = null
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  /** Its end is told after the next has begun; that one stays. */
  const forget = (ended: Promise<Worker>) => {
    if (thread === ended) thread = null
  }
  const threadNow = () => {
    if (thread) return thread
    const begun = begin()
    thread = begun
    void begun.then((worker) => worker.once('exit', () => forget(begun))).catch(() => undefined)
    return begun
  }
  const ask = (errand: TextErrand) => {
    const asked = threadNow()
    return asked
      .then((worker) => answerOf(worker, errand, patience))
      .catch((error: unknown) => {
        forget(asked)
        throw error
      })
  }
  return (errand) => {
    if (waiting >= most) return Promise.reject(busy())
    waiting += 1
    const answered = last
      .then(() => ask(errand))
      .finally(() => {
        waiting -= 1
      })
    last = answered.catch(() => undefined)
    return answered
  }
}

async function begin(): Promise<Worker> {
  const worker = new Worker(new URL('./text-worker.ts', import.meta.url), { resourceLimits: MEMORY })
  await answerWithin<TextMessage>(worker, START_PATIENCE, busy)
  // That it waits for work keeps no process alive.
  worker.unref()
  return worker
}

function answerOf(worker: Worker, errand: TextErrand, patience: Patience): Promise<TextMessage> {
  const answer = answerWithin<TextMessage>(worker, patience, tangled)
  worker.postMessage(errand)
  return answer
}
