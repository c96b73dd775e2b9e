import { describe, expect, test } from 'vitest'
import { roundCautions, roundFaults, type ScoringRound } from './index.ts'
import { aRound, ROUND_DAY } from './round-fixtures.ts'

const JUDGED = ['fit', 'credit']

function faults(changes: Partial<ScoringRound>, today = ROUND_DAY): string[] {
  return roundFaults(aRound(changes), { today, judgedCriteria: JUDGED }).map(({ path, code }) => `${path} ${code}`)
}

describe('what is wrong with a round', () => {
  test('nothing, as a rule', () => {
    expect(faults({})).toEqual([])
    expect(faults({ reminderDays: [] })).toEqual([])
  })

  test.each([
    [{ accountIds: [] }, 'accountIds selection/round-without-candidates'],
    [{ accountIds: ['north', 'south', 'north'] }, 'accountIds.2 selection/round-candidate-twice'],
    [{ raters: [] }, 'raters selection/round-without-raters'],
    [{ reminderDays: [-1] }, 'reminderDays.0 selection/round-reminder-out-of-range'],
    [{ reminderDays: [7, 1.5] }, 'reminderDays.1 selection/round-reminder-out-of-range'],
    [{ reminderDays: [61] }, 'reminderDays.0 selection/round-reminder-out-of-range'],
    [{ deadline: '2024-05-19' }, 'deadline selection/round-deadline-in-past'],
    [{ opensOn: '2024-06-01' }, 'deadline selection/round-deadline-before-opening'],
    [{ deadline: '2024-02-30' }, 'deadline selection/round-date-invalid'],
    [{ opensOn: 'soon' }, 'opensOn selection/round-date-invalid'],
  ] satisfies [Partial<ScoringRound>, string][])('%o', (changes, fault) => {
    expect(faults(changes)).toEqual([fault])
  })

  test('a deadline today is not in the past', () => {
    expect(faults({ deadline: ROUND_DAY })).toEqual([])
  })

  test('a round without criteria says that, and nothing about its raters', () => {
    expect(faults({ criteria: [] })).toEqual(['criteria selection/round-without-criteria'])
  })

  test('a criterion twice, one from the ledger, and one that nobody may score are each told', () => {
    const everybody = ['sales', 'finance', 'service']
    expect(
      faults({
        criteria: [
          { criterionKey: 'fit', functions: everybody },
          { criterionKey: 'fit', functions: everybody },
          { criterionKey: 'growth', functions: everybody },
          { criterionKey: 'credit', functions: ['legal'] },
        ],
      }),
    ).toEqual([
      'criteria.1 selection/round-criterion-twice',
      'criteria.2 selection/round-criterion-not-judged',
      'criteria.3.functions selection/round-criterion-nobody-may-score',
    ])
  })

  test('a rater twice, and one whose function has nothing to score', () => {
    const [sam] = aRound().raters
    const raters = [...aRound().raters, { raterId: 'leo', function: 'legal' }]
    expect(faults({ raters })).toEqual(['raters.3 selection/round-rater-nothing-to-score'])
    expect(faults({ raters: [...aRound().raters, ...(sam ? [sam] : [])] })).toEqual([
      'raters.3 selection/round-rater-twice',
    ])
  })
})

describe('what makes a round say less', () => {
  test('a round with several raters of several functions on every criterion has no caution', () => {
    const criteria = [{ criterionKey: 'fit', functions: ['sales', 'finance'] }]
    expect(roundCautions(aRound({ criteria }))).toEqual([])
  })

  test('a criterion that only finance scores rests on one person', () => {
    expect(roundCautions(aRound())).toEqual([{ code: 'selection/round-criterion-one-rater', criterionKey: 'credit' }])
  })

  test('one rater is said once, not for every criterion', () => {
    expect(roundCautions(aRound({ raters: [{ raterId: 'fay', function: 'finance' }] }))).toEqual([
      { code: 'selection/round-one-rater', criterionKey: null },
    ])
  })

  test('sales alone will be called sales alone', () => {
    const raters = ['sam', 'sid'].map((raterId) => ({ raterId, function: 'sales' }))
    const criteria = [{ criterionKey: 'fit', functions: ['sales'] }]
    expect(roundCautions(aRound({ raters, criteria }))).toEqual([
      { code: 'selection/round-one-function', criterionKey: null },
    ])
  })
})
