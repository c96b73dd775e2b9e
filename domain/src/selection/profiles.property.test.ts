import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstAlike } from './profiles.ts'
import type { ScoreMatrix } from './rank.ts'

const cell = fc.constantFrom(0, 50, 100, Number.NaN)
const anyMatrix = fc
  .record({ accounts: fc.integer({ min: 0, max: 40 }), criteria: fc.integer({ min: 0, max: 3 }), gated: fc.boolean() })
  .chain(({ accounts, criteria, gated }) => {
    const size = { minLength: accounts, maxLength: accounts }
    return fc.record({
      columns: fc.array(fc.tuple(fc.array(cell, size), fc.array(fc.constantFrom(1, 0.5), size), fc.boolean()), {
        minLength: criteria,
        maxLength: criteria,
      }),
      gates: fc.array(fc.constantFrom(0, 2), size),
      accounts: fc.constant(accounts),
      gated: fc.constant(gated),
    })
  })
  .map(
    ({ columns, gates, accounts, gated }): ScoreMatrix => ({
      accounts,
      columns: columns.map(([points, strength, isFresh], index) => ({
        key: `c${index}`,
        points: Float64Array.from(points),
        strength: isFresh ? null : Float64Array.from(strength),
      })),
      gates: gated ? Uint8Array.from(gates) : null,
    }),
  )

test('accounts stand together exactly when all of their evidence is the same, under the first of them', () => {
  fc.assert(
    fc.property(anyMatrix, (matrix) => {
      const rows = Array.from({ length: matrix.accounts }, (_, account) =>
        [
          matrix.gates?.[account] ?? 0,
          ...matrix.columns.flatMap(({ points, strength }) => [points[account], strength?.[account] ?? 1]),
        ].join(),
      )
      expect([...firstAlike(matrix)]).toEqual(rows.map((row) => rows.indexOf(row)))
    }),
    { numRuns: 200 },
  )
})
