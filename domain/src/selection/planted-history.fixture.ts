import { seededRandom } from '../kernel/index.ts'
import { type AsOfMatrix, dayOfDate } from './as-of.ts'
import type { BackTestQuestion } from './back-test-question.ts'
import { drawNormal } from './weight-draws.ts'

/** The day the planted accounts are looked at from. */
export const PLANTED_DAY = '2012-11-29'

/** What is planted: how strongly fit drives growth, how much luck there is in a year's spend, how many accounts leave. */
export interface Planting {
  readonly seed: number
  readonly accounts: number
  readonly places: number
  /** Growth in logarithms between no fit and full fit. */
  readonly fitEffect: number
  /** Luck in the starting year's spend, which is gone a year later: the cause of regression to the mean. */
  readonly passingLuck: number
  readonly leaving: number
  readonly weights: readonly [size: number, fit: number, noise: number]
}

export const PLANTING: Planting = {
  seed: 1,
  accounts: 600,
  places: 60,
  fitEffect: 0,
  passingLuck: 0,
  leaving: 0.05,
  weights: [1, 1, 1],
}

/**
 * A past in which the truth is known: criteria are size (points by spend), fit (uniform) and noise (uniform), and spend a
 * year later is spend without its passing luck, times chance, times what fit adds. Also gives the growth each account
 * could expect.
 */
export function plantHistory(changes: Partial<Planting> = {}): {
  readonly question: BackTestQuestion
  readonly expectedFactor: Float64Array
} {
  const planting = { ...PLANTING, ...changes }
  const { accounts, places, fitEffect, passingLuck, leaving, weights } = planting
  const random = seededRandom(planting.seed)
  const column = () => new Float64Array(accounts)
  const [spend, trend, after, size, fit, noise, expectedFactor] = [
    column(),
    column(),
    column(),
    column(),
    column(),
    column(),
    column(),
  ]
  const hasLeft = new Uint8Array(accounts)
  for (let account = 0; account < accounts; account += 1) {
    const lasting = 10 + 1.1 * drawNormal(random)
    const luck = passingLuck * drawNormal(random)
    spend[account] = Math.exp(lasting + luck)
    trend[account] = 0.1 * drawNormal(random)
    size[account] = Math.min(100, Math.max(0, 10 * (lasting + luck - 5)))
    fit[account] = 100 * random()
    noise[account] = 100 * random()
    const chance = 0.25 * drawNormal(random)
    const lift = fitEffect * ((fit[account] ?? 0) / 100 - 0.5)
    hasLeft[account] = random() < leaving ? 1 : 0
    after[account] = hasLeft[account] === 1 ? Number.NaN : Math.exp(lasting + lift + chance)
    expectedFactor[account] = (1 - leaving) * Math.exp(lift + 0.25 ** 2 / 2)
  }
  const knownOn = new Int32Array(accounts).fill(dayOfDate(PLANTED_DAY))
  const columns = Object.entries({ size, fit, noise }).map(([key, points]) => ({
    key,
    points,
    strength: null,
    knownOn,
  }))
  const matrix: AsOfMatrix = { accounts, columns, gates: null, gatesKnownOn: null }
  return {
    expectedFactor,
    question: {
      asOf: PLANTED_DAY,
      history: { monthsBefore: 24, monthsAfter: 14, horizonMonths: 12 },
      set: { matrix, weights, minimumConfidence: 0, places },
      start: { spend, trend, knownOn },
      chosen: null,
      outcomes: [{ measure: 'net_revenue', before: spend, after }],
      hasLeft,
      setsTested: 1,
      seed: planting.seed + 1,
    },
  }
}
