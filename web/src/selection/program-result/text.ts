import { counted } from '../../kit/format/count.ts'
import { navigationText } from '../navigation-text.ts'

const ACCOUNT = { one: 'account', other: 'accounts' }
const PAIR = { one: 'pair', other: 'pairs' }

/** Words of the program's result. */
export const text = {
  title: navigationText.programResult.command,
  note: 'what the program has brought, against accounts that were alike',
  ask: {
    title: 'The question',
    sentence:
      'Accounts that were key on a day are held against others that bought as much and moved alike until then, and against their own trend.',
    since: 'Key accounts as of',
    between: (from: string, to: string) => `from ${from} to ${to}`,
    firstDecision: (day: string) => `The first account became key on ${day}.`,
    outside: 'The ledger does not hold the months before and after this day.',
    months: 'Months before and after',
    button: 'Work it out',
    tooShortTitle: 'The ledger is too short.',
    tooShort: 'It takes twelve whole months before a day and twelve after it.',
    noLedgerTitle: 'There is no ledger yet.',
    noLedger: 'Import invoices first; then accounts can be held against each other.',
    openImport: 'Import data',
    earlier: 'Asked before',
  },
  nothingTitle: 'No question is open.',
  nothing: 'Ask one at the left, or open one asked before.',
  verdicts: {
    better: 'better',
    worse: 'worse',
    no_difference_shown: 'no difference shown',
    no_conclusion: 'no conclusion',
  },
  findings: {
    better: (pairs: string) =>
      `Key accounts grew faster than the accounts that were alike when they became key (${counted(pairs, PAIR)}).`,
    worse: (pairs: string) =>
      `Key accounts grew more slowly than the accounts that were alike when they became key (${counted(pairs, PAIR)}).`,
    no_difference_shown: (pairs: string) =>
      `With ${counted(pairs, PAIR)}, no difference shows between key accounts and accounts that were alike.`,
    no_conclusion: (pairs: string) =>
      `${counted(pairs, PAIR)} of accounts that were alike: too few to conclude anything.`,
  },
  interval: (value: string, low: string, high: string, level: string) =>
    `Difference in growth ${value} points, between ${low} and ${high} in ${level} of such questions.`,
  facts: (keys: string, others: string) => `${counted(keys, ACCOUNT)} were key, ${others} stayed out`,
  joined: (count: string) => `${counted(count, ACCOUNT)} came in later and are compared with nobody.`,
  alone: (count: string) => `${counted(count, ACCOUNT)} had no counterpart that was alike.`,
  unknown: (count: string) =>
    `${counted(count, ACCOUNT)} bought nothing in the months before, so there is nothing to compare them by.`,
  hindsight: (count: string, keys: string) =>
    `${count} of the ${keys} decisions were written down only after the day. If it was known by then how the accounts did, the difference is hindsight, not effect.`,
  mayBeHindsight: 'may be hindsight',
  unbalanced: 'Key accounts and counterparts still differ at the start: read the difference with care.',
  nobodyKey: 'No account was key on that day, so there is nothing to compare. Choose a day after the first decision.',
  noEarlier: 'The ledger does not reach back far enough to tell their own trend; they are matched on spend alone.',
  spans: (before: string, after: string) => `${before} against ${after}`,
  table: {
    title: 'Money per account and year',
    measure: 'Measure',
    key: 'Key accounts',
    other: 'Alike, not key',
    difference: 'Difference',
    interval: 'Interval',
    verdict: 'Finding',
    measures: { netRevenue: 'Net revenue', grossMargin: 'Gross margin', contribution: 'Contribution' },
    growth: 'growth',
    hidden: 'hidden',
  },
  trend: {
    title: 'Against their own trend',
    subtitle: 'change per key account and year',
    before: 'Change before',
    after: 'Change since',
  },
  collaboration: {
    title: 'Collaboration across functions',
    share: 'Scores from outside sales',
    correlation: 'Rank correlation with growth',
    count: (accounts: string, fewest: string) =>
      `Known of ${counted(accounts, ACCOUNT)}; it takes ${fewest} to say anything.`,
    caution: 'Two things that go together: neither need be the cause of the other.',
  },
  benchmarks: {
    title: 'What the field claims',
    subtitle: 'quoted, not checked, and no target',
    source: 'Source:',
  },
  pairs: {
    title: 'Who was compared with whom',
    subtitle: 'of those that you may see',
    key: 'Key account',
    other: 'Alike, not key',
    empty: 'No pair that you may see.',
  },
  caveat: 'Being alike in spend and trend does not take out whatever else the company saw in the accounts it chose.',
}
