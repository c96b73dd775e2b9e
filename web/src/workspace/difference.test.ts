import { describe, expect, it } from 'vitest'
import { likelyCurrency } from './currencies.ts'
import { differenceOf } from './difference.ts'
import { keyState } from './key-columns.tsx'
import { changesOf, differences, type MemberDraft } from './member-draft.ts'

describe('a recorded change', () => {
  it('shows only the values that differ, also inside others', () => {
    const before = { name: 'Acme', rules: { twoFactor: false, days: 30 } }
    const after = { name: 'Acme', rules: { twoFactor: true, days: 30 } }
    expect(differenceOf(before, after)).toEqual([{ name: 'rules.twoFactor', before: 'false', after: 'true' }])
  })

  it('of something new or removed has nothing on one side', () => {
    expect(differenceOf(null, { role: 'viewer' })).toEqual([{ name: 'role', before: null, after: 'viewer' }])
    expect(differenceOf({ role: 'viewer' }, null)).toEqual([{ name: 'role', before: 'viewer', after: null }])
  })

  it('without values is empty', () => {
    expect(differenceOf(null, null)).toEqual([])
  })
})

describe('editing a member', () => {
  const seen: MemberDraft = { role: 'viewer', visibility: 'all', unit: null, seesMargins: false, status: 'active' }

  it('sends only what was changed', () => {
    expect(changesOf(seen, { ...seen, seesMargins: true })).toEqual({ seesMargins: true })
    expect(changesOf(seen, seen)).toEqual({})
  })

  it('compares two versions in words', () => {
    expect(differences({ ...seen, status: 'disabled' }, seen)).toEqual([
      { field: 'status', name: 'Status', theirs: 'Shut out', mine: 'Active' },
    ])
  })
})

it.each([
  ['2026-12-01T00:00:00Z', null, 'working'],
  ['2026-11-01T00:00:00Z', null, 'expired'],
  ['2026-12-01T00:00:00Z', '2026-11-02T00:00:00Z', 'revoked'],
])('a key that ends %s and was revoked %s is %s', (expiresAt, revokedAt, state) => {
  expect(keyState({ expiresAt, revokedAt }, new Date('2026-11-21T00:00:00Z'))).toBe(state)
})

it.each([
  ['en-US', 'USD'],
  ['de-CH', 'CHF'],
  ['fr', 'EUR'],
  ['en-GB', 'GBP'],
])('proposes the currency of %s', (language, currency) => {
  expect(likelyCurrency(language)).toBe(currency)
})
