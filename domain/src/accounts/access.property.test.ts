import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Actor,
  can,
  canChangeAccess,
  canGrantAccess,
  canWithKey,
  KEY_SCOPES,
  PERMISSIONS,
  ROLES,
  refuseLastOwnerRemoval,
  seesAccount,
  VISIBILITIES,
} from './index.ts'

const actor: fc.Arbitrary<Actor> = fc.record({
  role: fc.constantFrom(...ROLES),
  seesMargins: fc.boolean(),
  visibility: fc.constantFrom(...VISIBILITIES),
})
const permission = fc.constantFrom(...PERMISSIONS)
const member = fc.record({
  id: fc.constantFrom('ana', 'ben', 'eve', 'joe'),
  role: fc.constantFrom(...ROLES),
  isActive: fc.boolean(),
})
const workspace = fc.uniqueArray(member, { selector: ({ id }) => id, minLength: 1, maxLength: 4 })

test('what somebody grants never permits anything that they may not do themselves', () => {
  fc.assert(
    fc.property(actor, actor, permission, (granter, access, asked) => {
      if (!canGrantAccess(granter, access)) return true
      return !can(access, asked) || can(granter, asked)
    }),
  )
})

test('who may change somebody\u2019s standing may do all that the other may by role, before and after', () => {
  fc.assert(
    fc.property(actor, actor, actor, permission, (granter, from, to, asked) => {
      if (!canChangeAccess(granter, from, to) || asked === 'margins:read') return true
      return (!can(from, asked) && !can(to, asked)) || can(granter, asked)
    }),
  )
})

test('a key never does more than its owner, and more scopes never permit less', () => {
  const scopes = fc.subarray([...KEY_SCOPES])
  fc.assert(
    fc.property(actor, scopes, scopes, permission, (owner, some, others, asked) => {
      const before = canWithKey(owner, some, asked)
      if (before) expect(can(owner, asked)).toBe(true)
      if (before) expect(canWithKey(owner, [...some, ...others], asked)).toBe(true)
    }),
  )
})

test('a workspace with an active owner has one after every change that is not refused', () => {
  fc.assert(
    fc.property(workspace, fc.nat(3), fc.option(fc.constantFrom(...ROLES), { nil: null }), (members, who, role) => {
      const target = members[who % members.length]
      const hasOwner = (list: typeof members) => list.some((one) => one.role === 'owner' && one.isActive)
      if (!target || !hasOwner(members)) return
      const result = refuseLastOwnerRemoval(members, { memberId: target.id, role })
      const after = members.flatMap((one) => {
        if (one.id !== target.id) return [one]
        return role === null ? [] : [{ ...one, role }]
      })
      expect(result.ok).toBe(hasOwner(after))
    }),
  )
})

test('wider visibility never hides an account', () => {
  const units = fc.subarray(['north', 'south'])
  const account = fc.record({
    unitId: fc.constantFrom('north', 'south', null),
    teamIds: fc.subarray(['ana', 'ben']),
  })
  fc.assert(
    fc.property(units, account, (unitIds, circle) => {
      const seen = VISIBILITIES.map((visibility) => seesAccount({ personId: 'ana', unitIds, visibility }, circle))
      seen.slice(1).forEach((narrower, index) => {
        if (narrower) expect(seen[index]).toBe(true)
      })
    }),
  )
})
