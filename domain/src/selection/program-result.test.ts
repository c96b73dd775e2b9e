import { describe, expect, it, vi } from 'vitest'
import { seededRandom } from '../kernel/index.ts'
import {
  CHOSEN_FOR_SPEND_CLAIM,
  COLLABORATION_CLAIM,
  collaborationBesideGrowth,
  FEWEST_FOR_COLLABORATION,
  PROGRAM_GROWTH_CLAIM,
  type ProgramQuestion,
  programResult,
} from './index.ts'
import { drawNormal } from './weight-draws.ts'

// Many repetitions: a busy machine may take longer than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 })

const SETTING = { seed: 5, draws: 400 }

/**
 * Forty key accounts, larger than the other 960; the program lifts their spend by `lift`; those chosen after a lucky year
 * (`luck`) fall back by that much afterwards, as others with the same luck do.
 */
function program(planted: { lift: number; luck?: number; drift?: number; seed?: number }): ProgramQuestion {
  const { lift, luck = 0, drift = 0, seed = 1 } = planted
  const random = seededRandom(seed)
  const count = 1000
  const columns = () => new Float64Array(count)
  const [earlier, before, after, trend] = [columns(), columns(), columns(), columns()]
  for (let account = 0; account < count; account += 1) {
    const isKey = account < 40
    const lasting = 10 + (isKey ? 0.4 : 0) + 0.5 * drawNormal(random)
    const passing = luck * Math.abs(drawNormal(random)) * (isKey || random() < 0.3 ? 1 : 0)
    earlier[account] = Math.exp(lasting - drift + 0.05 * drawNormal(random))
    before[account] = Math.exp(lasting + passing)
    after[account] = Math.exp(lasting + drift + 0.05 * drawNormal(random)) * (isKey ? 1 + lift : 1)
    trend[account] = Math.log((before[account] ?? 1) / (earlier[account] ?? 1))
  }
  return {
    keyAccounts: Array.from({ length: 40 }, (_, index) => index),
    others: Array.from({ length: count - 40 }, (_, index) => index + 40),
    spend: before,
    trend,
    outcomes: [{ measure: 'net_revenue', earlier, before, after }],
    setting: SETTING,
  }
}

describe('what the program has brought', () => {
  it('is found when it lifts key accounts above others that were alike', () => {
    const { againstMatched, matching } = programResult(program({ lift: 0.2 }))
    const [revenue] = againstMatched
    expect(matching.pairs.length).toBeGreaterThan(30)
    expect(matching.isBalanced).toBe(true)
    expect(revenue?.growth.verdict).toBe('better')
    expect(revenue?.growth.difference.value?.low).toBeLessThan(0.2)
    expect(revenue?.growth.difference.value?.high).toBeGreaterThan(0.2)
    expect(revenue?.change.verdict).toBe('better')
  })

  it('is nothing that can be shown, in about nine of ten pasts, when key accounts did as well as others alike', () => {
    let shown = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const { againstMatched } = programResult(program({ lift: 0, seed: seed * 13 }))
      if (againstMatched[0]?.growth.verdict !== 'no_difference_shown') shown += 1
    }
    expect(shown).toBeLessThan(14)
  })

  it('is not taken for harm when accounts chosen in a lucky year fall back, as others do that were as lucky', () => {
    const { againstMatched, againstOwnTrend } = programResult(program({ lift: 0, luck: 0.4 }))
    expect(againstMatched[0]?.picks.growth.value).toBeLessThan(-0.15)
    expect(againstMatched[0]?.growth.verdict).toBe('no_difference_shown')
    expect(againstOwnTrend[0]?.verdict).toBe('worse')
  })

  it('against the own trend is the change after less the change before', () => {
    const question = program({ lift: 0 })
    const [earlier, before, after] = [100, 130, 180].map((amount) => new Float64Array(1000).fill(amount))
    if (!earlier || !before || !after) throw new Error('three spans')
    const { againstOwnTrend } = programResult({
      ...question,
      outcomes: [{ measure: 'contribution', earlier, before, after }],
    })
    expect(againstOwnTrend).toEqual([
      {
        measure: 'contribution',
        accounts: 40,
        changeBefore: { value: 30, status: 'ok', reasons: [] },
        changeAfter: { value: 50, status: 'ok', reasons: [] },
        difference: { value: { value: 20, low: 20, high: 20, level: 0.9 }, status: 'ok', reasons: [] },
        verdict: 'better',
      },
    ])
  })

  it('is not credited with a growth that was under way before', () => {
    const { againstOwnTrend } = programResult(program({ lift: 0, drift: 0.1 }))
    expect(againstOwnTrend[0]?.changeAfter.value).toBeGreaterThan(1000)
    const { difference } = againstOwnTrend[0] ?? {}
    expect(Math.abs(difference?.value?.value ?? 1e9)).toBeLessThan(0.3 * (againstOwnTrend[0]?.changeAfter.value ?? 0))
  })

  it('leaves out accounts whose span before is unknown, and is not said of fewer than ten', () => {
    const question = program({ lift: 0.2 })
    const [column] = question.outcomes
    if (!column) throw new Error('one outcome')
    const earlier = column.earlier.map((amount, account) => (account < 31 ? Number.NaN : amount))
    const { againstOwnTrend } = programResult({ ...question, outcomes: [{ ...column, earlier }] })
    expect(againstOwnTrend[0]).toMatchObject({ accounts: 9, verdict: 'no_conclusion' })
    expect(againstOwnTrend[0]?.changeAfter.value).not.toBeNull()
  })

  it('matches within segments when asked', () => {
    const question = program({ lift: 0.2 })
    const segment = Array.from({ length: 1000 }, (_, account) => account % 2)
    const { matching } = programResult({ ...question, segment })
    expect(matching.pairs.every(({ treated, control }) => treated % 2 === control % 2)).toBe(true)
  })

  it('cannot be said without key accounts or without others', () => {
    const question = program({ lift: 0.2 })
    const nobody = programResult({ ...question, keyAccounts: [] })
    expect(nobody.againstMatched[0]?.growth.verdict).toBe('no_conclusion')
    expect(nobody.againstOwnTrend[0]).toMatchObject({
      accounts: 0,
      verdict: 'no_conclusion',
      changeAfter: { value: null },
    })
    const alone = programResult({ ...question, others: [] })
    expect(alone.matching.unmatched).toHaveLength(40)
    expect(alone.againstMatched[0]?.growth.verdict).toBe('no_conclusion')
  })
})

