import type { ActionState } from './action.ts'
import { needsReason } from './action.ts'
import {
  type Headings,
  isStorable,
  layOutSheet,
  PASTED_LINES,
  type RejectedLine,
  type SheetForm,
  shortened,
} from './pasted-sheet.ts'
import { type DateOrder, dateOrderOf, readWrittenDate } from './written-date.ts'

const LONGEST = { title: 300, owner: 200, reason: 1_000, details: 4_000 } as const

type Column = 'title' | 'owner' | 'due' | 'start' | 'state' | 'reason' | 'details'

/** Words people write over their columns. */
const HEADINGS: Headings<Column> = {
  title: ['action', 'title', 'task', 'what', 'activity', 'to do', 'todo'],
  owner: ['owner', 'who', 'responsible', 'assigned to', 'assignee', 'person'],
  due: ['due', 'due date', 'due on', 'deadline', 'by when', 'until', 'end'],
  start: ['start', 'start date', 'starts on', 'begin', 'from'],
  state: ['state', 'status', 'progress'],
  reason: ['reason', 'why', 'blocked by', 'blocker'],
  details: ['details', 'note', 'notes', 'description', 'comment', 'comments', 'remarks'],
}
const FORM: SheetForm<Column> = {
  headings: HEADINGS,
  key: 'title',
  withoutHeadings: ['title', 'owner', 'due', 'state', 'reason', 'details'],
}

const STATES: ReadonlyMap<string, ActionState> = new Map(
  Object.entries<ActionState>({
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
  }),
)

export interface PastedAction {
  /** Line of the sheet, the first being 1. */
  readonly line: number
  /** The line as it was pasted, its cells apart by tabs. */
  readonly content: string
  readonly title: string
  readonly ownerName: string
  readonly dueOn: string | null
  readonly startsOn: string | null
  readonly state: ActionState
  readonly reason: string
  readonly details: string
}

export interface PastedSheet {
  readonly columns: readonly string[]
  /** What stands over the columns of the sheet, for giving rejected lines back. */
  readonly headings: readonly string[]
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
  const { columns, headings, ignoredColumns, lines } = layOutSheet(pasted, FORM)
  const order = dateOrderOf(lines.flatMap(({ cells }) => cells.filter((_, at) => isDateColumn(columns[at] ?? null))))
  const read = lines.map(({ line, cells }) => readLine(line, cells, { columns, order }))
  return {
    columns: columns.filter((column) => column !== null),
    headings,
    ignoredColumns,
    actions: read.flatMap((one) => ('reasons' in one ? [] : [one])),
    rejects: read.flatMap((one) => ('reasons' in one ? [one] : [])),
  }
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
  const state = STATES.get(cell('state').toLowerCase())
  reasons.push(...faultsOf({ cell, line, state, dueOn, startsOn }))
  const content = cells.join('\t')
  if (reasons.length > 0 || state === undefined) return { line, content, reasons }
  const reason = needsReason(state) ? cell('reason') : ''
  return {
    line,
    content,
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
