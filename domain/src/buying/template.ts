import { addDays, daysBetween } from '../program/index.ts'
import type { BuyingPhase, BuyingSide, FirstBuyingStep } from './phases.ts'

/** A step of a purchase as far as a template keeps it. Days are written "2026-10-31". */
export interface StepToKeep {
  readonly id: string
  readonly side: BuyingSide
  readonly title: string
  readonly phase: BuyingPhase | null
  readonly ownerRole: string
  readonly evidence: string
  readonly requirement: string
  readonly plannedOn: string | null
  readonly serves: readonly string[]
}

/** A step of a template: `daysAfterDecision` is below 0 before the day of decision, and null where the step had no day. */
export interface TemplateBuyingStep extends FirstBuyingStep {
  readonly daysAfterDecision: number | null
}

/** A step of a purchase that began from a template, with the day that fell to it. */
export interface LaidOutStep extends FirstBuyingStep {
  readonly plannedOn: string | null
}

/** The days that a plan may name: so far from the end of the years that it can be counted on from every one. */
const FIRST_DAY = '1000-01-01'
const LAST_DAY = '2999-12-31'

/**
 * What a template keeps of how a purchase went: both ways in their order, with roles, evidence, requirements and mapping,
 * and of each day only how far it is from the day of decision. Who did it, when it was done and what came of it belong to
 * the one purchase. Without a day of decision there is no distance to keep. What serves a step that is not kept serves it
 * no more.
 */
export function keepAsTemplate(steps: readonly StepToKeep[], decisionOn: string | null): readonly TemplateBuyingStep[] {
  const ordered = [...steps.filter(({ side }) => side === 'customer'), ...steps.filter(({ side }) => side === 'ours')]
  const places = new Map(ordered.map(({ id }, place) => [id, place]))
  return ordered.map(({ side, title, phase, ownerRole, evidence, requirement, plannedOn, serves }) => ({
    side,
    title,
    phase,
    ownerRole,
    evidence,
    requirement,
    serves: serves.flatMap((id) => places.get(id) ?? []).sort((one, other) => one - other),
    daysAfterDecision: plannedOn === null || decisionOn === null ? null : daysBetween(decisionOn, plannedOn),
  }))
}

/**
 * The steps of a purchase that begins from a template: the same distances, counted from its own day of decision. Without one,
 * and where a day would fall outside of the years that a plan may name, the day stays empty.
 */
export function layOutTemplate(
  steps: readonly TemplateBuyingStep[],
  decisionOn: string | null,
): readonly LaidOutStep[] {
  return steps.map(({ daysAfterDecision, ...step }) => ({
    ...step,
    plannedOn: dayAfter(decisionOn, daysAfterDecision),
  }))
}

function dayAfter(decisionOn: string | null, days: number | null): string | null {
  if (decisionOn === null || days === null) return null
  const distance = daysBetween(decisionOn, LAST_DAY) ?? 0
  if (days > distance || days < (daysBetween(decisionOn, FIRST_DAY) ?? 0)) return null
  return addDays(decisionOn, days)
}
