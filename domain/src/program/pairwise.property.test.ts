import fc from 'fast-check'
import { expect, test } from 'vitest'
import { combinePairwise, type PairwiseMatrix, pairwisePriorities, principalVector } from './index.ts'

const scale = fc.integer({ min: 1, max: 17 }).map((step) => (step <= 9 ? step : 1 / (step - 8)))

function reciprocal(size: number): fc.Arbitrary<PairwiseMatrix> {
  return fc.array(scale, { minLength: (size * (size - 1)) / 2, maxLength: (size * (size - 1)) / 2 }).map((upper) => {
    const values = Array.from({ length: size }, () => Array.from({ length: size }, () => 1))
    let next = 0
    for (let row = 0; row < size; row += 1) {
      for (let column = row + 1; column < size; column += 1) {
        const value = upper[next++] ?? 1
        values[row]?.splice(column, 1, value)
        values[column]?.splice(row, 1, 1 / value)
      }
    }
    return { items: Array.from({ length: size }, (_, index) => `c${index}`), values }
  })
}

const anyMatrix = fc.integer({ min: 2, max: 7 }).chain(reciprocal)

function permuted(matrix: PairwiseMatrix, order: readonly number[]): PairwiseMatrix {
  return {
    items: order.map((index) => matrix.items[index] ?? ''),
    values: order.map((row) => order.map((column) => matrix.values[row]?.[column] ?? 1)),
  }
}

test('the weights of comparisons that fit together are recovered exactly', () => {
  const weights = fc.array(fc.double({ min: 0.1, max: 0.9, noNaN: true }), { minLength: 2, maxLength: 9 })
  fc.assert(
    fc.property(weights, (parts) => {
      const total = parts.reduce((sum, part) => sum + part, 0)
      const { weights: found, lambdaMax } = principalVector(parts.map((one) => parts.map((other) => one / other)))
      found.forEach((weight, index) => {
        expect(weight).toBeCloseTo((parts[index] ?? 0) / total, 10)
      })
      expect(lambdaMax).toBeCloseTo(parts.length, 9)
    }),
  )
})

test('weights are shares: above nought and adding up to one; the eigenvalue is never below the number of items', () => {
  fc.assert(
    fc.property(anyMatrix, ({ values }) => {
      const { weights, lambdaMax } = principalVector(values)
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10)
      expect(Math.min(...weights)).toBeGreaterThan(0)
      expect(lambdaMax).toBeGreaterThan(values.length - 1e-9)
    }),
  )
})

test('the order in which criteria are listed changes nothing', () => {
  const matrixAndOrder = anyMatrix.chain((matrix) =>
    fc.tuple(
      fc.constant(matrix),
      fc.shuffledSubarray(
        matrix.items.map((_, index) => index),
        { minLength: matrix.items.length },
      ),
    ),
  )
  fc.assert(
    fc.property(matrixAndOrder, ([matrix, order]) => {
      const before = principalVector(matrix.values)
      const after = principalVector(permuted(matrix, order).values)
      order.forEach((from, to) => {
        expect(after.weights[to]).toBeCloseTo(before.weights[from] ?? 0, 8)
      })
    }),
  )
})

test('a group of any judgements is reciprocal again', () => {
  const group = fc
    .integer({ min: 2, max: 6 })
    .chain((size) => fc.array(reciprocal(size), { minLength: 1, maxLength: 5 }))
  fc.assert(
    fc.property(group, (matrices) => {
      const combined = combinePairwise(matrices)
      expect(combined.ok).toBe(true)
      if (!combined.ok) return
      const { values } = combined.value
      values.forEach((row, i) => {
        row.forEach((value, j) => {
          expect(value * (values[j]?.[i] ?? 0)).toBeCloseTo(1, 12)
          expect(value).toBeGreaterThan(1 / 9 - 1e-9)
          expect(value).toBeLessThan(9 + 1e-9)
        })
      })
    }),
  )
})

test('the order of the members changes nothing', () => {
  fc.assert(
    fc.property(fc.array(reciprocal(4), { minLength: 2, maxLength: 4 }), (matrices) => {
      const one = combinePairwise(matrices)
      const other = combinePairwise([...matrices].reverse())
      if (!one.ok || !other.ok) throw new Error('refused')
      one.value.values.flat().forEach((value, index) => {
        expect(other.value.values.flat()[index]).toBeCloseTo(value, 10)
      })
    }),
  )
})

test('putting the breaking comparison right by the value that fits never makes things worse', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 6 }).chain(reciprocal), (matrix) => {
      const result = pairwisePriorities(matrix, 'saaty_2005')
      if (!result.ok) throw new Error('refused')
      const { breaking, consistencyRatio, isConsistent, limit } = result.value
      expect(isConsistent).toBe(consistencyRatio <= limit)
      if (!breaking) return
      const row = matrix.items.indexOf(breaking.item)
      const column = matrix.items.indexOf(breaking.against)
      const values = matrix.values.map((line) => [...line])
      values[row]?.splice(column, 1, breaking.consistentValue)
      values[column]?.splice(row, 1, 1 / breaking.consistentValue)
      const after = pairwisePriorities({ ...matrix, values }, 'saaty_2005')
      if (!after.ok) throw new Error('refused')
      expect(after.value.consistencyRatio).toBeLessThanOrEqual(consistencyRatio + 1e-9)
    }),
    { numRuns: 60 },
  )
})
