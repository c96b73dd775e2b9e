import { describe, expect, it } from 'vitest'
import { money } from './fixtures.ts'
import { type BridgeEntry, growthBridge } from './growth-bridge.ts'

function entry(id: string, before: number, after: number, afterAtStartRates?: number): BridgeEntry {
  const base = { id, before: money(before), after: money(after) }
  return afterAtStartRates === undefined ? base : { ...base, afterAtStartRates: money(afterAtStartRates) }
}

describe('the growth bridge', () => {
  it('leads from the start to the end by what accounts did', () => {
    const bridge = growthBridge([
      entry('lost', 100, 0),
      entry('shrunk', 200, 150),
      entry('grown', 300, 420),
      entry('won', 0, 80),
      entry('same', 50, 50),
    ])
    expect(bridge).toEqual({
      start: money(650),
      lostAccounts: money(-100),
      contraction: money(-50),
      expansion: money(120),
      newAccounts: money(80),
      currencyEffect: 0n,
      end: money(700),
      counts: { lostAccounts: 1, contraction: 1, expansion: 1, newAccounts: 1, unchanged: 1 },
    })
  })

  it('keeps currency apart from what the customer did', () => {
    const bridge = growthBridge([entry('A', 100, 90, 110)])
    expect(bridge.expansion).toBe(money(10))
    expect(bridge.contraction).toBe(0n)
    expect(bridge.currencyEffect).toBe(money(-20))
    expect(bridge.end).toBe(money(90))
  })

  it('judges accounts, not their rows', () => {
    const bridge = growthBridge([entry('A', 100, 0), entry('A', 0, 130)])
    expect(bridge.expansion).toBe(money(30))
    expect(bridge.lostAccounts).toBe(0n)
    expect(bridge.newAccounts).toBe(0n)
  })

  it('adds rows with and without a currency effect', () => {
    const bridge = growthBridge([entry('A', 100, 60, 50), entry('A', 0, 40)])
    expect(bridge.contraction).toBe(money(-10))
    expect(bridge.currencyEffect).toBe(money(10))
  })

  it.each([
    ['net credits now mean lost, with the full fall', entry('A', 100, -20), 'lostAccounts', -120],
    ['net credits before mean won', entry('A', -20, 50), 'newAccounts', 70],
    ['fewer net credits mean expansion', entry('A', -20, -5), 'expansion', 15],
    ['net credits from nothing mean contraction', entry('A', 0, -5), 'contraction', -5],
  ] as const)('treats negatives so: %s', (_, row, movement, change) => {
    expect(growthBridge([row])[movement]).toBe(money(change))
  })

  it('is empty for nobody', () => {
    expect(growthBridge([]).end).toBe(0n)
  })
})
