import { describe, expect, it } from 'vitest'
import { cusum } from './cusum.ts'

describe('the cumulative sum chart of Montgomery and Runger, table 16-8', () => {
  const values = [
    102, 94.8, 98.3, 98.4, 102, 98.5, 99, 97.7, 100, 98.1, 101.3, 98.7, 101.1, 98.4, 97, 96.7, 100.3, 101.4, 97.2, 101,
  ]
  const chart = cusum(values, { target: 99, slack: 1, limit: 10 })
  const rounded = (sums: readonly number[]) => sums.map((sum) => Math.round(sum * 1e9) / 1e9)

  it('has the published upper sums', () => {
    expect(rounded(chart.high)).toEqual([2, 0, 0, 0, 2, 0.5, 0, 0, 0, 0, 1.3, 0, 1.1, 0, 0, 0, 0.3, 1.7, 0, 1])
  })

  it('has the published lower sums', () => {
    expect(rounded(chart.low)).toEqual([0, 3.2, 2.9, 2.5, 0, 0, 0, 0.3, 0, 0, 0, 0, 0, 0, 1, 2.3, 0, 0, 0.8, 0])
  })

  it('raises no alarm', () => {
    expect(chart.highAlarms).toEqual([])
    expect(chart.lowAlarms).toEqual([])
  })
})

describe('an alarm', () => {
  const shifted = [0, 0, 0, -2, -2, -2, -2, 3, 3]

  it('comes when a lasting fall has passed the limit', () => {
    const chart = cusum(shifted, { target: 0, slack: 0.5, limit: 4 })
    expect(chart.low).toEqual([0, 0, 0, 1.5, 3, 4.5, 6, 2.5, 0])
    expect(chart.lowAlarms).toEqual([5, 6])
    expect(chart.highAlarms).toEqual([8])
  })

  it('does not come at the limit itself', () => {
    expect(cusum(shifted, { target: 0, slack: 0.5, limit: 6 }).lowAlarms).toEqual([])
  })

  it('does not come without values', () => {
    expect(cusum([], { target: 0, slack: 0.5, limit: 4 }).low).toEqual([])
  })
})
