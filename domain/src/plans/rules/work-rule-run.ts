import { addDays, addMonths } from '../../program/index.ts'
import { firstDayHeld, holdsOn, type RuleDays } from './work-rule-days.ts'

/** Months of the past on which a rule is tested. */
export const RULE_TEST_MONTHS = 12

/** Something a rule may act on: when what it waits for is the case, and of what. */
export interface RuleSubject {
  readonly planId: string
  /** The thing: an action, an item, a cell. */
  readonly subject: string
  /** Which time it is about the thing, where one thing may call for work again: the day of a renewal, a tier decision. */
  readonly occasion: string
  /** Things that happen on a day, instead of lasting, count only from the day the rule was switched on. */
  readonly isEvent: boolean
  readonly days: readonly RuleDays[]
}

/** Why a rule adds no action where what it waits for is the case. */
export type RuleSkip = 'made_already' | 'still_open'

export interface RuleVerdict<Subject extends RuleSubject> {
  readonly subject: Subject
  readonly outcome: 'make' | RuleSkip
}

/** What a rule knows when it runs on a day. */
export interface RuleRun {
  readonly today: string
  readonly activeSince: string
  /** Keys (`ruleKey`) of what it made actions for, whatever became of those. */
  readonly made: ReadonlySet<string>
  /** Plan and thing (`thingKey`) of its actions that are still open. */
  readonly open: ReadonlySet<string>
}

export function ruleKey({ planId, subject, occasion }: Pick<RuleSubject, 'planId' | 'subject' | 'occasion'>): string {
  return `${planId} ${subject} ${occasion}`
}

export function thingKey({ planId, subject }: Pick<RuleSubject, 'planId' | 'subject'>): string {
  return `${planId} ${subject}`
}

/**
 * What a rule does on a day: everything for which the condition holds, in the order given, with one action for each that
 * has none yet. Never twice for the same subject and occasion, also when the action was done, dropped or taken out; and
 * not again for the same thing while the action of an earlier occasion is open. What merely happened counts only from the
 * day the rule was switched on.
 */
export function runRule<Subject extends RuleSubject>(
  subjects: readonly Subject[],
  { today, activeSince, made, open }: RuleRun,
): RuleVerdict<Subject>[] {
  const known = new Set(made)
  const busy = new Set(open)
  return subjects
    .filter((subject) => holdsOn(subject.days, today) && (!subject.isEvent || happenedOn(subject) >= activeSince))
    .map((subject) => {
      if (known.has(ruleKey(subject))) return { subject, outcome: 'made_already' }
      if (busy.has(thingKey(subject))) return { subject, outcome: 'still_open' }
      known.add(ruleKey(subject))
      busy.add(thingKey(subject))
      return { subject, outcome: 'make' }
    })
}

function happenedOn({ days }: RuleSubject): string {
  return days[0]?.from ?? ''
}

/** A month of a test on the past: the first day of it, and what the rule would have made in it, by day. */
export interface TestedMonth<Subject extends RuleSubject> {
  readonly month: string
  readonly made: readonly { readonly on: string; readonly subject: Subject }[]
}

/**
 * What a rule would have made over the last twelve months, had it been on all the time and run every day: each subject
 * once, on the first day on which its condition held. The first month holds as well what was the case when it began; later ones
 * only what came up in them. From the day twelve months before `today` to `today`; by calendar month, none left out.
 */
export function testRuleOnPast<Subject extends RuleSubject>(
  subjects: readonly Subject[],
  today: string,
): TestedMonth<Subject>[] {
  const from = addDays(addMonths(today, -RULE_TEST_MONTHS), 1)
  const seen = new Set<string>()
  const made = subjects.flatMap((subject) => {
    const on = subject.isEvent && happenedOn(subject) < from ? null : firstDayHeld(subject.days, { from, to: today })
    if (on === null || seen.has(ruleKey(subject))) return []
    seen.add(ruleKey(subject))
    return [{ on, subject }]
  })
  const inOrder = made.sort((one, other) => compare(one.on, other.on))
  return monthsFrom(from, today).map((month) => ({ month, made: inOrder.filter(({ on }) => on.startsWith(month)) }))
}

function monthsFrom(from: string, to: string): string[] {
  const months: string[] = []
  for (let day = `${from.slice(0, 7)}-01`; day <= to; day = addMonths(day, 1)) months.push(day.slice(0, 7))
  return months
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
