import type { KeyResult, KeyResultFigures, ObjectivesPart, PlanObjective } from '@mainstay/contract/plans-objectives'
import type { Audience, Block, Cell, Tone } from '../plan-document.ts'
import { personText, WORDS } from '../words.ts'

/** Bars that can be told apart on one slide. */
const MOST_BARS = 20
const COLORS: Readonly<Record<'green' | 'yellow' | 'red', Tone>> = { green: 'good', yellow: 'warn', red: 'bad' }

export function objectiveBlocks({ objectives, asOf }: ObjectivesPart, audience: Audience): Block[] {
  const blocks: Block[] = [objectiveTable(objectives, audience)]
  const graded = objectives.flatMap((objective) => {
    const grade = figuresOf(objective)?.grade ?? null
    return grade === null ? [] : [{ title: objective.title, grade }]
  })
  for (let at = 0; at < graded.length; at += MOST_BARS) {
    const shown = graded.slice(at, at + MOST_BARS)
    blocks.push({
      kind: 'bars',
      title: `Grades on ${asOf}`,
      format: 'percent',
      categories: shown.map(({ title }) => title),
      series: [{ name: 'Grade', values: shown.map(({ grade }) => grade) }],
    })
  }
  const results = objectives.flatMap((objective) => objective.keyResults.map((result) => ({ objective, result })))
  if (results.length > 0) blocks.push(resultTable(results, audience))
  return blocks
}

/** Margin figures are already gone where the reader may not see them. */
function figuresOf({ figures, marginFigures }: PlanObjective): PlanObjective['figures'] {
  return figures ?? marginFigures
}

function objectiveTable(objectives: readonly PlanObjective[], audience: Audience): Block {
  const isInternal = audience === 'internal'
  return {
    kind: 'table',
    title: 'Objectives',
    columns: [
      { title: 'Objective', kind: 'text', weight: 3 },
      ...(isInternal ? ([{ title: 'Why', kind: 'text', weight: 2.4 }] as const) : []),
      { title: 'Owner', kind: 'text', weight: 1.6 },
      { title: 'Begins', kind: 'date', weight: 1 },
      { title: 'Ends', kind: 'date', weight: 1 },
      { title: 'Ambition', kind: 'text', weight: 1 },
      { title: 'Status', kind: 'text', weight: 0.8 },
      { title: 'Grade', kind: 'percent', weight: 0.8 },
      { title: 'Pace', kind: 'text', weight: 1 },
      ...(isInternal ? ([{ title: 'Led by', kind: 'text', weight: 2 }] as const) : []),
    ],
    rows: objectives.map((objective) => objectiveRow(objective, isInternal ? 'internal' : 'customer')),
    empty: 'There are no objectives yet.',
  }
}

function objectiveRow(objective: PlanObjective, audience: Audience): Cell[] {
  const isInternal = audience === 'internal'
  const figures = figuresOf(objective)
  const owner: Cell =
    objective.owner === null && isInternal
      ? { value: 'nobody', tone: 'bad' }
      : personText(objective.owner) + (objective.owner?.hasLeft && isInternal ? ' (has left)' : '')
  return [
    objective.title,
    ...(isInternal ? [objective.why] : []),
    owner,
    { date: objective.startsOn },
    { date: objective.endsOn },
    WORDS.ambition[objective.ambition],
    WORDS.objectiveStatus[objective.status],
    { value: figures?.grade ?? null, tone: figures?.color ? COLORS[figures.color] : null },
    figures?.pace ? WORDS.pace[figures.pace] : null,
    ...(isInternal ? [objective.causes.flatMap(({ title }) => title ?? []).join('; ')] : []),
  ]
}

interface OfObjective {
  readonly objective: PlanObjective
  readonly result: KeyResult
}

function resultTable(results: readonly OfObjective[], audience: Audience): Block {
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
      { title: 'Grade', kind: 'percent', weight: 0.8 },
      { title: 'Pace', kind: 'text', weight: 0.9 },
      ...(audience === 'internal' ? ([{ title: 'Source', kind: 'text', weight: 1.4 }] as const) : []),
    ],
    rows: results.map(({ objective, result }) => resultRow(objective, result, audience)),
    empty: '',
  }
}

function resultRow(objective: PlanObjective, result: KeyResult, audience: Audience): Cell[] {
  const figures = result.figures ?? result.marginFigures
  const source: Cell[] = audience === 'internal' ? [sourceText(result)] : []
  if (!figures) return [objective.title, result.title, ...hidden(result), ...source]
  const value = (text: string): Cell => valueCell(text, result.format)
  return [
    objective.title,
    result.title,
    value(figures.start),
    figures.latest ? value(figures.latest.value) : null,
    figures.latest ? { date: figures.latest.on } : null,
    value(figures.target),
    result.unit,
    gradeCell(figures),
    figures.pace ? WORDS.pace[figures.pace] : null,
    ...source,
  ]
}

function hidden(result: KeyResult): Cell[] {
  return ['hidden', 'hidden', null, 'hidden', result.unit, null, null]
}

function gradeCell({ grade, color }: KeyResultFigures): Cell {
  return { value: grade, tone: color ? COLORS[color] : null }
}

function valueCell(text: string, format: KeyResult['format']): Cell {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text
  return format === 'share' ? `${Math.round(Number(text) * 1_000) / 10} %` : { decimal: readable(text) }
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
