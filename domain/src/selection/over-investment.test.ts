import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Amount, parseAmount } from '../kernel/index.ts'
import { starterTierScheme } from '../program/index.ts'
import { type InvestedAccount, overInvestments } from './index.ts'

const SCHEME = starterTierScheme()
const LOWEST = SCHEME.tiers.at(-1)?.key ?? ''

function money(value: string | null): Amount | null {
  return value === null ? null : parseAmount(value)
}

function account(
  accountId: string,
  now: string | null,
  before: string | null,
  more: Partial<InvestedAccount> = {},
): InvestedAccount {
  return {
    accountId,
    tier: 'A',
    now: { contribution: money(now), grossMargin: null },
    before: { contribution: money(before), grossMargin: null },
    ...more,
  }
}

function list(...accounts: InvestedAccount[]) {
  return overInvestments(SCHEME, accounts)
}

describe('over-investment', () => {
  test('an account that costs more than it brings is on the list, whatever it was before', () => {
    expect(list(account('north', '-1', '-5')).accounts[0]).toMatchObject({
      sign: 'negative',
      basis: 'contribution',
      change: null,
    })
  })

  test('one that brings a tenth less is on it, one that brings a little less is not', () => {
    const { accounts, looked } = list(account('tenth', '90', '100'), account('little', '90.01', '100'))
    expect(accounts.map(({ accountId, sign, change }) => [accountId, sign, change])).toEqual([
      ['tenth', 'falling', -0.1],
    ])
    expect(looked).toBe(2)
  })

  test('the lowest tier is no investment to speak of, and where there is one tier it counts', () => {
    const low = account('low', '-10', null, { tier: LOWEST })
    expect(list(low)).toEqual({ accounts: [], looked: 0, unknown: 0 })
    const only = { tiers: SCHEME.tiers.slice(-1) }
    expect(overInvestments(only, [low]).accounts).toHaveLength(1)
  })

  test('gross margin stands in where nobody knows what serving costs, against gross margin', () => {
    const read = account('north', null, '500', {
      now: { contribution: null, grossMargin: money('80') },
      before: { contribution: money('500'), grossMargin: money('100') },
    })
    expect(list(read).accounts[0]).toMatchObject({ basis: 'gross_margin', sign: 'falling', change: -0.2 })
  })

  test('nothing known is counted as unknown, not as sound', () => {
    expect(list(account('blank', null, '10'))).toEqual({ accounts: [], looked: 1, unknown: 1 })
    expect(list(account('new', '10', null))).toEqual({ accounts: [], looked: 1, unknown: 0 })
  })

  test('the worst stand first: the largest loss, then the most money gone', () => {
    const { accounts } = list(
      account('gone10', '80', '90'),
      account('gone50', '50', '100'),
      account('lost5', '-5', '100'),
      account('lost9', '-9', null),
    )
    expect(accounts.map(({ accountId }) => accountId)).toEqual(['lost9', 'lost5', 'gone50', 'gone10'])
  })

  test('by law: who is on the list does not depend on the order in which they are looked at', () => {
    const cents = fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null })
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, cents), { maxLength: 12 }), (pairs) => {
        const text = (value: number | null) => (value === null ? null : String(value))
        const accounts = pairs.map(([now, before], index) => account(`a${index}`, text(now), text(before)))
        const found = overInvestments(SCHEME, accounts)
        expect(overInvestments(SCHEME, accounts.toReversed())).toEqual(found)
        for (const { sign, now, change } of found.accounts) {
          if (sign === 'negative') expect(now < 0n).toBe(true)
          else expect(change ?? 0).toBeLessThanOrEqual(-0.1)
        }
      }),
    )
  })
})
