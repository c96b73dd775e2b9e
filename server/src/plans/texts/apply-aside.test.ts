import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { applyAside } from './apply-aside.ts'
import { addParagraph, anEditor, bytesOf, tangledUpdate, updateOf } from './typing.ts'

const begun: Worker[] = []
const note = (worker: Worker) => void begun.push(worker)
beforeAll(() => void process.on('worker', note))
afterAll(() => void process.off('worker', note))

function apply(update: string) {
  return applyAside({ state: null, update: bytesOf(update) })
}

function written(words: string): string {
  const doc = anEditor()
  addParagraph(doc, words)
  return updateOf(doc)
}

it('begins one thread where one was ended, and takes everything there from then on', async () => {
  await apply(written('one'))
  expect(begun).toHaveLength(1)
  await expect(apply(tangledUpdate(20_000))).rejects.toThrow('plans/text-too-tangled')
  await apply(written('two'))
  await vi.waitFor(() => expect(begun[0]?.threadId).toBe(-1))
  await apply(written('three'))
  expect(begun).toHaveLength(2)
}, 30_000)

it('begins another thread where one ended while nobody wrote', async () => {
  await apply(written('four'))
  const before = begun.length
  await begun.at(-1)?.terminate()
  expect((await apply(written('fives'))).characters).toBe(5)
  expect(begun).toHaveLength(before + 1)
}, 30_000)
