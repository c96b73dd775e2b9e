import { describe, expect, it } from 'vitest'
import { degraded, insufficient, known } from '../kernel/index.ts'
import { marginKnowledge } from './coverage.ts'
import { money } from './fixtures.ts'

describe('knowledge of the margin', () => {
  it.each([
    ['every line has its cost', 100, 100, known(1)],
    ['nothing was sold', 0, 0, known(1)],
    ['there are only credits, with their cost', -5, -5, known(1)],
    ['95 % of net revenue has its cost', 95, 100, degraded(0.95, 'economics/cost-missing')],
    ['99.5 % has', 99.5, 100, degraded(0.995, 'economics/cost-missing')],
    ['a little less than 95 % has', 94.99, 100, insufficient('economics/cost-missing')],
    ['no line has', 0, 100, insufficient('economics/cost-missing')],
    ['some of the credits have', -3, -5, insufficient('economics/cost-missing')],
  ])('is as it should be when %s', (_, netWithCost, net, expected) => {
    expect(marginKnowledge({ netWithCost: money(netWithCost), net: money(net) })).toEqual(expected)
  })

  it('counts returns without cost as missing too', () => {
    expect(marginKnowledge({ netWithCost: money(104), net: money(100) })).toEqual(
      degraded(0.96, 'economics/cost-missing'),
    )
    expect(marginKnowledge({ netWithCost: money(120), net: money(100) }).status).toBe('insufficient_data')
  })
})
