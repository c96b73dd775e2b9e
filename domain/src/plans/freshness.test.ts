import { describe, expect, it } from 'vitest'
import { agesOf, checkClaim, freshnessOn, renewClaim } from './index.ts'

const YEAR = 12
const TODAY = '2026-11-20'

function confirmed(asOf: string) {
  return { asOf, isConfirmed: true }
}

function assumed(asOf: string) {
  return { asOf, isConfirmed: false }
}

describe('the age of a statement', () => {
  it('ends after the months of its section, on the same day of the month', () => {
    expect(agesOf(confirmed('2025-11-20'), YEAR)?.doubtfulFrom).toBe('2026-11-20')
    expect(agesOf(confirmed('2025-11-20'), 6)?.doubtfulFrom).toBe('2026-05-20')
  })

  it('ends on the last day of a month that is too short', () => {
    expect(agesOf(confirmed('2025-08-31'), 6)?.doubtfulFrom).toBe('2026-02-28')
    expect(agesOf(confirmed('2023-08-31'), 6)?.doubtfulFrom).toBe('2024-02-29')
    expect(agesOf(confirmed('2024-02-29'), YEAR)?.doubtfulFrom).toBe('2025-02-28')
  })

  it('is half as long for what is assumed, rounded up to a whole day', () => {
    // 2025-01-01 to 2026-01-01 are 365 days; half of them are 182.5.
    expect(agesOf(assumed('2025-01-01'), YEAR)?.doubtfulFrom).toBe('2025-07-03')
    // January has 31 days.
    expect(agesOf(assumed('2026-01-01'), 1)?.doubtfulFrom).toBe('2026-01-17')
  })

  it('is ageing in its last quarter', () => {
    // Three quarters of 365 days are 273.75.
    expect(agesOf(confirmed('2025-01-01'), YEAR)?.ageingFrom).toBe('2025-10-02')
    // 28 days, of which 21 are fresh.
    expect(agesOf(confirmed('2026-02-01'), 1)).toEqual({ ageingFrom: '2026-02-22', doubtfulFrom: '2026-03-01' })
  })

  it('does not exist where a section does not age', () => {
    expect(agesOf(confirmed('1998-01-01'), null)).toBeNull()
    expect(agesOf(assumed('1998-01-01'), null)).toBeNull()
  })
})

describe('how far a statement can be trusted', () => {
  const ages = agesOf(confirmed('2026-02-01'), 1)
  const cases = [
    ['2026-01-31', 'fresh'],
    ['2026-02-01', 'fresh'],
    ['2026-02-21', 'fresh'],
    ['2026-02-22', 'ageing'],
    ['2026-02-28', 'ageing'],
    ['2026-03-01', 'doubtful'],
    ['2031-03-01', 'doubtful'],
  ] as const

  it.each(cases)('on %s it is %s', (day, freshness) => {
    expect(freshnessOn(day, ages)).toBe(freshness)
  })

  it('is never in doubt where nothing ages', () => {
    expect(freshnessOn('2031-03-01', null)).toBe('fresh')
  })

  it('is lost earlier for an assumption than for what is confirmed', () => {
    const day = '2026-07-15'
    expect(freshnessOn(day, agesOf(confirmed('2026-01-01'), YEAR))).toBe('fresh')
    expect(freshnessOn(day, agesOf(assumed('2026-01-01'), YEAR))).toBe('doubtful')
  })
})

describe('what somebody says of a fact', () => {
  const claim = { asOf: '2026-11-01', isConfirmed: true, source: 'Annual report 2025' }

  it('is taken as it stands', () => {
    expect(checkClaim(claim, TODAY)).toEqual({ ok: true, value: claim })
  })

  it('may be of today, and of tomorrow where the sun is up earlier', () => {
    expect(checkClaim({ ...claim, asOf: '2026-11-20' }, TODAY).ok).toBe(true)
    expect(checkClaim({ ...claim, asOf: '2026-11-21' }, TODAY).ok).toBe(true)
    expect(checkClaim({ ...claim, asOf: '2026-11-22' }, TODAY)).toMatchObject({
      refusal: { code: 'plans/statement-in-future', detail: { asOf: '2026-11-22', today: TODAY } },
    })
  })

  it('names its source when it is confirmed', () => {
    expect(checkClaim({ ...claim, source: '' }, TODAY)).toMatchObject({ refusal: { code: 'plans/source-missing' } })
    expect(checkClaim({ ...claim, source: '  ' }, TODAY)).toMatchObject({ refusal: { code: 'plans/source-missing' } })
  })

  it('needs no source when it is assumed', () => {
    expect(checkClaim({ ...claim, isConfirmed: false, source: '' }, TODAY).ok).toBe(true)
  })
})

describe('what is still true', () => {
  const known = { asOf: '2025-03-01', isConfirmed: true, source: 'Annual report 2024' }

  it('gets a newer day and keeps its source and certainty', () => {
    expect(renewClaim(known, { asOf: '2026-11-20' }, TODAY)).toEqual({
      ok: true,
      value: { asOf: '2026-11-20', isConfirmed: true, source: 'Annual report 2024' },
    })
  })

  it('may come from another source and become certain, or an assumption again', () => {
    const talk = { asOf: TODAY, source: 'Call with their buyer', isConfirmed: true }
    expect(renewClaim({ ...known, isConfirmed: false, source: '' }, talk, TODAY)).toEqual({ ok: true, value: talk })
    expect(renewClaim(known, { asOf: TODAY, isConfirmed: false, source: '' }, TODAY)).toMatchObject({
      ok: true,
      value: { isConfirmed: false, source: '' },
    })
  })

  it('never becomes older', () => {
    expect(renewClaim(known, { asOf: '2025-02-28' }, TODAY)).toMatchObject({
      refusal: { code: 'plans/renewed-backwards', detail: { asOf: '2025-02-28', before: '2025-03-01' } },
    })
    expect(renewClaim(known, { asOf: '2025-03-01' }, TODAY).ok).toBe(true)
  })

  it('is neither of the future nor confirmed without a source', () => {
    expect(renewClaim(known, { asOf: '2027-01-01' }, TODAY)).toMatchObject({
      refusal: { code: 'plans/statement-in-future' },
    })
    expect(renewClaim(known, { asOf: TODAY, source: ' ' }, TODAY)).toMatchObject({
      refusal: { code: 'plans/source-missing' },
    })
  })
})
