import { counted } from '../../kit/format/count.ts'
import type { Method, SecondOpinions, WeightSource } from './types.ts'

const PERSON = { one: 'person', other: 'people' }
const PAIR = { one: 'pair', other: 'pairs' }

/** Saaty's words for how much more one criterion matters, from 1 to 9. */
const MUCH = [
  'equally',
  'between equally and moderately more',
  'moderately more',
  'between moderately and strongly more',
  'strongly more',
  'between strongly and very strongly more',
  'very strongly more',
  'between very strongly and extremely more',
  'extremely more',
] as const

type TableName = NonNullable<WeightSource['consistency']>['table']

export const text = {
  title: 'Weigh together',
  note: 'how much each criterion counts, by several people who do not see each other first',
  crumb: 'Criteria',
  draft: 'Draft',
  open: 'Weigh together',
  noDraftTitle: 'No draft to weigh',
  noDraft: 'Weights are found together on a draft. Make one from the version in force, then come back.',
  toCriteria: 'Open the criteria',
  mayNotTitle: 'Weighing is for people who judge',
  mayNot: 'Contributors, account managers, program leads and owners give weights. Ask an owner for one of these roles.',
  emptyTitle: 'Nothing to weigh yet',
  empty: 'The draft has no criteria. Add some, then come back.',
  fixed: 'This version is not a draft any more; its weights stay as they are.',
  own: {
    title: 'Your weights',
    method: 'How do you want to weigh?',
    methods: { direct: 'Points', swing: 'Swings', pairwise: 'In pairs' } satisfies Record<Method, string>,
    says: {
      direct: 'Share 100 points among the criteria: the more points, the more it counts.',
      swing:
        'Imagine an account at the worst level everywhere. Which criterion would you lift from worst to best first? It gets 100. Give each other one what its lift is worth against that.',
      pairwise:
        'Say of each pair which matters more, and how much. The weights and how far you contradict yourself follow.',
    } satisfies Record<Method, string>,
    points: (name: string) => `Points for ${name}`,
    swing: (name: string) => `Worth of the swing of ${name}`,
    sum: (sum: string) => `${sum} of 100`,
    fits: 'adds up',
    missing: (points: string) => `${points} missing`,
    tooMuch: (points: string) => `${points} too much`,
    evenOut: 'Even out to 100',
    lift: 'Lift the highest to 100',
    share: 'Share',
    criterion: 'Criterion',
    give: 'Give my weights',
    giveAgain: 'Give the changed weights',
    given: 'Given',
    givenNote: 'Your weights count. You can change them; it will show that you had seen the others’ by then.',
    unfinished: 'not given yet',
    changed: 'changed, not given yet',
    back: 'Back to what I gave',
    saved: 'Kept for you; nobody else sees it until you give it',
    waiting: 'Keeping soon',
    saving: 'Keeping',
    failed: 'Not kept',
    retry: 'Try again',
    conflict: 'You have changed your weights in another window.',
    takeOther: 'Take those',
    keepThese: 'Keep these',
    outdated:
      'The criteria have changed since you gave your weights, so they do not count any more. Complete them and give them again.',
    aside: 'You lead without weights of your own.',
    asideAction: 'I only lead: show me the others’ weights',
    asideNote: 'You then see everybody’s weights. If you give your own later, it will show that you had seen theirs.',
    weighAfterAll: 'Give weights of my own after all',
  },
  obstacle: (code: string, facts: Readonly<Record<string, unknown>>, name: (key: unknown) => string): string => {
    switch (code) {
      case 'program/no-weights':
        return 'Begin with any criterion.'
      case 'program/weight-not-positive':
        return `${name(facts.key)} has nothing; every criterion must count above 0, or be taken out of the draft.`
      case 'program/weights-for-other-criteria':
        return `${name(facts.key)} has no value yet.`
      case 'program/weights-do-not-add-up':
        return 'The points must add up to 100.'
      case 'program/swing-without-best':
        return 'The most valuable swing must be 100.'
      case 'program/swing-out-of-range':
        return `No swing is worth more than 100: ${name(facts.key)}.`
      case 'program/pairwise-incomplete':
        return `${counted(Number(facts.missing), PAIR)} to go.`
      case 'program/no-random-index':
        return `This table of random indices ends at ${facts.most} criteria. Choose another table, or weigh by points.`
      default:
        return 'Something about these answers does not fit; look through them.'
    }
  },
  pairs: {
    views: { pair: 'Pair after pair', matrix: 'As a matrix' },
    view: 'How to compare',
    progress: (done: number, total: number) => `${done} of ${counted(total, PAIR)} compared`,
    question: 'Which matters more?',
    scale: (one: string, other: string) => `${one} against ${other}`,
    sentence: (winner: string, loser: string, strength: number) =>
      strength === 1
        ? `${winner} and ${loser} matter equally`
        : `${winner} matters ${MUCH[strength - 1] ?? ''} than ${loser}`,
    untouched: 'Not compared yet',
    take: 'Next pair',
    previous: 'Pair before',
    keys: 'Left and right move; Enter takes it and goes on; 1 to 9 set the strength, X turns it round.',
    whole: 'Every pair is compared.',
    tooFew: 'Comparing takes at least two criteria.',
    tooMany: (most: number) =>
      `More than ${most} criteria make more pairs than anybody answers with care, and no table tells whether the answers fit together. Weigh by points or swings.`,
    missing: 'Not compared yet',
    missingMore: (count: number) => `and ${count} more`,
    cell: (one: string, other: string) => `How much ${one} matters against ${other}`,
    empty: 'not compared',
    matrixNote: 'Upper half to fill in; the lower half is its mirror.',
  },
  consistency: {
    title: 'Do the comparisons fit together?',
    consistent: 'fit together',
    inconsistent: 'contradict each other',
    later: 'Known once every pair is compared.',
    ratio: 'Consistency ratio',
    explain:
      'If A matters twice as much as B and B twice as much as C, then A should matter four times as much as C. The ratio says how far comparisons are from that: 0 is no contradiction, 1 is as bad as answers by chance.',
    lambda: 'Largest eigenvalue (λ max)',
    index: 'Consistency index (λ max − n) / (n − 1)',
    table: 'Random indices by',
    tables: {
      saaty_2005: 'Saaty 2005',
      saaty_classic: 'Saaty, as usually reprinted',
      donegan_dodd_1991: 'Donegan and Dodd 1991',
    } satisfies Record<TableName, string>,
    limit: (limit: string) => `accepted up to ${limit}`,
    breaking: (said: string, others: string, ratio: string) =>
      `Look first at this one. You said: ${said}. Your other comparisons speak for: ${others}. With that the ratio would be ${ratio}.`,
    take: 'Take what the others speak for',
    look: 'Go to this pair',
    keep: 'You may give them as they are. They are marked then, and applying them takes a written reason.',
  },
  group: {
    title: 'The group’s weights',
    count: (given: number, begun: number) =>
      given === begun ? `${counted(given, PERSON)} gave weights` : `${given} of ${counted(begun, PERSON)} gave weights`,
    blindTitle: 'Hidden until you give yours',
    blind: (given: number) =>
      given === 0
        ? 'Nobody has given weights yet. You see the others’ once you have given your own.'
        : `${counted(given, PERSON)} gave weights. You see them once you have given your own, so that nobody is led.`,
    nobodyTitle: 'Nobody’s weights count yet',
    nobody: 'As soon as somebody gives weights for the criteria of today, they are here.',
    outdated: (count: number) =>
      `${counted(count, PERSON)} weighed criteria that the draft does not have any more, or not these only; that does not count.`,
    one: 'Only one person has weighed: that is one person’s view, not the group’s.',
    criterion: 'Criterion',
    share: 'Group',
    spread: 'Lowest to highest',
    you: 'You',
    now: 'Draft now',
    points: 'Would be',
    range: (lowest: string, highest: string) => `${lowest} to ${highest}`,
    spreadNote: 'The bar runs from the lowest to the highest share; the line in it is the group, the ring is you.',
    rule: 'How it is combined',
    ruleSentence:
      'Comparisons in pairs become one matrix by the geometric mean of each comparison, and its weights count once for each person who compared. Points and swings are shares of their sum. Then everybody counts the same: the plain mean. Rounded to whole points that add up to 100.',
    who: 'Who',
    methodOf: 'By',
    distance: 'Lies elsewhere',
    distanceNote:
      'The part of this person’s weight that would have to move to be the group’s. Above 20 % they are far off: talk about what they mean.',
    farOff: 'far off',
    somebody: 'Somebody',
    ownName: 'You',
    seen: 'after seeing the others',
    inconsistent: 'contradicts itself',
    waiting: (names: string) => `Still at it: ${names}.`,
    apply: 'Give the draft these weights',
    applied: (number: number) => `Draft ${number} has the weights of the group.`,
    already: 'The draft has these weights.',
    reason: 'Why may contradicting comparisons count?',
    reasonHint: 'At least 10 characters; it stands with the version.',
    reasonMissing: 'Write at least 10 characters.',
    moved: 'Look again: what you see now is the latest.',
    mayNotApply: 'Program leads and owners give the draft these weights.',
    members: 'Who weighed how',
  },
  source: {
    title: 'Where the weights come from',
    sentence: (people: number, methods: string, date: string, name: string) =>
      `${counted(people, PERSON)} weighed (${methods}); taken over ${date} by ${name}.`,
    method: {
      direct: (count: number) => `${count} by points`,
      swing: (count: number) => `${count} by swings`,
      pairwise: (count: number) => `${count} in pairs`,
    } satisfies Record<Method, (count: number) => string>,
    consistency: (ratio: string, table: string, limit: string) =>
      `Common comparisons: ratio ${ratio} by ${table}, accepted up to ${limit}.`,
    reason: 'Reason',
    changed: 'Changed by hand since.',
    byHand: 'Written by hand; nobody has weighed together yet.',
    undo: 'Back to the former weights',
    undone: (number: number) => `Draft ${number} has its former weights again.`,
  },
  check: {
    title: 'Does the order hang on the method?',
    compared: (count: string, most: string, isMost: boolean) =>
      isMost
        ? `the ${most} best accounts with evidence on every criterion`
        : `${count} accounts with evidence on every criterion`,
    explain:
      'The score adds up points on fixed anchors. Other methods measure accounts against each other, so that one that joins or leaves can turn the order of others although nothing about these has changed: rank reversal, shown by Belton and Gear in 1983. That is why the score stays the rule and these stay a check.',
    method: 'Method',
    methods: {
      topsis: 'TOPSIS',
      ahp_ideal: 'AHP, ideal mode',
      ahp_distributive: 'AHP, distributive mode',
    } satisfies Record<SecondOpinions['methods'][number]['method'], string>,
    means: {
      topsis: 'Nearness to the best and distance from the worst values that any of them has.',
      ahp_ideal: 'On each criterion the best of them counts 1, so that a copy of an account changes nothing.',
      ahp_distributive: 'On each criterion they share out 1, so that every account that joins takes from the others.',
    } satisfies Record<SecondOpinions['methods'][number]['method'], string>,
    correlation: 'Same order as the score',
    correlationNote: 'Spearman’s rank correlation: 1 is the same order, 0 is no connection.',
    turned: 'Turn when the leader leaves',
    turnedNote:
      'Accounts whose order among the others changes once the leader of the ranking is left out. By the score: none, ever.',
    score: 'score',
    account: 'Account',
    moved: 'Moved most by another method',
    place: (method: string) => `Place by ${method}`,
    none: 'No other method puts any account elsewhere.',
    tooFewTitle: 'Nothing to compare yet',
    tooFew:
      'No account has evidence on every criterion, which these methods need. Import figures and judge accounts, then come back.',
  },
} as const
