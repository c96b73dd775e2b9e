import { expect, it, vi } from 'vitest'
import type { SheetCell } from '../types.ts'
import { cellOf } from './sheet-cells.ts'
import { createSheetStore, type SentCell, type SheetServer } from './sheet-store.ts'

const A = { accountId: '1', criterionKey: 'fit' }
const B = { accountId: '2', criterionKey: 'fit' }
const REFUSED = { code: 'selection/score-changed-meanwhile', detail: 'changed', status: 409 }
const OFFLINE = new TypeError('Failed to fetch')

/** A server with one entry for each cell, that refuses what was made on another. */
function aServer(entries: Record<string, SheetCell> = {}) {
  const sent: SentCell[][] = []
  let next = 0
  let fails: unknown = null
  const server: SheetServer = {
    read: async () => Object.values(entries),
    save: async (cells) => {
      sent.push([...cells])
      await Promise.resolve()
      if (fails) throw fails
      const key = (cell: { accountId: string; criterionKey: string }) => `${cell.accountId} ${cell.criterionKey}`
      if (cells.some((cell) => (entries[key(cell)]?.revision ?? null) !== cell.seen)) throw REFUSED
      return {
        saved: cells.map(({ seen: _seen, ...cell }) => {
          next += 1
          const revision = cell.answer === null ? null : `r${next}`
          if (revision === null) delete entries[key(cell)]
          else entries[key(cell)] = { ...cell, revision }
          return { accountId: cell.accountId, criterionKey: cell.criterionKey, revision }
        }),
      }
    },
  }
  return {
    server,
    sent,
    entries,
    failWith: (error: unknown) => {
      fails = error
    },
  }
}

const settled = (store: ReturnType<typeof createSheetStore>) =>
  vi.waitFor(() => expect(store.state().saving).not.toBe('busy'))

it('shows an answer at once, sends it on the entry it was made on, and batches what is typed meanwhile', async () => {
  const { server, sent, entries } = aServer()
  const store = createSheetStore({ cells: [] }, server)
  store.change([{ ...A, answer: 4, comment: null }])
  store.change([{ ...A, answer: 5, comment: null }])
  store.change([{ ...B, answer: 0, comment: null }])
  expect(cellOf(store.state().rows, A).answer).toBe(5)
  expect(store.state().done).toBe(2)
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  await settled(store)
  expect(sent.map((cells) => cells.map(({ answer, seen }) => [answer, seen]))).toEqual([
    [[4, null]],
    [
      [5, 'r1'],
      [0, null],
    ],
  ])
  expect(Object.values(entries).map(({ answer }) => answer)).toEqual([5, 0])
})

it('takes back step by step, whole pastes at once', async () => {
  const { server, entries } = aServer()
  const store = createSheetStore({ cells: [] }, server)
  store.change([{ ...A, answer: 1, comment: null }])
  store.change([
    { ...A, answer: 2, comment: null },
    { ...B, answer: 3, comment: null },
  ])
  store.undo()
  expect([cellOf(store.state().rows, A).answer, cellOf(store.state().rows, B).answer]).toEqual([1, null])
  store.undo()
  expect(store.state()).toMatchObject({ done: 0, canUndo: false })
  await vi.waitFor(() => expect(Object.keys(entries)).toEqual([]))
})

it('keeps what could not be sent, says so, and sends it again', async () => {
  const { server, entries, failWith } = aServer()
  const store = createSheetStore({ cells: [] }, server)
  failWith(OFFLINE)
  store.change([{ ...A, answer: 4, comment: 'Met them' }])
  await vi.waitFor(() => expect(store.state().saving).toBe('failed'))
  expect(cellOf(store.state().rows, A)).toEqual({ answer: 4, comment: 'Met them' })
  failWith(null)
  store.retry()
  await vi.waitFor(() => expect(Object.values(entries)).toHaveLength(1))
})

it('shows both when another window was faster, and loses neither', async () => {
  const cell = { ...A, answer: 2, comment: null, revision: 'old' }
  const { server, entries } = aServer({ '1 fit': { ...cell, answer: 5, revision: 'other' } })
  const store = createSheetStore({ cells: [cell] }, server)
  store.change([
    { ...A, answer: 1, comment: null },
    { ...B, answer: 3, comment: null },
  ])
  await vi.waitFor(() => expect(store.state().conflicts).toHaveLength(1))
  await vi.waitFor(() => expect(entries['2 fit']?.answer).toBe(3))
  const [conflict] = store.state().conflicts
  expect(conflict).toMatchObject({ ...A, mine: { answer: 1 }, theirs: { answer: 5 } })
  expect(entries['1 fit']?.answer).toBe(5)
  if (conflict) store.resolve(conflict, 'mine')
  await vi.waitFor(() => expect(entries['1 fit']?.answer).toBe(1))
  expect(store.state().conflicts).toEqual([])
})

it('takes what stands at the server when that is chosen', async () => {
  const cell = { ...A, answer: 2, comment: null, revision: 'old' }
  const { server } = aServer({ '1 fit': { ...cell, answer: 5, revision: 'other' } })
  const store = createSheetStore({ cells: [cell] }, server)
  store.change([{ ...A, answer: 1, comment: null }])
  await vi.waitFor(() => expect(store.state().conflicts).toHaveLength(1))
  const [conflict] = store.state().conflicts
  if (conflict) store.resolve(conflict, 'theirs')
  expect(cellOf(store.state().rows, A).answer).toBe(5)
  await settled(store)
})
