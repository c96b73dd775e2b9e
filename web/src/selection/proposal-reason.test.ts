import { expect, it } from 'vitest'
import { proposalReason } from './proposal-reason.ts'

it('says whose proposals fill a tier in which nobody or hardly anybody is', () => {
  const full = { key: 'B', places: 40, accounts: 0 }
  expect(proposalReason('above_entry_no_place', full)).toBe(
    'Its score reaches the entry of tier B, but no place is left: 40 better-ranked accounts are proposed for it.',
  )
  expect(proposalReason('above_entry_no_place', { ...full, accounts: 3 })).toBe(
    'Its score reaches the entry of tier B, but no place is left: accounts that are in it or rank better are proposed for all 40.',
  )
})

it('counts the only place of a tier as one', () => {
  expect(proposalReason('above_entry_no_place', { key: 'A', places: 1, accounts: 0 })).toContain(
    'no place is left: a better-ranked account is proposed for it.',
  )
  expect(proposalReason('above_entry_no_place', { key: 'A', places: 1, accounts: 1 })).toContain(
    'an account that is in it or ranks better is proposed for the only one.',
  )
})

it('says everything else in the words of its reason', () => {
  expect(proposalReason('below_exit', null)).toBe('Its score fell below the one at which accounts leave the tier.')
  expect(proposalReason('of_a_later_version', null)).toBe('of_a_later_version')
})
