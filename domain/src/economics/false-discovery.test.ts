import { describe, expect, it } from 'vitest'
import { benjaminiHochberg, FALSE_DISCOVERY_RATE } from './false-discovery.ts'

/** The fifteen p values of Benjamini and Hochberg's own example (1995). */
const original = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
]

describe('control of false alarms over a portfolio', () => {
  it('keeps the four findings of the original example at 5 %', () => {
    const alarms = benjaminiHochberg(original).filter((p) => p <= FALSE_DISCOVERY_RATE)
    expect(alarms).toHaveLength(4)
  })

  it('adjusts by the number of tests over the rank', () => {
    const adjusted = benjaminiHochberg(original)
    expect(adjusted[0]).toBeCloseTo(0.0015, 12)
    expect(adjusted[3]).toBeCloseTo(0.035625, 12)
    expect(adjusted[14]).toBe(1)
  })

  it('takes the smaller value from a higher rank', () => {
    const adjusted = benjaminiHochberg([0.01, 0.04, 0.041])
    expect(adjusted[0]).toBeCloseTo(0.03, 12)
    expect(adjusted[1]).toBeCloseTo(0.041, 12)
    expect(adjusted[2]).toBeCloseTo(0.041, 12)
  })

  it('answers in the order of the question', () => {
    const adjusted = benjaminiHochberg([0.9, 0.01])
    expect(adjusted[0]).toBeCloseTo(0.9, 12)
    expect(adjusted[1]).toBeCloseTo(0.02, 12)
  })

  it('leaves a single test alone and accepts none', () => {
    expect(benjaminiHochberg([0.03])).toEqual([0.03])
    expect(benjaminiHochberg([])).toEqual([])
  })

  it('treats equal tests alike', () => {
    expect(benjaminiHochberg([0.02, 0.02, 0.02])).toEqual([0.02, 0.02, 0.02])
  })
})
