import { afterEach, describe, expect, it, vi } from 'vitest'
import { SILENT_SECONDS } from '../runs/run-store.ts'
import { keepAlive } from './keep-alive.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('work that waits for the database', () => {
  it('is heard of several times before it would be taken for dead, until it goes on, and bears a cancellation', async () => {
    vi.useFakeTimers()
    const said: [number, string][] = []
    const kept = keepAlive(
      {
        advance: async (share, step) => {
          said.push([share, step])
          throw new Error('nobody waits for this answer any more')
        },
      },
      0.02,
      'figures',
    )
    await vi.advanceTimersByTimeAsync(SILENT_SECONDS * 1_000)
    expect(said.length).toBeGreaterThanOrEqual(3)
    expect(said[0]).toEqual([0.02, 'figures'])
    const before = said.length
    kept.stop()
    await vi.advanceTimersByTimeAsync(SILENT_SECONDS * 1_000)
    expect(said).toHaveLength(before)
  })
})
