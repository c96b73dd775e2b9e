import type { StepChange } from './api/buying-changes.ts'
import type { BuyingStep } from './types.ts'

/** A step as it stands in the fields of its drawer. */
export type StepForm = Readonly<Required<StepChange>>

export const STEP_FIELDS: readonly (keyof StepForm)[] = [
  'title',
  'phase',
  'ownerRole',
  'ownerId',
  'evidence',
  'requirement',
  'plannedOn',
  'doneOn',
  'serves',
]

export function formOfStep(step: BuyingStep): StepForm {
  const { title, phase, ownerRole, owner, evidence, requirement, plannedOn, doneOn, side, mappedTo } = step
  const serves = side === 'ours' ? [...mappedTo] : []
  return { title, phase, ownerRole, ownerId: owner?.id ?? null, evidence, requirement, plannedOn, doneOn, serves }
}
