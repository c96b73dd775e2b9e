import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asKnownOn } from './known-on.ts'

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2024-02-${String(number).padStart(2, '0')}`)
const history = fc
  .array(day, { minLength: 1, maxLength: 8 })
  .map((days) => days.sort().map((notedOn, value) => ({ notedOn, value })))

describe('the books of a day', () => {
  it('do not change by what is written down after it, once something was written down by then', () => {
    fc.assert(
      fc.property(history, fc.array(day, { maxLength: 4 }), day, (earlier, later, asked) => {
        fc.pre((earlier[0]?.notedOn ?? '') <= asked)
        const after = later.filter((notedOn) => notedOn > asked).sort()
        const longer = [...earlier, ...after.map((notedOn, place) => ({ notedOn, value: 100 + place }))]
        expect(asKnownOn(longer, asked)).toBe(asKnownOn(earlier, asked))
      }),
    )
  })

  it('move forward only: a later day never reads an earlier state', () => {
    fc.assert(
      fc.property(history, day, day, (states, one, other) => {
        const [before, after] = one <= other ? [one, other] : [other, one]
        expect(asKnownOn(states, before) ?? -1).toBeLessThanOrEqual(asKnownOn(states, after) ?? -1)
      }),
    )
  })

  it('are those of now on the day of the last writing and after', () => {
    fc.assert(
      fc.property(history, (states) => {
        const last = states.at(-1)
        expect(asKnownOn(states, last?.notedOn ?? '')).toBe(last?.value)
      }),
    )
  })
})
