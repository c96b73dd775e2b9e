import type { ActionState } from './action.ts'
import { needsReason } from './action.ts'
import { type DateOrder, dateOrderOf, readWrittenDate } from './written-date.ts'

/** Most lines of a pasted sheet that are looked at. */
export const PASTED_LINES = 200
const LONGEST = { title: 300, owner: 200, reason: 1_000, details: 4_000 } as const

type Column = 'title' | 'owner' | 'due' | 'start' | 'state' | 'reason' | 'details'

/** Words people write over their columns. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  title: ['action', 'title', 'task', 'what', 'activity', 'to do', 'todo'],
  owner: ['owner', 'who', 'responsible', 'assigned to', 'assignee', 'person'],
  due: ['due', 'due date', 'due on', 'deadline', 'by when', 'until', 'end'],
  start: ['start', 'start date', 'starts on', 'begin', 'from'],
  state: ['state', 'status', 'progress'],
  reason: ['reason', 'why', 'blocked by', 'blocker'],
  details: ['details', 'note', 'notes', 'description', 'comment', 'comments', 'remarks'],
}
/** How a sheet without headings is read. */
const WITHOUT_HEADINGS: readonly Column[] = ['title', 'owner', 'due', 'state', 'reason', 'details']

const STATES: Readonly<Record<string, ActionState>> = {
  '': 'planned',
  planned: 'planned',
  open: 'planned',
  new: 'planned',
  'to do': 'planned',
  todo: 'planned',
  'not started': 'planned',
  'in progress': 'in_progress',
  in_progress: 'in_progress',
  doing: 'in_progress',
  started: 'in_progress',
  ongoing: 'in_progress',
  blocked: 'blocked',
  waiting: 'blocked',
  'on hold': 'blocked',
  done: 'done',
  complete: 'done',
  completed: 'done',
  closed: 'done',
  finished: 'done',
  dropped: 'dropped',
  cancelled: 'dropped',
  canceled: 'dropped',
}

export interface PastedAction {
  /** Line of the sheet, the first being 1. */
  readonly line: number
  readonly title: string
  readonly ownerName: string
  readonly dueOn: string | null
  readonly startsOn: string | null
  readonly state: ActionState
  readonly reason: string
  readonly details: string
}

export interface RejectedLine {
  readonly line: number
  /** The line as it was pasted, its cells apart by tabs. */
  readonly content: string
  /** Everything that is wrong with it, in words. */
  readonly reasons: readonly string[]
}

export interface PastedSheet {
  readonly columns: readonly string[]
  readonly ignoredColumns: readonly string[]
  readonly actions: readonly PastedAction[]
  readonly rejects: readonly RejectedLine[]
}

interface Layout {
  readonly columns: readonly (Column | null)[]
  readonly order: DateOrder
}

/**
 * Reads actions out of cells pasted from a spreadsheet. The first line names the columns where it has a word for the
 * action; otherwise columns are action, owner, due date, state, reason, details. Empty lines are passed over. A line
 * with anything wrong is rejected whole, with every reason, and nothing is guessed: dates whose order of day and month
 * the column does not settle are asked for as year-month-day.
 */
export function readPastedActions(pasted: string): PastedSheet {
  const rows = cellsOf(pasted)
  const filled = rows.map((cells, index) => ({ line: index + 1, cells })).filter(({ cells }) => cells.some(Boolean))
  const first = filled[0]?.cells ?? []
  const headings = first.map(columnOf)
  const hasHeadings = headings.includes('title')
  const columns = hasHeadings ? withoutRepeats(headings) : WITHOUT_HEADINGS
  const content = hasHeadings ? filled.slice(1) : filled
  const order = dateOrderOf(content.flatMap(({ cells }) => cells.filter((_, at) => isDateColumn(columns[at] ?? null))))
  const read = content.map(({ line, cells }) => readLine(line, cells, { columns, order }))
  return {
    columns: columns.filter((column) => column !== null),
    ignoredColumns: hasHeadings ? first.filter((heading, at) => columns[at] === null && heading !== '') : [],
    actions: read.flatMap((one) => ('reasons' in one ? [] : [one])),
    rejects: read.flatMap((one) => ('reasons' in one ? [one] : [])),
  }
}

