import { expect, test } from 'vitest'
import { agreementOn, roundAgreement } from './index.ts'
import { aRound, scoresFrom } from './round-fixtures.ts'

const FIT = scoresFrom({ sam: [1, 2, 3, 4, 5], fay: [1, 2, 3, 4, 5], sue: [1, 2, 3, 4, 5] })
const CREDIT = scoresFrom({ sam: [5, 4, 3, 2, 1], fay: [1, 2, 3, 4, 5] }, 'credit')

test('each criterion of the round has its own agreement, in the order of the round', () => {
  const { criteria } = roundAgreement(aRound(), [...CREDIT, ...FIT])
  expect(criteria.map(({ criterionKey, ordinal }) => [criterionKey, ordinal.reading])).toEqual([
    ['fit', 'rely'],
    ['credit', 'discuss'],
  ])
  expect(criteria[0]?.ordinal).toEqual(agreementOn(FIT, 'fit'))
  expect(criteria[0]?.interval.alpha.value).toBe(1)
  expect(criteria[0]?.intraclass.value?.single.randomRaters.value).toBeCloseTo(1, 12)
})

test('over the whole round an account on another criterion is another thing, not a contradiction', () => {
  const opposite = scoresFrom({ sam: [5, 4, 3, 2, 1], fay: [5, 4, 3, 2, 1] }, 'credit')
  const { overall } = roundAgreement(aRound(), [...FIT, ...opposite])
  expect(overall.ordinal).toMatchObject({ reading: 'rely', units: 10, raters: 3 })
  expect(overall.ordinal.alpha.value).toBe(1)
})

test('a single rater, or the same score everywhere, is no agreement that could be told', () => {
  const alone = roundAgreement(aRound(), scoresFrom({ sam: [1, 2, 3, 4, 5] }))
  expect(alone.overall.ordinal.alpha).toMatchObject({ value: null, reasons: ['selection/one-rater'] })
  expect(alone.overall.intraclass).toMatchObject({ value: null, reasons: ['selection/one-rater'] })
  expect(alone.criteria[1]?.ordinal.alpha).toMatchObject({ value: null, reasons: ['selection/not-judged'] })
  expect(alone.criteria[1]?.intraclass).toMatchObject({ value: null, reasons: ['selection/not-judged'] })
  const equal = roundAgreement(aRound(), scoresFrom({ sam: [3, 3, 3, 3, 3], fay: [3, 3, 3, 3, 3] }))
  expect(equal.criteria[0]?.ordinal.alpha).toMatchObject({ value: null, reasons: ['selection/all-equal'] })
  expect(equal.criteria[1]?.ordinal.alpha.value).toBeNull()
})
