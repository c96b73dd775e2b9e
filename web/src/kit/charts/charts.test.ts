import { describe, expect, it } from 'vitest'
import { quadrantOf } from './matrix-chart.tsx'
import { placeSteps, type Step, splitSteps } from './steps.ts'
import { findPeak } from './whale-curve-chart.tsx'

const plain = (value: string | null) => value?.replaceAll('\u00a0', ' ')
const change = (id: string, amount: number): Step => ({ id, label: id, amount, kind: 'change' })
const total = (id: string, amount: number): Step => ({ id, label: id, amount, kind: 'total' })

describe('a waterfall', () => {
  const giant = [
    total('list', 404_000),
    change('discounts', -19),
    total('net', 403_981),
    change('goods', -424_181),
    total('margin', -20_200),
    change('serve', -15_100),
    total('contribution', -35_300),
  ]

  it('hangs each change between the totals around it', () => {
    const placed = placeSteps(giant)
    expect(placed[3]).toMatchObject({ start: 403_981, end: -20_200 })
    expect(placed[5]).toMatchObject({ start: -20_200, end: -35_300 })
    expect(placed[6]).toMatchObject({ start: 0, end: -35_300 })
  })

  it('gives the small bars at the end a scale of their own', () => {
    const split = splitSteps(placeSteps(giant))
    expect(split.small.map((step) => step.id)).toEqual(['margin', 'serve', 'contribution'])
    expect(split.times).toBeCloseTo(404_000 / 35_300, 5)
  })

  it('keeps one scale where every bar can be read', () => {
    const split = splitSteps(placeSteps([total('net', 100), change('goods', -60), total('margin', 40)]))
    expect(split).toMatchObject({ small: [], times: 1 })
    expect(split.main).toHaveLength(3)
  })

  it('keeps one scale when there is nothing at all', () => {
    expect(splitSteps(placeSteps([total('net', 0), total('margin', 0)])).small).toEqual([])
  })
})

describe('a whale curve', () => {
  const curve = (amounts: number[]) => {
    let cumulative = 0
    return amounts.map((amount, index) => {
      cumulative += amount
      return { id: String(index), name: String(index), amount, cumulative }
    })
  }

  it('says how many earn and how much the others give back', () => {
    const finding = findPeak(curve([700_000, 340_000, -500_000, -1_170_000]), 'en-US')
    expect(finding.peakIndex).toBe(1)
    expect(plain(finding.earners)).toBe('2 accounts earn 1.04 M')
    expect(plain(finding.losers)).toBe('the other 2 give back 1.67 M')
  })

  it('accuses nobody where all earn', () => {
    expect(findPeak(curve([3, 2, 1]), 'en-US').losers).toBeNull()
  })
})

it('names the field of an account by fixed lines, the line itself counting upwards', () => {
  expect(quadrantOf({ attractiveness: 50, strength: 50 })).toBe('Strategic')
  expect(quadrantOf({ attractiveness: 80, strength: 20 })).toBe('Star')
  expect(quadrantOf({ attractiveness: 10, strength: 90 })).toBe('Status')
  expect(quadrantOf({ attractiveness: 49.9, strength: 49.9 })).toBe('Streamline')
})
