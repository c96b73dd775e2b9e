import type { KeyResult, KeyResultFigures, ObjectivesPart, PlanObjective } from '@mainstay/contract/plans-objectives'
import { dayInWords } from '@mainstay/domain/kernel'
import { money, percent } from '../figures.ts'
import type { Audience, Block, Cell, Tone } from '../plan-document.ts'
import { personText, WORDS } from '../words.ts'

type TablePlace = 'pages' | 'workbook'

/** Bars that can be told apart on one slide. */
const MOST_BARS = 20
const COLORS: Readonly<Record<'green' | 'yellow' | 'red', Tone>> = { green: 'good', yellow: 'warn', red: 'bad' }

export function objectiveBlocks({ objectives, asOf }: ObjectivesPart, audience: Audience): Block[] {
  if (objectives.length === 0) return []
  const results = objectives.flatMap((objective) => objective.keyResults.map((result) => ({ objective, result })))
  const tables = (['pages', 'workbook'] as const).map((place) => resultTable(results, audience, place))
  return [
    objectiveTable(objectives, audience, 'pages'),
    objectiveTable(objectives, audience, 'workbook'),
    ...gradeBars(objectives, asOf),
    ...(results.length > 0 ? tables : []),
  ]
}

function gradeBars(objectives: readonly PlanObjective[], asOf: string): Block[] {
  const graded = objectives.flatMap((objective) => {
    const grade = figuresOf(objective)?.grade ?? null
    return grade === null ? [] : [{ title: objective.title, grade }]
  })
  const blocks: Block[] = []
  for (let at = 0; at < graded.length; at += MOST_BARS) {
    const shown = graded.slice(at, at + MOST_BARS)
    blocks.push({
      kind: 'bars',
      title: `Grades on ${dayInWords(asOf)}`,
      format: 'grade',
      unit: 'Grade, from 0 to 1',
      categories: shown.map(({ title }) => title),
      series: [{ name: 'Grade', values: shown.map(({ grade }) => grade) }],
    })
  }
  return blocks
}

/** Margin figures are already gone where the reader may not see them. */
export function figuresOf({ figures, marginFigures }: PlanObjective): PlanObjective['figures'] {
  return figures ?? marginFigures
}

/** Since when, and what led to it, is for the workbook: on pages the reason says it. */
function objectiveTable(objectives: readonly PlanObjective[], audience: Audience, place: TablePlace): Block {
  const isInternal = audience === 'internal'
  const isWhole = place === 'workbook'
  return {
    kind: 'table',
    title: 'Objectives',
    columns: [
      { title: 'Objective', kind: 'text', weight: 3 },
      ...(isInternal ? ([{ title: 'Why', kind: 'text', weight: 3 }] as const) : []),
      { title: 'Owner', kind: 'text', weight: 1.8 },
      ...(isWhole ? ([{ title: 'Begins', kind: 'date', weight: 1 }] as const) : []),
      { title: 'Ends', kind: 'date', weight: 1 },
      { title: 'Ambition', kind: 'text', weight: 1 },
      { title: 'Status', kind: 'text', weight: 0.8 },
      { title: 'Grade', kind: 'grade', weight: 0.8 },
      { title: 'Pace', kind: 'text', weight: 1 },
      ...(isWhole && isInternal ? ([{ title: 'Led by', kind: 'text', weight: 2 }] as const) : []),
    ],
    rows: objectives.map((objective) => objectiveRow(objective, audience, place)),
    empty: '',
    place,
  }
}

function objectiveRow(objective: PlanObjective, audience: Audience, place: TablePlace): Cell[] {
  const isInternal = audience === 'internal'
  const isWhole = place === 'workbook'
  const figures = figuresOf(objective)
  const owner: Cell =
    objective.owner === null && isInternal ? { value: 'nobody', tone: 'bad' } : personText(objective.owner)
  return [
    objective.title,
    ...(isInternal ? [objective.why] : []),
    owner,
    ...(isWhole ? [{ date: objective.startsOn }] : []),
    { date: objective.endsOn },
    WORDS.ambition[objective.ambition],
    // On pages, where all are open, the column would say nothing.
    objective.status === 'open' && !isWhole ? null : WORDS.objectiveStatus[objective.status],
    { value: figures?.grade ?? null, tone: figures?.color ? COLORS[figures.color] : null },
    paceCell(figures?.pace ?? null),
    ...(isWhole && isInternal ? [objective.causes.flatMap(({ title }) => title ?? []).join('; ')] : []),
  ]
}

interface OfObjective {
  readonly objective: PlanObjective
  readonly result: KeyResult
}

const PACE_TONES = { on_track: 'good', at_risk: 'warn', off_track: 'bad' } as const

function paceCell(pace: KeyResultFigures['pace']): Cell {
  return pace === null ? null : { value: WORDS.pace[pace], tone: PACE_TONES[pace] }
}

/** On pages amounts are short; the workbook has every digit. */
function resultTable(results: readonly OfObjective[], audience: Audience, place: TablePlace): Block {
  return {
    kind: 'table',
    title: 'Key results',
    columns: [
      { title: 'Objective', kind: 'text', weight: 2 },
      { title: 'Key result', kind: 'text', weight: 2.6 },
      { title: 'Start', kind: 'text', weight: 1.1 },
      { title: 'Latest', kind: 'text', weight: 1.1 },
      { title: 'Of', kind: 'date', weight: 1 },
      { title: 'Target', kind: 'text', weight: 1.1 },
      { title: 'Unit', kind: 'text', weight: 0.9 },
      { title: 'Grade', kind: 'grade', weight: 0.8 },
      { title: 'Pace', kind: 'text', weight: 0.9 },
      ...(audience === 'internal' ? ([{ title: 'Source', kind: 'text', weight: 1.4 }] as const) : []),
    ],
    rows: results.map((each) => resultRow(each, audience, place)),
    empty: '',
    place,
  }
}

function resultRow({ objective, result }: OfObjective, audience: Audience, place: TablePlace): Cell[] {
  const figures = result.figures ?? result.marginFigures
  const source: Cell[] = audience === 'internal' ? [sourceText(result)] : []
  if (!figures) return [objective.title, result.title, ...hidden(result), ...source]
  const value = (text: string): Cell => valueCell(text, result.format, place)
  return [
    objective.title,
    result.title,
    value(figures.start),
    figures.latest ? value(figures.latest.value) : null,
    figures.latest ? { date: figures.latest.on } : null,
    value(figures.target),
    result.unit,
    gradeCell(figures),
    paceCell(figures.pace),
    ...source,
  ]
}

function hidden(result: KeyResult): Cell[] {
  return ['hidden', 'hidden', null, 'hidden', result.unit, null, null]
}

function gradeCell({ grade, color }: KeyResultFigures): Cell {
  return { value: grade, tone: color ? COLORS[color] : null }
}

function valueCell(text: string, format: KeyResult['format'], place: TablePlace): Cell {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text
  if (format === 'share') return percent(Number(text))
  return format === 'money' && place === 'pages' ? money(text) : { decimal: readable(text) }
}

/** What the ledger gives has more digits behind the point than anybody reads. */
function readable(decimal: string): string {
  const value = Math.abs(Number(decimal))
  return value >= 10 && value < 1e12
    ? Number(decimal)
        .toFixed(2)
        .replace(/\.?0+$/, '')
    : decimal
}

function sourceText({ measure }: KeyResult): string {
  if (measure.kind === 'typed') return 'typed in'
  const words = WORDS.resultSource[measure.source]
  return measure.productLine === null ? words : `${words}, ${measure.productLine}`
}
