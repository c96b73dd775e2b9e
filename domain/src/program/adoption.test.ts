import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ADOPTION_LADDERS } from './adoption-steps.ts'
import {
  ADOPTION_FACTS,
  ADOPTION_SOURCE,
  ADOPTION_STEPS,
  type AdoptionFact,
  type AdoptionFacts,
  type AdoptionStep,
  assessAdoption,
  type StepAdoption,
} from './index.ts'

const NOTHING: AdoptionFacts = {
  ...Object.fromEntries(ADOPTION_FACTS.map((fact) => [fact, 0])),
  monthsSinceCriteriaReview: 99,
  shareOfAccountsInByOverride: 1,
}
const EVERYTHING: AdoptionFacts = {
  ...Object.fromEntries(ADOPTION_FACTS.map((fact) => [fact, fact.startsWith('share') ? 1 : 12])),
  monthsSinceCriteriaReview: 2,
  shareOfAccountsInByOverride: 0,
}

function stepOf(facts: AdoptionFacts, step: AdoptionStep): StepAdoption {
  const found = assessAdoption(facts).steps.find((one) => one.step === step)
  if (!found) throw new Error(step)
  return found
}

describe('the steps of adoption', () => {
  test('are the seven published ones and the plan as eighth, with their source', () => {
    expect(ADOPTION_STEPS).toHaveLength(8)
    expect(ADOPTION_STEPS.at(-1)).toBe('account_plans')
    expect(ADOPTION_SOURCE).toContain('Ryals')
    expect(ADOPTION_SOURCE).toContain('2012')
  })

  test('every fact is used by a ladder, and every level asks for something', () => {
    const used = new Set(Object.values(ADOPTION_LADDERS).flatMap((ladder) => ladder.flat().map(({ fact }) => fact)))
    expect([...used].sort()).toEqual([...ADOPTION_FACTS].sort())
    for (const ladder of Object.values(ADOPTION_LADDERS)) {
      expect(ladder).toHaveLength(4)
      for (const level of ladder) expect(level.length).toBeGreaterThan(0)
    }
  })
})

describe('levels by evidence', () => {
  test('a program of which nothing is done stands at nought, known', () => {
    const adoption = assessAdoption(NOTHING)
    expect(adoption.overall).toEqual({ value: 0, status: 'ok', reasons: [] })
    expect(adoption.weakest).toEqual(ADOPTION_STEPS)
  })

  test('a program that does everything stands at four', () => {
    expect(assessAdoption(EVERYTHING).overall.value).toBe(4)
    expect(assessAdoption(EVERYTHING).steps.every(({ nextSteps }) => nextSteps.length === 0)).toBe(true)
  })

  test('a named champion who does nothing is at level one: filled in, not used', () => {
    expect(stepOf({ ...NOTHING, championNamed: 1 }, 'champion').level.value).toBe(1)
    expect(
      stepOf({ ...NOTHING, championNamed: 1, monthsWithChampionActivityLastYear: 7 }, 'champion').level.value,
    ).toBe(3)
  })

  test('a higher level does not count while a lower one is missing', () => {
    const active = stepOf({ ...EVERYTHING, championNamed: 0 }, 'champion')
    expect(active.level.value).toBe(0)
    expect(active.nextSteps.map(({ fact }) => fact)).toEqual(['championNamed'])
  })

  test('criteria count as reviewed within a year by three functions', () => {
    const facts = { ...EVERYTHING, backTestsLastYear: 0 }
    expect(stepOf(facts, 'identify_accounts').level.value).toBe(3)
    expect(stepOf({ ...facts, monthsSinceCriteriaReview: 13 }, 'identify_accounts').level.value).toBe(2)
    expect(stepOf({ ...facts, monthsSinceCriteriaReview: 12 }, 'identify_accounts').level.value).toBe(3)
    expect(stepOf({ ...facts, functionsInCriteriaReview: 2 }, 'identify_accounts').level.value).toBe(2)
  })

  test('too many accounts in by override keep the careful choice from the highest level', () => {
    expect(stepOf({ ...EVERYTHING, shareOfAccountsInByOverride: 0.11 }, 'identify_accounts').level.value).toBe(3)
  })

  test('every condition shows what was asked and what was found', () => {
    const evidence = stepOf({ ...NOTHING, shareOfAccountsWithPlan: 0.62 }, 'account_plans').evidence
    expect(evidence[0]).toEqual({
      level: 1,
      fact: 'shareOfAccountsWithPlan',
      operator: 'at_least',
      value: 0.5,
      actual: 0.62,
      status: 'met',
    })
    expect(evidence[1]).toMatchObject({ level: 2, value: 0.9, status: 'not_met' })
  })
})

describe('unknown evidence', () => {
  test('stays unknown: the level lies between what is shown and what could be', () => {
    const facts = { ...EVERYTHING, shareOfPlansChangedLastQuarter: null }
    const plans = stepOf(facts, 'account_plans')
    expect(plans.level).toEqual({
      value: null,
      status: 'insufficient_data',
      reasons: ['program/adoption-evidence-unknown'],
    })
    expect([plans.atLeast, plans.atMost]).toEqual([2, 4])
    expect(plans.nextSteps.map(({ status }) => status)).toEqual(['unknown'])
  })

  test('does not matter above a level that is known to be missed', () => {
    const facts = { ...EVERYTHING, shareOfAccountsWithPlan: 0.6, shareOfPlansChangedLastQuarter: null }
    expect(stepOf(facts, 'account_plans').level.value).toBe(1)
  })

  test('leaves the overall level unknown, between two bounds', () => {
    const adoption = assessAdoption({ ...EVERYTHING, shareOfAccountsWithPlan: null })
    expect(adoption.overall.value).toBeNull()
    expect(adoption.atLeast).toBe(0.5 * (28 / 8) + 0)
    expect(adoption.atMost).toBe(4)
    expect(adoption.weakest).toEqual(['account_plans'])
  })

  test('with no facts at all everything is possible and nothing is claimed', () => {
    const adoption = assessAdoption({ championNamed: Number.NaN })
    expect(adoption.overall.value).toBeNull()
    expect([adoption.atLeast, adoption.atMost]).toEqual([0, 4])
  })
})

test('overall is half the mean and half the lowest, so that one neglected step cannot hide', () => {
  const neglected = assessAdoption({ ...EVERYTHING, shareOfAccountsWithPlan: 0 })
  expect(neglected.overall.value).toBe(0.5 * (28 / 8))
})

test('by law: learning more facts only narrows the bounds, and the truth lies within them', () => {
  const subset = fc.subarray([...ADOPTION_FACTS])
  const values = fc.record(
    Object.fromEntries(ADOPTION_FACTS.map((fact) => [fact, fc.double({ min: 0, max: 13, noNaN: true })])) as Record<
      AdoptionFact,
      fc.Arbitrary<number>
    >,
  )
  fc.assert(
    fc.property(values, subset, (facts, hidden) => {
      const all = assessAdoption(facts)
      const part = assessAdoption({ ...facts, ...Object.fromEntries(hidden.map((fact) => [fact, null])) })
      expect(part.atLeast).toBeLessThanOrEqual(all.atLeast)
      expect(part.atMost).toBeGreaterThanOrEqual(all.atMost)
      expect(all.overall.value).toBe(all.atLeast)
    }),
  )
})
