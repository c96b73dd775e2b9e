import type { Figure } from '../kernel/index.ts'
import type { Criterion, CriterionSource, Gate, MeasureKey } from '../program/index.ts'
import { ageInMonths, isStale, STALE_STRENGTH, strengthOf } from './age.ts'
import { type Judgement, type JudgementSummary, summarizeJudgements } from './judgement.ts'

/** A measure of an account: the figure, which may say that it is unknown, and the last day its data covers. */
export interface MeasuredEvidence {
  readonly figure: Figure
  readonly asOf: string
}

/** All that is known of an account for selection. A measure that is not listed is unknown. */
export interface AccountEvidence {
  readonly accountId: string
  readonly measures: Readonly<Partial<Record<MeasureKey, MeasuredEvidence>>>
  readonly judgements: readonly Judgement[]
}

/** What a raw value rests on: a measure with its date and reservations, judgements with their authors, or nothing. */
export type EvidenceBasis =
  | {
      readonly kind: 'measured'
      readonly measure: MeasureKey
      readonly date: string
      readonly ageInMonths: number
      readonly isStale: boolean
      readonly reasons: readonly string[]
    }
  | ({ readonly kind: 'judged'; readonly ageInMonths: number } & Omit<JudgementSummary, 'mean'>)
  | { readonly kind: 'missing'; readonly reasons: readonly string[] }

/** The raw value of a criterion for an account, null when unknown, and how much of its weight counts as evidenced (0 to 1). */
export interface Reading {
  readonly raw: number | null
  readonly strength: number
  readonly basis: EvidenceBasis
}

/** How an account fares at a gate. Unknown is neither passed nor failed: the account waits for evidence. */
export interface GateOutcome {
  readonly key: string
  readonly status: 'passed' | 'failed' | 'unknown'
  readonly raw: number | null
  readonly operator: Gate['operator']
  readonly value: number
}

/** Reads a criterion's raw value from the evidence as of a day. */
export function readCriterion(criterion: Criterion, evidence: AccountEvidence, asOf: string): Reading {
  return readSource(criterion.source, criterion.key, { evidence, asOf })
}

/** Holds an account against a gate as of a day; meeting the value exactly passes. */
export function passGate(gate: Gate, evidence: AccountEvidence, asOf: string): GateOutcome {
  const { key, operator, value, subject } = gate
  const { raw } = readSource(subject, subject.kind === 'judged' ? subject.criterionKey : key, { evidence, asOf })
  if (raw === null) return { key, status: 'unknown', raw, operator, value }
  const hasPassed = operator === 'at_least' ? raw >= value : raw <= value
  return { key, status: hasPassed ? 'passed' : 'failed', raw, operator, value }
}

interface Situation {
  readonly evidence: AccountEvidence
  readonly asOf: string
}

function readSource(source: CriterionSource | Gate['subject'], key: string, { evidence, asOf }: Situation): Reading {
  if (source.kind === 'measured') return readMeasure(source.measure, evidence.measures[source.measure], asOf)
  const summary = summarizeJudgements(evidence.judgements, key, asOf)
  if (!summary) return missing(['selection/not-judged'])
  const { mean, ...rest } = summary
  const basis: EvidenceBasis = { kind: 'judged', ageInMonths: ageInMonths(rest.date, asOf), ...rest }
  return { raw: mean, strength: rest.isStale ? STALE_STRENGTH : 1, basis }
}

function readMeasure(measure: MeasureKey, measured: MeasuredEvidence | undefined, asOf: string): Reading {
  if (!measured) return missing(['selection/not-measured'])
  const { figure, asOf: date } = measured
  if (figure.value === null) return missing(figure.reasons)
  return {
    raw: figure.value,
    strength: strengthOf(date, asOf),
    basis: {
      kind: 'measured',
      measure,
      date,
      ageInMonths: ageInMonths(date, asOf),
      isStale: isStale(date, asOf),
      reasons: figure.reasons,
    },
  }
}

function missing(reasons: readonly string[]): Reading {
  return { raw: null, strength: 0, basis: { kind: 'missing', reasons } }
}
