import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../program/index.ts'
import {
  agesOf,
  type FieldKind,
  freshnessOn,
  hasAccountable,
  mayShapeInnerTeam,
  orderTeam,
  PLAN_DUTIES,
  type PlanTeamMember,
  planCompleteness,
  readFieldValue,
  seatInTeam,
  sectionCompleteness,
} from './index.ts'

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))
const months = fc.integer({ min: 1, max: 120 })
const ORDER = ['fresh', 'ageing', 'doubtful']

describe('freshness', () => {
  it('only ever goes down as days pass', () => {
    fc.assert(
      fc.property(day, fc.boolean(), months, fc.nat(4_000), fc.nat(4_000), (asOf, isConfirmed, life, one, other) => {
        const ages = agesOf({ asOf, isConfirmed }, life)
        const rank = (days: number) => ORDER.indexOf(freshnessOn(addDays(asOf, days), ages))
        expect(rank(Math.min(one, other))).toBeLessThanOrEqual(rank(Math.max(one, other)))
      }),
    )
  })

  it('begins fresh, passes through ageing before it is doubtful, and an assumption is never trusted longer', () => {
    fc.assert(
      fc.property(day, months, (asOf, life) => {
        const confirmed = agesOf({ asOf, isConfirmed: true }, life)
        const assumed = agesOf({ asOf, isConfirmed: false }, life)
        for (const ages of [confirmed, assumed]) {
          expect(freshnessOn(asOf, ages)).toBe('fresh')
          expect((ages?.ageingFrom ?? '') < (ages?.doubtfulFrom ?? '')).toBe(true)
        }
        const lived = (until: string | undefined) => daysBetween(asOf, until ?? '') ?? 0
        const difference = lived(confirmed?.doubtfulFrom) - 2 * lived(assumed?.doubtfulFrom)
        expect([-1, 0]).toContain(difference)
      }),
    )
  })

  it('comes back with a later day', () => {
    fc.assert(
      fc.property(day, fc.boolean(), months, fc.nat(2_000), (asOf, isConfirmed, life, later) => {
        const before = agesOf({ asOf, isConfirmed }, life)
        const after = agesOf({ asOf: addDays(asOf, later), isConfirmed }, life)
        expect((before?.ageingFrom ?? '') <= (after?.ageingFrom ?? '')).toBe(true)
        expect(freshnessOn(addDays(asOf, later), after)).toBe('fresh')
      }),
    )
  })
})

const keys = ['a', 'b', 'c', 'd']
const field = fc.record({ key: fc.constantFrom(...keys), label: fc.string({ minLength: 1 }), isRequired: fc.boolean() })
const counted = fc.record({
  section: fc.record({
    key: fc.string({ minLength: 1 }),
    title: fc.string(),
    fields: fc.uniqueArray(field, { selector: ({ key }) => key }),
  }),
  filled: fc.subarray(keys),
  items: fc.nat(3),
})

describe('completeness', () => {
  it('of a plan is the sum of its sections, within nothing and everything', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 12 }), (all) => {
        const sections = all.map(({ section, filled, items }) =>
          sectionCompleteness(section, { filledFields: new Set(filled), items }),
        )
        const plan = planCompleteness(sections)
        expect(plan.asked).toBe(sections.reduce((sum, { asked }) => sum + asked, 0))
        expect(plan.done).toBe(sections.reduce((sum, { done }) => sum + done, 0))
        for (const section of sections) {
          expect(section.asked).toBeGreaterThan(0)
          expect(section.done).toBeLessThanOrEqual(section.asked)
          expect(section.share === 1).toBe(section.missing.length === 0 && section.done > 0)
        }
        expect(plan.share === null).toBe(sections.length === 0)
      }),
    )
  })

  it('never falls by writing more', () => {
    fc.assert(
      fc.property(counted, fc.constantFrom(...keys), fc.nat(3), ({ section, filled, items }, key, more) => {
        const before = sectionCompleteness(section, { filledFields: new Set(filled), items })
        const after = sectionCompleteness(section, { filledFields: new Set([...filled, key]), items: items + more })
        expect(after.done).toBeGreaterThanOrEqual(before.done)
        expect(after.asked).toBe(before.asked)
      }),
    )
  })
})

