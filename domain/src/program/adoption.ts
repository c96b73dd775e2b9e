import { type Figure, insufficient, known } from '../kernel/index.ts'
import {
  ADOPTION_LADDERS,
  ADOPTION_STEPS,
  type AdoptionCondition,
  type AdoptionFact,
  type AdoptionStep,
} from './adoption-steps.ts'

/** The highest level of a step. */
export const HIGHEST_ADOPTION_LEVEL = 4

/** The facts of an assessment; one that is left out, null or no number is unknown. */
export type AdoptionFacts = Readonly<Partial<Record<AdoptionFact, number | null>>>

/** A condition of a level with what was found; unknown is neither met nor missed. */
export interface AdoptionEvidence extends AdoptionCondition {
  readonly level: number
  readonly actual: number | null
  readonly status: 'met' | 'not_met' | 'unknown'
}

/**
 * The level of a step (0 to 4). Where unknown facts leave it open, the level is unknown, and lies between `atLeast` and
 * `atMost`. `nextSteps` are the conditions of the next level that are not met yet.
 */
export interface StepAdoption {
  readonly step: AdoptionStep
  readonly level: Figure
  readonly atLeast: number
  readonly atMost: number
  readonly evidence: readonly AdoptionEvidence[]
  readonly nextSteps: readonly AdoptionEvidence[]
}

/** All steps and the overall level (0 to 4), unknown while one step is; then it lies between `atLeast` and `atMost`. */
export interface ProgramAdoption {
  readonly steps: readonly StepAdoption[]
  readonly overall: Figure
  readonly atLeast: number
  readonly atMost: number
  readonly weakest: readonly AdoptionStep[]
}

/**
 * How far a program is adopted, from what the system has seen rather than from what people say. A step is at the highest
 * level whose conditions, and those of all levels below, are met. Overall = half the mean and half the lowest of the
 * eight, so that one neglected step cannot hide behind the others. The steps follow Ryals 2012, with the plan as eighth;
 * levels and limits are our own choice.
 */
export function assessAdoption(facts: AdoptionFacts): ProgramAdoption {
  const steps = ADOPTION_STEPS.map((step) => assessStep(step, facts))
  const atLeast = overallLevel(steps.map((step) => step.atLeast))
  const atMost = overallLevel(steps.map((step) => step.atMost))
  const isKnown = steps.every(({ level }) => level.value !== null)
  const lowest = Math.min(...steps.map((step) => step.atLeast))
  return {
    steps,
    overall: isKnown ? known(atLeast) : insufficient('program/adoption-evidence-unknown'),
    atLeast,
    atMost,
    weakest: steps.filter((step) => step.atLeast === lowest).map(({ step }) => step),
  }
}

function assessStep(step: AdoptionStep, facts: AdoptionFacts): StepAdoption {
  const evidence = ADOPTION_LADDERS[step].flatMap((conditions, index) =>
    conditions.map((condition): AdoptionEvidence => evidenceFor(condition, index + 1, facts)),
  )
  const atLeast = levelBelow(evidence.filter(({ status }) => status !== 'met'))
  const atMost = levelBelow(evidence.filter(({ status }) => status === 'not_met'))
  return {
    step,
    level: atLeast === atMost ? known(atLeast) : insufficient('program/adoption-evidence-unknown'),
    atLeast,
    atMost,
    evidence,
    nextSteps: evidence.filter(({ level, status }) => level === atLeast + 1 && status !== 'met'),
  }
}

function evidenceFor(condition: AdoptionCondition, level: number, facts: AdoptionFacts): AdoptionEvidence {
  const found = facts[condition.fact] ?? null
  if (found === null || !Number.isFinite(found)) return { ...condition, level, actual: null, status: 'unknown' }
  const isMet = condition.operator === 'at_least' ? found >= condition.value : found <= condition.value
  return { ...condition, level, actual: found, status: isMet ? 'met' : 'not_met' }
}

function levelBelow(obstacles: readonly AdoptionEvidence[]): number {
  return Math.min(HIGHEST_ADOPTION_LEVEL, ...obstacles.map(({ level }) => level - 1))
}

function overallLevel(levels: readonly number[]): number {
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length
  return 0.5 * mean + 0.5 * Math.min(...levels)
}
