import { parseAmount } from '../kernel/index.ts'
import type { Ambition, ResultDirection } from './grading.ts'
import { directionOfResult } from './objective.ts'
import type { DateSpan } from './pace.ts'
import { isStorable, shortened } from './pasted-sheet.ts'
import { type DateOrder, readWrittenDate } from './written-date.ts'
import { type NumberFormat, readWrittenNumber } from './written-number.ts'

export type ObjectiveColumn =
  | 'objective'
  | 'kind'
  | 'why'
  | 'owner'
  | 'period'
  | 'begins'
  | 'due'
  | 'result'
  | 'start'
  | 'target'
  | 'unit'
  | 'direction'
  | 'ambition'
  | 'current'

/** A key result out of a sheet. Values are exact decimals as text. */
export interface PastedKeyResult {
  readonly line: number
  readonly title: string
  readonly start: string
  readonly target: string
  readonly unit: string
  readonly direction: ResultDirection | null
  readonly ambition: Ambition
  /** What it has come to today; null where the sheet does not say. */
  readonly current: string | null
}

const LONGEST: readonly (readonly [ObjectiveColumn, number, string])[] = [
  ['objective', 300, 'objective'],
  ['why', 4_000, 'why'],
  ['owner', 200, 'owner'],
  ['result', 300, 'key result'],
  ['unit', 40, 'unit'],
]

const KINDS = wordsFor({
  qualitative: ['qualitative', 'quality', 'words', 'in words'],
  quantitative: ['quantitative', 'quantity', 'numbers', 'in numbers', 'measured'],
})
const DIRECTIONS = wordsFor({
  up: ['up', 'increase', 'more', 'higher', 'rise', 'grow', '+', '↑'],
  down: ['down', 'decrease', 'less', 'fewer', 'lower', 'fall', 'reduce', '-', '↓'],
})
const AMBITIONS = wordsFor({
  committed: ['committed', 'commit', 'must', 'c'],
  stretch: ['stretch', 'aspirational', 'moonshot', 's'],
})

function wordsFor<Meaning extends string>(words: Readonly<Record<Meaning, readonly string[]>>) {
  return new Map(
    Object.entries<readonly string[]>(words).flatMap(([meaning, each]) =>
      each.map((word) => [word, meaning as Meaning]),
    ),
  )
}

/** A period of the plan, under the name people know it by. */
export interface NamedPeriod extends DateSpan {
  readonly label: string
}

/** How the sheet is written, and the periods its lines may name. */
export interface LineFormats {
  readonly dates: DateOrder
  readonly numbers: NumberFormat
  readonly periods: readonly NamedPeriod[]
}

/** A line as it came: its cells by column, and the objective named above it. */
export interface RawLine {
  readonly line: number
  readonly content: string
  readonly above: string
  cell(column: ObjectiveColumn): string
}

/** What one line says of its objective, and its key result; with everything that is wrong with it. */
export interface ObjectiveLine {
  readonly line: number
  readonly content: string
  readonly title: string
  /** What it says of the objective; empty and null where it says nothing. */
  readonly about: {
    readonly kind: 'qualitative' | 'quantitative' | null
    readonly why: string
    readonly owner: string
    readonly startsOn: string | null
    readonly endsOn: string | null
    /** Of a line without key result, which speaks of the objective. */
    readonly ambition: Ambition | null
  }
  /** A date or period of it cannot be read. */
  readonly hasDateFault: boolean
  readonly result: PastedKeyResult | null
  readonly faults: readonly string[]
}

/** Reads one line of a sheet of objectives; faults are told with column, value and what to write instead. */
export function readObjectiveLine(raw: RawLine, formats: LineFormats): ObjectiveLine {
  const faults: string[] = faultsOfText(raw)
  const title = raw.cell('objective') || (hasResult(raw) ? raw.above : '')
  if (title === '') faults.push('the objective is not named')
  const choose = <Meaning extends string>(
    column: ObjectiveColumn,
    words: ReadonlyMap<string, Meaning>,
    allowed: string,
  ) => {
    const written = raw.cell(column)
    const meaning = words.get(written.toLowerCase()) ?? null
    if (meaning === null && written !== '') {
      faults.push(`the ${column} “${shortened(written)}” is not known; write ${allowed}`)
    }
    return meaning
  }
  const ambition = choose('ambition', AMBITIONS, 'committed or stretch')
  const { faults: dateFaults, ...span } = readSpan(raw, formats)
  faults.push(...dateFaults)
  const about = {
    kind: choose('kind', KINDS, 'qualitative or quantitative'),
    why: raw.cell('why'),
    owner: raw.cell('owner'),
    ...span,
    ambition: hasResult(raw) ? null : ambition,
  }
  const direction = choose('direction', DIRECTIONS, 'up or down')
  const result = hasResult(raw) ? readResult(raw, { formats, direction, ambition, faults }) : null
  return { line: raw.line, content: raw.content, title, about, hasDateFault: dateFaults.length > 0, result, faults }
}

