import { type Anchor, type CriteriaSetContent, type Criterion, type Gate, JUDGED_POINTS } from './criterion.ts'
import { isMeasureKey, MEASURES } from './measures.ts'

export type CriteriaFaultCode =
  | 'program/no-criteria'
  | 'program/key-missing'
  | 'program/key-duplicate'
  | 'program/name-missing'
  | 'program/definition-missing'
  | 'program/weight-not-whole-and-positive'
  | 'program/measure-unknown'
  | 'program/size-not-marked'
  | 'program/anchors-too-few'
  | 'program/anchors-not-increasing'
  | 'program/anchors-flat'
  | 'program/anchor-not-a-number'
  | 'program/points-out-of-range'
  | 'program/judged-levels-not-fixed'
  | 'program/judged-sentence-missing'
  | 'program/gate-criterion-not-judged'
  | 'program/gate-value-not-a-number'
  | 'program/minimum-confidence-out-of-range'

/** One thing wrong with a criteria set: where ("criteria.2.anchors.0.points") and what. */
export interface CriteriaFault {
  readonly path: string
  readonly code: CriteriaFaultCode
}

type Report = (path: string, code: CriteriaFaultCode) => void

/**
 * Everything wrong with a criteria set, all at once; none when it could be published as far as its content goes.
 * Weights are whole points above 0; anchors at least two, strictly increasing in raw value, points within 0 to 100 and
 * not all the same; judged criteria have the five fixed levels with a sentence each; a criterion on a size measure is
 * marked as a size criterion; gates on judgements point at a judged criterion of the set.
 */
export function validateCriteriaSet(set: CriteriaSetContent): readonly CriteriaFault[] {
  const faults: CriteriaFault[] = []
  const report: Report = (path, code) => {
    faults.push({ path, code })
  }
  if (set.criteria.length === 0) report('criteria', 'program/no-criteria')
  reportKeys('criteria', set.criteria, report)
  set.criteria.forEach((criterion, index) => {
    reportCriterion(`criteria.${index}`, criterion, report)
  })
  reportKeys('gates', set.gates, report)
  const judged = new Set(set.criteria.filter(({ source }) => source.kind === 'judged').map(({ key }) => key))
  set.gates.forEach((gate, index) => {
    reportGate(`gates.${index}`, gate, judged, report)
  })
  if (!(set.minimumConfidence >= 0 && set.minimumConfidence <= 1)) {
    report('minimumConfidence', 'program/minimum-confidence-out-of-range')
  }
  return faults
}

function reportKeys(path: string, items: readonly { key: string; name: string }[], report: Report): void {
  const seen = new Set<string>()
  items.forEach(({ key, name }, index) => {
    if (isBlank(key)) report(`${path}.${index}.key`, 'program/key-missing')
    else if (seen.has(key)) report(`${path}.${index}.key`, 'program/key-duplicate')
    seen.add(key)
    if (isBlank(name)) report(`${path}.${index}.name`, 'program/name-missing')
  })
}

function reportCriterion(path: string, criterion: Criterion, report: Report): void {
  if (isBlank(criterion.definition)) report(`${path}.definition`, 'program/definition-missing')
  if (!(Number.isSafeInteger(criterion.weight) && criterion.weight > 0)) {
    report(`${path}.weight`, 'program/weight-not-whole-and-positive')
  }
  if (criterion.source.kind === 'judged') {
    reportJudgedLevels(`${path}.anchors`, criterion.anchors, report)
    return
  }
  const { measure } = criterion.source
  if (!isMeasureKey(measure)) report(`${path}.source.measure`, 'program/measure-unknown')
  else if (MEASURES[measure].isSize && !criterion.isSizeCriterion) {
    report(`${path}.isSizeCriterion`, 'program/size-not-marked')
  }
  reportAnchors(`${path}.anchors`, criterion.anchors, report)
}

function reportAnchors(path: string, anchors: readonly Anchor[], report: Report): void {
  if (anchors.length < 2) report(path, 'program/anchors-too-few')
  else if (new Set(anchors.map(({ points }) => points)).size === 1) report(path, 'program/anchors-flat')
  anchors.forEach(({ raw, points }, index) => {
    const before = anchors[index - 1]
    if (!Number.isFinite(raw)) report(`${path}.${index}.raw`, 'program/anchor-not-a-number')
    else if (before && before.raw >= raw) report(`${path}.${index}.raw`, 'program/anchors-not-increasing')
    if (!(points >= 0 && points <= 100)) report(`${path}.${index}.points`, 'program/points-out-of-range')
  })
}

function reportJudgedLevels(path: string, anchors: readonly Anchor[], report: Report): void {
  const areFixed =
    anchors.length === JUDGED_POINTS.length &&
    anchors.every(({ raw, points }, index) => raw === index + 1 && points === JUDGED_POINTS[index])
  if (!areFixed) report(path, 'program/judged-levels-not-fixed')
  anchors.forEach(({ sentence }, index) => {
    if (isBlank(sentence)) report(`${path}.${index}.sentence`, 'program/judged-sentence-missing')
  })
}

function reportGate(path: string, gate: Gate, judged: ReadonlySet<string>, report: Report): void {
  if (!Number.isFinite(gate.value)) report(`${path}.value`, 'program/gate-value-not-a-number')
  if (gate.subject.kind === 'judged') {
    if (!judged.has(gate.subject.criterionKey)) report(`${path}.subject`, 'program/gate-criterion-not-judged')
  } else if (!isMeasureKey(gate.subject.measure)) report(`${path}.subject`, 'program/measure-unknown')
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === ''
}
