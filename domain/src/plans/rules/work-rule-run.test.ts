import { describe, expect, it } from 'vitest'
import { type RuleSubject, ruleKey, runRule, testRuleOnPast, thingKey } from './work-rule-run.ts'

const TODAY = '2026-11-20'
const NOTHING: ReadonlySet<string> = new Set()
const fresh = { today: TODAY, activeSince: TODAY, made: NOTHING, open: NOTHING }

const subject = (changes: Partial<RuleSubject> = {}): RuleSubject => ({
  planId: 'plan',
  subject: 'threat',
  occasion: '',
  isEvent: false,
  days: [{ from: '2026-10-01', until: null }],
  ...changes,
})
const outcomes = (subjects: readonly RuleSubject[], run = fresh) => runRule(subjects, run).map(({ outcome }) => outcome)

describe('running a rule', () => {
  it('makes an action for everything that is the case today, and passes silently over what is not', () => {
    const later = subject({ subject: 'later', days: [{ from: '2026-11-21', until: null }] })
    const over = subject({ subject: 'over', days: [{ from: '2026-10-01', until: TODAY }] })
    expect(runRule([subject(), later, over], fresh)).toEqual([{ subject: subject(), outcome: 'make' }])
  })

  it('never makes one twice for the same subject and occasion, whatever became of the first', () => {
    const made = new Set([ruleKey(subject())])
    expect(outcomes([subject()], { ...fresh, made })).toEqual(['made_already'])
    expect(outcomes([subject(), subject()])).toEqual(['make', 'made_already'])
  })

  it('makes one for the same thing on a new occasion, but not while the earlier action is open', () => {
    const again = subject({ occasion: '2027' })
    const made = new Set([ruleKey(subject())])
    expect(outcomes([again], { ...fresh, made })).toEqual(['make'])
    expect(outcomes([again], { ...fresh, made, open: new Set([thingKey(subject())]) })).toEqual(['still_open'])
  })

  it('tells the same thing in two plans apart', () => {
    expect(outcomes([subject(), subject({ planId: 'other' })])).toEqual(['make', 'make'])
  })

  it('takes what merely happened only from the day it was switched on', () => {
    const event = (from: string) => subject({ isEvent: true, days: [{ from, until: null }] })
    expect(outcomes([event('2026-11-19')])).toEqual([])
    expect(outcomes([event(TODAY)])).toEqual(['make'])
    expect(outcomes([event('2026-11-19')], { ...fresh, activeSince: '2026-11-01' })).toEqual(['make'])
  })
})

describe('testing a rule on the past', () => {
  const madeIn = (subjects: readonly RuleSubject[]) =>
    testRuleOnPast(subjects, TODAY).flatMap(({ month, made }) => made.map(({ on }) => [month, on]))

  it('goes over twelve months to today, month by month, and leaves out none', () => {
    const months = testRuleOnPast([], TODAY).map(({ month }) => month)
    expect(months[0]).toBe('2025-11')
    expect(months.at(-1)).toBe('2026-11')
    expect(months).toHaveLength(13)
  })

  it('counts a subject once, on the first day it was the case', () => {
    const twice = subject({
      days: [
        { from: '2026-03-05', until: '2026-03-20' },
        { from: '2026-06-01', until: null },
      ],
    })
    expect(madeIn([twice])).toEqual([['2026-03', '2026-03-05']])
  })

  it('counts what was the case already on the first day, and nothing of what had ended or is yet to come', () => {
    expect(madeIn([subject({ days: [{ from: '2020-01-01', until: null }] })])).toEqual([['2025-11', '2025-11-21']])
    expect(madeIn([subject({ days: [{ from: '2020-01-01', until: '2025-11-21' }] })])).toEqual([])
    expect(madeIn([subject({ days: [{ from: '2026-11-21', until: null }] })])).toEqual([])
    expect(madeIn([subject({ days: [{ from: TODAY, until: null }] })])).toEqual([['2026-11', TODAY]])
  })

  it('leaves out what had merely happened before the first day', () => {
    const event = (from: string) => subject({ isEvent: true, days: [{ from, until: null }] })
    expect(madeIn([event('2025-11-20')])).toEqual([])
    expect(madeIn([event('2025-11-21')])).toEqual([['2025-11', '2025-11-21']])
  })

  it('orders each month by day', () => {
    const on = (day: string) => subject({ subject: day, days: [{ from: day, until: null }] })
    expect(madeIn([on('2026-05-09'), on('2026-05-01')])).toEqual([
      ['2026-05', '2026-05-01'],
      ['2026-05', '2026-05-09'],
    ])
  })
})
