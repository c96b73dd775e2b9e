import { expect, it } from 'vitest'
import {
  actionInWords,
  deedInWords,
  entryInWords,
  factsOfEntry,
  subjectChoices,
  subjectInWords,
} from './audit-words.ts'

it('tells of a recorded change what was done, and to what kind of thing', () => {
  expect(deedInWords('workspace.create-api-key')).toBe('made an API key')
  expect(actionInWords('workspace.create-api-key')).toBe('Made an API key')
  expect(subjectInWords('plan_white_space')).toBe('White space of a plan as a file')
})

it('tells what another version of the program recorded by its name', () => {
  expect(deedInWords('accounts.assign_team_member')).toBeNull()
  expect(actionInWords('accounts.assign_team_member')).toBe('Assign team member')
  expect(actionInWords('decide')).toBe('Decide')
  expect(subjectInWords('lost_and-found')).toBe('Lost and found')
  // Names that every object has are no words for anything.
  expect(deedInWords('constructor')).toBeNull()
  expect(subjectInWords('constructor')).toBe('Constructor')
})

it('offers every kind of thing in the order of the alphabet, and keeps a chosen one that it does not know', () => {
  const labels = subjectChoices(undefined).map(({ label }) => label)
  expect(labels).toEqual([...new Set(labels)].sort((one, other) => one.localeCompare(other)))
  expect(subjectChoices('account')).toHaveLength(labels.length)
  expect(subjectChoices('judgement')).toContainEqual({ value: 'judgement', label: 'Judgement' })
})

it('tells of an undo what was taken back, whose it was and when, and shows the values of the thing itself', () => {
  const undone = {
    action: 'plans.change-undone',
    before: { parts: [{ title: 'Call' }] },
    after: {
      changeId: '7',
      rootId: '7',
      deed: 'plans.action-changed',
      item: 'Call',
      by: 'Ben',
      at: '2026-11-21T10:32:00Z',
      deeds: ['plans.action-changed'],
      count: 1,
      parts: [{ title: 'Visit' }],
    },
  }
  const instant = (at: string) => at.slice(0, 10)
  expect(entryInWords(undone, instant)).toBe('Took back: changed an action: Call, by Ben, 2026-11-21')
  expect(factsOfEntry(undone)).toEqual({ before: { title: 'Call' }, after: { title: 'Visit' } })
  const many = { ...undone, after: { ...undone.after, count: 200, parts: [null, null] } }
  expect(factsOfEntry(many)).toEqual({ before: null, after: { changes: 200 } })
  const plain = { action: 'plans.goals-set', before: null, after: { goals: [] } }
  expect(entryInWords(plain, instant)).toBe('Set goals')
  expect(factsOfEntry(plain)).toEqual({ before: null, after: { goals: [] } })
})
