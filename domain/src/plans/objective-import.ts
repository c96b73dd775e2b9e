import {
  type GroupSetting,
  type GroupVerdict,
  judgeGroup,
  type PastedObjective,
  type SaidOfPresent,
} from './objective-import-groups.ts'
import { type LineFormats, type ObjectiveColumn, readObjectiveLine } from './objective-import-line.ts'
import { layOutSheet, PASTED_LINES, type RejectedLine, type SheetForm, sameWords } from './pasted-sheet.ts'
import { dateOrderOf } from './written-date.ts'
import { numberFormatOf } from './written-number.ts'

const FORM: SheetForm<ObjectiveColumn> = {
  headings: {
    objective: ['objective', 'goal', 'aim', 'objectives'],
    kind: ['kind', 'type', 'kind of objective'],
    why: ['why', 'reason', 'rationale', 'because'],
    owner: ['owner', 'who', 'responsible', 'assigned to', 'person'],
    period: ['period', 'year', 'quarter'],
    begins: ['begins', 'begins on', 'start date', 'starts on', 'from'],
    due: ['due', 'due date', 'due on', 'deadline', 'by when', 'until', 'end', 'end date', 'ends on'],
    result: ['key result', 'key results', 'result', 'measure', 'metric', 'kpi'],
    start: ['start', 'start value', 'baseline', 'from value'],
    target: ['target', 'target value', 'to value'],
    unit: ['unit', 'units', 'unit of measure'],
    direction: ['direction', 'better is'],
    ambition: ['committed or stretch', 'ambition', 'committed/stretch', 'committed', 'stretch'],
    current: ['current', 'current value', 'latest', 'latest value', 'actual', 'now'],
  },
  key: 'objective',
  withoutHeadings: ['objective', 'result', 'start', 'target', 'unit', 'owner', 'due'],
}

const NUMBERS: ReadonlySet<ObjectiveColumn> = new Set(['start', 'target', 'current'])
const DATES: ReadonlySet<ObjectiveColumn> = new Set(['begins', 'due'])

const BEYOND = `only the first ${PASTED_LINES} lines are taken at once`

export interface PastedObjectives {
  readonly columns: readonly ObjectiveColumn[]
  /** What stands over the columns of the sheet, for giving rejected lines back. */
  readonly headings: readonly string[]
  readonly ignoredColumns: readonly string[]
  readonly objectives: readonly PastedObjective[]
  /** Lines of which everything stands in the plan already. */
  readonly unchanged: readonly number[]
  /** What it says of objectives that stand in the plan, which keep what they have. */
  readonly said: readonly SaidOfPresent[]
  readonly rejects: readonly RejectedLine[]
}

/**
 * Reads objectives with their key results out of cells pasted from a spreadsheet. Lines that name the same objective are
 * one objective, each with a key result of its own; a line that names none belongs to the one above it. What an objective
 * says of itself may stand in any of its lines. It lies in a named period of the plan, or from its beginning (today where
 * none is written) to its due date. An objective or key result that stands in the plan under the same words, whatever
 * their capitals and spaces, is left as it is, so that the same sheet changes nothing the second time.
 *
 * A line with anything wrong is rejected whole with every reason, and the others go in; what is wrong with an objective
 * itself rejects all its lines. Nothing is guessed: dates and numbers that can be read in two ways are asked for.
 */
export function readPastedObjectives(pasted: string, setting: GroupSetting): PastedObjectives {
  const { columns, headings, ignoredColumns, lines: all } = layOutSheet(pasted, FORM)
  const isTaken = ({ line }: { readonly line: number }) => line <= PASTED_LINES + 1
  const lines = all.filter(isTaken)
  const beyond = all.filter((line) => !isTaken(line))
  const cellsIn = (wanted: ReadonlySet<ObjectiveColumn>) =>
    lines.flatMap(({ cells }) => cells.filter((_, at) => isOneOf(wanted, columns[at])))
  const formats: LineFormats = {
    dates: dateOrderOf(cellsIn(DATES)),
    numbers: numberFormatOf(cellsIn(NUMBERS)),
    periods: setting.periods,
  }
  let above = ''
  const read = lines.map(({ line, cells }) => {
    const cell = (column: ObjectiveColumn) => cells[columns.indexOf(column)] ?? ''
    const named = readObjectiveLine({ line, content: cells.join('\t'), cell, above }, formats)
    above = named.title
    return named
  })
  const verdicts: GroupVerdict[] = []
  for (const words of new Set(read.map(({ title }) => sameWords(title)))) {
    const group = read.filter(({ title }) => sameWords(title) === words)
    verdicts.push(judgeGroup(group, setting, verdicts.filter(({ objective }) => objective?.isPresent === false).length))
  }
  return {
    columns: columns.filter((column) => column !== null),
    headings,
    ignoredColumns,
    objectives: verdicts.flatMap(({ objective }) => objective ?? []),
    unchanged: verdicts.flatMap(({ unchanged }) => unchanged).toSorted((one, other) => one - other),
    said: verdicts.flatMap(({ said }) => said ?? []),
    rejects: [
      ...verdicts.flatMap(({ rejects }) => rejects).toSorted((one, other) => one.line - other.line),
      ...beyond.map(({ line, cells }) => ({ line, content: cells.join('\t'), reasons: [BEYOND] })),
    ],
  }
}

function isOneOf(wanted: ReadonlySet<ObjectiveColumn>, column: ObjectiveColumn | null | undefined): boolean {
  return column !== null && column !== undefined && wanted.has(column)
}
