import { describe, expect, it } from 'vitest'
import { addSaid, type PlannedAmount, rollUpAmounts } from './goal-roll-up.ts'

const Y26 = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
const Y27 = { startsOn: '2027-01-01', endsOn: '2027-12-31' }

function planned(planId: string, amount: bigint, changes: Partial<PlannedAmount> = {}): PlannedAmount {
  return { planId, ...Y26, measure: 'net_revenue', part: 'goal', amount, ...changes }
}

describe('goals of the plans below', () => {
  it('add up in the period they belong to, by measure and part', () => {
    const { below } = rollUpAmounts(
      [Y26, Y27],
      [
        planned('north', 100n),
        planned('south', 50n),
        planned('south', 7n, { measure: 'gross_margin' }),
        planned('south', 9n, { part: 'pipeline' }),
        planned('north', 120n, Y27),
      ],
    )
    expect(below(0, 'net_revenue', 'goal')).toBe(150n)
    expect(below(1, 'net_revenue', 'goal')).toBe(120n)
    expect(below(0, 'gross_margin', 'goal')).toBe(7n)
    expect(below(0, 'net_revenue', 'pipeline')).toBe(9n)
  })

  it('are unknown, not zero, where none is set', () => {
    expect(rollUpAmounts([Y26], [planned('north', 0n)]).below(0, 'contribution', 'goal')).toBeNull()
    expect(rollUpAmounts([Y26], [planned('north', 0n)]).below(0, 'net_revenue', 'goal')).toBe(0n)
  })

  it('gather quarters into the year around them', () => {
    const quarters = [
      planned('north', 10n, { startsOn: '2026-01-01', endsOn: '2026-03-31' }),
      planned('north', 20n, { startsOn: '2026-10-01', endsOn: '2026-12-31' }),
    ]
    expect(rollUpAmounts([Y26, Y27], quarters).below(0, 'net_revenue', 'goal')).toBe(30n)
  })

  it('are named instead of split where their period reaches over an edge', () => {
    const fiscal = planned('north', 100n, { startsOn: '2026-07-01', endsOn: '2027-06-30' })
    const result = rollUpAmounts([Y26, Y27], [fiscal, planned('south', 1n)])
    expect(result.notCounted).toEqual([fiscal])
    expect(result.below(0, 'net_revenue', 'goal')).toBe(1n)
    expect(result.below(1, 'net_revenue', 'goal')).toBeNull()
  })
})

describe('a sum of what was said', () => {
  it.each([
    [null, null, null],
    [1n, null, 1n],
    [null, 2n, 2n],
    [1n, 2n, 3n],
  ])('of %s and %s is %s', (left, right, sum) => expect(addSaid(left, right)).toBe(sum))
})
