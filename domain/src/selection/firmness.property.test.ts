import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import {
  accountsInside,
  type CutQuestion,
  firmnessOf,
  rankedScores,
  rankMatrix,
  sharesOf,
  type WeightDirection,
} from './index.ts'

// Many repetitions: a busy machine may take longer than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 })

const STEPS = 60
const JUST = 1e-7

function questionOf(points: fc.Arbitrary<number>): fc.Arbitrary<CutQuestion> {
  return fc
    .record({
      accounts: fc.integer({ min: 1, max: 12 }),
      criteria: fc.integer({ min: 1, max: 4 }),
      places: fc.integer({ min: 0, max: 6 }),
      minimumConfidence: fc.constantFrom(0, 0.3, 0.5),
      withGates: fc.boolean(),
    })
    .chain(({ accounts, criteria, places, minimumConfidence, withGates }) => {
      const cells = <Cell>(cell: fc.Arbitrary<Cell>) => fc.array(cell, { minLength: accounts, maxLength: accounts })
      const present = fc.oneof({ arbitrary: points, weight: 4 }, { arbitrary: fc.constant(Number.NaN), weight: 1 })
      const column = fc.tuple(cells(present), cells(fc.constantFrom(1, 1, 0.5)))
      return fc
        .tuple(
          fc.array(column, { minLength: criteria, maxLength: criteria }),
          fc.array(fc.integer({ min: 1, max: 9 }), { minLength: criteria, maxLength: criteria }),
          cells(fc.constantFrom(0, 0, 0, 0, 1, 2)),
        )
        .map(([columns, weights, gates]) => ({
          matrix: {
            accounts,
            columns: columns.map(([own, strength], index) => ({
              key: `c${index}`,
              points: Float64Array.from(own),
              strength: Float64Array.from(own, (value, account) =>
                Number.isNaN(value) ? 0 : (strength[account] ?? 1),
              ),
            })),
            gates: withGates ? Uint8Array.from(gates) : null,
          },
          weights,
          minimumConfidence,
          places,
        }))
    })
}

/** The weights after one criterion's share has moved to `share`, the others keeping their proportions. */
function moved(question: CutQuestion, column: number, share: number): CutQuestion {
  const shares = sharesOf(question.weights)
  const own = shares[column] ?? 0
  const kept = Math.max(0, Math.min(1, share))
  return {
    ...question,
    weights: shares.map((other, index) => (index === column ? kept : (other * (1 - kept)) / (1 - own))),
  }
}

/**
 * By looking at every pair: does the list differ from the one at the start? Rounding at the least confidence is read as no
 * change where there should be none, and as a change where there should be one.
 */
function hasChanged(
  question: CutQuestion,
  at: { readonly inside: Uint8Array; readonly column: number; readonly share: number },
  expected: 'change' | 'no change',
): boolean {
  const { inside } = at
  const there = moved(question, at.column, at.share)
  const leeway = expected === 'change' ? -1e-9 : 1e-9
  const forIns = rankedScores({ ...there, minimumConfidence: question.minimumConfidence - leeway })
  const forOuts = rankedScores({ ...there, minimumConfidence: question.minimumConfidence + leeway })
  const isFull = inside.filter((mark) => mark === 1).length >= question.places
  const outs = [...forOuts].filter((score, account) => inside[account] === 0 && !Number.isNaN(score))
  const ins = [...forIns].filter((_, account) => inside[account] === 1)
  if (ins.some(Number.isNaN)) return true
  if (!isFull) return outs.length > 0
  return ins.some((one) => outs.some((other) => other > one + 1e-9))
}

function changesOf(question: CutQuestion) {
  const shares = sharesOf(question.weights)
  return firmnessOf(question).criteria.flatMap(({ key, more, less }, column) =>
    (
      [
        ['more', more],
        ['less', less],
      ] as const
    ).map(([direction, change]) => {
      const share = shares[column] ?? 0
      const reach: number = direction === 'more' ? 1 - share : share
      const sign = direction === 'more' ? 1 : -1
      return { key, column, direction: direction as WeightDirection, change, share, reach, sign }
    }),
  )
}

function checkAgainstGrid(question: CutQuestion): void {
  const inside = accountsInside(question)
  for (const { column, change, share, reach, sign } of changesOf(question)) {
    if (share === 1) {
      expect(change).toBeNull()
      continue
    }
    const limit = change ? Math.abs(change.change) - JUST : reach - JUST
    for (let step = 1; step <= STEPS && question.places > 0; step += 1) {
      const distance = (limit * step) / STEPS
      if (distance <= 0) break
      const at = { inside, column, share: share + sign * distance }
      expect(hasChanged(question, at, 'no change'), `before, at ${distance}`).toBe(false)
    }
    if (!change) continue
    expect(change.share).toBeCloseTo(share + change.change, 12)
    const start = Math.abs(change.change)
    const beyond = [JUST, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2].map((ahead) => Math.min(reach, start + ahead))
    const isChange = (distance: number) =>
      hasChanged(question, { inside, column, share: share + sign * distance }, 'change')
    expect(beyond.some(isChange)).toBe(true)
  }
}

const fine = fc.integer({ min: 0, max: 1_000_000 }).map((points) => points / 10_000)

test('nothing changes before the smallest change, and something does right after it, on any list', () => {
  fc.assert(fc.property(questionOf(fine), checkAgainstGrid), { numRuns: 150 })
})

test('the same holds where many scores are equal', () => {
  fc.assert(fc.property(questionOf(fc.constantFrom(0, 25, 50, 75, 100)), checkAgainstGrid), { numRuns: 150 })
})

test('right after the smallest change the list is the old one less who falls out plus who comes in', () => {
  fc.assert(
    fc.property(questionOf(fine), (question) => {
      const before = [...accountsInside(question).entries()].filter(([, mark]) => mark).map(([account]) => account)
      for (const { column, change, share, sign, reach } of changesOf(question)) {
        if (!change || reach - Math.abs(change.change) < JUST) continue
        const after = accountsInside(moved(question, column, share + change.change + (sign * JUST) / 10))
        const expected = new Set(before)
        if (change.fallsOut !== null) expected.delete(change.fallsOut)
        if (change.comesIn !== null) expected.add(change.comesIn)
        const found = [...after.entries()].filter(([, mark]) => mark).map(([account]) => account)
        // Two crossings may lie closer together than the step; then the list has merely changed.
        if (found.join() !== [...expected].sort((one, other) => one - other).join()) {
          expect(found).not.toEqual(before)
          expect(change.cause).toBeDefined()
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('who has a place is who stands first in the ranking', () => {
  fc.assert(
    fc.property(questionOf(fc.constantFrom(0, 25, 50, 75, 100)), (question) => {
      const { order, standing } = rankMatrix(question.matrix, question.weights, question.minimumConfidence)
      const first = [...order].filter((account) => standing[account] === 0).slice(0, question.places)
      const marked = [...accountsInside(question).entries()].filter(([, mark]) => mark).map(([account]) => account)
      expect(marked).toEqual(first.sort((one, other) => one - other))
    }),
    { numRuns: 300 },
  )
})
