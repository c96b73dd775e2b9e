import { describe, expect, it, test } from 'vitest'
import { degraded, insufficient, known, parseAmount } from '../kernel/index.ts'
import {
  GREEN_FROM_GRADE,
  gradeColor,
  gradeInWords,
  gradeKeyResult,
  gradeObjective,
  judgeGrade,
  type KeyResultProgress,
  SWEET_SPOT,
  YELLOW_FROM_GRADE,
} from './index.ts'

const amount = (text: string) => parseAmount(text) ?? 0n

interface Written {
  readonly start: string
  readonly target: string
  readonly actual: string | null
  readonly kind?: KeyResultProgress['kind']
  readonly direction?: KeyResultProgress['direction']
}

function grade({ start, target, actual, kind = 'measured', direction = 'up' }: Written) {
  return gradeKeyResult({
    kind,
    direction,
    start: amount(start),
    target: amount(target),
    actual: actual === null ? null : amount(actual),
  })
}

describe('the grade of a key result', () => {
  test('is 0.5 when three of six features were launched, as Google publishes it', () => {
    expect(grade({ start: '0', target: '6', actual: '3' })).toEqual(known(0.5))
  })

  it.each([
    ['nothing done', '0', '6', '0', 0],
    ['all done', '0', '6', '6', 1],
    ['more than asked counts no more than all', '0', '6', '9', 1],
    ['worse than at the start counts no less than nothing', '10', '20', '5', 0],
    ['from a start that is not nought', '10', '20', '17', 0.7],
    ['a falling target: complaints from 40 to 10', '40', '10', '25', 0.5],
    ['a falling target that was passed', '40', '10', '2', 1],
    ['a falling target while it rose', '40', '10', '55', 0],
    ['through nought: a loss turned into a gain', '-100', '100', '0', 0.5],
    ['in thousandths', '0.001', '0.005', '0.002', 0.25],
  ])('%s: from %s to %s, at %s, is %f', (_, start, target, actual, expected) => {
    const { value, status } = grade({ start, target, actual })
    expect(value).toBeCloseTo(expected, 12)
    expect(status).toBe('ok')
  })

  test('does not exist before anything was read: unknown is not nought', () => {
    expect(grade({ start: '0', target: '6', actual: null })).toEqual(insufficient('plans/no-reading'))
    expect(grade({ start: '0', target: '1', actual: null, kind: 'binary' }).value).toBeNull()
  })

  test('of a launch is 0 or 1 and nothing between', () => {
    const launch = { start: '0', target: '1', kind: 'binary' as const }
    expect(grade({ ...launch, actual: '0' }).value).toBe(0)
    expect(grade({ ...launch, actual: '0.9' }).value).toBe(0)
    expect(grade({ ...launch, actual: '1' }).value).toBe(1)
  })

  test('of a value to be held depends on which side is meant', () => {
    const held = { start: '95', target: '95', kind: 'binary' as const }
    expect(grade({ ...held, actual: '96' }).value).toBe(1)
    expect(grade({ ...held, actual: '94.9' }).value).toBe(0)
    expect(grade({ ...held, actual: '96', direction: 'down' }).value).toBe(0)
    expect(grade({ ...held, actual: '95', direction: 'down' }).value).toBe(1)
  })

  test('with a target that is the start never divides by nought', () => {
    expect(grade({ start: '5', target: '5', actual: '5' }).value).toBe(1)
    expect(grade({ start: '5', target: '5', actual: '4' }).value).toBe(0)
  })

  test('of money as large as the ledger holds is exact enough', () => {
    const { value } = grade({ start: '9000000000000000', target: '9000000000000010', actual: '9000000000000003' })
    expect(value).toBeCloseTo(0.3, 12)
  })
})

describe('the grade of an objective', () => {
  const of = (weight: number, value: number | null) => ({
    weight,
    grade: value === null ? insufficient('plans/no-reading') : known(value),
  })

  test('is the plain average where all count the same', () => {
    expect(gradeObjective([of(1, 0.2), of(1, 0.6), of(1, 1)]).value).toBeCloseTo(0.6, 12)
  })

  test('follows the weights', () => {
    expect(gradeObjective([of(3, 1), of(1, 0)])).toEqual(known(0.75))
  })

  test('leaves out what has no grade, and says that it did', () => {
    expect(gradeObjective([of(1, 0.8), of(5, null)])).toEqual(degraded(0.8, 'plans/some-results-unread'))
  })

  test('is unknown where nothing was read, and does not apply without key results', () => {
    expect(gradeObjective([of(1, null), of(2, null)])).toEqual(insufficient('plans/no-reading'))
    expect(gradeObjective([])).toMatchObject({
      value: null,
      status: 'not_applicable',
      reasons: ['plans/no-key-results'],
    })
  })

  test('takes over the doubts of its key results, each once', () => {
    const doubtful = { weight: 1, grade: degraded(0.5, 'economics/cost-missing') }
    expect(gradeObjective([doubtful, doubtful, of(2, 0.5)])).toEqual(degraded(0.5, 'economics/cost-missing'))
  })
})

describe('the color of a grade', () => {
  it.each([
    [1, 'green'],
    [0.7, 'green'],
    [0.699, 'yellow'],
    [0.4, 'yellow'],
    [0.399, 'red'],
    [0, 'red'],
  ])('%f is %s', (value, color) => expect(gradeColor(value)).toBe(color))

  test('is not lost to the way machines write tenths', () => {
    expect(gradeColor(0.1 + 0.6)).toBe('green')
    expect(gradeColor(0.7 - 0.3)).toBe('yellow')
    expect([GREEN_FROM_GRADE, YELLOW_FROM_GRADE]).toEqual([0.7, 0.4])
  })
})

describe('what a final grade says', () => {
  it.each([
    [1, 'met'],
    [0.99, 'missed'],
    [0, 'missed'],
  ] as const)('of a committed objective at %f: %s', (value, verdict) => {
    expect(judgeGrade(value, 'committed')).toBe(verdict)
  })

  it.each([
    [0.59, 'below_sweet_spot'],
    [0.6, 'sweet_spot'],
    [0.65, 'sweet_spot'],
    [0.7, 'sweet_spot'],
    [0.71, 'above_sweet_spot'],
    [1, 'above_sweet_spot'],
  ] as const)('of a stretch objective at %f: %s', (value, verdict) => {
    expect(judgeGrade(value, 'stretch')).toBe(verdict)
  })

  test('has its sweet spot from 0.6 to 0.7', () => {
    expect(SWEET_SPOT).toEqual({ from: 0.6, to: 0.7 })
  })
})

test('a grade is written with two digits behind the point, never in percent', () => {
  expect([0, 0.404, 0.915, 1].map(gradeInWords)).toEqual(['0.00', '0.40', '0.92', '1.00'])
})
