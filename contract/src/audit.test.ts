import { expect, test } from 'vitest'
import { AUDIT_ACTIONS, type KnownDeed, SUBJECT_TYPES } from './audit.ts'

test('every kind of thing and every deed stands in its list once', () => {
  for (const list of [SUBJECT_TYPES, AUDIT_ACTIONS]) expect(new Set<string>(list).size).toBe(list.length)
})

test('what the lists do not know, and what the list of changes of a plan has no words for, cannot be recorded', () => {
  const deeds: KnownDeed[] = [
    { subjectType: 'account', action: 'accounts.change' },
    { subjectType: 'plan', action: 'plans.begun' },
    // @ts-expect-error A kind of thing without words.
    { subjectType: 'spaceship', action: 'accounts.change' },
    // @ts-expect-error A deed without words.
    { subjectType: 'account', action: 'accounts.paint' },
    // @ts-expect-error A deed that is none of a plan.
    { subjectType: 'plan', action: 'accounts.change' },
  ]
  expect(deeds).toHaveLength(5)
})
