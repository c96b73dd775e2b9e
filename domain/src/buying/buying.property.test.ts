import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../program/index.ts'
import { type FittedStep, fitOfWays, type TwoWays } from './fit.ts'
import { compareOrders, type MappedPair } from './order.ts'
import { keepAsTemplate, layOutTemplate, type StepToKeep } from './template.ts'

const TODAY = '2026-11-20'
const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days))
const maybeDay = fc.option(day, { nil: null })

function sideOf(letter: string, serves: fc.Arbitrary<string[]>, most = 7): fc.Arbitrary<FittedStep[]> {
  return fc
    .array(
      fc.record({
        plannedOn: maybeDay,
        doneOn: maybeDay,
        evidence: fc.constantFrom('', 'Their word'),
        isNamed: fc.boolean(),
        serves,
      }),
      { maxLength: most },
    )
    .map((steps) => steps.map((step, at) => ({ ...step, id: `${letter}${at}` })))
}

const ways: fc.Arbitrary<TwoWays> = fc.record({
  customer: sideOf('m', fc.constant([])),
  ours: sideOf('s', fc.subarray(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6'])),
})
const pairs: fc.Arbitrary<MappedPair[]> = fc.array(
  fc.record({ step: fc.nat({ max: 8 }), milestone: fc.nat({ max: 8 }) }),
  { maxLength: 40 },
)

const fewPairs: fc.Arbitrary<MappedPair[]> = fc.array(
  fc.record({ step: fc.nat({ max: 4 }), milestone: fc.nat({ max: 4 }) }),
  { maxLength: 8 },
)

function everySubset<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: 2 ** items.length }, (_set, chosen) => items.filter((_item, at) => (chosen >> at) & 1))
}

/** The slow way: every two mappings there are. */
function everyTwo(mappings: readonly MappedPair[]) {
  const distinct = [...new Map(mappings.map((pair) => [`${pair.step} ${pair.milestone}`, pair])).values()]
  let opposed = 0
  let comparable = 0
  for (const [at, one] of distinct.entries()) {
    for (const other of distinct.slice(at + 1)) {
      const sign = (one.step - other.step) * (one.milestone - other.milestone)
      if (sign !== 0) comparable += 1
      if (sign < 0) opposed += 1
    }
  }
  return { opposed, comparable }
}

describe('the comparison of two orders', () => {
  it('counts as comparing every two mappings one by one does', () => {
    fc.assert(
      fc.property(pairs, (mappings) => {
        expect(compareOrders(mappings)).toMatchObject(everyTwo(mappings))
      }),
    )
  })

  it('marks those that some smallest set to be taken away holds, found by trying every set', () => {
    fc.assert(
      fc.property(fewPairs, (mappings) => {
        const distinct = [...new Map(mappings.map((pair) => [`${pair.step} ${pair.milestone}`, pair])).values()]
        const agreeing = everySubset(distinct).filter((set) => everyTwo(set).opposed === 0)
        const most = Math.max(...agreeing.map((set) => set.length))
        const longest = agreeing.filter((set) => set.length === most)
        const moved = distinct.filter((pair) => longest.some((set) => !set.includes(pair)))
        const { movedSteps, movedMilestones, opposed } = compareOrders(mappings)
        expect(movedSteps).toEqual(new Set(moved.map(({ step }) => step)))
        expect(movedMilestones).toEqual(new Set(moved.map(({ milestone }) => milestone)))
        expect(moved.length > 0).toBe(opposed > 0)
      }),
    )
  })

  it('is 0 of one order and 1 of its reverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), (count) => {
        const same = Array.from({ length: count }, (_pair, at) => ({ step: at, milestone: at }))
        const reversed = same.map(({ step }) => ({ step, milestone: count - 1 - step }))
        const all = (count * (count - 1)) / 2
        expect(compareOrders(same)).toMatchObject({ opposed: 0, comparable: all })
        expect(compareOrders(reversed)).toMatchObject({ opposed: all, comparable: all })
      }),
    )
  })

  it('does not care which side is called ours, nor in which order mappings are said', () => {
    fc.assert(
      fc.property(pairs, (mappings) => {
        const { opposed, comparable } = compareOrders(mappings)
        const turned = mappings.map(({ step, milestone }) => ({ step: milestone, milestone: step })).toReversed()
        expect(compareOrders(turned)).toMatchObject({ opposed, comparable })
      }),
    )
  })
})

