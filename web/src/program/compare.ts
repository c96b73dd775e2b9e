import { formatNumber } from '../kit/format/number.ts'
import { axisOf, MATRIX_AXES, midpointsOf } from './definition-changes.ts'
import { text } from './text.ts'
import type { CriteriaDefinition, Criterion } from './types.ts'

/** One difference of two versions: where, and what stands on each side; null is "not there". */
export interface Difference {
  readonly where: string
  readonly before: string | null
  readonly after: string | null
}

interface Content {
  readonly name: string
  readonly definition: CriteriaDefinition
}

function writeSource({ source }: Criterion): string {
  return source.kind === 'measured' ? text.compare.measuredBy(source.measure) : text.compare.judged
}

function writeScale({ source }: Criterion): string {
  if (source.kind === 'judged') return source.levels.map((level, index) => `${index + 1}: ${level}`).join('\n')
  return source.anchors.map(({ raw, points }) => `${raw} → ${points}`).join(', ')
}

function summarize(criterion: Criterion): string {
  return `${text.compare.weight} ${criterion.weight}, ${writeSource(criterion)}`
}

function compareCriterion(before: Criterion, after: Criterion): Difference[] {
  const parts: [string, string, string][] = [
    [text.compare.name, before.name, after.name],
    [text.compare.weight, String(before.weight), String(after.weight)],
    [text.compare.definition, before.definition, after.definition],
    [text.compare.source, writeSource(before), writeSource(after)],
    [
      after.source.kind === 'judged' ? text.compare.levels : text.compare.anchors,
      writeScale(before),
      writeScale(after),
    ],
  ]
  return parts
    .filter(([, one, other]) => one !== other)
    .map(([part, one, other]) => ({ where: text.compare.part(after.name, part), before: one, after: other }))
}

function compareCriteria(before: CriteriaDefinition, after: CriteriaDefinition): Difference[] {
  const old = new Map(before.criteria.map((criterion) => [criterion.key, criterion]))
  const fresh = new Set(after.criteria.map(({ key }) => key))
  const kept = after.criteria.flatMap((criterion) => {
    const earlier = old.get(criterion.key)
    return earlier
      ? [...compareCriterion(earlier, criterion), ...compareAxis(before, after, criterion)]
      : [{ where: criterion.name, before: null, after: summarize(criterion) }]
  })
  const gone = before.criteria
    .filter(({ key }) => !fresh.has(key))
    .map((criterion) => ({ where: criterion.name, before: summarize(criterion), after: null }))
  return [...kept, ...gone]
}

function compareAxis(before: CriteriaDefinition, after: CriteriaDefinition, { key, name }: Criterion): Difference[] {
  const [one, other] = [axisOf(before, key), axisOf(after, key)]
  const where = text.compare.part(name, text.compare.axis)
  return one === other ? [] : [{ where, before: text.editor.axes[one], after: text.editor.axes[other] }]
}

function compareMidpoints(before: CriteriaDefinition, after: CriteriaDefinition): Difference[] {
  const [old, fresh] = [midpointsOf(before), midpointsOf(after)]
  return MATRIX_AXES.filter((axis) => old[axis] !== fresh[axis]).map((axis) => ({
    where: text.compare.part(text.editor.matrix, text.editor.midpoints[axis]),
    before: formatNumber(old[axis]),
    after: formatNumber(fresh[axis]),
  }))
}

function writeGates({ gates }: CriteriaDefinition): Map<string, string> {
  return new Map(
    gates.map((gate) => [
      gate.name,
      `${gate.criterionKey ?? gate.measure ?? ''} ${gate.operator === 'at_least' ? text.editor.atLeast : text.editor.atMost} ${gate.value}`,
    ]),
  )
}

function compareGates(before: CriteriaDefinition, after: CriteriaDefinition): Difference[] {
  const old = writeGates(before)
  const fresh = writeGates(after)
  const names = [...new Set([...old.keys(), ...fresh.keys()])]
  return names
    .filter((name) => old.get(name) !== fresh.get(name))
    .map((name) => ({ where: text.compare.gate(name), before: old.get(name) ?? null, after: fresh.get(name) ?? null }))
}

/** Everything in which two versions of the criteria differ, criterion by criterion. */
export function compareDefinitions(before: Content, after: Content): Difference[] {
  const percent = (fraction: number) => `${formatNumber(fraction * 100)} %`
  const name = { where: text.compare.title2, before: before.name, after: after.name }
  const confidence = {
    where: text.compare.confidence,
    before: percent(before.definition.minimumConfidence),
    after: percent(after.definition.minimumConfidence),
  }
  return [
    ...(name.before === name.after ? [] : [name]),
    ...compareCriteria(before.definition, after.definition),
    ...compareMidpoints(before.definition, after.definition),
    ...compareGates(before.definition, after.definition),
    ...(confidence.before === confidence.after ? [] : [confidence]),
  ]
}