function columnOf(heading: string): Column | null {
  const word = heading
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/[:*]+$/, '')
    .trim()
  const found = Object.entries(HEADINGS).find(([, words]) => words.includes(word))
  return (found?.[0] as Column | undefined) ?? null
}

/** A second column of the same name is not read: nobody could tell which one counts. */
function withoutRepeats(columns: readonly (Column | null)[]): (Column | null)[] {
  return columns.map((column, at) => (columns.indexOf(column) === at ? column : null))
}

function isDateColumn(column: Column | null): boolean {
  return column === 'due' || column === 'start'
}

function readLine(line: number, cells: readonly string[], layout: Layout): PastedAction | RejectedLine {
  const cell = (column: Column) => cells[layout.columns.indexOf(column)] ?? ''
  const reasons: string[] = []
  const dateIn = (column: 'due' | 'start', words: string) => {
    const date = readWrittenDate(cell(column), layout.order)
    if (date === undefined) reasons.push(`${words} “${shortened(cell(column))}” is no date; write it as 2026-10-31`)
    return date ?? null
  }
  const dueOn = dateIn('due', 'the due date')
  const startsOn = dateIn('start', 'the start')
  const state = STATES[cell('state').toLowerCase()]
  reasons.push(...faultsOf({ cell, line, state, dueOn, startsOn }))
  if (reasons.length > 0 || state === undefined) return { line, content: cells.join('\t'), reasons }
  const reason = needsReason(state) ? cell('reason') : ''
  return {
    line,
    title: cell('title'),
    ownerName: cell('owner'),
    dueOn,
    startsOn,
    state,
    reason,
    details: cell('details'),
  }
}

interface LineToCheck {
  readonly cell: (column: Column) => string
  readonly line: number
  readonly state: ActionState | undefined
  readonly dueOn: string | null
  readonly startsOn: string | null
}

function faultsOf({ cell, line, state, dueOn, startsOn }: LineToCheck): string[] {
  const tooLong = (Object.keys(LONGEST) as (keyof typeof LONGEST)[]).filter((key) => cell(key).length > LONGEST[key])
  const unstorable = (Object.keys(HEADINGS) as Column[]).some((column) => !isStorable(cell(column)))
  return [
    ...(line > PASTED_LINES + 1 ? [`only the first ${PASTED_LINES} actions are taken at once`] : []),
    ...(cell('title') === '' ? ['the action is not named'] : []),
    ...tooLong.map((key) => `the ${key} is longer than ${LONGEST[key]} characters`),
    ...(unstorable ? ['it contains characters that cannot be stored'] : []),
    ...(state === undefined ? [`“${shortened(cell('state'))}” is no state`] : []),
    ...(state !== undefined && needsReason(state) && cell('reason') === ''
      ? [`${state === 'blocked' ? 'blocked' : 'dropped'} needs a reason`]
      : []),
    ...(startsOn !== null && dueOn !== null && dueOn < startsOn ? ['it is due before it starts'] : []),
  ]
}

function isStorable(text: string): boolean {
  return !/\p{Cs}|(?![\t\n\r])\p{Cc}/u.test(text)
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** Cells apart by tabs, rows by line ends; a cell in quotation marks may hold both, and doubled marks for one. */
export function cellsOf(pasted: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y
  for (let at = 0; at <= pasted.length; ) {
    pattern.lastIndex = at
    const match = pattern.exec(pasted) ?? plainCell(pasted, at)
    row.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim())
    at += match[0].length
    if (match[3] === '\t') continue
    rows.push(row)
    row = []
    if (match[3] === '') break
  }
  return rows
}

/** A cell that only begins with a quotation mark means it as a character. */
function plainCell(pasted: string, at: number): readonly [string, undefined, string, string] {
  const rest = /^([^\t\r\n]*)(\t|\r\n|\r|\n|$)/.exec(pasted.slice(at))
  return [rest?.[0] ?? '', undefined, rest?.[1] ?? '', rest?.[2] ?? '']
}