describe('collaboration across functions beside growth', () => {
  const random = seededRandom(3)
  const share = Float64Array.from({ length: 60 }, () => random())
  const growth = share.map((own) => own + 0.2 * drawNormal(random))

  it('is a rank correlation with its interval and the mean share', () => {
    const { accounts, correlation, meanShare } = collaborationBesideGrowth(share, growth)
    expect(accounts).toBe(60)
    expect(correlation.value?.low).toBeGreaterThan(0.5)
    expect(meanShare.value).toBeCloseTo(share.reduce((sum, own) => sum + own, 0) / 60, 12)
  })

  it('counts only accounts where both are known, and says nothing under twenty', () => {
    const thin = share.map((own, account) => (account < 60 - FEWEST_FOR_COLLABORATION + 1 ? Number.NaN : own))
    const { accounts, correlation } = collaborationBesideGrowth(thin, growth)
    expect(accounts).toBe(FEWEST_FOR_COLLABORATION - 1)
    expect(correlation).toMatchObject({ value: null, reasons: ['selection/too-few-for-collaboration'] })
  })

  it('has no correlation where nobody but sales works, and no mean where nobody works', () => {
    const { correlation, meanShare } = collaborationBesideGrowth(new Float64Array(30), growth.subarray(0, 30))
    expect(correlation).toMatchObject({ value: null, status: 'not_applicable' })
    expect(meanShare.value).toBe(0)
    expect(collaborationBesideGrowth(new Float64Array(), new Float64Array()).meanShare.value).toBeNull()
  })
})

describe('what the field claims', () => {
  it('is quoted with its numbers', () => {
    expect([PROGRAM_GROWTH_CLAIM.low, PROGRAM_GROWTH_CLAIM.high]).toEqual([0.2, 0.25])
    expect(CHOSEN_FOR_SPEND_CLAIM.low).toBe(0.51)
    expect([COLLABORATION_CLAIM.low, COLLABORATION_CLAIM.unit]).toEqual([3, 'times'])
  })

  it.each([PROGRAM_GROWTH_CLAIM, CHOSEN_FOR_SPEND_CLAIM, COLLABORATION_CLAIM])(
    'never stands without its source and a reason to doubt it: $code',
    ({ claim, source, caution }) => {
      for (const text of [claim, source, caution]) expect(text).toMatch(/^[A-Z“].{20,}\.$/)
    },
  )

  it('that spend chosen for loses it comes with the caution of regression to the mean', () => {
    expect(CHOSEN_FOR_SPEND_CLAIM.caution).toContain('Regression to the mean')
  })
})
