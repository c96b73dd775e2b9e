import { describe, expect, it, test } from 'vitest'
import { parseAmount } from '../kernel/index.ts'
import {
  checkDates,
  directionOfResult,
  FED_SOURCES,
  type FedMeasure,
  finalGrade,
  isOutsideHorizon,
  type KeyResultDraft,
  OBJECTIVE_LONGEST_MONTHS,
  stepObjective,
} from './index.ts'

const amount = (text: string) => parseAmount(text) ?? 0n

function draft(start: string, target: string, more: Partial<KeyResultDraft> = {}): KeyResultDraft {
  return { kind: 'measured', direction: null, start: amount(start), target: amount(target), fed: null, ...more }
}
const codeOf = (result: ReturnType<typeof directionOfResult>) => (result.ok ? result.value : result.refusal.code)
const fed = (source: FedMeasure['source'], more: Partial<FedMeasure> = {}): FedMeasure => ({
  source,
  productLine: null,
  window: 'last_12_months',
  ...more,
})

describe('the life of an objective', () => {
  it.each([
    ['open', 'close', 'closed'],
    ['open', 'drop', 'dropped'],
    ['closed', 'reopen', 'open'],
    ['dropped', 'reopen', 'open'],
  ] as const)('from %s: %s makes it %s', (status, step, after) => {
    expect(stepObjective(status, step)).toEqual({ ok: true, value: after })
  })

  it.each([
    ['closed', 'close'],
    ['closed', 'drop'],
    ['dropped', 'close'],
    ['dropped', 'drop'],
    ['open', 'reopen'],
  ] as const)('from %s nobody can %s', (status, step) => {
    expect(stepObjective(status, step)).toMatchObject({ ok: false, refusal: { code: 'plans/objective-state' } })
  })

  test('ends with the grade people give, else with the one that was computed', () => {
    expect(finalGrade(null, 0.4)).toEqual({ ok: true, value: 0.4 })
    expect(finalGrade(0.9, 0.4)).toEqual({ ok: true, value: 0.9 })
    expect(finalGrade(0, null)).toEqual({ ok: true, value: 0 })
    expect(finalGrade(null, null)).toMatchObject({ ok: false, refusal: { code: 'plans/grade-needed' } })
  })
})

describe('the days of an objective', () => {
  test('must lie the right way round', () => {
    expect(checkDates({ startsOn: '2026-01-01', endsOn: '2026-01-02' }).ok).toBe(true)
    for (const endsOn of ['2026-01-01', '2025-12-31']) {
      expect(checkDates({ startsOn: '2026-01-01', endsOn })).toMatchObject({
        ok: false,
        refusal: { code: 'plans/dates-wrong-way-round' },
      })
    }
  })

  test('span ten years at most', () => {
    expect(OBJECTIVE_LONGEST_MONTHS).toBe(120)
    expect(checkDates({ startsOn: '2026-01-01', endsOn: '2036-01-31' }).ok).toBe(true)
    expect(checkDates({ startsOn: '2026-01-01', endsOn: '2036-02-01' })).toMatchObject({
      refusal: { code: 'plans/objective-too-long' },
    })
  })

  const periods = [
    { startsOn: '2026-01-01', endsOn: '2026-12-31' },
    { startsOn: '2027-01-01', endsOn: '2027-12-31' },
  ]

  it.each([
    ['2026-01-01', '2027-12-31', false],
    ['2026-12-31', '2027-01-01', false],
    ['2025-12-31', '2026-06-30', true],
    ['2027-06-30', '2028-01-01', true],
    ['2028-01-01', '2028-12-31', true],
  ])('from %s to %s reach past the plan: %s', (startsOn, endsOn, isOutside) => {
    expect(isOutsideHorizon({ startsOn, endsOn }, periods)).toBe(isOutside)
  })

  test('cannot reach past a plan without periods', () => {
    expect(isOutsideHorizon({ startsOn: '2026-01-01', endsOn: '2026-12-31' }, [])).toBe(false)
  })
})

describe('a key result', () => {
  test('goes from its start to its target', () => {
    expect(codeOf(directionOfResult(draft('0', '6')))).toBe('up')
    expect(codeOf(directionOfResult(draft('40', '10')))).toBe('down')
    expect(codeOf(directionOfResult(draft('-5', '-4')))).toBe('up')
    expect(codeOf(directionOfResult(draft('0', '6', { direction: 'up' })))).toBe('up')
  })

  test('must have somewhere to go, unless it is reached or not', () => {
    expect(codeOf(directionOfResult(draft('6', '6')))).toBe('plans/target-equals-start')
    expect(codeOf(directionOfResult(draft('6', '6.000')))).toBe('plans/target-equals-start')
    const binary = { kind: 'binary' } as const
    expect(codeOf(directionOfResult(draft('6', '6', binary)))).toBe('plans/direction-needed')
    expect(codeOf(directionOfResult(draft('6', '6', { ...binary, direction: 'down' })))).toBe('down')
    expect(codeOf(directionOfResult(draft('0', '1', binary)))).toBe('up')
  })

  test('is refused when its direction contradicts its way', () => {
    expect(codeOf(directionOfResult(draft('0', '6', { direction: 'down' })))).toBe('plans/direction-contradicts')
    expect(codeOf(directionOfResult(draft('6', '0', { direction: 'up' })))).toBe('plans/direction-contradicts')
  })

  test('is fed by product line only where the ledger knows the figure by product line', () => {
    const byLine = (source: FedMeasure['source']) =>
      codeOf(directionOfResult(draft('0', '1', { fed: fed(source, { productLine: 'Pumps' }) })))
    expect(byLine('net_revenue')).toBe('up')
    expect(byLine('gross_margin')).toBe('up')
    expect(byLine('invoice_lines')).toBe('up')
    expect(byLine('products_bought')).toBe('up')
    expect(byLine('contribution')).toBe('plans/source-has-no-product-lines')
    expect(byLine('share_of_wallet')).toBe('plans/source-has-no-product-lines')
  })

  test('of share of wallet is a fraction over twelve months', () => {
    const share = (start: string, target: string, more: Partial<FedMeasure> = {}) =>
      codeOf(directionOfResult(draft(start, target, { fed: fed('share_of_wallet', more) })))
    expect(share('0.2', '0.35')).toBe('up')
    expect(share('0', '1')).toBe('up')
    expect(share('20', '35')).toBe('plans/share-out-of-range')
    expect(share('-0.1', '0.3')).toBe('plans/share-out-of-range')
    expect(share('0.2', '0.35', { window: 'period_to_date' })).toBe('plans/share-needs-a-year')
  })

  test('follows margins for those alone who see margins', () => {
    const margins = Object.entries(FED_SOURCES).filter(([, { isMargin }]) => isMargin)
    expect(margins.map(([source]) => source).sort()).toEqual(['contribution', 'gross_margin'])
  })
})
