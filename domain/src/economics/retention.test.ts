import { describe, expect, it } from 'vitest'
import { notApplicable } from '../kernel/index.ts'
import { money } from './fixtures.ts'
import { type PeriodPair, retention } from './retention.ts'

function pair(id: string, before: number, after: number): PeriodPair {
  return { id, before: money(before), after: money(after) }
}

describe('retention of a starting cohort', () => {
  it('is 103 % net and 85 % gross for 100K + 18K - 6K - 9K', () => {
    const result = retention([
      pair('expands', 50_000, 68_000),
      pair('contracts', 41_000, 35_000),
      pair('leaves', 9_000, 0),
    ])
    expect(result.nrr.value).toBeCloseTo(1.03, 12)
    expect(result.grr.value).toBeCloseTo(0.85, 12)
    expect(result.logoChurn.value).toBeCloseTo(1 / 3, 12)
    expect(result.lostIds).toEqual(['leaves'])
    expect(result.nrr.status).toBe('ok')
  })

  it('caps each account at its start, so that one who grows does not hide one who leaves', () => {
    const result = retention([pair('A', 100, 300), pair('B', 100, 0)])
    expect(result.nrr.value).toBe(1.5)
    expect(result.grr.value).toBe(0.5)
  })

  it('takes the cap per account and not per product line', () => {
    const perLine = retention([pair('A', 60, 100), pair('A', 40, 0)])
    expect(perLine.grr.value).toBe(1)
    expect(perLine.cohortAccounts).toBe(1)
    expect(perLine.lostIds).toEqual([])
  })

  it('leaves new accounts out of every rate', () => {
    const result = retention([pair('old', 100, 80), pair('new', 0, 500)])
    expect(result.nrr.value).toBe(0.8)
    expect(result.grr.value).toBe(0.8)
    expect(result.logoChurn.value).toBe(0)
    expect(result.excludedAccounts).toBe(1)
  })

  it('excludes and counts accounts that started with net credits', () => {
    const result = retention([pair('A', 100, 100), pair('B', -20, 40)])
    expect(result.nrr.value).toBe(1)
    expect(result.excludedAccounts).toBe(1)
    expect(result.cohortAccounts).toBe(1)
  })

  it('lists the lost accounts by id', () => {
    const result = retention([pair('C', 1, 0), pair('A', 1, 0), pair('B', 1, 1)])
    expect(result.lostIds).toEqual(['A', 'C'])
    expect(result.logoChurn.value).toBeCloseTo(2 / 3, 12)
  })
})

describe('net credits in the later period', () => {
  const result = retention([pair('A', 100, -30), pair('B', 100, 90)])

  it('keep their sign in net and count as zero in gross retention', () => {
    expect(result.nrr.value).toBe(0.3)
    expect(result.grr.value).toBe(0.45)
  })

  it('are flagged and count as lost', () => {
    expect(result.nrr.reasons).toEqual(['economics/negative-after'])
    expect(result.grr.status).toBe('degraded')
    expect(result.negativeIds).toEqual(['A'])
    expect(result.lostIds).toEqual(['A'])
    expect(result.logoChurn).toEqual({ value: 0.5, status: 'ok', reasons: [] })
  })
})

describe('a portfolio without a starting cohort', () => {
  it.each([
    ['nobody', []],
    ['only new accounts', [pair('A', 0, 10)]],
    ['only net credits', [pair('A', -5, 10)]],
  ])('has no retention: %s', (_, entries) => {
    const result = retention(entries)
    expect(result.nrr).toEqual(notApplicable('economics/no-starting-cohort'))
    expect(result.grr).toEqual(notApplicable('economics/no-starting-cohort'))
    expect(result.logoChurn).toEqual(notApplicable('economics/no-starting-cohort'))
    expect(result.excludedAccounts).toBe(entries.length)
  })
})