describe('the value of a field', () => {
  const rule = (kind: FieldKind) => ({ kind, choices: ['Direct', 'Dealer', 'Both'] })
  const kinds = fc.constantFrom<FieldKind>('text', 'number', 'money', 'date', 'choice')

  it('reads the same again once it is read', () => {
    const written = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer().map((number) => number.toLocaleString('fr-CH')),
      day,
      fc.constantFrom('direct', ' Dealer ', 'BOTH', '2026-02-30', '1,5', '1.2.3', '--1'),
    )
    fc.assert(
      fc.property(kinds, written, (kind, text) => {
        const once = readFieldValue(rule(kind), text)
        if (!once.ok) return
        expect(readFieldValue(rule(kind), once.value)).toEqual(once)
      }),
    )
  })

  it('keeps whole numbers exactly, however they are grouped', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (number) => {
        const grouped = number.toLocaleString('en').replaceAll(',', ' ')
        expect(readFieldValue(rule('number'), grouped)).toEqual({ ok: true, value: String(number) })
      }),
    )
  })
})

const member: fc.Arbitrary<PlanTeamMember> = fc.record({
  id: fc.uuid(),
  personId: fc.option(fc.constantFrom('p1', 'p2', 'p3', 'p4')),
  name: fc.string({ minLength: 1 }),
  side: fc.constantFrom('ours', 'customer'),
  duty: fc.constantFrom(...PLAN_DUTIES),
  isInner: fc.boolean(),
  hasLeft: fc.boolean(),
})

/** A team as it grows: whoever is refused stays outside, whoever gives way becomes responsible. */
function grownTeam(people: readonly PlanTeamMember[], claim: 'wait' | 'take_over'): PlanTeamMember[] {
  return people.reduce<PlanTeamMember[]>((team, person) => {
    const seated = seatInTeam(team, person, claim)
    if (!seated.ok) return team
    const moved = team.map((other) =>
      other.id === seated.value.givesWayId ? { ...other, duty: 'responsible' as const } : other,
    )
    return [...moved, person]
  }, [])
}

describe('a team', () => {
  const people = fc.uniqueArray(member, { selector: ({ id }) => id, maxLength: 15 })

  it('never has two who answer for the plan, nor a member twice, however it grows', () => {
    fc.assert(
      fc.property(people, fc.constantFrom<'wait' | 'take_over'>('wait', 'take_over'), (candidates, claim) => {
        const team = grownTeam(candidates, claim)
        expect(team.filter(({ duty }) => duty === 'accountable').length).toBeLessThanOrEqual(1)
        const members = team.flatMap(({ personId }) => (personId === null ? [] : [personId]))
        expect(new Set(members).size).toBe(members.length)
      }),
    )
  })

  it('has the last who took over as the one who answers', () => {
    fc.assert(
      fc.property(people, (candidates) => {
        const nobodyTwice = candidates.map((person) => ({ ...person, personId: null }))
        const team = grownTeam(nobodyTwice, 'take_over')
        const last = nobodyTwice.filter(({ duty }) => duty === 'accountable').at(-1)
        expect(team.find(({ duty }) => duty === 'accountable')?.id).toBe(last?.id)
        expect(team.length).toBe(candidates.length)
      }),
    )
  })

  it('is put in order without losing anybody, and the same again when it is in order', () => {
    fc.assert(
      fc.property(people, (team) => {
        const ordered = orderTeam(team)
        expect(new Set(ordered)).toEqual(new Set(team))
        expect(orderTeam(ordered)).toEqual(ordered)
        const lastOfOurs = ordered.findLastIndex(({ side }) => side === 'ours')
        const firstOfTheirs = ordered.findIndex(({ side }) => side === 'customer')
        if (firstOfTheirs >= 0) expect(lastOfOurs).toBeLessThan(firstOfTheirs)
      }),
    )
  })

  it('is shaped inside only by insiders once there is one who is still here', () => {
    fc.assert(
      fc.property(people, fc.boolean(), (team, managesPlans) => {
        const hasInsider = team.some(({ isInner, hasLeft }) => isInner && !hasLeft)
        expect(mayShapeInnerTeam({ isInner: true, managesPlans }, team)).toBe(true)
        expect(mayShapeInnerTeam({ isInner: false, managesPlans }, team)).toBe(managesPlans && !hasInsider)
      }),
    )
  })

  it('is answered for by nobody once all have left', () => {
    fc.assert(
      fc.property(people, (team) => {
        expect(hasAccountable(team.map((person) => ({ ...person, hasLeft: true })))).toBe(false)
      }),
    )
  })
})
