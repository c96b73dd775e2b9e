import { parentPort } from 'node:worker_threads'
import type { AccountEvidence } from '@mainstay/domain/selection'
import { calculateFirmness, type FirmnessFound, type FirmnessTask } from './calculate.ts'

/** To the thread: evidence in portions first, then the task that uses it. */
export type ToWorker =
  | { readonly kind: 'judged'; readonly portion: readonly (readonly [number, AccountEvidence])[] }
  | { readonly kind: 'task'; readonly task: FirmnessTask }

/** From the thread. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly share: number; readonly step: string }
  | { readonly kind: 'found'; readonly found: FirmnessFound }
  | { readonly kind: 'failed'; readonly message: string }

const accounts = new Map<number, AccountEvidence>()

function answer(message: FromWorker): void {
  parentPort?.postMessage(message)
}

function work(task: FirmnessTask): void {
  const judged = task.judged && { ...task.judged, accounts: new Map(accounts) }
  accounts.clear()
  const found = calculateFirmness({ ...task, judged }, (share, step) => answer({ kind: 'progress', share, step }))
  answer({ kind: 'found', found })
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'judged') {
    for (const [account, evidence] of message.portion) accounts.set(account, evidence)
    return
  }
  try {
    work(message.task)
  } catch (error) {
    answer({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
