import { accept, type Result, refuse } from '../kernel/index.ts'
import { validateCriteriaSet } from './criteria-faults.ts'
import type { CriteriaSetContent, Criterion } from './criterion.ts'
import { isWrittenReason } from './reason.ts'

export type CriteriaSetStatus = 'draft' | 'published' | 'retired'

/**
 * The yardstick of a program in one version. Only a draft can change; once published it stays as it is, so that every
 * decision can be read against the criteria of its day.
 */
export interface CriteriaSet extends CriteriaSetContent {
  readonly id: string
  readonly version: number
  readonly status: CriteriaSetStatus
  readonly publishReason: string | null
}

export type CriteriaSetRefusal =
  | 'program/criteria-set-published'
  | 'program/criteria-set-not-published'
  | 'program/criteria-set-retired'
  | 'program/criteria-set-invalid'
  | 'program/criteria-count-needs-reason'
  | 'program/version-not-newer'

/** Fewest and most criteria that are published without a written reason. */
export const USUAL_CRITERIA_COUNT = { fewest: 5, most: 10 } as const

type CriteriaSetAction = 'change' | 'publish' | 'revise' | 'retire'

/** What may happen to a criteria set in each status: the status it leads to, or the code it is refused with. */
const TRANSITIONS: Readonly<
  Record<CriteriaSetStatus, Readonly<Record<CriteriaSetAction, CriteriaSetStatus | CriteriaSetRefusal>>>
> = {
  draft: {
    change: 'draft',
    publish: 'published',
    revise: 'program/criteria-set-not-published',
    retire: 'program/criteria-set-not-published',
  },
  published: {
    change: 'program/criteria-set-published',
    publish: 'program/criteria-set-published',
    revise: 'draft',
    retire: 'retired',
  },
  retired: {
    change: 'program/criteria-set-retired',
    publish: 'program/criteria-set-retired',
    revise: 'program/criteria-set-retired',
    retire: 'program/criteria-set-retired',
  },
}

/** Changes a draft. A draft may have faults while it is being written; a published or retired set never changes. */
export function changeCriteriaSet(
  set: CriteriaSet,
  content: Partial<CriteriaSetContent>,
): Result<CriteriaSet, CriteriaSetRefusal> {
  const next = statusAfter(set, 'change')
  return next.ok ? accept({ ...set, ...content }) : next
}

/**
 * Publishes a draft: from now on it is the yardstick. Refuses a set with faults (`validateCriteriaSet` lists them), and
 * fewer than five or more than ten criteria without a written reason; the reason is kept with the set.
 */
export function publishCriteriaSet(set: CriteriaSet, reason: string | null): Result<CriteriaSet, CriteriaSetRefusal> {
  const next = statusAfter(set, 'publish')
  if (!next.ok) return next
  const faults = validateCriteriaSet(set)
  const first = faults[0]
  if (first) {
    return refuse('program/criteria-set-invalid', { faults: faults.length, path: first.path, fault: first.code })
  }
  if (needsPublishReason(set) && !isWrittenReason(reason)) {
    return refuse('program/criteria-count-needs-reason', { criteria: set.criteria.length, ...USUAL_CRITERIA_COUNT })
  }
  const kept = reason?.trim() ?? ''
  return accept({ ...set, status: next.value, publishReason: kept === '' ? null : kept })
}

/** Does publishing this set take a written reason, because it has fewer than five or more than ten criteria? */
export function needsPublishReason(set: Pick<CriteriaSet, 'criteria'>): boolean {
  return set.criteria.length < USUAL_CRITERIA_COUNT.fewest || set.criteria.length > USUAL_CRITERIA_COUNT.most
}

/** Takes a published set out of use. It stays readable, and so do the decisions made by it. */
export function retireCriteriaSet(set: CriteriaSet): Result<CriteriaSet, CriteriaSetRefusal> {
  const next = statusAfter(set, 'retire')
  return next.ok ? accept({ ...set, status: next.value }) : next
}

/** Opens a new draft with the content of a published set, which itself stays as it is. The version must be newer. */
export function reviseCriteriaSet(
  set: CriteriaSet,
  draft: Pick<CriteriaSet, 'id' | 'version'>,
): Result<CriteriaSet, CriteriaSetRefusal> {
  const next = statusAfter(set, 'revise')
  if (!next.ok) return next
  if (draft.version <= set.version) {
    return refuse('program/version-not-newer', { version: draft.version, published: set.version })
  }
  return accept({ ...set, id: draft.id, version: draft.version, status: next.value, publishReason: null })
}

/** The sum of the weights; shares of weight are against it, so weights need not add up to 100. */
export function totalWeight(criteria: readonly Pick<Criterion, 'weight'>[]): number {
  return criteria.reduce((total, { weight }) => total + weight, 0)
}

/** The share of the weight that lies on size criteria (a fraction); 0 when there is no weight at all. */
export function sizeWeightShare(criteria: readonly Pick<Criterion, 'weight' | 'isSizeCriterion'>[]): number {
  const total = totalWeight(criteria)
  return total > 0 ? totalWeight(criteria.filter(({ isSizeCriterion }) => isSizeCriterion)) / total : 0
}

function statusAfter(set: CriteriaSet, action: CriteriaSetAction): Result<CriteriaSetStatus, CriteriaSetRefusal> {
  const next = TRANSITIONS[set.status][action]
  return isStatus(next) ? accept(next) : refuse(next, { status: set.status, version: set.version })
}

function isStatus(next: CriteriaSetStatus | CriteriaSetRefusal): next is CriteriaSetStatus {
  return next in TRANSITIONS
}
