import { describe, expect, it } from 'vitest'
import {
  beforeAfterMove,
  daysUntil,
  linesOf,
  misfits,
  mismatchesOf,
  nextStep,
  sameTemplate,
  titlesOf,
  toMend,
} from './fit-rules.ts'
import { aMilestone, aPurchase, aStep, aTemplate, uuidOf } from './fixtures.ts'
import { leadWords } from './progress.tsx'

describe('what does not fit', () => {
  it('names the gravest first, and leaves out what only is not written yet', () => {
    const step = aMilestone(1, { marks: ['nobody_named', 'late', 'no_evidence', 'not_served'] })
    expect(mismatchesOf(step)).toEqual(['not_served', 'late'])
    expect(mismatchesOf(aMilestone(1, { marks: ['nobody_named', 'no_evidence'] }))).toEqual([])
  })

  it('lists unserved milestones before orphans, and those before what is merely late', () => {
    const purchase = aPurchase({
      theirs: [aMilestone(1, { plannedOn: '2026-01-01' }), aMilestone(2)],
      ours: [aStep(1, [1]), aStep(2, [])],
    })
    expect(misfits(purchase).map(({ title }) => title)).toEqual(['Milestone 2', 'Step 2', 'Milestone 1'])
  })
})

describe('what is to be mended', () => {
  it('is the order of our steps, never that of their milestones', () => {
    const marks = { marks: ['out_of_order' as const, 'late' as const] }
    expect(toMend(aMilestone(1, marks))).toEqual(['late'])
    expect(toMend(aStep(1, [1], marks))).toEqual(['out_of_order', 'late'])
  })
})

describe('what comes next', () => {
  it('is the first open step behind the furthest that is done, not one that was passed over', () => {
    const steps = [aMilestone(1), aMilestone(2, { doneOn: '2026-10-01' }), aMilestone(3), aMilestone(4)]
    expect(nextStep(steps)?.title).toBe('Milestone 3')
  })

  it('is nothing where the last one is done', () => {
    expect(nextStep([aMilestone(1, { doneOn: '2026-10-01' })])).toBeUndefined()
  })
})

describe('lines', () => {
  it('cross where the order is the other way round, whether done or not', () => {
    const done = { doneOn: '2026-10-01' }
    const purchase = aPurchase({
      theirs: [aMilestone(1, done), aMilestone(2), aMilestone(3)],
      ours: [aStep(1, [1], done), aStep(2, [3]), aStep(3, [2])],
    })
    expect(linesOf(purchase).map(({ milestoneId, kind }) => [milestoneId, kind])).toEqual([
      [uuidOf(1), 'done'],
      [uuidOf(3), 'crossing'],
      [uuidOf(2), 'crossing'],
    ])
  })

  it('cross at every pair in the opposite order, and nowhere else, whatever is mapped to what', () => {
    const places = [0, 1, 2, 3, 4]
    for (let seed = 1; seed <= 60; seed += 1) {
      const isMapped = (ours: number, theirs: number) =>
        (seed * 7 + ours * 13 + theirs * theirs * 5 + ours * theirs) % 3 === 0
      const theirs = places.map((place) => aMilestone(place))
      const ours = places.map((place) =>
        aStep(
          place,
          places.filter((other) => isMapped(place + seed, other)),
        ),
      )
      const lines = linesOf(aPurchase({ theirs, ours }))
      const at = lines.map((line) => ({
        ...line,
        ours: ours.findIndex(({ id }) => id === line.stepId),
        theirs: theirs.findIndex(({ id }) => id === line.milestoneId),
      }))
      for (const one of at) {
        const crosses = at.some((other) => (other.ours - one.ours) * (other.theirs - one.theirs) < 0)
        expect(one.kind === 'crossing').toBe(crosses)
      }
    }
  })

  it('of one step to two milestones never cross each other', () => {
    const purchase = aPurchase({ theirs: [aMilestone(1), aMilestone(2)], ours: [aStep(1, [1, 2])] })
    expect(linesOf(purchase).map(({ kind }) => kind)).toEqual(['mapped', 'mapped'])
  })
})

it('moves a step before the one above it or behind the one below it, and never past an end', () => {
  const ids = ['a', 'b', 'c', 'd']
  expect(beforeAfterMove(ids, 'c', -1)).toBe('b')
  expect(beforeAfterMove(ids, 'b', 1)).toBe('d')
  expect(beforeAfterMove(ids, 'c', 1)).toBeNull()
  expect(beforeAfterMove(ids, 'a', -1)).toBeUndefined()
  expect(beforeAfterMove(ids, 'd', 1)).toBeUndefined()
})

it('takes every pasted line that is not empty for a step', () => {
  expect(titlesOf(' one \r\n\n two\n')).toEqual(['one', 'two'])
})

it('counts days across a change of the clock', () => {
  expect(daysUntil('2026-03-30', '2026-03-28')).toBe(2)
  expect(daysUntil('2026-01-01', '2026-01-31')).toBe(-30)
})

it('finds the template of a name whatever its case', () => {
  expect(sameTemplate([aTemplate()], ' YEARLY tender ')?.number).toBe(2)
  expect(sameTemplate([aTemplate()], 'tender')).toBeUndefined()
})

it('tells the lead in points, and why it is unknown', () => {
  const known = (value: number) => leadWords({ leadLag: { value, status: 'ok', reasons: [] } })
  expect([known(0.25), known(-0.01), known(0.004)]).toEqual([
    'We are 25 points ahead of them.',
    'They are 1 point ahead of us.',
    'Both are equally far.',
  ])
})
