import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../kernel/index.ts'
import { BALANCE_LIMIT, type MatchQuestion, matchAccounts, startingLikenesses } from './index.ts'
import { drawNormal } from './weight-draws.ts'

function ask(values: readonly (readonly [number, number])[], treated: number, changes: Partial<MatchQuestion> = {}) {
  return {
    treated: values.map((_, index) => index).slice(0, treated),
    controls: values.map((_, index) => index).slice(treated),
    likenesses: [
      { key: 'one', values: Float64Array.from(values, ([one]) => one) },
      { key: 'other', values: Float64Array.from(values, ([, other]) => other) },
    ],
    caliper: 0.5,
    reuse: 'once',
    ...changes,
  } satisfies MatchQuestion
}

const cell = fc.oneof(
  { arbitrary: fc.integer({ min: -20, max: 20 }), weight: 9 },
  { arbitrary: fc.constant(Number.NaN), weight: 1 },
)
const anyQuestion = fc
  .record({
    values: fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 30 }),
    treatedShare: fc.double({ min: 0, max: 1, noNaN: true }),
    caliper: fc.constantFrom(0.1, 0.5, 2),
    reuse: fc.constantFrom('once' as const, 'again' as const),
    segments: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 30, maxLength: 30 }),
  })
  .map(({ values, treatedShare, caliper, reuse, segments }) =>
    ask(values, Math.floor(values.length * treatedShare), { caliper, reuse, segment: segments }),
  )

/** Distance in standard deviations, worked out anew; infinite where the two must not be matched. */
function distanceBy(question: MatchQuestion, treated: number, control: number): number {
  if (question.segment?.[treated] !== question.segment?.[control]) return Number.POSITIVE_INFINITY
  const variance = (values: Float64Array, accounts: readonly number[]) => {
    const own = accounts.map((account) => values[account] ?? Number.NaN).filter(Number.isFinite)
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length
    return own.length > 1 ? own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (own.length - 1) : 0
  }
  const gaps = question.likenesses.map(({ values }) => {
    const within = (variance(values, question.treated) + variance(values, question.controls)) / 2
    const all = variance(values, [...question.treated, ...question.controls])
    const deviation = Math.sqrt(within > 0 ? within : all)
    const gap = Math.abs((values[treated] ?? 0) - (values[control] ?? 0))
    return Number.isNaN(gap) ? Number.POSITIVE_INFINITY : deviation > 0 ? gap / deviation : 0
  })
  return gaps.some((gap) => gap > question.caliper + 1e-9) ? Number.POSITIVE_INFINITY : Math.hypot(...gaps)
}

describe('laws of matching', () => {
  it('every treated account is either matched or listed as unmatched, once', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { pairs, unmatched } = matchAccounts(question)
        const seen = [...pairs.map(({ treated }) => treated), ...unmatched.map(({ account }) => account)]
        expect(seen.sort((one, other) => one - other)).toEqual(question.treated)
      }),
    )
  })

  it('pairs lie within the caliper and the segment, and a control serves once where it may only serve once', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { pairs } = matchAccounts(question)
        for (const { treated, control, distance } of pairs) {
          expect(distance).toBeCloseTo(distanceBy(question, treated, control), 9)
        }
        const controls = pairs.map(({ control }) => control)
        if (question.reuse === 'once') expect(new Set(controls).size).toBe(controls.length)
      }),
    )
  })

  it('where controls may serve again, each account gets the nearest there is, and stays alone only if there is none', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const question: MatchQuestion = { ...asked, reuse: 'again' }
        const { pairs } = matchAccounts(question)
        for (const treated of question.treated) {
          const nearest = Math.min(...question.controls.map((control) => distanceBy(question, treated, control)))
          const found = pairs.find((pair) => pair.treated === treated)
          if (found) expect(found.distance).toBeCloseTo(nearest, 9)
          else expect(nearest === Number.POSITIVE_INFINITY || nearest > question.caliper - 1e-9).toBe(true)
        }
      }),
    )
  })

  it('where controls serve once, the account that chooses first gets the nearest of all, the others of what is left', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const question: MatchQuestion = { ...asked, reuse: 'once' }
        const first = question.likenesses[0]?.values ?? new Float64Array()
        const turns = matchAccounts(question).pairs.toSorted(
          (one, other) => (first[other.treated] ?? 0) - (first[one.treated] ?? 0) || one.treated - other.treated,
        )
        const used = new Set<number>()
        for (const { treated, control, distance } of turns) {
          const open = question.controls.filter((account) => !used.has(account))
          const nearest = Math.min(...open.map((account) => distanceBy(question, treated, account)))
          expect(distance).toBeCloseTo(nearest, 9)
          used.add(control)
        }
      }),
    )
  })

  it('a wider caliper never matches fewer when controls may serve again', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const narrow = matchAccounts({ ...question, reuse: 'again', caliper: 0.2 })
        const wide = matchAccounts({ ...question, reuse: 'again', caliper: 1 })
        expect(wide.pairs.length).toBeGreaterThanOrEqual(narrow.pairs.length)
      }),
    )
  })
})

