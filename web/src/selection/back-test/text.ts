import { counted } from '../../kit/format/count.ts'
import type { Measure, Rival, TestedSet, Unit, Verdict } from './types.ts'

/** Words of the back-test: criteria held against the company's own past. */
const ACCOUNT = { one: 'account', other: 'accounts' }
const MONTH = { one: 'month', other: 'months' }
const SET = { one: 'set', other: 'sets' }

const rivals: Readonly<Record<Rival, string>> = {
  largest: 'The largest by spend',
  chosen: 'What the company chose',
  matched: 'Accounts alike at the start',
  chance: 'Drawing lots',
}
const rivalsInSentence: Readonly<Record<Rival, string>> = {
  largest: 'the largest by spend',
  chosen: 'the accounts the company had chosen',
  matched: 'accounts that were like them at the start',
  chance: 'accounts drawn by lot',
}
const measures: Readonly<Record<Measure, string>> = {
  netRevenue: 'Net revenue',
  grossMargin: 'Gross margin',
  contribution: 'Contribution',
}
const units: Readonly<Record<Unit, string>> = {
  growth: 'Growth',
  typicalGrowth: 'Typical account',
  change: 'Money per account',
}
const verdicts: Readonly<Record<Verdict, string>> = {
  better: 'better',
  worse: 'worse',
  no_difference_shown: 'no difference shown',
  no_conclusion: 'no conclusion',
}

