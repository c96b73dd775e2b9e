import { describe, expect, test } from 'vitest'
import { checkScope, inTreeOrder, type PlanAmount, placeBelow, rollUp } from './plan-tree.ts'

const node = (id: string, parentId: string | null, own: bigint | null): PlanAmount => ({ id, parentId, own })

describe('a plan below another', () => {
  test('may stand anywhere that is not below itself', () => {
    expect(placeBelow('iberia', ['south', 'group']).ok).toBe(true)
    expect(placeBelow('iberia', []).ok).toBe(true)
  })

  test('is not its own parent', () => {
    expect(placeBelow('south', ['south', 'group'])).toMatchObject({ refusal: { code: 'plans/own-parent' } })
  })

  test('closes no circle, and the refusal names the plans on it', () => {
    expect(placeBelow('group', ['iberia', 'south', 'group'])).toEqual({
      ok: false,
      refusal: { code: 'plans/hierarchy-cycle', detail: { plans: 'group, iberia, south' } },
    })
  })

  test('alone may be for a unit or region', () => {
    expect(checkScope('Iberia', 'south').ok).toBe(true)
    expect(checkScope('', null).ok).toBe(true)
    expect(checkScope('', 'south').ok).toBe(true)
    expect(checkScope('Iberia', null)).toMatchObject({ refusal: { code: 'plans/scope-needs-parent' } })
  })
})

describe('rolling amounts up', () => {
  test('a plan is worth its own amount and those below it, each counted once', () => {
    const rolled = rollUp([
      node('group', null, 100n),
      node('south', 'group', 20n),
      node('north', 'group', 30n),
      node('iberia', 'south', 5n),
    ])
    expect(rolled.get('group')).toEqual({ own: 100n, below: 55n, total: 155n, unknown: 0 })
    expect(rolled.get('south')).toEqual({ own: 20n, below: 5n, total: 25n, unknown: 0 })
    expect(rolled.get('iberia')).toEqual({ own: 5n, below: null, total: 5n, unknown: 0 })
  })

  test('an amount that is not known is no zero: it is left out and counted', () => {
    const rolled = rollUp([node('group', null, null), node('south', 'group', null), node('north', 'group', 7n)])
    expect(rolled.get('group')).toEqual({ own: null, below: 7n, total: 7n, unknown: 2 })
    expect(rolled.get('south')).toEqual({ own: null, below: null, total: null, unknown: 1 })
  })

  test('an amount below zero counts, and a known zero is a zero', () => {
    const rolled = rollUp([node('group', null, 0n), node('south', 'group', -3n)])
    expect(rolled.get('group')).toEqual({ own: 0n, below: -3n, total: -3n, unknown: 0 })
  })

  test('a plan whose parent the reader does not see is a top', () => {
    const rolled = rollUp([node('south', 'hidden', 20n), node('iberia', 'south', 5n)])
    expect(rolled.get('south')?.total).toBe(25n)
    expect(rolled.size).toBe(2)
  })

  test('plans on a circle are left out rather than counted without end', () => {
    expect(rollUp([node('a', 'b', 1n), node('b', 'a', 2n), node('c', null, 3n)])).toEqual(
      new Map([['c', { own: 3n, below: null, total: 3n, unknown: 0 }]]),
    )
  })

  test('goes to any depth', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      node(`p${index}`, index === 0 ? null : `p${index - 1}`, 1n),
    )
    expect(rollUp(chain).get('p0')?.total).toBe(20_000n)
  })

  test('of no plans is nothing', () => {
    expect(rollUp([]).size).toBe(0)
  })
})

describe('the order of a tree', () => {
  test('is from the top down, each plan after the one above it, siblings as they came', () => {
    const nodes = [node('north', 'group', null), node('iberia', 'south', null), node('group', null, null)]
    const more = [...nodes, node('south', 'group', null), node('other', null, null)]
    expect(inTreeOrder(more).map((one) => [one.node.id, one.depth])).toEqual([
      ['group', 0],
      ['north', 1],
      ['south', 1],
      ['iberia', 2],
      ['other', 0],
    ])
  })
})
