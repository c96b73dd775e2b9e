import { describe, expect, it, vi } from 'vitest'
import { seededRandom } from '../kernel/index.ts'
import { type CutQuestion, firmnessOf } from './index.ts'

// Many repetitions: a busy machine may take longer than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 })

const UNKNOWN = Number.NaN

function question(
  columns: readonly (readonly number[])[],
  weights: readonly number[],
  changes: Partial<Pick<CutQuestion, 'places' | 'minimumConfidence'>> = {},
): CutQuestion {
  return {
    matrix: {
      accounts: columns[0]?.length ?? 0,
      columns: columns.map((points, index) => ({
        key: `c${index}`,
        points: Float64Array.from(points),
        strength: null,
      })),
      gates: null,
    },
    weights,
    minimumConfidence: 0,
    places: 1,
    ...changes,
  }
}

describe('how firm the list is', () => {
  it('finds the share at which two accounts are level, up and down', () => {
    // 80 w + 20 (1 - w) against 50 w + 60 (1 - w): level where 30 w = 40 (1 - w), at four sevenths.
    const { criteria, inside } = firmnessOf(
      question(
        [
          [80, 50],
          [20, 60],
        ],
        [3, 1],
      ),
    )
    expect(inside).toEqual([0])
    expect(criteria[0]?.share).toBe(0.75)
    expect(criteria[0]?.more).toBeNull()
    expect(criteria[0]?.less?.share).toBeCloseTo(4 / 7, 12)
    expect(criteria[0]?.less?.change).toBeCloseTo(4 / 7 - 0.75, 12)
    expect(criteria[0]?.less).toMatchObject({ fallsOut: 0, comesIn: 1, cause: 'overtaken' })
    expect(criteria[1]?.more?.share).toBeCloseTo(3 / 7, 12)
    expect(criteria[1]?.less).toBeNull()
  })

  it('says that no change can alter a list whose accounts are better in everything', () => {
    const { criteria, smallest } = firmnessOf(
      question(
        [
          [90, 80, 10, 20],
          [70, 60, 30, 5],
        ],
        [1, 1],
        { places: 2 },
      ),
    )
    expect(criteria.flatMap(({ more, less }) => [more, less])).toEqual([null, null, null, null])
    expect(smallest).toBeNull()
  })

  it('names the criterion that needs the least change', () => {
    const { smallest, criteria } = firmnessOf(
      question(
        [
          [60, 0],
          [50, 55],
          [50, 60],
        ],
        [1, 1, 1],
      ),
    )
    expect(smallest?.key).toBe('c0')
    expect(smallest?.change).toEqual(criteria[0]?.less)
  })

  it('keeps the others in proportion to each other', () => {
    // With the first at s the others carry (1 - s) / 4 and 3 (1 - s) / 4.
    const { criteria } = firmnessOf(
      question(
        [
          [100, 0],
          [0, 100],
          [40, 60],
        ],
        [4, 1, 3],
      ),
    )
    // 100 s + (1 - s) 30 = (1 - s) 70
    expect(criteria[0]?.less?.share).toBeCloseTo(2 / 7, 12)
  })

  it('weighs an account with missing evidence by the criteria it has', () => {
    // The second account has only the second criterion: 55, whatever the weights. The first: 80 w + 20 (1 - w).
    const { criteria } = firmnessOf(
      question(
        [
          [80, UNKNOWN],
          [20, 55],
        ],
        [3, 1],
      ),
    )
    expect(criteria[0]?.less?.share).toBeCloseTo(35 / 60, 12)
    expect(criteria[0]?.less).toMatchObject({ fallsOut: 0, comesIn: 1 })
    // More weight on the first only helps the first, up to where the second has no evidence left.
    expect(criteria[0]?.more).toBeNull()
  })

  it('lets an account fall out when too little of the weight is evidenced', () => {
    const { criteria } = firmnessOf(
      question(
        [
          [UNKNOWN, 10],
          [90, 10],
        ],
        [1, 3],
        { minimumConfidence: 0.5 },
      ),
    )
    expect(criteria[0]?.more).toMatchObject({ fallsOut: 0, comesIn: 1, cause: 'evidence_too_thin' })
    expect(criteria[0]?.more?.share).toBeCloseTo(0.5, 12)
  })

  it('lets an account come in as soon as enough of the weight is evidenced', () => {
    const { criteria } = firmnessOf(
      question(
        [
          [UNKNOWN, 10],
          [90, 10],
        ],
        [3, 1],
        { minimumConfidence: 0.5 },
      ),
    )
    expect(criteria[0]?.less).toMatchObject({ fallsOut: 1, comesIn: 0, cause: 'evidence_enough' })
    expect(criteria[0]?.less?.share).toBeCloseTo(0.5, 12)
  })

  it('lets an account fall out at the very end, when the only criterion it has evidence on is dropped', () => {
    const asked = question(
      [
        [90, 10],
        [UNKNOWN, 10],
      ],
      [1, 1],
    )
    const { criteria } = firmnessOf(asked)
    expect(criteria[0]?.less).toEqual({
      share: 0,
      change: -0.5,
      fallsOut: 0,
      comesIn: 1,
      cause: 'evidence_too_thin',
    })
    expect(criteria[1]?.more).toMatchObject({ share: 1, fallsOut: 0, comesIn: 1 })
    expect(criteria[0]?.more).toBeNull()
  })

  it('asks what would happen if a criterion without weight got some', () => {
    const asked = question(
      [
        [60, 50],
        [0, 40],
      ],
      [1, 0],
    )
    const { criteria } = firmnessOf(asked)
    // 60 (1 - s) against 50 (1 - s) + 40 s: level at a share of one fifth.
    expect(criteria[1]).toMatchObject({ share: 0, less: null, more: { share: expect.closeTo(0.2, 12), comesIn: 1 } })
    expect(criteria[0]).toMatchObject({ share: 1, more: null, less: null })
  })

  it('fills a free place when an account gains its standing', () => {
    const { criteria } = firmnessOf(
      question(
        [
          [UNKNOWN, 10],
          [90, 10],
        ],
        [3, 1],
        { minimumConfidence: 0.5, places: 5 },
      ),
    )
    expect(criteria[0]?.less).toMatchObject({ fallsOut: null, comesIn: 0, cause: 'evidence_enough' })
  })

  it('never lets an account behind a gate in', () => {
    const open = question(
      [
        [80, 50],
        [20, 60],
      ],
      [3, 1],
    )
    const gated = { ...open, matrix: { ...open.matrix, gates: Uint8Array.of(0, 2) } }
    expect(firmnessOf(gated).criteria.flatMap(({ more, less }) => [more, less])).toEqual([null, null, null, null])
  })

  it('calls two accounts that are level now, and part at once, a change of nought', () => {
    const { criteria } = firmnessOf(
      question(
        [
          [60, 40],
          [40, 60],
        ],
        [1, 1],
      ),
    )
    expect(criteria[0]?.less).toEqual({ share: 0.5, change: 0, fallsOut: 0, comesIn: 1, cause: 'overtaken' })
    expect(criteria[0]?.more).toBeNull()
  })

  it.each([
    [
      'all scores are equal',
      question(
        [
          [50, 50, 50],
          [50, 50, 50],
        ],
        [1, 2],
      ),
    ],
    ['there is one account', question([[50], [70]], [1, 2])],
    [
      'everybody has a place',
      question(
        [
          [10, 90],
          [90, 10],
        ],
        [1, 2],
        { places: 2 },
      ),
    ],
    [
      'there are more places than accounts',
      question(
        [
          [10, 90],
          [90, 10],
        ],
        [1, 2],
        { places: 9 },
      ),
    ],
    [
      'there is no place',
      question(
        [
          [10, 90],
          [90, 10],
        ],
        [1, 2],
        { places: 0 },
      ),
    ],
    [
      'nobody has evidence',
      question(
        [
          [UNKNOWN, UNKNOWN],
          [UNKNOWN, UNKNOWN],
        ],
        [1, 2],
      ),
    ],
    ['there is no account', question([[], []], [1, 2])],
    [
      'no criterion has weight',
      question(
        [
          [10, 90],
          [90, 10],
        ],
        [0, 0],
      ),
    ],
    ['one criterion carries everything', question([[10, 90]], [3])],
  ])('finds no change when %s', (_, asked) => {
    expect(
      firmnessOf(asked)
        .criteria.flatMap(({ more, less }) => [more, less])
        .filter(Boolean),
    ).toEqual([])
  })

  it('takes the later of equal accounts out and the earlier of equal accounts in', () => {
    const { criteria } = firmnessOf(
      question(
        [
          [80, 80, 50, 50],
          [20, 20, 60, 60],
        ],
        [3, 1],
        { places: 2 },
      ),
    )
    expect(criteria[0]?.less).toMatchObject({ fallsOut: 1, comesIn: 2 })
  })

  it('tells the account overtaken from another that is level with the one overtaking', () => {
    // The last two stay level at 50 + 25 t whatever the share t of the third, and pass the second, 60, together.
    const asked = question(
      [
        [50, UNKNOWN, 50, 25],
        [50, UNKNOWN, 50, 100],
        [100, 60, 75, 75],
      ],
      [4, 2, 1],
      { places: 3 },
    )
    const { criteria, inside } = firmnessOf(asked)
    expect(inside).toEqual([0, 1, 2])
    expect(criteria[2]?.more?.share).toBeCloseTo(0.4, 12)
    expect(criteria[2]?.more).toMatchObject({ fallsOut: 1, comesIn: 3 })
  })

  it('answers for twenty thousand accounts whose scores are all equal now but part at once', () => {
    const random = seededRandom(5)
    const first = Array.from({ length: 20_000 }, () => random() * 100)
    const opposite = first.map((points) => 100 - points)
    const { smallest } = firmnessOf(question([first, opposite], [1, 1], { places: 100 }))
    expect(smallest?.change.change).toBe(0)
  })
})