export const text = {
  title: 'Back-test',
  note: 'would these criteria have picked the right accounts?',
  rivals,
  measures,
  units,
  verdicts,
  form: {
    title: 'Ask your own past',
    sentence:
      'Choose a past day. Only what was known by then is used to pick accounts; then it is shown what became of them.',
    asOf: 'As of',
    reach: (from: string, to: string) => `The ledger runs from ${from} to ${to}.`,
    latest: (day: string) => `The latest day with all these months after it is ${day}.`,
    tooLate: (day: string) => `The months after this day are not all over; the latest day is ${day}.`,
    noLatest: 'The ledger does not hold so many months yet.',
    months: 'Held against the following',
    monthsOf: (months: number) => `${months} months`,
    places: 'Places',
    placesHint: 'How many accounts the criteria pick; at first all places of your tiers.',
    placesWrong: 'A whole number from 1 to 1,000.',
    dateWrong: 'Choose a day within the ledger.',
    set: 'Criteria',
    other: 'Compare with',
    nothingToCompare: 'nothing else',
    ask: 'Test on the past',
    notAllowed: 'Only contributors, program leads and owners can ask; you can read what was asked.',
    looks:
      'Each set tried on the same past counts as another look: the more sets are tried, the wider the intervals become.',
  },
  nothingChosen: 'No question in view',
  nothingChosenSentence: 'Ask one at the left, or open one that was asked before.',
  noLedger: 'There is no past to ask yet',
  noLedgerSentence: 'Import customers and invoice lines first.',
  openImport: 'Import data',
  progress: {
    label: 'Working on the back-test',
    percent: 'percent',
    steps: {
      figures: 'Counting what was known on the day',
      evidence: 'Reading the evidence of the day',
      outcomes: 'Adding up what followed',
      comparing: 'Comparing',
      side_by_side: 'Holding the two sets side by side',
    } as Readonly<Record<string, string>>,
    waiting: 'Waiting for its turn',
    failed: 'The back-test could not be answered',
    cancelled: 'The back-test was stopped',
    cancelledSentence: 'Ask again whenever you like; nothing is lost but the question.',
  },
  answer: {
    known: (known: string, after: string) => `known: ${known} · held against ${after}`,
    setNumber: ({ name, number, status }: TestedSet) =>
      `${name}, ${status === 'draft' ? 'draft' : 'version'} ${number}`,
    concluded: {
      better: (count: string, day: string, rival: Rival) =>
        `The ${counted(count, ACCOUNT)} these criteria would have picked on ${day} grew more than ${rivalsInSentence[rival]}.`,
      worse: (count: string, day: string, rival: Rival) =>
        `The ${counted(count, ACCOUNT)} these criteria would have picked on ${day} grew less than ${rivalsInSentence[rival]}.`,
      no_difference_shown: (count: string, day: string, rival: Rival) =>
        `The ${counted(count, ACCOUNT)} these criteria would have picked on ${day} grew neither clearly more nor clearly less than ${rivalsInSentence[rival]}.`,
    },
    nothing: (day: string) => `Nothing can be concluded about the criteria as of ${day}.`,
    interval: (value: string, low: string, high: string, level: string) =>
      `Growth of net revenue differs by ${value} percentage points; anything from ${low} to ${high} is consistent with the data (${level} interval).`,
    facts: {
      picked: 'Picked',
      of: (candidates: string) => `of ${candidates} that had bought`,
      left: 'Left since',
      leftNote: 'of all candidates; they count with nought',
      grew: 'Growth of the picks',
      all: (growth: string) => `all candidates ${growth}`,
      looks: 'Sets tried on this past',
      level: (level: string) => `intervals at ${level}`,
    },
  },
  comparisons: {
    title: 'Against whom?',
    subtitle: {
      growth: 'difference in growth of the sum, percentage points',
      typicalGrowth: 'difference in growth of the typical account (−2 left, +2 new)',
      change: 'difference in money per account and year',
    } satisfies Readonly<Record<Unit, string>>,
    measure: 'Measure',
    unit: 'Compared by',
    rival: 'Held against',
    accounts: 'Accounts',
    shared: 'Of them picked too',
    picks: 'Picks',
    others: 'The others',
    difference: 'Difference',
    from: 'From',
    to: 'To',
    verdict: 'Finding',
    cannotSay: 'cannot be said',
    lots: (share: string) => `The picks did at least as well as ${share} of the lots drawn.`,
    notChosen:
      'The company had no accounts in a tier on that day by decisions taken by then, so there is no comparison with its own choice.',
    useMoney: 'Growth says little where sums come near nought or below; look at the money there.',
    marginsHidden: 'Gross margin and contribution are hidden: your role does not include margins.',
    notKnown: 'This measure is not known for both spans.',
    sumsHidden: 'Sums of money are left out, because they count accounts that you do not see.',
  },
  criteria: {
    title: 'Which criteria told the future?',
    subtitle: 'rank correlation of the points of the day with growth of net revenue after it',
    startingSpend: 'Spend at the start',
    criterion: 'Criterion',
    weight: 'Weight',
    accounts: 'Accounts',
    correlation: 'Correlation',
    finding: 'Finding',
    verdicts: {
      predicts_growth: 'more points, more growth',
      predicts_decline: 'more points, less growth',
      predicts_nothing: 'next to nothing to do with growth',
      not_shown: 'nothing shown',
      too_few_accounts: 'too little evidence then',
    },
    note: 'From −1 to 1; 0 is no relation. Shown as a finding only after correction for asking about several criteria at once.',
    nothing: 'The months after the day are not over, so there is nothing yet to hold the criteria against.',
  },
  sideBySide: {
    title: 'The two sets side by side',
    better: (one: string, other: string) => `The picks of “${one}” grew more than those of “${other}”.`,
    worse: (one: string, other: string) => `The picks of “${one}” grew less than those of “${other}”.`,
    no_difference_shown: (one: string, other: string) =>
      `No difference between the picks of “${one}” and “${other}” can be shown.`,
    no_conclusion: (one: string, other: string) => `Nothing can be concluded between “${one}” and “${other}”.`,
    shared: (count: string) => `${counted(count, ACCOUNT)} ${count === '1' ? 'is' : 'are'} picked by both.`,
    set: 'Set in view',
  },
  accounts: {
    title: 'Who was picked, and what became of them',
    group: 'Accounts',
    groups: { picked: 'Picked', largest: 'Largest', chosen: 'Chosen then', matched: 'Alike' },
    count: (shown: string, total: string) => `${shown} of ${total}`,
    place: 'Place',
    account: 'Account',
    score: 'Score then',
    before: 'Year before',
    after: 'A year after',
    growth: 'Growth',
    margin: 'Margin after',
    contribution: 'Contribution after',
    remarks: 'Remarks',
    left: 'left',
    largest: 'among the largest',
    chosen: 'chosen then',
    with: (name: string) => `compared with ${name}`,
    more: 'Show more',
    export: 'these accounts',
    emptyTitle: 'Nobody here',
    empty: {
      picked: 'The criteria picked nobody whom you can see.',
      largest: 'None of the largest is an account that you can see.',
      chosen: 'No account had a tier on that day, by decisions taken by then.',
      matched: 'No pick has a counterpart that you can see.',
    },
    hidden: 'hidden',
  },
  caveats: {
    title: 'Read with care',
    fixed: [
      'Only accounts that had bought by the day could be picked; prospects have no past to hold the criteria against.',
      'An invoice counts as known from its date; judged scores, wallets and decisions from the day they were given.',
      'Groups, invoice lines, activity counts and wallets are read as they stood on the day. What came into the books later is read as it stood at the end of the day it came in.',
      'What became of the accounts is told as it is known today, over the companies that were one group on the day. Product lines, cost rates and exchange rates are those of today.',
      'Whoever wrote the criteria later may have had this very past in mind; a test on the years to come is stronger.',
    ],
    booksChange: {
      movedCompanies: (count: string) =>
        `${counted(count, { one: 'company', other: 'companies' })} belonged to another group on the day than today; the groups of the day count.`,
      correctedLines: (count: string) =>
        `${counted(count, { one: 'invoice line', other: 'invoice lines' })} of up to the day read otherwise then than today; the picks rest on what was read then.`,
      correctedCounts: (count: string) =>
        `${counted(count, { one: 'activity count', other: 'activity counts' })} of up to the day read otherwise then than today; the picks rest on what was read then.`,
    },
    trendPart: (months: string) =>
      `Only ${counted(months, MONTH)} are known before the year that counts, so the trend of accounts is measured over fewer months.`,
    trendNone: 'Nothing is known before the year that counts, so accounts are matched on spend alone.',
    matched: (pairs: string, picks: string) =>
      `${pairs} of ${picks} picks have a counterpart alike in spend and trend.`,
  },
  reasons: {
    'horizon-not-over': (found: string, needed: string) =>
      `The ledger holds ${counted(found, MONTH)} after the day; ${needed} are needed. Choose an earlier day, or 12 months.`,
    'history-too-short': (found: string, needed: string) =>
      `Only ${counted(found, MONTH)} before the day are in the ledger; ${needed} are needed.`,
    'too-few-picks': (found: string, needed: string) =>
      `Only ${counted(found, ACCOUNT)} were picked; below ${needed} a single account decides the sum, so nothing is concluded.`,
    'too-few-candidates': (found: string, needed: string) =>
      `Only ${counted(found, ACCOUNT)} had bought by the day; ${needed} are needed, two to every place.`,
    'rival-too-small': (found: string, needed: string) =>
      `Only ${counted(found, ACCOUNT)} to compare with; ${needed} are needed.`,
    'picks-without-match': (found: string) =>
      `Picked, but with nobody alike in spend and trend, and so left out of that comparison: ${counted(found, ACCOUNT)}.`,
    'typical-account-differs': (found: string) =>
      `The sums show no difference, but the typical account did ${found}: a few large accounts decide the sums.`,
    'several-sets-tested': (found: string, level: string) =>
      `${counted(found, SET)} of criteria have been tried on this past, so the intervals are wider (${level}).`,
    'growth-undefined': () => 'The sums began at nought or below, where growth has no meaning.',
    'regression-to-the-mean': () =>
      'Accounts at a peak tend to fall back and those in a trough to recover, whoever picks them. Only the comparison with accounts alike at the start takes that out.',
    'matches-unbalanced': () => 'The counterparts still differ noticeably in spend or trend.',
  } as Readonly<Record<string, (found: string, needed: string) => string>>,
  earlier: {
    title: 'Asked before',
    count: (shown: string, total: string) => `${shown} of ${total}`,
    none: 'No question has been asked yet.',
    asked: (months: number, places: string) =>
      `${months} months, ${counted(places, { one: 'place', other: 'places' })}`,
    against: (rival: Rival) => `against ${rivalsInSentence[rival]}`,
    status: {
      queued: 'waiting',
      running: 'under way',
      done: 'answered',
      failed: 'failed',
      cancelled: 'stopped',
    },
    hidden: 'hidden: tells of margins',
    more: 'Show more',
  },
}
