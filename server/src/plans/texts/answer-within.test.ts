import { Worker } from 'node:worker_threads'
import { afterEach, expect, it, vi } from 'vitest'
import { Refused } from '../../platform/refusal.ts'
import { answerWithin } from './answer-within.ts'

const PATIENCE = { work: 400, clock: 20_000 }
const SLEEP = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, given)'
const WORK = 'for (const end = Date.now() + given; Date.now() < end; );'
const tangled = () => new Refused('tangled')

let worker: Worker
afterEach(() => worker.terminate())

/** What a thread says that does something for a while first. */
async function answerOf(deed: string, milliseconds: number, { patience = PATIENCE, lacks = {} } = {}): Promise<string> {
  const code = `const { parentPort } = require('node:worker_threads')
    parentPort.on('message', (given) => { ${deed}; parentPort.postMessage('done') })
    parentPort.postMessage('ready')`
  worker = Object.assign(new Worker(code, { eval: true }), lacks)
  await answerWithin<string>(worker, { work: 60_000, clock: 60_000 }, tangled)
  const answer = answerWithin<string>(worker, patience, tangled)
  worker.postMessage(milliseconds)
  return answer
}

it('waits for a thread that hardly comes to work, as on a machine that is busy with other things', async () => {
  expect(await answerOf(SLEEP, 1_500)).toBe('done')
})

it('refuses what a thread works on for too long, and ends the thread', async () => {
  await expect(answerOf(WORK, 60_000)).rejects.toThrow('tangled')
  await vi.waitFor(() => expect(worker.threadId).toBe(-1))
}, 30_000)

it('asks to come again where a thread does not come to work at all', async () => {
  const patience = { ...PATIENCE, clock: 1_000 }
  await expect(answerOf(SLEEP, 60_000, { patience })).rejects.toMatchObject({ code: 'http/busy' })
})

it('says at once that a thread has ended', async () => {
  await expect(answerOf('process.exit(3)', 0)).rejects.toThrow('without an answer')
  await expect(answerOf('throw new Error("broken")', 0)).rejects.toThrow('broken')
})

it('goes by the clock under a Node that does not tell how long a thread worked', async () => {
  expect(await answerOf(SLEEP, 100, { lacks: { cpuUsage: undefined } })).toBe('done')
  await expect(answerOf(WORK, 60_000, { lacks: { cpuUsage: undefined } })).rejects.toThrow('tangled')
}, 30_000)