describe('fit', () => {
  it('is the same whatever things are called', () => {
    fc.assert(
      fc.property(ways, ({ customer, ours }) => {
        const renamed = (steps: readonly FittedStep[]) =>
          steps.map((step) => ({ ...step, id: `new ${step.id}`, serves: step.serves.map((id) => `new ${id}`) }))
        const { fit, steps } = fitOfWays({ customer, ours }, TODAY)
        const other = fitOfWays({ customer: renamed(customer), ours: renamed(ours) }, TODAY)
        expect(other.fit).toEqual(fit)
        for (const [id, { marks, slipDays }] of steps)
          expect(other.steps.get(`new ${id}`)).toMatchObject({ marks, slipDays })
      }),
    )
  })

  it('never has a larger coverage gap nor more orphans with a mapping more', () => {
    fc.assert(
      fc.property(ways, fc.nat(), fc.nat(), ({ customer, ours }, step, milestone) => {
        fc.pre(customer.length > 0 && ours.length > 0)
        const served = customer[milestone % customer.length]?.id ?? ''
        const more = ours.map((own, at) =>
          at === step % ours.length ? { ...own, serves: [...own.serves, served] } : own,
        )
        const before = fitOfWays({ customer, ours }, TODAY).fit
        const after = fitOfWays({ customer, ours: more }, TODAY).fit
        expect(after.coverageGap.value).toBeLessThanOrEqual(before.coverageGap.value ?? 0)
        expect(after.orphanShare.value).toBeLessThanOrEqual(before.orphanShare.value ?? 0)
      }),
    )
  })

  it('never goes back when a step is done', () => {
    fc.assert(
      fc.property(ways, fc.nat(), ({ customer, ours }, at) => {
        fc.pre(customer.length > 0)
        const done = customer.map((step, place) => (place === at % customer.length ? { ...step, doneOn: TODAY } : step))
        const before = fitOfWays({ customer, ours }, TODAY).fit.customerProgress.value ?? 0
        expect(fitOfWays({ customer: done, ours }, TODAY).fit.customerProgress.value).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it('keeps every figure within its bounds, and tells the counts by the marks', () => {
    fc.assert(
      fc.property(ways, (both) => {
        const { fit, steps } = fitOfWays(both, TODAY)
        const figures = [
          fit.coverageGap,
          fit.orphanShare,
          fit.inversions,
          fit.customerProgress,
          fit.ourProgress,
          fit.roleGap,
        ]
        for (const { value } of figures) {
          expect(value ?? 0).toBeGreaterThanOrEqual(0)
          expect(value ?? 0).toBeLessThanOrEqual(1)
        }
        expect(Math.abs(fit.leadLag.value ?? 0)).toBeLessThanOrEqual(1)
        const marked = (mark: string) =>
          [...steps.values()].filter(({ marks }) => marks.some((one) => one === mark)).length
        expect([fit.notServed, fit.orphans, fit.lateSteps]).toEqual([
          marked('not_served'),
          marked('serves_nothing'),
          marked('late'),
        ])
        expect(fit.inverted > 0).toBe(marked('out_of_order') > 0)
      }),
    )
  })
})

const kept: fc.Arbitrary<StepToKeep[]> = fc
  .array(
    fc.record({
      side: fc.constantFrom('customer' as const, 'ours' as const),
      title: fc.string(),
      phase: fc.constant(null),
      ownerRole: fc.string(),
      evidence: fc.string(),
      requirement: fc.string(),
      plannedOn: maybeDay,
      served: fc.array(fc.nat({ max: 9 }), { maxLength: 4 }),
    }),
    { maxLength: 10 },
  )
  .map((steps) =>
    steps.map(({ served, ...step }, at) => ({
      ...step,
      id: String(at),
      serves:
        step.side === 'ours'
          ? [...new Set(served)].map(String).filter((id) => steps[Number(id)]?.side === 'customer')
          : [],
    })),
  )

describe('a template', () => {
  it('keeps every distance from the day of decision, and the mapping', () => {
    fc.assert(
      fc.property(kept, day, day, (steps, then, now) => {
        const laidOut = layOutTemplate(keepAsTemplate(steps, then), now)
        const ordered = [
          ...steps.filter(({ side }) => side === 'customer'),
          ...steps.filter(({ side }) => side === 'ours'),
        ]
        expect(laidOut.map(({ title }) => title)).toEqual(ordered.map(({ title }) => title))
        for (const [at, { plannedOn, serves }] of laidOut.entries()) {
          const before = ordered[at]
          expect(plannedOn && daysBetween(now, plannedOn)).toBe(
            before?.plannedOn && daysBetween(then, before.plannedOn),
          )
          expect(new Set(serves.map((place) => ordered[place]?.id))).toEqual(new Set(before?.serves))
        }
      }),
    )
  })

  it('laid out on its own day of decision is what it was kept from', () => {
    fc.assert(
      fc.property(kept, day, (steps, then) => {
        const planned = layOutTemplate(keepAsTemplate(steps, then), then).map(({ plannedOn }) => plannedOn)
        expect(new Set(planned)).toEqual(new Set(steps.map(({ plannedOn }) => plannedOn)))
      }),
    )
  })
})
