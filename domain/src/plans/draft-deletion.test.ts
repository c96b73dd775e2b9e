import { describe, expect, it } from 'vitest'
import { ROLES } from '../accounts/index.ts'
import { answersForEveryPlan, checkDeletion, type PlanToDelete } from './draft-deletion.ts'

const untouched: PlanToDelete = {
  status: 'draft',
  isAnsweredFor: true,
  hasPlansBelow: false,
  wasSubmitted: false,
  hasCommentsOfOthers: false,
  hasWorkOfOthers: false,
}
const codeOf = (changes: Partial<PlanToDelete>) => {
  const result = checkDeletion({ ...untouched, ...changes })
  return result.ok ? null : result.refusal.code
}

describe('deleting a plan', () => {
  it('is for a draft of one\u2019s own that nobody else has put work into', () => {
    expect(codeOf({})).toBeNull()
  })

  it.each([
    [{ status: 'active' }, 'plans/delete-no-draft'],
    [{ status: 'closed' }, 'plans/delete-no-draft'],
    [{ isAnsweredFor: false }, 'plans/delete-not-yours'],
    [{ hasPlansBelow: true }, 'plans/delete-plans-below'],
    [{ wasSubmitted: true }, 'plans/delete-submitted'],
    [{ hasCommentsOfOthers: true }, 'plans/delete-commented'],
    [{ hasWorkOfOthers: true }, 'plans/delete-others-wrote'],
  ] as const)('is refused of %o with %s', (changes, code) => {
    expect(codeOf(changes)).toBe(code)
  })

  it('tells whoever may not delete it nothing of what others did in it', () => {
    expect(codeOf({ isAnsweredFor: false, hasWorkOfOthers: true, wasSubmitted: true })).toBe('plans/delete-not-yours')
  })
})

it('owners and program leads, and nobody else, answer for every plan', () => {
  expect(ROLES.filter(answersForEveryPlan)).toEqual(['owner', 'program_lead'])
})
