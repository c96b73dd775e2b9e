import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../program/index.ts'
import { expectedProgress, gradeColor, paceOf } from '../index.ts'
import { holdsOn, quietDays, redDays, stalledDays } from './work-rule-days.ts'
import { type RuleSubject, ruleKey, runRule, testRuleOnPast, thingKey } from './work-rule-run.ts'

const START = '2025-01-01'
const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays(START, days))
const someDays = fc
  .tuple(day, fc.option(fc.integer({ min: 1, max: 400 }), { nil: null }))
  .map(([from, length]) => ({ from, until: length === null ? null : addDays(from, length) }))
const subjects = fc.array(
  fc.record({
    planId: fc.constantFrom('one', 'two'),
    subject: fc.constantFrom('a', 'b', 'c'),
    occasion: fc.constantFrom('', 'x'),
    isEvent: fc.constant(false),
    days: fc.array(someDays, { maxLength: 3 }),
  }),
  { maxLength: 20 },
)
const steps = fc
  .uniqueArray(fc.record({ on: day, grade: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    selector: ({ on }) => on,
    maxLength: 8,
  })
  .map((all) => all.sort((one, other) => (one.on < other.on ? -1 : 1)))
const SPAN = { startsOn: '2025-03-01', endsOn: '2026-12-31' }

describe('rules, whatever they meet', () => {
  it('run day after day make at most one action for a subject and occasion, however often they run', () => {
    fc.assert(
      fc.property(subjects, fc.array(day, { minLength: 1, maxLength: 12 }), (all, days) => {
        const made = new Set<string>()
        const count = new Map<string, number>()
        for (const today of [...days, ...days].sort()) {
          for (const { subject, outcome } of runRule(all, { today, activeSince: START, made, open: new Set() })) {
            if (outcome !== 'make') continue
            count.set(ruleKey(subject), (count.get(ruleKey(subject)) ?? 0) + 1)
          }
          for (const key of count.keys()) made.add(key)
        }
        for (const times of count.values()) expect(times).toBe(1)
      }),
    )
  })

  it('say of everything that holds today what came of it, and of nothing else', () => {
    fc.assert(
      fc.property(subjects, day, (all, today) => {
        const run = { today, activeSince: START, made: new Set<string>(), open: new Set(['one a']) }
        const verdicts = runRule(all, run)
        expect(verdicts.map(({ subject }) => subject)).toEqual(all.filter(({ days }) => holdsOn(days, today)))
        for (const { subject, outcome } of verdicts) {
          if (thingKey(subject) === 'one a') expect(outcome).toBe('still_open')
        }
      }),
    )
  })

  it('tested on the past give what running every day of it would have made, when no action stays open', () => {
    fc.assert(
      fc.property(subjects, (all) => {
        const today = addDays(START, 800)
        const distinct = [...new Map(all.map((one) => [ruleKey(one), one])).values()]
        const tested = testRuleOnPast(distinct, today).flatMap(({ made }) => made)
        const from = addDays(START, 800 - 364)
        const expected: { on: string; subject: RuleSubject }[] = []
        const made = new Set<string>()
        for (let on = from; on <= today; on = addDays(on, 1)) {
          for (const subject of distinct) {
            if (made.has(ruleKey(subject)) || !holdsOn(subject.days, on)) continue
            made.add(ruleKey(subject))
            expected.push({ on, subject })
          }
        }
        expect(tested).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('find a key result red on just the days on which it is red and off track', () => {
    fc.assert(
      fc.property(steps, day, (all, asked) => {
        const upTo = addDays(START, 900)
        const latest = all.filter(({ on }) => on <= asked).at(-1)
        const isWithin = asked >= SPAN.startsOn && asked <= SPAN.endsOn
        const isRed =
          latest !== undefined &&
          isWithin &&
          gradeColor(latest.grade) === 'red' &&
          paceOf(latest.grade, expectedProgress(SPAN, asked)) === 'off_track'
        expect(holdsOn(redDays(all, SPAN, upTo), asked)).toBe(isRed)
      }),
    )
  })

  it('find a key result stalled never sooner after a move forward than so many days', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 7, max: 100 }), day, (all, days, asked) => {
        const best = (until: string) => Math.max(0, ...all.filter(({ on }) => on <= until).map(({ grade }) => grade))
        if (!holdsOn(stalledDays(all, { span: SPAN, days }), asked)) return
        expect(best(asked)).toBeLessThan(1)
        expect(best(asked) - best(addDays(asked, -days))).toBeLessThan(1e-6)
      }),
    )
  })

  it('find a plan quiet on just the days that lie so long after the last touch', () => {
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 7, max: 200 }),
        day,
        (all, days, asked) => {
          const last = all
            .filter((touch) => touch <= asked)
            .sort()
            .at(-1)
          const isQuiet = last !== undefined && addDays(last, days) <= asked
          expect(holdsOn(quietDays(all, days), asked)).toBe(isQuiet)
        },
      ),
    )
  })
})
