import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareSwotItems, type RankedSwotItem, SWOT_KINDS, swotGrade, swotMarks, swotScore } from './swot.ts'
import { proposeTows, TOWS_STRATEGIES, towsPairId, towsStrategy } from './tows.ts'

const judgement = fc.constantFrom(null, 1, 2, 3)
const items: fc.Arbitrary<RankedSwotItem[]> = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 60 }).map(String),
    kind: fc.constantFrom(...SWOT_KINDS),
    impact: judgement,
    confidence: judgement,
    text: fc.constantFrom('price', 'quality', 'reach'),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
)
const NOTHING: ReadonlySet<string> = new Set()

/** The slow way: every pair there is, then sorted. */
function everyPair(list: readonly RankedSwotItem[]) {
  const ranked = list.toSorted(compareSwotItems)
  const place = new Map(ranked.map(({ id }, index) => [id, index]))
  return ranked
    .flatMap((internal) =>
      ranked.flatMap((external) => {
        const strategy = towsStrategy(internal.kind, external.kind)
        const product = (swotScore(internal) ?? 0) * (swotScore(external) ?? 0)
        return strategy && product > 0 ? [{ internal, external, product }] : []
      }),
    )
    .sort(
      (one, other) =>
        other.product - one.product ||
        (place.get(one.internal.id) ?? 0) - (place.get(other.internal.id) ?? 0) ||
        (place.get(one.external.id) ?? 0) - (place.get(other.external.id) ?? 0),
    )
    .map(({ internal, external }) => towsPairId(internal.id, external.id))
}

describe('the order of items', () => {
  it('does not depend on how they came, and no two are equal', () => {
    fc.assert(
      fc.property(items, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list.map((one) => ({ one, key: keys.next().value ?? 0 }))
        shuffled.sort((one, other) => one.key - other.key)
        expect(shuffled.map(({ one }) => one).sort(compareSwotItems)).toEqual(list.toSorted(compareSwotItems))
        for (const one of list) {
          for (const other of list) expect(compareSwotItems(one, other) === 0).toBe(one === other)
        }
      }),
    )
  })

  it('never puts a lower grade before a higher one', () => {
    const worth = { high: 3, medium: 2, low: 1 }
    fc.assert(
      fc.property(items, (list) => {
        const grades = list.toSorted(compareSwotItems).map((one) => swotGrade(swotScore(one)))
        const worths = grades.map((grade) => (grade ? worth[grade] : 0))
        expect(worths).toEqual(worths.toSorted((one, other) => other - one))
      }),
    )
  })
})

describe('proposed pairs', () => {
  it('are all pairs of graded items, in the order that sorting them all would give', () => {
    fc.assert(
      fc.property(items, (list) => {
        const { proposals, total } = proposeTows(list, { answered: NOTHING, limit: 10_000 })
        expect(proposals.map(({ id }) => id)).toEqual(everyPair(list))
        expect(total).toBe(proposals.length)
      }),
    )
  })

  it('are the beginning of the whole list for every limit, with the same total', () => {
    fc.assert(
      fc.property(items, fc.nat({ max: 40 }), (list, limit) => {
        const whole = proposeTows(list, { answered: NOTHING, limit: 10_000 })
        const first = proposeTows(list, { answered: NOTHING, limit })
        expect(first.proposals).toEqual(whole.proposals.slice(0, limit))
        expect(first.total).toBe(whole.total)
      }),
    )
  })

  it('are divided without rest among the four strategies', () => {
    fc.assert(
      fc.property(items, (list) => {
        const whole = proposeTows(list, { answered: NOTHING, limit: 10_000 }).proposals.map(({ id }) => id)
        const parts = TOWS_STRATEGIES.flatMap((strategy) => {
          const { proposals, total } = proposeTows(list, { strategy, answered: NOTHING, limit: 10_000 })
          expect(total).toBe(proposals.length)
          expect(proposals.every((proposal) => proposal.strategy === strategy)).toBe(true)
          return proposals.map(({ id }) => id)
        })
        expect(parts.sort()).toEqual(whole.sort())
      }),
    )
  })

  it('become fewer by exactly those that were answered', () => {
    fc.assert(
      fc.property(items, fc.nat({ max: 10 }), (list, take) => {
        const whole = everyPair(list)
        const answered = new Set(whole.filter((_, index) => index % (take + 1) === 0))
        const left = proposeTows(list, { answered, limit: 10_000 })
        expect(left.proposals.map(({ id }) => id)).toEqual(whole.filter((id) => !answered.has(id)))
        expect(left.total).toBe(whole.length - answered.size)
      }),
    )
  })

  it('have a product between 1 and 81', () => {
    fc.assert(
      fc.property(items, (list) => {
        const { proposals } = proposeTows(list, { answered: NOTHING, limit: 10_000 })
        expect(proposals.every(({ product }) => product >= 1 && product <= 81)).toBe(true)
      }),
    )
  })
})

describe('marks', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const evidenced = fc.record({
    impact: judgement,
    confidence: judgement,
    evidence: fc.constantFrom('', 'report'),
    evidenceOn: fc.option(day),
    isSettled: fc.boolean(),
    standingEffects: fc.nat({ max: 3 }),
  })
  const setting = fc.record({ asOf: day, freshMonths: fc.option(fc.integer({ min: 1, max: 36 })) })

  it('never contradict each other: no date and old, not graded and high', () => {
    fc.assert(
      fc.property(evidenced, setting, (item, at) => {
        const marks = swotMarks(item, at)
        expect(marks.includes('without_date') && marks.includes('old_evidence')).toBe(false)
        expect(marks.includes('not_graded') && marks.includes('high_without_action')).toBe(false)
        expect(new Set(marks).size).toBe(marks.length)
      }),
    )
  })

  it('go away one by one: a grade, evidence, a day of today, an action', () => {
    fc.assert(
      fc.property(evidenced, setting, (item, at) => {
        const whole = { ...item, impact: 3, confidence: 3, evidence: 'report', evidenceOn: at.asOf, standingEffects: 1 }
        expect(swotMarks(whole, at)).toEqual([])
        expect(swotMarks({ ...item, isSettled: true }, at)).toEqual([])
      }),
    )
  })

  it('only become more as evidence grows older', () => {
    fc.assert(
      fc.property(evidenced, setting, day, (item, at, later) => {
        const [first, second] = [at.asOf, later].toSorted()
        const before = swotMarks(item, { ...at, asOf: first ?? later })
        const after = swotMarks(item, { ...at, asOf: second ?? later })
        expect(before.filter((mark) => !after.includes(mark))).toEqual([])
      }),
    )
  })
})
