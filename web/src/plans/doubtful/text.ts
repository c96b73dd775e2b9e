import { counted } from '../../kit/format/count.ts'

/** Words of the list of what is doubtful over all plans. */
export const text = {
  title: 'What is doubtful',
  plans: 'Plans',
  open: 'Open what is doubtful in all plans',
  note: 'older than its section trusts; the longest doubtful first',
  list: 'Doubtful statements',
  count: (count: string) => counted(count, { one: 'statement', other: 'statements' }),
  empty: 'Nothing is doubtful',
  emptySentence: 'Every statement you may see in the open plans is younger than its section asks for.',
  toPlans: 'Open the plans',
  more: 'Show more',
  mayNot: 'Saying that something is still true is for contributors and above.',
} as const
