import { counted } from '../../kit/format/count.ts'

const DAY = { one: 'day', other: 'days' }
const MONTH = { one: 'month', other: 'months' }
const YEAR = { one: 'year', other: 'years' }

/** Words of statements and fields, their age, and how complete a plan is. */
export const text = {
  audience: { plan: '', inner: 'inner team only', customer: 'shown to the customer' },
  ages: (months: number) => `asked again after ${counted(months, MONTH)}`,
  neverAges: 'does not age',
  fields: (title: string) => `Fields of ${title}`,
  statements: (title: string) => `Statements of ${title}`,
  noStatements: 'Nothing is written here yet.',
  noStatementsMay: 'Nothing is written here yet. Add the first statement: who says so, and of which day.',
  notFilled: 'not filled in',
  required: 'required',
  unsaved: 'not saved yet',
  fillIn: 'Fill in',
  edit: 'Edit',
  remove: 'Take out',
  clear: 'Clear',
  stillTrue: 'Still true',
  stillTrueHint: 'Says that it holds as of today, from the same source.',
  add: 'Add a statement',
  of: (deed: string, what: string) => `${deed}: ${what}`,
  form: {
    content: 'Statement',
    asOf: 'As of',
    asOfHint: 'The day the fact is of.',
    source: 'Source',
    sourceHint: 'Who said it, or where it is written.',
    certainty: 'Certainty',
    confirmed: 'Confirmed',
    assumed: 'Assumed',
    save: 'Save',
    close: 'Close',
    discard: 'Discard',
    choose: 'choose',
    gone: '(taken out)',
    keys: 'Ctrl or Cmd with Enter saves, Escape closes and keeps what you typed.',
    restored: 'You began this earlier and did not save it.',
  },
  age: {
    today: 'of today',
    days: (days: number) => `${counted(days, DAY)} old`,
    months: (months: number) => `${counted(months, MONTH)} old`,
    years: (years: number) => `${counted(years, YEAR)} old`,
  },
  freshness: {
    ageing: (date: string) => `ask again by ${date}`,
    doubtful: (date: string) => `doubtful since ${date}`,
    ageingHint: 'It nears the end of the time this section trusts a statement for.',
    doubtfulHint: 'It is older than this section trusts. Say that it is still true, change it, or take it out.',
  },
  assumed: 'assumed',
  assumedHint: 'Nobody has confirmed it. It is trusted half as long.',
  confirmed: 'confirmed',
  said: (author: string) => `written by ${author}`,
  from: (source: string) => `source: ${source}`,
  saved: 'Saved.',
  renewed: 'Marked as still true.',
  removed: 'Taken out.',
  completeness: {
    title: 'Completeness',
    note: 'how much is written; says nothing about the account',
    of: (done: string, asked: string) => `${done} of ${asked}`,
    missing: (labels: string) => `missing: ${labels}`,
    nothing: 'nothing yet',
    sections: 'Sections by what is there',
  },
  doubtfulCount: (count: string, isOne: boolean) =>
    isOne ? `${count} statement here is doubtful` : `${count} statements here are doubtful`,
} as const
