import { expect, it } from 'vitest'
import { changedFields, changesOf, clashingFields, mergeForms } from '../shared/merged-form.ts'
import type { ItemForm } from './item-form.ts'

const base: ItemForm = {
  text: 'Strong brand',
  viewpoint: 'customer',
  kind: 'strength',
  impact: 2,
  confidence: null,
  evidence: '',
  evidenceOn: null,
  saidBy: '',
}

it('sends only what was changed, and takes spaces for nothing', () => {
  expect(changedFields(base, { ...base, text: ' Strong brand ' })).toEqual([])
  expect(changesOf(base, { ...base, impact: 3, evidenceOn: '2026-10-01' })).toEqual({
    impact: 3,
    evidenceOn: '2026-10-01',
  })
})

it('merges what two people changed in different fields', () => {
  const mine = { ...base, impact: 3 }
  const theirs = { ...base, evidence: 'Report' }
  expect(clashingFields(base, mine, theirs)).toEqual([])
  expect(mergeForms(base, mine, theirs)).toEqual({ ...base, impact: 3, evidence: 'Report' })
})

it('finds a clash only where both changed the same field to something else', () => {
  const mine = { ...base, text: 'Mine', impact: 3 }
  expect(clashingFields(base, mine, { ...base, text: 'Theirs', impact: 3, saidBy: 'Bo' })).toEqual(['text'])
})
