import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../../client/index.ts'
import { type Change, type FeedOptions, openChangeFeed } from './change-feed.ts'
import { movesFigures, staleAfter } from './change-topics.ts'
import { createRefresher } from './use-change-feed.ts'

class FakeSource extends EventTarget {
  readyState = 0
  isClosed = false
  close(): void {
    this.isClosed = true
    this.readyState = 2
  }
  tell(type: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
  }
  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  fail(): void {
    this.readyState = 2
    this.dispatchEvent(new Event('error'))
  }
}

function follow() {
  const sources: FakeSource[] = []
  const changes: Change[] = []
  const onGap = vi.fn()
  const onShutOut = vi.fn()
  const options: FeedOptions = {
    address: '/api/workspaces/acme/changes',
    tab: 'mine',
    onChange: (change) => changes.push(change),
    onGap,
    onShutOut,
    open: () => {
      const source = new FakeSource()
      sources.push(source)
      return source as unknown as EventSource
    },
  }
  const stop = openChangeFeed(options)
  return { sources, changes, onGap, onShutOut, stop, latest: () => sources.at(-1) as FakeSource }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('following a workspace', () => {
  it('hears what others change, and not what this tab changed itself', () => {
    const { latest, changes } = follow()
    latest().tell('change', { topic: 'selection.decide', origin: 'mine', actorName: 'Ann' })
    latest().tell('change', { topic: 'selection.decide', origin: 'other', actorName: 'Bo' })
    latest().tell('change', { topic: 'economics.changed', origin: null, actorName: 'Mainstay' })
    expect(changes.map(({ actorName }) => actorName)).toEqual(['Bo', 'Mainstay'])
  })

  it('does not stumble over an event it cannot read', () => {
    const { latest, changes } = follow()
    latest().dispatchEvent(new MessageEvent('change', { data: 'no json' }))
    expect(changes).toEqual([])
  })

  it('comes back with growing pauses when the server refuses, and then asks everything anew', () => {
    const { sources, latest, onGap } = follow()
    latest().open()
    expect(onGap).not.toHaveBeenCalled()
    latest().fail()
    vi.advanceTimersByTime(1_000)
    expect(sources).toHaveLength(2)
    latest().fail()
    vi.advanceTimersByTime(1_000)
    expect(sources).toHaveLength(2)
    vi.advanceTimersByTime(1_000)
    expect(sources).toHaveLength(3)
    latest().open()
    expect(onGap).toHaveBeenCalledTimes(1)
  })

  it('asks everything anew when the server says that too much was missed', () => {
    const { latest, onGap } = follow()
    latest().tell('reload', {})
    expect(onGap).toHaveBeenCalledTimes(1)
  })

  it('comes back after the server stopped, but not where the person was shut out', () => {
    const { sources, latest, onShutOut } = follow()
    latest().tell('closed', { reason: 'server_stops' })
    vi.advanceTimersByTime(1_000)
    expect(sources).toHaveLength(2)
    latest().tell('closed', { reason: 'no_access' })
    vi.advanceTimersByTime(60_000)
    expect(sources).toHaveLength(2)
    expect(onShutOut).toHaveBeenCalledTimes(1)
  })

  it('ends with the page', () => {
    const { sources, latest, stop } = follow()
    stop()
    expect(latest().isClosed).toBe(true)
    latest().fail()
    vi.advanceTimersByTime(60_000)
    expect(sources).toHaveLength(1)
  })
})

describe('what grows old', () => {
  it.each([
    ['ledger.changed', 'portfolio'],
    ['economics.changed', 'accounts'],
    ['accounts.create', 'portfolio'],
    ['accounts.create', 'ledger'],
    ['program.publish', 'selection'],
    ['selection.decide', 'accounts'],
    ['workspace.change-member', 'session'],
  ] as const)('after %s includes %s', (topic, part) => {
    expect(staleAfter(topic)).toContain(part)
  })

  it('is only the import itself while it is on its way', () => {
    expect(staleAfter('ledger.progress')).toEqual(['ledger'])
    expect(movesFigures('ledger.progress')).toBe(false)
  })

  it('is only selection after a step of a scoring round, and nothing after an answer given in one', () => {
    expect(staleAfter('selection.round-settled')).toEqual(['selection'])
    expect(movesFigures('selection.round-closed')).toBe(false)
    expect(staleAfter('selection.round-scored')).toEqual([])
  })

  it('is the criteria alone after weights of a draft, and nothing while somebody is still at theirs', () => {
    expect(staleAfter('program.weighing')).toEqual([])
    expect(staleAfter('program.weighed')).toEqual(['program'])
    expect(movesFigures('program.weights')).toBe(false)
  })

  it('is who is there, and nothing else of a plan, when somebody opens or closes one', () => {
    expect(staleAfter('plans.presence')).toEqual(['presence'])
    expect(staleAfter('plans.stance')).toEqual([])
    expect(staleAfter('plans.text-written')).toEqual(['texts', 'text-updates'])
    expect(staleAfter('plans.comment-added')).toEqual(['plans'])
  })

  it('is nothing after a topic nobody knows', () => {
    expect(staleAfter('weather.changed')).toEqual([])
  })

  it('is worth a word only where figures move', () => {
    expect(movesFigures('ledger.changed')).toBe(true)
    expect(movesFigures('workspace.change-settings')).toBe(false)
  })
})

describe('asking again', () => {
  it('happens within a second of a change, once for many that come together, and pauses in a flood', () => {
    const queryClient = new QueryClient()
    const invalidate = vi.spyOn(queryClient, 'invalidateQueries')
    const refresher = createRefresher(queryClient)
    for (let change = 0; change < 50; change += 1) refresher.add(['portfolio'])
    vi.advanceTimersByTime(200)
    expect(invalidate).toHaveBeenCalledExactlyOnceWith({ queryKey: api.portfolio.key() })
    refresher.add(['portfolio', 'accounts'])
    vi.advanceTimersByTime(1_000)
    expect(invalidate).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1_000)
    expect(invalidate).toHaveBeenCalledTimes(3)
  })

  it('does not rest on a first answer that was on its way when the change came', async () => {
    vi.useRealTimers()
    const queryClient = new QueryClient()
    const answers = ['of before', 'of after']
    const queryFn = vi.fn(async () => {
      const answer = answers.shift()
      await new Promise((resolve) => setTimeout(resolve, 400))
      return answer
    })
    const observer = new QueryObserver(queryClient, { queryKey: [...api.portfolio.key(), 'x'], queryFn })
    const stop = observer.subscribe(() => undefined)
    createRefresher(queryClient).add(['portfolio'])
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('of after'), { timeout: 5_000 })
    stop()
  })
})
