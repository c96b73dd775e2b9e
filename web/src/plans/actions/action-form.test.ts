import { expect, it } from 'vitest'
import { changedNeeds, draftOf, EMPTY_DRAFT, faultsOf, NOBODY, ownerWords, patchOf, valuesOf } from './action-form.ts'
import { anAction, uuidOf } from './fixtures.ts'

it('sends only what was changed, so that what others changed beside it stays', () => {
  const base = draftOf(anAction(1, { objective: { id: uuidOf(5), title: 'Win' } }))
  expect(patchOf(base, base)).toEqual({})
  expect(patchOf(base, { ...base, title: ' New ', dueOn: '' })).toEqual({ title: 'New', dueOn: null })
  expect(patchOf(base, { ...base, serves: '' })).toEqual({ objectiveId: null, keyResultId: null })
  expect(patchOf(base, { ...base, serves: `key-result ${uuidOf(6)}` })).toEqual({ keyResultId: uuidOf(6) })
  expect(changedNeeds(base, { ...base, needs: [uuidOf(2)] })).toEqual([uuidOf(2)])
  expect(changedNeeds({ ...base, needs: ['a', 'b'] }, { ...base, needs: ['b', 'a'] })).toBeNull()
})

it('names what is missing', () => {
  expect(faultsOf(EMPTY_DRAFT)).toEqual({ title: 'Say what is to be done.' })
  const named = { ...EMPTY_DRAFT, title: 'Call' }
  expect(faultsOf({ ...named, owner: { ...NOBODY, kind: 'member' } })).toEqual({ owner: 'Choose a person.' })
  expect(faultsOf({ ...named, owner: { ...NOBODY, kind: 'customer', name: ' ' } })).toEqual({ owner: 'Write a name.' })
  expect(faultsOf({ ...named, repeatUnit: 'week', repeatEvery: '53' })).toEqual({
    repeat: 'A whole number from 1 to 52.',
  })
  expect(faultsOf({ ...named, repeatUnit: 'month', repeatEvery: '52' })).toEqual({})
})

it('writes owners and rhythms as they are sent and read', () => {
  expect(valuesOf({ ...EMPTY_DRAFT, title: 'Call', repeatUnit: 'week', repeatEvery: '2' })).toMatchObject({
    owner: null,
    repeat: { every: 2, unit: 'week' },
    objectiveId: null,
  })
  expect(ownerWords(null)).toBe('nobody')
  expect(ownerWords({ kind: 'customer', name: 'Carla', function: '' })).toBe('Carla (customer)')
  expect(ownerWords({ kind: 'customer', name: 'Carla', function: 'Buyer' })).toBe('Carla (Buyer, customer)')
  expect(ownerWords({ kind: 'colleague', name: 'Chris', function: 'CEO' })).toBe('Chris (CEO)')
})