const RESULT_COLUMNS = ['result', 'start', 'target', 'unit', 'direction', 'current'] as const

function hasResult({ cell }: RawLine): boolean {
  return RESULT_COLUMNS.some((column) => cell(column) !== '')
}

function faultsOfText({ cell, content }: RawLine): string[] {
  return [
    ...LONGEST.flatMap(([column, longest, name]) =>
      cell(column).length > longest ? [`the ${name} is longer than ${longest} characters`] : [],
    ),
    ...(isStorable(content) ? [] : ['it contains characters that cannot be stored']),
  ]
}

function readSpan({ cell }: RawLine, formats: LineFormats) {
  const faults: string[] = []
  const period = periodOf(cell('period'), formats.periods, faults)
  const dateIn = (column: 'begins' | 'due', words: string) => {
    const day = readWrittenDate(cell(column), formats.dates)
    if (day === undefined) faults.push(`${words} “${shortened(cell(column))}” is no date; write it as 2026-10-31`)
    return day ?? null
  }
  const begins = dateIn('begins', 'the beginning')
  const due = dateIn('due', 'the due date')
  return { startsOn: begins ?? period?.startsOn ?? null, endsOn: due ?? period?.endsOn ?? null, faults }
}

function periodOf(written: string, periods: readonly NamedPeriod[], faults: string[]): NamedPeriod | null {
  if (written === '') return null
  const found = periods.find(({ label }) => label.toLowerCase() === written.toLowerCase())
  if (found) return found
  const known = periods.map(({ label }) => label).join(', ')
  faults.push(
    known === ''
      ? `the period “${shortened(written)}” is not known: the plan has no periods; write a due date instead`
      : `the period “${shortened(written)}” is not one of the plan; write ${known}, or a due date instead`,
  )
  return null
}

interface ResultReading {
  readonly formats: LineFormats
  readonly direction: ResultDirection | null
  readonly ambition: Ambition | null
  readonly faults: string[]
}

function readResult(raw: RawLine, { formats, direction, ambition, faults }: ResultReading): PastedKeyResult {
  const { cell } = raw
  const numberIn = (column: 'start' | 'target' | 'current') => {
    const read = readWrittenNumber(cell(column), formats.numbers)
    if (read === null || typeof read === 'string') return read
    faults.push(`the ${column} “${shortened(cell(column))}” ${read.fault}`)
    return undefined
  }
  const start = numberIn('start')
  const target = numberIn('target')
  if (cell('result') === '') faults.push('the key result is not named')
  if (start === null) faults.push('the start is missing; write the value it begins with')
  if (target === null) faults.push('the target is missing')
  const isPercent = [cell('start'), cell('target'), cell('current')].some((text) => text.trim().endsWith('%'))
  if (isPercent && cell('unit') !== '' && cell('unit') !== '%') {
    faults.push(`the unit “${shortened(cell('unit'))}” contradicts the percent sign beside the values`)
  }
  if (typeof start === 'string' && typeof target === 'string') faults.push(...faultsOfWay({ start, target, direction }))
  return {
    line: raw.line,
    title: cell('result'),
    start: start ?? '0',
    target: target ?? '0',
    unit: isPercent ? '%' : cell('unit'),
    direction,
    ambition: ambition ?? 'committed',
    current: numberIn('current') ?? null,
  }
}

interface Way {
  readonly start: string
  readonly target: string
  readonly direction: ResultDirection | null
}

function faultsOfWay({ start, target, direction }: Way): string[] {
  const from = parseAmount(start)
  const to = parseAmount(target)
  if (from === null || to === null) return ['its values cannot be counted with']
  const read = directionOfResult({ kind: 'measured', direction, start: from, target: to, fed: null })
  if (read.ok) return []
  return read.refusal.code === 'plans/target-equals-start'
    ? [`the target “${target}” is the start; a key result has a way to go`]
    : [
        `the direction contradicts the way from ${start} to ${target}; write ${from < to ? 'up' : 'down'} or leave it empty`,
      ]
}
