import { describe, expect, test } from 'vitest'
import { actionReport, median, movementSince, type ReportedAction, type ReportedKeyResult } from './action-report.ts'
import { reportInWords } from './action-report-words.ts'

const today = '2026-11-20'
let count = 0
function anAction(changes: Partial<ReportedAction> = {}): ReportedAction {
  return {
    id: `action-${++count}`,
    title: 'Visit the plant',
    state: 'planned',
    stateReason: '',
    startsOn: null,
    dueOn: '2026-12-01',
    doneOn: null,
    owner: 'named',
    keyResultId: null,
    ...changes,
  }
}
const done = (doneOn: string, changes: Partial<ReportedAction> = {}) => anAction({ state: 'done', doneOn, ...changes })
const share: ReportedKeyResult = { id: 'share', title: 'Share of wallet 30 %', grades: [] }
const grades = (...pairs: readonly (readonly [string, number])[]) => pairs.map(([on, grade]) => ({ on, grade }))

describe('the status report', () => {
  test('a plan without actions has no share done and says so', () => {
    const report = actionReport([], [], today)
    expect(report).toMatchObject({ counted: 0, done: 0, doneFraction: null, overdue: 0, medianDaysLate: null })
    expect(reportInWords(report)).toEqual(['The plan has no actions yet.'])
  })

  test('dropped actions do not count', () => {
    const report = actionReport([anAction({ state: 'dropped', stateReason: 'no use' }), done('2026-11-01')], [], today)
    expect(report).toMatchObject({ counted: 1, done: 1, doneFraction: 1 })
    expect(reportInWords(report)).toEqual(['The only action is done.'])
  })

  test('overdue is what is open after its due date, with the median of the days', () => {
    const late = ['2026-11-19', '2026-11-10', '2026-10-21'].map((dueOn) => anAction({ dueOn }))
    const report = actionReport(
      [...late, anAction({ dueOn: today }), done('2026-11-18', { dueOn: '2026-11-01' })],
      [],
      today,
    )
    expect(report).toMatchObject({ counted: 5, done: 1, doneFraction: 0.2, overdue: 3, medianDaysLate: 10 })
    expect(reportInWords(report)).toEqual([
      '1 of 5 actions is done (20 %).',
      '3 actions are overdue, by 10 days in the median.',
    ])
  })

  test('blocked actions are named with their reason, and defects are counted', () => {
    const report = actionReport(
      [
        anAction({ state: 'blocked', stateReason: 'Legal has not answered.' }),
        anAction({ owner: 'nobody', dueOn: null }),
        anAction({ owner: 'nobody' }),
        anAction({ owner: 'left' }),
      ],
      [],
      today,
    )
    expect(report).toMatchObject({ withoutOwner: 2, withoutDueDate: 1, ownerLeft: 1 })
    expect(reportInWords(report)).toEqual([
      '0 of 4 actions are done (0 %).',
      'Nothing is overdue.',
      '“Visit the plant” is blocked: Legal has not answered.',
      '2 actions have no owner.',
      '1 action has no due date.',
      '1 action belongs to somebody who has left.',
    ])
  })

  test('one overdue action is told by its own days', () => {
    expect(reportInWords(actionReport([anAction({ dueOn: '2026-11-19' })], [], today))).toContain(
      '1 action is overdue, by 1 day.',
    )
  })

  test('a key result without actions is not reported on', () => {
    expect(actionReport([anAction()], [share], today).keyResults).toEqual([])
  })
})

describe('whether results moved', () => {
  const oldAction = done('2026-09-01', { keyResultId: 'share' })
  const standing = (key: ReportedKeyResult, actions: readonly ReportedAction[] = [oldAction]) =>
    actionReport(actions, [key], today).keyResults[0]

  test('actions done two periods ago and nothing moved: the idea is to be reviewed', () => {
    const stuck = { ...share, grades: grades(['2026-08-30', 0.2], ['2026-11-15', 0.2]) }
    expect(standing(stuck)).toEqual({
      id: 'share',
      title: 'Share of wallet 30 %',
      doneActions: 1,
      movement: 'none',
      asksForReview: true,
    })
    expect(reportInWords(actionReport([oldAction], [stuck], today)).at(-1)).toBe(
      '“Share of wallet 30 %” has not moved in the last 60 days although 1 action for it is done: look again at whether they are the right ones.',
    )
  })

  test('a result that fell asks as well, one that rose does not', () => {
    expect(standing({ ...share, grades: grades(['2026-08-30', 0.3], ['2026-11-15', 0.1]) })).toMatchObject({
      movement: 'backward',
      asksForReview: true,
    })
    expect(standing({ ...share, grades: grades(['2026-08-30', 0.2], ['2026-11-15', 0.4]) })).toMatchObject({
      movement: 'forward',
      asksForReview: false,
    })
  })

  test('an action done a week ago has had no time to move anything', () => {
    const stuck = { ...share, grades: grades(['2026-08-30', 0.2], ['2026-11-15', 0.2]) }
    expect(standing(stuck, [done('2026-11-13', { keyResultId: 'share' })])).toMatchObject({ asksForReview: false })
    expect(standing(stuck, [done('2026-09-21', { keyResultId: 'share' })])).toMatchObject({ asksForReview: true })
    expect(standing(stuck, [done('2026-09-22', { keyResultId: 'share' })])).toMatchObject({ asksForReview: false })
  })

  test('a result that was reached need not move any further', () => {
    const reached = { ...share, grades: grades(['2026-08-30', 1], ['2026-11-15', 1]) }
    expect(standing(reached)).toMatchObject({ movement: 'none', asksForReview: false })
  })

  test('measured too seldom is unknown, not unmoved', () => {
    expect(movementSince([], '2026-09-21')).toBe('unknown')
    expect(movementSince(grades(['2026-11-15', 0.2]), '2026-09-21')).toBe('unknown')
    expect(movementSince(grades(['2026-08-30', 0.2]), '2026-09-21')).toBe('unknown')
    expect(movementSince(grades(['2026-07-30', 0.1], ['2026-08-30', 0.2]), '2026-09-21')).toBe('unknown')
    const unknown = actionReport([oldAction], [share], today)
    expect(unknown.keyResults[0]).toMatchObject({ movement: 'unknown', asksForReview: false })
    expect(reportInWords(unknown).at(-1)).toBe(
      '“Share of wallet 30 %” has not been measured often enough to say whether it moved.',
    )
  })
})

test('the median is the middle, or the mean of the two middle ones, and unknown of nothing', () => {
  expect(median([])).toBeNull()
  expect(median([7])).toBe(7)
  expect(median([10, 1, 3])).toBe(3)
  expect(median([1, 4, 2, 100])).toBe(3)
})
