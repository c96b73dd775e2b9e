import { counted, nounFor } from '../../kit/format/count.ts'

/** Words about whether size decides. */
const ACCOUNT = { one: 'account', other: 'accounts' }

export const text = {
  setTitle: 'Does size decide?',
  accountTitle: 'Would it qualify with its spend hidden?',
  accountsTitle: 'Would they qualify with their spend hidden?',
  looking: 'Looking at what size decides.',
  refused: 'What size decides is shown to people who may see margins and costs.',
  failed: 'What size decides could not be worked out.',
  again: 'Try again',
  follows: (correlation: string, limit: string) =>
    `The order of the scores follows the order of spend by ${correlation} (1 is the same order; from ${limit} on it is nearly a list of the largest).`,
  unknown: 'Too few ranked accounts to compare scores with spend.',
  weight: (share: string, limit: string) =>
    `${share} of the weight is on criteria that measure size (more than ${limit} leans on size by design).`,
  bySize: (count: string, inside: string, names: string) =>
    `Of ${inside} in place, ${counted(count, ACCOUNT)} ${nounFor(count, { one: 'is', other: 'are' })} in by the size criteria alone: ${names}.`,
  bySpend: (count: string, inside: string, names: string) =>
    `Of ${inside} in place, ${counted(count, ACCOUNT)} would not qualify with the pull of current spend taken out: ${names}.`,
  nobody: (inside: string) => `All ${inside} in place would also qualify with their spend hidden.`,
  noPlaces: 'No account has a place yet.',
  more: (count: string) => `${count} more`,
  hidden: (count: string) => `${counted(count, ACCOUNT)} you may not see`,
  one: {
    qualifies_anyway: 'Yes: its score gives it a place also with its spend hidden.',
    in_by_size:
      'No: with the criteria that measure size left out it would lose its place. It is in only because it is large.',
    in_by_spend: 'No: with the pull of current spend taken out of the score it would lose its place.',
    not_in: 'Its score gives it no place under the criteria in force, with or without its spend.',
  },
  many: {
    qualifies_anyway: (count: string) => `${counted(count, ACCOUNT)} would qualify also with spend hidden.`,
    in_by_size: (count: string, names: string) => `In only by the criteria that measure size, ${count}: ${names}.`,
    in_by_spend: (count: string, names: string) => `Not without the pull of current spend, ${count}: ${names}.`,
    not_in: (count: string, names: string) =>
      `No place by their score under the criteria in force, ${count}: ${names}.`,
  },
  quoteLabel: 'What the field has found',
  source: (source: string) => `Source: ${source}`,
  caution: (caution: string) => `But: ${caution}`,
} as const
