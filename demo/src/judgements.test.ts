import { describe, expect, it } from 'vitest'
import { groupRoots, theSample } from './sample-figures.fixture.ts'

const { judgements, people } = theSample()

describe('judgements', () => {
  it('are given for the top of a group, by people of the company, from one to five', () => {
    const roots = groupRoots()
    const codes = new Map(people.map((person) => [person.code, person.programRole]))
    for (const judgement of judgements) {
      expect(roots.get(judgement.customerCode)).toBe(judgement.customerCode)
      expect(codes.get(judgement.authorCode)).toBe(judgement.authorRole)
      expect([1, 2, 3, 4, 5]).toContain(judgement.score)
      expect(judgement.date >= '2023-11-01' && judgement.date <= '2026-10-31').toBe(true)
    }
  })

  it('cover the three judged criteria, with all five scores in use', () => {
    expect(new Set(judgements.map((judgement) => judgement.criterionKey))).toEqual(
      new Set(['strategic_fit', 'access_to_deciders', 'willingness_to_plan']),
    )
    expect(new Set(judgements.map((judgement) => judgement.score)).size).toBe(5)
  })

  it('are never given twice by one author for one criterion', () => {
    const keys = judgements.map(({ customerCode, criterionKey, authorCode }) =>
      [customerCode, criterionKey, authorCode].join('|'),
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('leave gaps, and sometimes two who judge do not agree', () => {
    const byQuestion = Map.groupBy(judgements, ({ customerCode, criterionKey }) => `${customerCode} ${criterionKey}`)
    const judged = new Set(judgements.map((judgement) => judgement.customerCode))
    expect(byQuestion.size).toBeLessThan(judged.size * 3)
    const pairs = [...byQuestion.values()].filter((given) => given.length === 2)
    expect(pairs.length).toBeGreaterThan(30)
    expect(pairs.some(([first, second]) => first?.score !== second?.score)).toBe(true)
    expect(pairs.some(([first, second]) => first?.score === second?.score)).toBe(true)
  })

  it('are more than a year old for a few', () => {
    const old = judgements.filter((judgement) => judgement.date < '2025-11-01')
    expect(old.length).toBeGreaterThan(5)
    expect(old.length / judgements.length).toBeLessThan(0.2)
  })
})

describe('people', () => {
  it('have codes and addresses of their own, under a domain that can never exist', () => {
    expect(new Set(people.map((person) => person.code)).size).toBe(people.length)
    expect(new Set(people.map((person) => person.email)).size).toBe(people.length)
    for (const person of people) expect(person.email).toMatch(/^[a-z.]+@northwall\.example$/)
  })

  it('include a program lead, account managers, contributors and a viewer', () => {
    expect(new Set(people.map((person) => person.programRole))).toEqual(
      new Set(['program_lead', 'account_manager', 'contributor', 'viewer']),
    )
  })
})
