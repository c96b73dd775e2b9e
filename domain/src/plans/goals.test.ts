import { describe, expect, it } from 'vitest'
import { degraded, insufficient, known, notApplicable, parseAmount } from '../kernel/index.ts'
import { attainment, bridgeToGoal, elapsedShare, runRate } from './goals.ts'

const money = (text: string) => parseAmount(text) ?? 0n

describe('the bridge from today to a goal', () => {
  const entries = [
    { kind: 'committed_growth', amount: money('100000') },
    { kind: 'pipeline', amount: money('60000') },
    { kind: 'pipeline', amount: money('40000') },
    { kind: 'white_space', amount: money('50000') },
  ] as const

  it('leaves the gap that nothing in sight fills', () => {
    expect(bridgeToGoal({ goal: money('1400000'), base: known(money('1000000')), entries })).toEqual({
      base: known(money('1000000')),
      baseSource: 'ledger',
      committedGrowth: money('100000'),
      pipeline: money('100000'),
      whiteSpace: money('50000'),
      gap: known(money('150000')),
    })
  })

  it('has a gap below zero when more is in sight than the goal asks', () => {
    const bridge = bridgeToGoal({ goal: money('1200000'), base: known(money('1000000')), entries })
    expect(bridge.gap).toEqual(known(money('-50000')))
  })

  it('takes the base that people state before the run rate, and an expected loss of business off it', () => {
    const bridge = bridgeToGoal({
      goal: money('900000'),
      base: known(money('1000000')),
      entries: [
        { kind: 'base', amount: money('800000') },
        { kind: 'committed_growth', amount: money('-50000') },
      ],
    })
    expect(bridge).toMatchObject({ base: known(money('800000')), baseSource: 'people', gap: known(money('150000')) })
  })

  it('knows no gap without a goal or without a base', () => {
    expect(bridgeToGoal({ goal: null, base: known(1n), entries: [] }).gap).toEqual(insufficient('plans/no-goal'))
    const noBase = bridgeToGoal({ goal: 1n, base: insufficient('plans/less-than-a-year'), entries: [] })
    expect(noBase.gap).toEqual(insufficient('plans/less-than-a-year'))
  })

  it('doubts the gap as much as the base', () => {
    const bridge = bridgeToGoal({ goal: 10n, base: degraded(4n, 'economics/cost-missing'), entries: [] })
    expect(bridge.gap).toEqual(degraded(6n, 'economics/cost-missing'))
  })
})

describe('the run rate', () => {
  it.each([
    [12, '1200000'],
    [3, '300000'],
    [24, '2400000'],
    [1, '100000'],
  ])('of a period of %i months is that part of the last twelve', (months, expected) => {
    expect(runRate(known(money('1200000')), months)).toEqual(known(money(expected)))
  })

  it('is rounded to the last decimal that money keeps, away from zero at the half', () => {
    expect(runRate(known(100n), 1)).toEqual(known(8n))
    expect(runRate(known(6n), 1)).toEqual(known(1n))
    expect(runRate(known(-6n), 1)).toEqual(known(-1n))
    expect(runRate(known(5n), 1)).toEqual(known(0n))
  })

  it('is unknown where the ledger has less than twelve months, and doubtful where they are', () => {
    expect(runRate(insufficient('plans/less-than-a-year'), 12)).toEqual(insufficient('plans/less-than-a-year'))
    expect(runRate(degraded(24n, 'economics/cost-missing'), 6)).toEqual(degraded(12n, 'economics/cost-missing'))
  })
})

describe('how much of a period the ledger covers', () => {
  const year = { startsOn: '2026-01-01', endsOn: '2026-12-31' }

  it.each([
    ['2025-12-31', 0],
    ['2026-01-01', 1 / 365],
    ['2026-06-30', 181 / 365],
    ['2026-12-31', 1],
    ['2027-03-01', 1],
  ])('until %s', (until, share) => {
    expect(elapsedShare(year, until)).toEqual(known(share))
  })

  it('counts the leap day', () => {
    expect(elapsedShare({ startsOn: '2028-01-01', endsOn: '2028-12-31' }, '2028-02-29')).toEqual(known(60 / 366))
  })

  it('is unknown without a ledger', () => {
    expect(elapsedShare(year, null)).toEqual(insufficient('plans/no-ledger'))
  })
})

describe('attainment', () => {
  it('holds what came in against the goal and against the time that has passed', () => {
    const half = attainment({ goal: money('1000'), actual: known(money('400')), elapsed: known(0.5) })
    expect(half).toEqual({
      actual: known(money('400')),
      shareOfGoal: known(0.4),
      dueByNow: known(money('500')),
      pace: known(0.8),
    })
  })

  it('can be above the goal', () => {
    const full = attainment({ goal: money('1000'), actual: known(money('1250')), elapsed: known(1) })
    expect([full.shareOfGoal, full.pace]).toEqual([known(1.25), known(1.25)])
  })

  it('says nothing before the ledger has reached the period: nothing sold is not yet a failure', () => {
    const early = attainment({ goal: money('1000'), actual: known(0n), elapsed: known(0) })
    const unknown = insufficient('plans/period-not-begun')
    expect(early).toEqual({ actual: unknown, shareOfGoal: unknown, dueByNow: known(0n), pace: unknown })
  })

  it('shows what came in even without a goal', () => {
    const none = attainment({ goal: null, actual: known(7n), elapsed: known(0.5) })
    const unknown = insufficient('plans/no-goal')
    expect(none).toEqual({ actual: known(7n), shareOfGoal: unknown, dueByNow: unknown, pace: unknown })
  })

  it.each([0n, -5n])('has no share of a goal of %i', (goal) => {
    const result = attainment({ goal, actual: known(7n), elapsed: known(0.5) })
    expect(result.shareOfGoal).toEqual(notApplicable('plans/goal-not-positive'))
    expect(result.pace).toEqual(notApplicable('plans/goal-not-positive'))
  })

  it('stays unknown where the ledger cannot tell', () => {
    const result = attainment({
      goal: 10n,
      actual: insufficient('economics/rate-missing'),
      elapsed: insufficient('plans/no-ledger'),
    })
    expect(result.shareOfGoal).toEqual(insufficient('economics/rate-missing'))
    expect(result.dueByNow).toEqual(insufficient('plans/no-ledger'))
    expect(result.pace.value).toBeNull()
  })
})
