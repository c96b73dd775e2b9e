import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Anchor, anchorPoints, measuredAnchors } from './index.ts'

const points = fc.double({ min: 0, max: 100, noNaN: true })
const raw = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const anchors = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 8 }).chain((raws) =>
  fc.array(points, { minLength: raws.length, maxLength: raws.length }).map((values): readonly Anchor[] => {
    const sorted = [...raws].sort((a, b) => a - b)
    return measuredAnchors(...sorted.map((value, index) => [value, values[index] ?? 0] as const))
  }),
)
const risingAnchors = anchors.map((list) => {
  const sorted = list.map((anchor) => anchor.points).sort((a, b) => a - b)
  return list.map((anchor, index) => ({ ...anchor, points: sorted[index] ?? 0 }))
})

describe('points of a raw value', () => {
  const scale = measuredAnchors([0, 20], [10, 80], [20, 60])

  test.each([
    [0, 20],
    [5, 50],
    [10, 80],
    [15, 70],
    [20, 60],
  ])('%d earns %d on the line between two anchors, which may fall', (value, earned) => {
    expect(anchorPoints(scale, value)).toBe(earned)
  })

  test('beyond the ends the points stay', () => {
    expect(anchorPoints(scale, -1000)).toBe(20)
    expect(anchorPoints(scale, 1000)).toBe(60)
  })

  test('every anchor earns exactly its own points', () => {
    fc.assert(fc.property(anchors, (list) => list.every((anchor) => anchorPoints(list, anchor.raw) === anchor.points)))
  })

  test('points never leave the span of the anchors', () => {
    fc.assert(
      fc.property(anchors, raw, (list, value) => {
        const all = list.map((anchor) => anchor.points)
        const earned = anchorPoints(list, value)
        return earned >= Math.min(...all) && earned <= Math.max(...all)
      }),
    )
  })

  test('on a rising scale more is never worth less', () => {
    fc.assert(
      fc.property(risingAnchors, raw, raw, (list, one, other) => {
        return anchorPoints(list, Math.min(one, other)) <= anchorPoints(list, Math.max(one, other))
      }),
    )
  })
})
