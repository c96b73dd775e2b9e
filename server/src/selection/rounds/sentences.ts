/** What the rules find about a planned round, in words. */
const SENTENCES: Readonly<Record<string, string>> = {
  'selection/round-without-candidates': 'There are no candidates yet.',
  'selection/round-candidate-twice': 'This candidate is there twice.',
  'selection/round-without-criteria': 'Choose at least one judged criterion.',
  'selection/round-criterion-twice': 'This criterion is there twice.',
  'selection/round-criterion-not-judged': 'The criteria have no such judged criterion any more.',
  'selection/round-without-raters': 'Nobody is asked to score yet.',
  'selection/round-rater-twice': 'This person is asked twice.',
  'selection/round-criterion-nobody-may-score': 'None of the raters belongs to a function that scores this criterion.',
  'selection/round-rater-nothing-to-score': 'No criterion is scored by the function of this person.',
  'selection/round-date-invalid': 'This is no date.',
  'selection/round-deadline-in-past': 'The deadline lies in the past.',
  'selection/round-deadline-before-opening': 'The deadline lies before the day of opening.',
  'selection/round-reminder-out-of-range': 'A reminder goes out 0 to 60 days before the deadline.',
  'selection/rater-may-not-judge': 'This person is no member here, or has no right to judge.',
  'selection/round-account-unknown': 'There is no such account, or you may not see it.',
  'selection/round-one-rater': 'Only one person scores: whether others would agree cannot be told.',
  'selection/round-one-function': 'All raters belong to one function; the others will not stand behind the result.',
  'selection/round-criterion-one-rater': 'Only one person scores this criterion.',
}

export function sentenceOf(code: string): string {
  return SENTENCES[code] ?? code
}
