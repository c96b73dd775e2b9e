import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../kernel/index.ts'
import { hamedRao } from './autocorrelated-trend.ts'
import { benjaminiHochberg } from './false-discovery.ts'
import { classifyOutlooks } from './outlook.ts'
import { assessOutlook } from './outlook-evidence.ts'
import { erfc, median, quantile } from './statistics.ts'
import { mannKendall, seasonalMannKendall, theilSen } from './trend.ts'

const anyValue = fc.integer({ min: -1_000, max: 1_000 })
const anySeries = fc.array(anyValue, { minLength: 8, maxLength: 40 })
const anyPValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 })

describe('laws of robust statistics', () => {
  it('the median is the half quantile, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 1, maxLength: 60 }), (values) => {
        expect(median(values)).toBe(quantile(values, 0.5))
        expect(median(values.toReversed())).toBe(median(values))
      }),
    )
  })

  it('the complementary error function falls from 2 to 0 and mirrors at 1', () => {
    const anyPoint = fc.double({ min: -6, max: 6, noNaN: true })
    fc.assert(
      fc.property(anyPoint, anyPoint, (a, b) => {
        expect(erfc(a) + erfc(-a)).toBeCloseTo(2, 14)
        if (a < b) expect(erfc(a)).toBeGreaterThanOrEqual(erfc(b) - 1e-15)
      }),
    )
  })
})

describe('laws of trend', () => {
  it('a series read backwards has the opposite trend', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const forward = mannKendall(series).value
        const backward = mannKendall(series.toReversed()).value
        expect((forward?.s ?? 0) + (backward?.s ?? 0)).toBe(0)
        expect(backward?.pValue).toBe(forward?.pValue)
        expect(backward?.variance).toBe(forward?.variance)
      }),
    )
  })

  it('a fixed amount or a larger currency unit changes neither score nor probability', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 1, max: 50 }), anyValue, (series, factor, shift) => {
        const moved = series.map((value) => value * factor + shift)
        expect(mannKendall(moved)).toEqual(mannKendall(series))
      }),
    )
  })

  it('a straight line has its own slope and the strongest order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 40 }), fc.integer({ min: 1, max: 50 }), anyValue, (n, slope, start) => {
        const line = Array.from({ length: n }, (_, index) => start + slope * index)
        expect(theilSen(line).value).toEqual({ slope, intercept: start })
        expect(mannKendall(line).value?.tau).toBe(1)
      }),
    )
  })

  it('probabilities stay between 0 and 1 and no figure is not-a-number', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 24, maxLength: 48 }), (series) => {
        for (const test of [mannKendall(series), seasonalMannKendall(series), hamedRao(series)]) {
          expect(Object.values(test.value ?? {}).every(Number.isFinite)).toBe(true)
          expect(test.value?.pValue).toBeGreaterThanOrEqual(0)
          expect(test.value?.pValue).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('the seasonal test with a season of one is the plain test', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        expect(seasonalMannKendall(series, 1).value).toMatchObject({ ...mannKendall(series).value })
        expect(seasonalMannKendall(series, 1).value?.slopePerYear).toBe(theilSen(series).value?.slope)
      }),
    )
  })
})

describe('laws of false-alarm control', () => {
  it('adjusting never makes a finding stronger and never passes 1', () => {
    fc.assert(
      fc.property(anyPValues, (pValues) => {
        benjaminiHochberg(pValues).forEach((adjusted, index) => {
          expect(adjusted).toBeGreaterThanOrEqual((pValues[index] ?? 0) * (1 - 1e-12))
          expect(adjusted).toBeLessThanOrEqual(1)
        })
      }),
    )
  })

  it('adjusting keeps the order of the findings', () => {
    fc.assert(
      fc.property(anyPValues, (pValues) => {
        const adjusted = benjaminiHochberg(pValues)
        const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0))
        const ranked = order.map((index) => adjusted[index] ?? 0)
        expect(ranked).toEqual([...ranked].sort((a, b) => a - b))
      }),
    )
  })

  it('the order of the tests does not matter', () => {
    fc.assert(
      fc.property(anyPValues, (pValues) => {
        expect(benjaminiHochberg(pValues.toReversed()).toReversed()).toEqual(benjaminiHochberg(pValues))
      }),
    )
  })
})

describe('laws of the outlook', () => {
  const anyHistory = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -50, max: 1_000 })), { maxLength: 48 })

  it('zeros before the first purchase change nothing', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 0, max: 15 }), (history, zeros) => {
        expect(assessOutlook([...Array.from({ length: zeros }, () => 0), ...history])).toEqual(assessOutlook(history))
      }),
    )
  })

  it('the currency unit changes no class', () => {
    fc.assert(
      fc.property(fc.array(anyHistory, { maxLength: 6 }), (histories) => {
        const classes = (portfolio: number[][]) =>
          classifyOutlooks(portfolio.map(assessOutlook)).map((each) => each.outlook)
        expect(classes(histories.map((history) => history.map((value) => value * 4)))).toEqual(classes(histories))
      }),
    )
  })

  it('among accounts with nothing but chance, hardly any trend is reported', () => {
    const random = seededRandom(7)
    const portfolio = Array.from({ length: 2_000 }, () => Array.from({ length: 36 }, () => 100 + 100 * random()))
    const outlooks = classifyOutlooks(portfolio.map(assessOutlook))
    const trends = outlooks.filter((each) => each.reasons.some((reason) => reason.startsWith('economics/trend-')))
    const alarms = outlooks.filter((each) => each.reasons.includes('economics/decline-signal'))
    expect(trends.length).toBeLessThanOrEqual(2)
    expect(alarms.length).toBeLessThan(2_000 * 0.02)
  })
})
