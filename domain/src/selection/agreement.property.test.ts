import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AgreementMetric, intraclassCorrelation, krippendorffAlpha, type Ratings } from './index.ts'

const METRICS: readonly AgreementMetric[] = ['nominal', 'ordinal', 'interval', 'ratio']
const metric = fc.constantFrom(...METRICS)
const rating = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null, freq: 5 })

function tableOf(cell: fc.Arbitrary<number | null>): fc.Arbitrary<Ratings> {
  return fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 5, max: 12 }))
    .chain(([raters, units]) =>
      fc.array(fc.array(cell, { minLength: units, maxLength: units }), { minLength: raters, maxLength: raters }),
    )
}

const ratings = tableOf(rating)

function alphaOf(table: Ratings, by: AgreementMetric): number | null {
  return krippendorffAlpha(table, by).alpha.value
}

function expectSame(one: number | null, other: number | null): void {
  if (one === null || other === null) expect(other).toBe(one)
  else expect(other).toBeCloseTo(one, 9)
}

test('alpha does not know who is who: raters and units may be listed in any order', () => {
  fc.assert(
    fc.property(ratings, metric, (table, by) => {
      expectSame(alphaOf(table, by), alphaOf([...table].reverse(), by))
      expectSame(
        alphaOf(table, by),
        alphaOf(
          table.map((row) => [...row].reverse()),
          by,
        ),
      )
    }),
  )
})

test('alpha never exceeds one, and is one exactly when no two ratings of a unit differ', () => {
  fc.assert(
    fc.property(ratings, metric, (table, by) => {
      const alpha = alphaOf(table, by)
      if (alpha === null) return
      const isPerfect = (table[0] ?? []).every((_, unit) => {
        const given = new Set(table.map((row) => row[unit] ?? null).filter((value) => value !== null))
        return given.size <= 1
      })
      expect(alpha).toBeLessThanOrEqual(1 + 1e-12)
      expect(Math.abs(alpha - 1) < 1e-12).toBe(isPerfect)
    }),
  )
})

test('raters who all say the same agree perfectly, whatever they say', () => {
  const row = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 5, maxLength: 12 })
  fc.assert(
    fc.property(row, fc.integer({ min: 2, max: 5 }), metric, (scores, raters, by) => {
      const alpha = alphaOf(
        Array.from({ length: raters }, () => scores),
        by,
      )
      if (new Set(scores).size === 1) expect(alpha).toBeNull()
      else expect(alpha).toBeCloseTo(1, 12)
    }),
  )
})

test('by distance, alpha is the same on any scale: shifted and stretched', () => {
  fc.assert(
    fc.property(ratings, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -50, max: 50 }), (table, factor, shift) => {
      const moved = table.map((row) => row.map((value) => (value === null ? null : factor * value + shift)))
      expectSame(alphaOf(table, 'interval'), alphaOf(moved, 'interval'))
    }),
  )
})

test('by order, only the order of the levels counts', () => {
  fc.assert(
    fc.property(ratings, (table) => {
      const bent = table.map((row) => row.map((value) => (value === null ? null : value ** 3)))
      expectSame(alphaOf(table, 'ordinal'), alphaOf(bent, 'ordinal'))
      expectSame(alphaOf(table, 'nominal'), alphaOf(bent, 'nominal'))
    }),
  )
})

test('by ratio, a currency changes nothing', () => {
  fc.assert(
    fc.property(ratings, fc.integer({ min: 1, max: 100 }), (table, factor) => {
      const converted = table.map((row) => row.map((value) => (value === null ? null : factor * value)))
      expectSame(alphaOf(table, 'ratio'), alphaOf(converted, 'ratio'))
    }),
  )
})

test('intraclass correlations are the same on any scale, and for raters and units in any order', () => {
  fc.assert(
    fc.property(
      tableOf(fc.integer({ min: 1, max: 5 })),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: -9, max: 9 }),
      (table, factor, shift) => {
        const before = intraclassCorrelation(table).value?.single
        const moved = [...table].reverse().map((row) => row.map((value) => factor * (value ?? 0) + shift).reverse())
        const after = intraclassCorrelation(moved).value?.single
        for (const model of ['oneWay', 'randomRaters', 'fixedRaters'] as const) {
          expectSame(before?.[model].value ?? null, after?.[model].value ?? null)
        }
      },
    ),
  )
})

test('a rater who is always the same bit more severe costs agreement on the level, but not on the order', () => {
  const row = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 5, maxLength: 10 })
  fc.assert(
    fc.property(row, fc.integer({ min: 1, max: 5 }), (scores, severity) => {
      const single = intraclassCorrelation([scores, scores.map((score) => score - severity)]).value?.single
      expect(single?.fixedRaters.value).toBeCloseTo(1, 9)
      expect(single?.randomRaters.value ?? 1).toBeLessThan(1)
    }),
  )
})
