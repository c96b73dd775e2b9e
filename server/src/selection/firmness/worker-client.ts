import { setImmediate, setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { FirmnessFound, FirmnessTask } from './calculate.ts'
import type { FromWorker, ToWorker } from './worker.ts'

const LOOK_EVERY_MILLISECONDS = 40
const IDLE_MILLISECONDS = 10_000
const EVIDENCE_A_PORTION = 2_000

let rested: { readonly worker: Worker; readonly timer: NodeJS.Timeout } | null = null

/** A thread that has just answered waits a little for the next question: a moving weight asks again and again. */
function hire(): Worker {
  if (!rested) return new Worker(new URL('./worker.ts', import.meta.url))
  const { worker, timer } = rested
  rested = null
  clearTimeout(timer)
  worker.removeAllListeners('error')
  worker.ref()
  return worker
}

function rest(worker: Worker): void {
  if (rested) {
    dismiss(worker)
    return
  }
  const drop = () => {
    if (rested?.worker === worker) rested = null
    dismiss(worker)
  }
  worker.unref()
  worker.on('error', drop)
  rested = { worker, timer: globalThis.setTimeout(drop, IDLE_MILLISECONDS).unref() }
}

function dismiss(worker: Worker): void {
  worker.on('error', () => undefined)
  void worker.terminate()
}

/**
 * Works the answer out in a thread of its own, so that nobody else waits meanwhile. `advance` is told how far it is; when
 * it throws, the thread is stopped where it stands.
 */
export async function calculateInWorker(
  task: FirmnessTask,
  advance: (share: number, step: string) => Promise<void>,
): Promise<FirmnessFound> {
  const worker = hire()
  const { found, latest } = listen(worker)
  // Whoever stops waiting does not hear of it any more.
  found.catch(() => undefined)
  try {
    await send(worker, task)
    for (;;) {
      const answer = await Promise.race([found, setTimeout(LOOK_EVERY_MILLISECONDS, null)])
      if (answer) {
        for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
        rest(worker)
        return answer
      }
      const { share, step } = latest()
      await advance(share, step)
    }
  } catch (error) {
    dismiss(worker)
    throw error
  }
}

function listen(worker: Worker): {
  readonly found: Promise<FirmnessFound>
  readonly latest: () => { readonly share: number; readonly step: string }
} {
  let latest = { share: 0, step: '' }
  const found = new Promise<FirmnessFound>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'progress') latest = { share: message.share, step: message.step }
      else if (message.kind === 'found') resolve(message.found)
      else reject(new Error(`working out how firm the list is failed: ${message.message}`))
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('working out how firm the list is ended without an answer')))
  })
  return { found, latest: () => latest }
}

/** Evidence goes over in portions, since copying all of it at once would hold up everybody else. */
async function send(worker: Worker, task: FirmnessTask): Promise<void> {
  const post = (message: ToWorker) => worker.postMessage(message)
  const entries = [...(task.judged?.accounts ?? [])]
  for (let start = 0; start < entries.length; start += EVIDENCE_A_PORTION) {
    post({ kind: 'judged', portion: entries.slice(start, start + EVIDENCE_A_PORTION) })
    await setImmediate()
  }
  post({ kind: 'task', task: { ...task, judged: task.judged && { ...task.judged, accounts: new Map() } } })
}
