import type { criteriaDefinition, criteriaSet } from '@mainstay/contract/program'
import {
  type Anchor,
  type CriteriaFault,
  type CriteriaSetContent,
  type Criterion,
  type Gate,
  JUDGED_POINTS,
  MEASURES,
  type MeasureKey,
  matrixAxes,
  STARTER_STRENGTH_CRITERIA,
  starterCriteriaSet,
  validateCriteriaSet,
} from '@mainstay/domain/program'
import type { z } from 'zod'
import { sentenceOf } from './fault-sentences.ts'

export type CriteriaDefinition = z.infer<typeof criteriaDefinition>
export type CriteriaFaultAnswer = z.infer<typeof criteriaSet>['faults'][number]
type WrittenCriterion = CriteriaDefinition['criteria'][number]
type WrittenGate = CriteriaDefinition['gates'][number]

/** The one mapping from what is written and stored to what the rules work on. */
export function contentOf(definition: CriteriaDefinition): CriteriaSetContent {
  return {
    criteria: definition.criteria.map(criterionOf),
    gates: definition.gates.map(gateOf),
    minimumConfidence: definition.minimumConfidence,
  }
}

function criterionOf(written: WrittenCriterion): Criterion {
  const { key, name, definition, weight, source } = written
  const common = { key, name, definition, weight, isSizeCriterion: isSize(written) }
  if (source.kind === 'judged')
    return { ...common, source: { kind: 'judged' }, anchors: levelsAsAnchors(source.levels) }
  const anchors = source.anchors.map((anchor): Anchor => ({ ...anchor, sentence: null }))
  return { ...common, source: { kind: 'measured', measure: measureOf(source.measure) }, anchors }
}

function levelsAsAnchors(levels: readonly string[]): readonly Anchor[] {
  return levels.map((sentence, index) => ({ raw: index + 1, points: JUDGED_POINTS[index] ?? 0, sentence }))
}

function gateOf(written: WrittenGate, index: number): Gate {
  const { name, operator, value } = written
  const subject: Gate['subject'] =
    written.criterionKey === null
      ? { kind: 'measured', measure: measureOf(written.measure ?? '') }
      : { kind: 'judged', criterionKey: written.criterionKey }
  return { key: `gate_${index + 1}`, name, subject, operator, value }
}

/** A measure of size makes a size criterion, whatever the writer marked. */
function isSize({ isSize, source }: WrittenCriterion): boolean {
  return isSize || (source.kind === 'measured' && (MEASURES[measureOf(source.measure)]?.isSize ?? false))
}

/** A draft may name a measure that does not exist: the rules report it as a fault and find no evidence for it. */
function measureOf(key: string): MeasureKey {
  return key as MeasureKey
}

/** Do criteria or gates go by costs and margins? */
export function measuresMargins({ criteria, gates }: CriteriaDefinition): boolean {
  const measures = [
    ...criteria.map(({ source }) => (source.kind === 'measured' ? source.measure : null)),
    ...gates.map(({ measure }) => measure),
  ]
  return measures.some((key) => key !== null && (MEASURES[measureOf(key)]?.needsMargins ?? false))
}

/** The axes of the portfolio matrix: the criteria on each, and where it is cut. */
export type ProgramAxes = ReturnType<typeof matrixAxes>

export function axesOf({ criteria, axes }: CriteriaDefinition): ProgramAxes {
  return matrixAxes(
    criteria.map(({ key }) => key),
    axes,
  )
}

/** The definition as it is stored: size criteria marked, axes without keys that no criterion has. */
export function tidyDefinition(definition: CriteriaDefinition): CriteriaDefinition {
  const keys = new Set(definition.criteria.map(({ key }) => key))
  const known = (axis: readonly string[]) => [...new Set(axis)].filter((key) => keys.has(key))
  const { strength, attractiveness, midpoints } = definition.axes
  return {
    ...definition,
    criteria: definition.criteria.map((criterion) => ({ ...criterion, isSize: isSize(criterion) })),
    axes: {
      strength: known(strength),
      ...(attractiveness && { attractiveness: known(attractiveness) }),
      ...(midpoints && { midpoints }),
    },
  }
}

/** The starter criteria as a definition people can edit. */
export function starterDefinition(): CriteriaDefinition {
  const starter = starterCriteriaSet('starter')
  return {
    criteria: starter.criteria.map(({ key, name, definition, weight, isSizeCriterion, source, anchors }) => ({
      key,
      name,
      definition,
      weight,
      isSize: isSizeCriterion,
      source:
        source.kind === 'judged'
          ? { kind: 'judged', levels: anchors.map(({ sentence }) => sentence ?? '') }
          : { kind: 'measured', measure: source.measure, anchors: anchors.map(({ raw, points }) => ({ raw, points })) },
    })),
    gates: [],
    minimumConfidence: starter.minimumConfidence,
    axes: { strength: [...STARTER_STRENGTH_CRITERIA] },
  }
}

/** Everything wrong with a definition, each at the place where the writer finds it. */
export function faultsOf(definition: CriteriaDefinition): CriteriaFaultAnswer[] {
  return validateCriteriaSet(contentOf(definition)).map((fault) => ({
    path: writtenPath(fault, definition),
    code: fault.code,
    message: sentenceOf(fault.code),
  }))
}

function writtenPath({ path }: CriteriaFault, definition: CriteriaDefinition): string {
  const parts = path.split('.')
  const [area, position, field, ...rest] = parts
  if (area === 'criteria' && field === 'anchors') {
    const isJudged = definition.criteria[Number(position)]?.source.kind === 'judged'
    const tail = isJudged ? ['levels', ...rest.slice(0, 1)] : ['anchors', ...rest]
    return ['criteria', position, 'source', ...tail].join('.')
  }
  if (area === 'gates' && field === 'subject') {
    const isJudged = definition.gates[Number(position)]?.criterionKey !== null
    return ['gates', position, isJudged ? 'criterionKey' : 'measure'].join('.')
  }
  return path
}
