import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CriteriaSet,
  changeCriteriaSet,
  publishCriteriaSet,
  retireCriteriaSet,
  reviseCriteriaSet,
  sizeWeightShare,
  starterCriteriaSet,
  validateCriteriaSet,
} from './index.ts'

const weights = fc.array(fc.oneof(fc.integer({ min: -3, max: 100 }), fc.double()), { minLength: 0, maxLength: 14 })
const someSet = weights.map((list): CriteriaSet => {
  const model = starterCriteriaSet('set')
  const criteria = list.flatMap((weight, index) => {
    const criterion = model.criteria[index % model.criteria.length]
    return criterion ? [{ ...criterion, key: `c${index}`, weight }] : []
  })
  return { ...model, criteria }
})
const step = fc.constantFrom('change', 'publish', 'retire', 'revise')

function take(set: CriteriaSet, action: string) {
  if (action === 'change') return changeCriteriaSet(set, { minimumConfidence: 0.4 })
  if (action === 'publish') return publishCriteriaSet(set, null)
  if (action === 'retire') return retireCriteriaSet(set)
  return reviseCriteriaSet(set, { id: `${set.id}+`, version: set.version + 1 })
}

test('a set is published exactly when nothing is wrong with it and its number of criteria is usual or explained', () => {
  fc.assert(
    fc.property(someSet, fc.constantFrom(null, 'no', 'Agreed by the council.'), (set, reason) => {
      const isSound = validateCriteriaSet(set).length === 0
      const isUsual = set.criteria.length >= 5 && set.criteria.length <= 10
      const isExplained = reason === 'Agreed by the council.'
      expect(publishCriteriaSet(set, reason).ok).toBe(isSound && (isUsual || isExplained))
    }),
  )
})

test('each bad weight is one fault at its own place', () => {
  fc.assert(
    fc.property(someSet, (set) => {
      const faulty = set.criteria.flatMap(({ weight }, index) =>
        Number.isSafeInteger(weight) && weight > 0 ? [] : [`criteria.${index}.weight`],
      )
      const found = validateCriteriaSet(set).filter(({ code }) => code === 'program/weight-not-whole-and-positive')
      expect(found.map(({ path }) => path)).toEqual(faulty)
    }),
  )
})

test('whatever is done to it, a published set keeps its content until the day it is retired and after', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let set = starterCriteriaSet('set')
      for (const action of steps) {
        const before = JSON.stringify(set)
        const result = take(set, action)
        expect(JSON.stringify(set)).toBe(before)
        if (!result.ok) continue
        if (set.status !== 'draft' && result.value.id === set.id) {
          expect(result.value).toEqual({ ...set, status: 'retired' })
        }
        if (result.value.id !== set.id) expect(result.value.status).toBe('draft')
        set = result.value
      }
    }),
  )
})

test('the share of weight on size lies within nought and one and counts every criterion once', () => {
  const one = fc.record({ weight: fc.integer({ min: 1, max: 100 }), isSizeCriterion: fc.boolean() })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1 }), (criteria) => {
      const opposite = criteria.map((criterion) => ({ ...criterion, isSizeCriterion: !criterion.isSizeCriterion }))
      expect(sizeWeightShare(criteria) + sizeWeightShare(opposite)).toBeCloseTo(1, 12)
    }),
  )
})
