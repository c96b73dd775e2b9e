import { expect, it } from 'vitest'
import { counted, nounFor } from './count.ts'

const MEMBER = { one: 'member', other: 'members' }

it.each([
  [1, '1 member'],
  [0, '0 members'],
  [2, '2 members'],
  [21, '21 members'],
  ['1', '1 member'],
  ['1,001', '1,001 members'],
  ['1.0', '1.0 members'],
  ['0.5', '0.5 members'],
  ['no', 'no members'],
])('counts %s as "%s"', (count, written) => {
  expect(counted(count, MEMBER)).toBe(written)
})

it('gives the word alone, for sentences that put the count elsewhere', () => {
  expect(`${nounFor(1, { one: 'is', other: 'are' })} taken`).toBe('is taken')
})