describe('matching on starting spend and trend', () => {
  it('brings two very different groups to balance', () => {
    const random = seededRandom(2)
    const spend = Float64Array.from({ length: 3000 }, (_, index) =>
      Math.exp((index < 150 ? 11 : 9.5) + drawNormal(random)),
    )
    const trend = Float64Array.from({ length: 3000 }, (_, index) => (index < 150 ? 0.1 : 0) + 0.2 * drawNormal(random))
    const { balance, pairs, isBalanced, unmatched } = matchAccounts({
      treated: Array.from({ length: 150 }, (_, index) => index),
      controls: Array.from({ length: 2850 }, (_, index) => index + 150),
      likenesses: startingLikenesses(spend, trend),
      caliper: 0.25,
      reuse: 'once',
    })
    expect(balance[0]?.before).toBeGreaterThan(1.2)
    expect(balance[1]?.before).toBeGreaterThan(0.3)
    for (const { after } of balance) expect(Math.abs(after ?? 1)).toBeLessThan(BALANCE_LIMIT)
    expect(isBalanced).toBe(true)
    expect(pairs.length + unmatched.length).toBe(150)
    expect(pairs.length).toBeGreaterThan(110)
  })

  it('lists those without a counterpart with the reason', () => {
    const spend = Float64Array.of(1000, 1e9, 0, 1000, 1100, 900, 1050)
    const trend = Float64Array.of(0, 0, 0, Number.NaN, 0, 0.02, -0.01)
    const { unmatched, pairs } = matchAccounts({
      treated: [0, 1, 2, 3],
      controls: [4, 5, 6],
      likenesses: startingLikenesses(spend, trend),
      caliper: 0.5,
      reuse: 'once',
    })
    expect(pairs.map(({ treated }) => treated)).toEqual([0])
    expect(unmatched).toEqual([
      { account: 1, reason: 'selection/nobody-alike' },
      { account: 2, reason: 'selection/likeness-unknown' },
      { account: 3, reason: 'selection/likeness-unknown' },
    ])
  })

  it('never matches a treated account with a treated one or itself', () => {
    const { pairs } = matchAccounts({
      ...ask(
        [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        2,
      ),
      controls: [0, 1, 2],
    })
    expect(pairs).toEqual([{ treated: 0, control: 2, distance: 0 }])
  })

  it('takes the control of the lower index when two are equally near', () => {
    const question = ask(
      [
        [0, 0],
        [5, 0],
        [-5, 0],
        [20, 1],
      ],
      1,
      { caliper: 2 },
    )
    expect(matchAccounts(question).pairs[0]?.control).toBe(1)
  })

  it('has no balance and no pairs without treated accounts or without controls', () => {
    for (const treated of [0, 2]) {
      const { pairs, balance, isBalanced } = matchAccounts(
        ask(
          [
            [1, 1],
            [2, 3],
          ],
          treated,
        ),
      )
      expect(pairs).toEqual([])
      expect(balance.map(({ before, after }) => [before, after])).toEqual([
        [null, null],
        [null, null],
      ])
      expect(isBalanced).toBe(false)
    }
  })
})
