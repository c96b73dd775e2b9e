import { expect, it } from 'vitest'
import type { StepForm } from '../buying/step-form.ts'
import { changedFields, changesOf, clashingFields, mergeForms } from './merged-form.ts'

const base: StepForm = {
  title: 'They choose',
  phase: null,
  ownerRole: '',
  ownerId: null,
  evidence: '',
  requirement: '',
  plannedOn: null,
  doneOn: null,
  serves: ['a', 'b'],
}

it('sends only what was changed, and takes spaces and another order of what is served for nothing', () => {
  expect(changedFields(base, { ...base, title: ' They choose ', serves: ['b', 'a'] })).toEqual([])
  expect(changesOf(base, { ...base, serves: ['a'], doneOn: '2026-11-01' })).toEqual({
    serves: ['a'],
    doneOn: '2026-11-01',
  })
})

it('merges what two people changed in different fields', () => {
  const mine = { ...base, evidence: 'Order' }
  const theirs = { ...base, plannedOn: '2026-12-01' }
  expect(clashingFields(base, mine, theirs)).toEqual([])
  expect(mergeForms(base, mine, theirs)).toEqual({ ...base, evidence: 'Order', plannedOn: '2026-12-01' })
})

it('finds a clash only where both changed the same field to something else', () => {
  const mine = { ...base, title: 'Mine', doneOn: '2026-11-01' }
  expect(clashingFields(base, mine, { ...base, doneOn: '2026-11-01', evidence: 'Order' })).toEqual([])
  expect(clashingFields(base, mine, { ...base, title: 'Theirs' })).toEqual(['title'])
})

it('takes amounts by year in another order for a change', () => {
  const years = [{ base: '1' }, { base: '2' }]
  expect(changedFields({ years }, { years: years.toReversed() })).toEqual(['years'])
  expect(changedFields({ years }, { years: [{ base: '1' }, { base: '2' }] })).toEqual([])
})
