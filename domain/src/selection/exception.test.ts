import { describe, expect, test } from 'vitest'
import { followsScores, mustAskForOverride } from './index.ts'

describe('a decision and the scores', () => {
  test.each([
    ['A', 'A', true],
    ['out', null, true],
    ['A', 'B', false],
    ['B', 'A', false],
    ['C', null, false],
    ['out', 'C', false],
  ])('%s where the scores propose %s', (tier, proposed, expected) => {
    expect(followsScores(tier, proposed)).toBe(expected)
  })
})

describe('who decides about exceptions', () => {
  const EXCEPTION = { followsScores: false, needsSecondPerson: true, otherDeciders: 1 }

  test('a second person, when there is one', () => {
    expect(mustAskForOverride(EXCEPTION)).toBe(true)
    expect(mustAskForOverride({ ...EXCEPTION, otherDeciders: 3 })).toBe(true)
  })

  test('whoever decides alone: there is nobody to ask', () => {
    expect(mustAskForOverride({ ...EXCEPTION, otherDeciders: 0 })).toBe(false)
  })

  test('one person, where the house does not ask for a second', () => {
    expect(mustAskForOverride({ ...EXCEPTION, needsSecondPerson: false })).toBe(false)
  })

  test('one person, where the decision does what the scores propose', () => {
    expect(mustAskForOverride({ ...EXCEPTION, followsScores: true })).toBe(false)
  })
})
