import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderByScore } from './index.ts'

const score = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, 100, 50, Number.POSITIVE_INFINITY, Number.MIN_VALUE, Number.MAX_VALUE),
  fc.integer({ min: 0, max: 5 }),
)
const account = fc.record({ group: fc.integer({ min: 0, max: 2 }), score })

test('the fast order is the plain one: group, then score from the top, then index', () => {
  fc.assert(
    fc.property(fc.array(account, { maxLength: 200 }), (accounts) => {
      const height = (index: number) => {
        const own = accounts[index]?.score ?? Number.NaN
        return Number.isNaN(own) ? Number.NEGATIVE_INFINITY : own
      }
      const group = (index: number) => accounts[index]?.group ?? 0
      const plain = [...accounts.keys()].sort((one, other) => {
        if (group(one) !== group(other)) return group(one) - group(other)
        if (height(one) !== height(other)) return height(one) > height(other) ? -1 : 1
        return one - other
      })
      const fast = orderByScore(
        Uint8Array.from(accounts, (own) => own.group),
        Float64Array.from(accounts, (own) => own.score),
      )
      expect([...fast]).toEqual(plain)
    }),
    { numRuns: 300 },
  )
})

test('ordering leaves the scores as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true })), (values) => {
      const scores = Float64Array.from(values)
      orderByScore(new Uint8Array(values.length), scores)
      expect([...scores]).toEqual(values)
    }),
  )
})

test('scores in order already stay in order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true })), (values) => {
      const sorted = values.map((value) => value + 0).sort((one, other) => other - one)
      const order = orderByScore(new Uint8Array(sorted.length), Float64Array.from(sorted))
      expect([...order]).toEqual(sorted.map((_, index) => index))
    }),
  )
})
