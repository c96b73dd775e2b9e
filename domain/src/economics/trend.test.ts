import { describe, expect, it } from 'vitest'
import { insufficient } from '../kernel/index.ts'
import { hamedRao, trendFreePrewhitening } from './autocorrelated-trend.ts'
import { mannKendall, seasonalMannKendall, theilSen } from './trend.ts'

const shampoo = [
  266.0, 145.9, 183.1, 119.3, 180.3, 168.5, 231.8, 224.5, 192.8, 122.9, 336.5, 185.9, 194.3, 149.5, 210.1, 273.3, 191.4,
  287.0, 226.0, 303.6, 289.9, 421.6, 264.5, 342.3, 339.7, 440.4, 315.9, 439.3, 401.3, 437.4, 575.5, 407.6, 682.0, 475.3,
  581.3, 646.9,
]
const toy = [120, 118, 121, 115, 112, 113, 108, 105]
const constant = Array.from({ length: 24 }, () => 7)

describe('trend of the shampoo sales (36 months)', () => {
  it('has the published robust slope and intercept', () => {
    expect(theilSen(shampoo).value?.slope).toBeCloseTo(11.509375, 10)
    expect(theilSen(shampoo).value?.intercept).toBeCloseTo(78.7359375, 9)
  })

  it('has the published Mann-Kendall score, variance and probability', () => {
    const test = mannKendall(shampoo).value
    expect(test?.s).toBe(440)
    expect(test?.variance).toBeCloseTo(5390, 9)
    expect(test?.tau).toBeCloseTo(0.6984126984, 10)
    expect(test?.z).toBeCloseTo(5.979572523983, 11)
    expect((test?.pValue ?? 1) / 2.23724e-9).toBeCloseTo(1, 5)
    expect(test?.observations).toBe(36)
  })

  it('has the published Hamed-Rao correction', () => {
    const test = hamedRao(shampoo).value
    expect(test?.s).toBe(440)
    expect(test?.variance).toBeCloseTo(7322.011164, 5)
    expect(test?.z).toBeCloseTo(5.130378, 6)
    expect((test?.pValue ?? 1) / 2.89162e-7).toBeCloseTo(1, 5)
  })

  it('has the published result after trend-free pre-whitening', () => {
    const test = trendFreePrewhitening(shampoo).value
    expect(test?.s).toBe(429)
    expect(test?.variance).toBeCloseTo(4958.3333, 4)
    expect(test?.z).toBeCloseTo(6.078213, 6)
    expect(test?.tau).toBeCloseTo(0.7210084, 7)
    expect(test?.observations).toBe(35)
  })

  it('is the same from a typed array', () => {
    expect(mannKendall(Float64Array.from(shampoo))).toEqual(mannKendall(shampoo))
    expect(theilSen(Float64Array.from(shampoo))).toEqual(theilSen(shampoo))
  })
})

describe('trend of eight falling months', () => {
  it('has the reference score, probability and slope', () => {
    const test = mannKendall(toy).value
    expect(test?.s).toBe(-22)
    expect(test?.variance).toBeCloseTo(65.3333, 4)
    expect(test?.z).toBeCloseTo(-2.598076, 6)
    expect(test?.pValue).toBeCloseTo(0.00937477, 8)
    expect(theilSen(toy).value?.slope).toBeCloseTo(-2.0714286, 7)
  })

  it('is not bent by one wild month', () => {
    const wild = toy.with(4, 100_000)
    expect(theilSen(wild).value?.slope ?? 0).toBeLessThan(0)
  })
})

describe('a series without any change', () => {
  it.each([
    ['Mann-Kendall', mannKendall],
    ['Hamed-Rao', hamedRao],
    ['trend-free pre-whitening', trendFreePrewhitening],
    ['seasonal Mann-Kendall', seasonalMannKendall],
  ] as const)('has no trend by %s: z 0 and p 1', (_, test) => {
    expect(test(constant).value).toMatchObject({ s: 0, z: 0, pValue: 1, tau: 0 })
  })

  it('has slope 0', () => {
    expect(theilSen(constant).value).toEqual({ slope: 0, intercept: 7 })
    expect(seasonalMannKendall(constant).value?.slopePerYear).toBe(0)
  })
})

describe('ties', () => {
  it('lower the variance by t(t-1)(2t+5)/18 for each group', () => {
    const test = mannKendall([1, 1, 2, 2, 2, 3, 4, 5]).value
    const plain = (8 * 7 * 21) / 18
    expect(test?.variance).toBeCloseTo(plain - (2 * 1 * 9) / 18 - (3 * 2 * 11) / 18, 12)
    expect(test?.s).toBe(24)
  })
})

describe('a seasonal series', () => {
  const season = [50, 60, 90, 120, 160, 200, 210, 180, 140, 100, 70, 40]
  const falling = [0, 1, 2].flatMap((year) => season.map((level) => level * 0.9 ** year))

  it('is tested within each month, sums over the months', () => {
    const test = seasonalMannKendall(falling).value
    expect(test?.s).toBe(-36)
    expect(test?.variance).toBeCloseTo((12 * 3 * 2 * 11) / 18, 12)
    expect(test?.tau).toBe(-1)
    expect(test?.z).toBeCloseTo(-35 / Math.sqrt(44), 12)
  })

  it('shows a decline that the plain test misses', () => {
    expect(mannKendall(falling).value?.pValue).toBeGreaterThan(0.05)
    expect(seasonalMannKendall(falling).value?.pValue).toBeLessThan(1e-6)
  })

  it('does not take the season itself for a trend', () => {
    const flat = [0, 1].flatMap(() => season)
    expect(seasonalMannKendall(flat).value).toMatchObject({ s: 0, pValue: 1, slopePerYear: 0 })
  })

  it('has a slope per year', () => {
    const rising = Array.from({ length: 36 }, (_, month) => 100 + 2 * month + (season[month % 12] ?? 0))
    expect(seasonalMannKendall(rising).value?.slopePerYear).toBeCloseTo(24, 10)
  })

  it('may end within a year', () => {
    const rising = Array.from({ length: 29 }, (_, month) => 100 + 2 * month)
    const test = seasonalMannKendall(rising).value
    expect(test?.s).toBe(5 * 3 + 7)
    expect(test?.slopePerYear).toBeCloseTo(24, 10)
  })

  it('may have another period, such as quarters', () => {
    const quarters = [1, 5, 9, 3, 2, 6, 10, 4]
    expect(seasonalMannKendall(quarters, 4).value).toMatchObject({ s: 4, slopePerYear: 1 })
  })
})

describe('too little history for a trend', () => {
  it.each([
    ['Theil-Sen', theilSen],
    ['Mann-Kendall', mannKendall],
    ['Hamed-Rao', hamedRao],
    ['trend-free pre-whitening', trendFreePrewhitening],
  ] as const)('is below eight observations for %s', (_, test) => {
    expect(test(toy.slice(1))).toEqual(insufficient('economics/history-too-short'))
    expect(test(toy).status).toBe('ok')
  })

  it('is below two full years for the seasonal test', () => {
    expect(seasonalMannKendall(constant.slice(1))).toEqual(insufficient('economics/history-too-short'))
  })

  it('is a gap in the series', () => {
    expect(mannKendall(toy.with(2, Number.NaN))).toEqual(insufficient('economics/history-has-gaps'))
    expect(theilSen(toy.with(2, Number.POSITIVE_INFINITY)).value).toBeNull()
  })
})
