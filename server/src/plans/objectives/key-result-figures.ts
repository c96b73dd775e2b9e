import { type KeyResultFigures, type KeyResultReading, READINGS_SHOWN } from '@mainstay/contract/plans-objectives'
import { type Amount, degraded, type Figure, formatMonth, insufficient } from '@mainstay/domain/kernel'
import {
  type Ambition,
  expectedProgress,
  FED_SOURCES,
  type FedMeasure,
  type FedReading,
  fedReadings,
  gradeColor,
  gradeKeyResult,
  judgeGrade,
  type LedgerFacts,
  paceOf,
} from '@mainstay/domain/plans'
import { amountOf } from '../../economics/index.ts'
import type { KeyResultRow, ObjectiveRow, ReadingRow } from './objective-store.ts'
import { writeValue } from './values.ts'

/** What telling how a key result stands takes beside its row. */
export interface FiguresSetting {
  readonly asOf: string
  /** Null before there is any ledger, or where no key result asks for it. */
  readonly facts: LedgerFacts | null
}

type Objective = Pick<ObjectiveRow, 'starts_on' | 'ends_on' | 'status'>

export function fedMeasureOf(
  row: Pick<KeyResultRow, 'fed_source' | 'fed_product_line' | 'fed_window'>,
): FedMeasure | null {
  const { fed_source: source, fed_product_line: productLine, fed_window: window } = row
  return source === null || window === null ? null : { source, productLine, window }
}

/** Whether its values are margins, which only some may see. */
export function isOfMargins(row: Pick<KeyResultRow, 'fed_source'>): boolean {
  return row.fed_source !== null && FED_SOURCES[row.fed_source].isMargin
}

/** A key result as it stands: its grade as a figure for the objective, and everything for the reader. */
export interface StandingKeyResult {
  readonly grade: Figure
  readonly figures: KeyResultFigures
  readonly fed: FedReading | null
}

export function keyResultStanding(
  row: KeyResultRow,
  readings: readonly ReadingRow[],
  context: { readonly objective: Objective; readonly setting: FiguresSetting },
): StandingKeyResult {
  const { objective, setting } = context
  const measure = fedMeasureOf(row)
  const history = measure ? fedHistory(measure, objective, setting.facts) : typedHistory(readings)
  const { kind, direction } = row
  const start = amountOf(row.start_value)
  const target = amountOf(row.target_value)
  const graded = gradeKeyResult({ kind, direction, start, target, actual: history.latest?.value ?? null })
  const grade = graded.value === null ? insufficient(...history.reasons) : withDoubts(graded.value, history.reasons)
  return {
    grade,
    fed: history.fed,
    figures: {
      ...standingOf(grade, row.ambition, { objective, asOf: setting.asOf }),
      start: writeValue(row.start_value),
      target: writeValue(row.target_value),
      latest: history.latest ? { on: history.latest.on, value: writeValue(history.latest.value) } : null,
      readings: history.readings.slice(-READINGS_SHOWN),
      readingCount: history.readings.length,
    },
  }
}

function withDoubts(value: number, reasons: readonly string[]): Figure {
  return reasons.length > 0 ? degraded(value, ...reasons) : { value, status: 'ok', reasons: [] }
}

/** Grade, color, pace and verdict for the wire. A closed objective has ended, whatever its dates say. */
export function standingOf(
  grade: Figure,
  ambition: Ambition,
  { objective, asOf }: { readonly objective: Objective; readonly asOf: string },
) {
  const expected = expectedProgress({ startsOn: objective.starts_on, endsOn: objective.ends_on }, asOf)
  const isOver = objective.status === 'closed' || expected === 1
  return {
    grade: grade.value,
    status: grade.status,
    reasons: [...grade.reasons],
    color: grade.value === null ? null : gradeColor(grade.value),
    expected,
    pace: objective.status === 'open' ? paceOf(grade.value, expected) : null,
    verdict: isOver && grade.value !== null ? judgeGrade(grade.value, ambition) : null,
  }
}

interface History {
  readonly readings: KeyResultReading[]
  readonly latest: { readonly on: string; readonly value: Amount } | null
  /** Why there is no latest value, or what is doubtful about it. */
  readonly reasons: readonly string[]
  readonly fed: FedReading | null
}

/** What people typed, the oldest first; what was corrected has given its place to the correction. */
function typedHistory(rows: readonly ReadingRow[]): History {
  const corrected = new Set(rows.map((row) => row.corrects_id))
  const standing = rows
    .filter((row) => !corrected.has(row.id))
    .sort((a, b) => compare(a.read_on, b.read_on) || a.created_at.getTime() - b.created_at.getTime())
  const last = standing.at(-1)
  return {
    readings: standing.map(presentReading),
    latest: last ? { on: last.read_on, value: amountOf(last.value) } : null,
    reasons: last ? [] : ['plans/no-reading'],
    fed: null,
  }
}

export function presentReading(row: ReadingRow): KeyResultReading {
  return {
    id: row.id,
    on: row.read_on,
    value: writeValue(row.value),
    note: row.note,
    authorName: row.author_name,
    isCorrection: row.corrects_id !== null,
    version: row.version,
  }
}

/** What the ledger gives month by month; a month that is not known leaves a gap, and the last one decides. */
function fedHistory(measure: FedMeasure, objective: Objective, facts: LedgerFacts | null): History {
  if (facts === null) return { readings: [], latest: null, reasons: ['economics/no-ledger'], fed: null }
  const fed = fedReadings(measure, { startsOn: objective.starts_on, endsOn: objective.ends_on }, facts)
  const last = fed.at(-1) ?? null
  const readings = fed.flatMap(({ on, value }) =>
    value.value === null
      ? []
      : [{ id: null, on, value: writeValue(value.value), note: '', authorName: null, isCorrection: false, version: 0 }],
  )
  if (last === null) return { readings, latest: null, reasons: ['plans/no-reading'], fed: null }
  const { value, status, reasons } = last.value
  return {
    readings,
    latest: value === null ? null : { on: last.on, value },
    reasons: status === 'ok' ? [] : reasons,
    fed: last,
  }
}

/** The months behind the latest value of a fed key result. */
export function basisOf(fed: FedReading | null, facts: LedgerFacts | null) {
  if (fed === null || facts === null) return null
  return { from: formatMonth(fed.from), to: formatMonth(fed.to), ledgerUpTo: facts.upTo }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
