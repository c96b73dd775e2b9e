import { describe, expect, test } from 'vitest'
import type { ActionReport, KeyResultStanding } from './action-report.ts'
import { reportInWords } from './action-report-words.ts'

const quiet: ActionReport = {
  asOf: '2026-11-20',
  counted: 4,
  done: 2,
  doneFraction: 0.5,
  overdue: 0,
  medianDaysLate: null,
  blocked: [],
  withoutOwner: 0,
  withoutDueDate: 0,
  ownerLeft: 0,
  keyResults: [],
}
const words = (changes: Partial<ActionReport>) => reportInWords({ ...quiet, ...changes })
const standing = (changes: Partial<KeyResultStanding>): KeyResultStanding => ({
  id: 'lines',
  title: 'Lines installed',
  doneActions: 2,
  movement: 'forward',
  asksForReview: false,
  ...changes,
})

test('key results of which too little is known are counted together, the others told of one by one', () => {
  const unknown = ['a', 'b', 'c'].map((id) => standing({ id, title: id, movement: 'unknown' }))
  const sentences = words({ keyResults: [standing({}), ...unknown] })
  expect(sentences.at(-1)).toBe('3 key results have not been measured often enough to say whether they moved.')
  expect(sentences.at(-2)).toContain('“Lines installed” has moved')
  expect(words({ keyResults: unknown.slice(1) }).filter((each) => each.includes('often enough'))).toHaveLength(2)
})

describe('the share done', () => {
  test.each([
    [{ counted: 0, done: 0, doneFraction: null }, 'The plan has no actions yet.'],
    [{ counted: 1, done: 1, doneFraction: 1 }, 'The only action is done.'],
    [{ counted: 12, done: 12, doneFraction: 1 }, 'All 12 actions are done.'],
    [{ counted: 1, done: 0, doneFraction: 0 }, 'The only action is not done yet.'],
    [{ counted: 3, done: 1, doneFraction: 1 / 3 }, '1 of 3 actions is done (33 %).'],
    [{ counted: 3, done: 2, doneFraction: 2 / 3 }, '2 of 3 actions are done (67 %).'],
  ])('of %o reads: %s', (changes, sentence) => {
    expect(words(changes)[0]).toBe(sentence)
  })

  test('a plan without actions says nothing else', () => {
    expect(words({ counted: 0, done: 0, doneFraction: null })).toHaveLength(1)
  })

  test('where everything is done nothing is said of being on time', () => {
    expect(words({ done: 4, doneFraction: 1 })).toEqual(['All 4 actions are done.'])
  })
})

describe('what is late', () => {
  test.each([
    [0, null, 'Nothing is overdue.'],
    [1, 1, '1 action is overdue, by 1 day.'],
    [1, 30, '1 action is overdue, by 30 days.'],
    [2, 14.5, '2 actions are overdue, by 14.5 days in the median.'],
    [5, 1, '5 actions are overdue, by 1 day in the median.'],
  ])('%s overdue actions with a median of %s days', (overdue, medianDaysLate, sentence) => {
    expect(words({ overdue, medianDaysLate })[1]).toBe(sentence)
  })
})

describe('what stops and what is missing', () => {
  test('every blocked action is named with its reason, ended by one stop', () => {
    const blocked = [
      { id: 'a', title: 'Price list', reason: 'Legal is slow...' },
      { id: 'b', title: 'Samples', reason: ' none left ' },
    ]
    expect(words({ blocked }).slice(2)).toEqual([
      '“Price list” is blocked: Legal is slow.',
      '“Samples” is blocked: none left.',
    ])
  })

  test.each([
    [{ withoutOwner: 1 }, '1 action has no owner.'],
    [{ withoutOwner: 3 }, '3 actions have no owner.'],
    [{ withoutDueDate: 1 }, '1 action has no due date.'],
    [{ withoutDueDate: 2 }, '2 actions have no due date.'],
    [{ ownerLeft: 1 }, '1 action belongs to somebody who has left.'],
    [{ ownerLeft: 2 }, '2 actions belong to somebody who has left.'],
  ])('%o reads: %s', (changes, sentence) => {
    expect(words(changes).slice(2)).toEqual([sentence])
  })

  test('what does not occur is not mentioned', () => {
    expect(words({})).toEqual(['2 of 4 actions are done (50 %).', 'Nothing is overdue.'])
  })
})

describe('whether results moved', () => {
  test.each([
    ['forward', '“Lines installed” has moved towards its target in the last 60 days.'],
    ['none', '“Lines installed” has not moved in the last 60 days.'],
    ['backward', '“Lines installed” has moved away from its target in the last 60 days.'],
    ['unknown', '“Lines installed” has not been measured often enough to say whether it moved.'],
  ] as const)('%s', (movement, sentence) => {
    expect(words({ keyResults: [standing({ movement })] }).at(-1)).toBe(sentence)
  })

  test('done but nothing moved asks to look at the actions again', () => {
    const keyResults = [standing({ movement: 'backward', asksForReview: true })]
    expect(words({ keyResults }).at(-1)).toBe(
      '“Lines installed” has moved away from its target in the last 60 days although 2 actions for it are done: look again at whether they are the right ones.',
    )
  })

  test('results come last, each with its own sentence, in their order', () => {
    const keyResults = [standing({}), standing({ id: 'share', title: 'Share', movement: 'none' })]
    const said = words({ withoutOwner: 1, keyResults })
    expect(said.slice(-2).map((sentence) => sentence.slice(0, 8))).toEqual(['“Lines i', '“Share” '])
    expect(said).toHaveLength(5)
  })
})
