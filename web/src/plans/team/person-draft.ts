import type { PlanPerson } from './api/team-queries.ts'

/** What is said of somebody, as typed. */
export type PersonDraft = Pick<PlanPerson, 'personId' | 'name' | 'side' | 'function' | 'duty' | 'task' | 'isInner'>

export function draftOf({ personId, name, side, function: what, duty, task, isInner }: PlanPerson): PersonDraft {
  return { personId, name, side, function: what, duty, task, isInner }
}

export function newDraft(side: PersonDraft['side'], duty: PersonDraft['duty']): PersonDraft {
  return { personId: null, name: '', side, function: '', duty, task: '', isInner: false }
}
