import { describe, expect, it } from 'vitest'
import {
  checkPlanPerson,
  hasAccountable,
  mayShapeInnerTeam,
  orderTeam,
  type PlanTeamMember,
  seatInTeam,
} from './index.ts'

function aMember(changes: Partial<PlanTeamMember> = {}): PlanTeamMember {
  return {
    id: 'ines',
    personId: 'p-ines',
    name: 'Ines Sales',
    side: 'ours',
    duty: 'responsible',
    isInner: false,
    hasLeft: false,
    ...changes,
  }
}

const chief = aMember({ id: 'carl', personId: 'p-carl', name: 'Carl Chief', duty: 'accountable', isInner: true })
const theirs = aMember({ id: 'bea', personId: null, name: 'Bea Buyer', side: 'customer', duty: 'consulted' })

describe('somebody of the customer', () => {
  it('has a duty by name', () => {
    expect(checkPlanPerson(theirs)).toEqual({ ok: true, value: theirs })
  })

  const cases = [
    [{ isInner: true }, 'plans/customer-not-inner'],
    [{ duty: 'accountable' }, 'plans/accountable-not-ours'],
    [{ personId: 'p-bea' }, 'plans/customer-not-member'],
    [{ name: ' ' }, 'plans/person-name-missing'],
  ] as const

  it.each(cases)('is refused with %j', (changes, code) => {
    expect(checkPlanPerson({ ...theirs, ...changes })).toMatchObject({ refusal: { code } })
  })
})

describe('somebody of ours', () => {
  it('is a member, and needs no name of their own then', () => {
    expect(checkPlanPerson(aMember({ name: '' })).ok).toBe(true)
  })

  it('may be a colleague without access, who then has a name and sees nothing', () => {
    expect(checkPlanPerson(aMember({ personId: null })).ok).toBe(true)
    expect(checkPlanPerson(aMember({ personId: null, duty: 'accountable' })).ok).toBe(true)
    expect(checkPlanPerson(aMember({ personId: null, name: '' }))).toMatchObject({
      refusal: { code: 'plans/person-name-missing' },
    })
    expect(checkPlanPerson(aMember({ personId: null, isInner: true }))).toMatchObject({
      refusal: { code: 'plans/inner-without-access' },
    })
  })
})

describe('a place in the team', () => {
  it('is free for any number of people who are not accountable', () => {
    const team = [chief, aMember(), theirs]
    const another = aMember({ id: 'omar', personId: 'p-omar', name: 'Omar Operations' })
    expect(seatInTeam(team, another, 'wait')).toEqual({ ok: true, value: { givesWayId: null } })
  })

  it('is one per member, but a member keeps theirs when their duty changes', () => {
    expect(seatInTeam([aMember()], aMember({ id: 'new' }), 'wait')).toMatchObject({
      refusal: { code: 'plans/person-on-team', detail: { name: 'Ines Sales' } },
    })
    expect(seatInTeam([aMember()], aMember({ duty: 'accountable' }), 'wait').ok).toBe(true)
  })

  it('is not one per name: two people without access may share it', () => {
    expect(seatInTeam([theirs], { ...theirs, id: 'other' }, 'wait').ok).toBe(true)
  })

  it('as the one who answers for the plan is held by one person', () => {
    const wish = aMember({ duty: 'accountable' })
    expect(seatInTeam([chief], wish, 'wait')).toMatchObject({
      refusal: { code: 'plans/accountable-held', detail: { name: 'Carl Chief' } },
    })
    expect(seatInTeam([chief], wish, 'take_over')).toEqual({ ok: true, value: { givesWayId: 'carl' } })
  })

  it('is taken over from nobody where it is free or one’s own', () => {
    expect(seatInTeam([], chief, 'take_over')).toEqual({ ok: true, value: { givesWayId: null } })
    expect(seatInTeam([chief], chief, 'take_over')).toEqual({ ok: true, value: { givesWayId: null } })
  })
})

describe('a plan that somebody answers for', () => {
  it('has one who is accountable, of ours and still here', () => {
    expect(hasAccountable([aMember(), chief])).toBe(true)
    expect(hasAccountable([])).toBe(false)
    expect(hasAccountable([aMember()])).toBe(false)
    expect(hasAccountable([{ ...chief, hasLeft: true }])).toBe(false)
    expect(hasAccountable([{ ...chief, side: 'customer' }])).toBe(false)
  })
})

describe('who belongs to the inner team', () => {
  const manager = { isInner: false, managesPlans: true }

  it('is said by the inner team, and by whoever manages plans while it has nobody', () => {
    expect(mayShapeInnerTeam({ isInner: true, managesPlans: false }, [chief])).toBe(true)
    expect(mayShapeInnerTeam(manager, [aMember()])).toBe(true)
    expect(mayShapeInnerTeam(manager, [{ ...chief, hasLeft: true }])).toBe(true)
  })

  it('is never said by those who would let themselves in', () => {
    expect(mayShapeInnerTeam(manager, [chief])).toBe(false)
    expect(mayShapeInnerTeam({ isInner: false, managesPlans: false }, [])).toBe(false)
  })
})

it('a team is read from who answers to who is told, our side first', () => {
  const told = aMember({ id: 'fin', duty: 'informed' })
  const early = aMember({ id: 'early' })
  const late = aMember({ id: 'late' })
  const ids = orderTeam([theirs, told, early, late, chief]).map(({ id }) => id)
  expect(ids).toEqual(['carl', 'early', 'late', 'fin', 'bea'])
})
