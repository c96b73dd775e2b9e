import { describe, expect, test } from 'vitest'
import {
  type Actor,
  can,
  canChangeAccess,
  canGrantAccess,
  canGrantRole,
  canWithKey,
  KEY_SCOPES,
  PERMISSIONS,
  permissionsOf,
  permissionsOfScopes,
  ROLES,
  type Role,
  refuseLastOwnerRemoval,
  seesAccount,
  seesMarginsByDefault,
} from './index.ts'

function actor(role: Role, others: Partial<Actor> = {}): Actor {
  return { role, seesMargins: seesMarginsByDefault(role), visibility: 'all', ...others }
}

describe('what each role may do', () => {
  test('an owner may do everything; the flag for margins is on by default', () => {
    expect(PERMISSIONS.filter((permission) => !can(actor('owner'), permission))).toEqual([])
  })

  test('a program lead runs the program but neither the workspace nor its keys', () => {
    const lead = actor('program_lead')
    expect(PERMISSIONS.filter((permission) => !can(lead, permission))).toEqual(['workspace:manage', 'keys:manage'])
  })

  test('an account manager keeps accounts and teams, judges, but decides nothing about status', () => {
    const manager = actor('account_manager')
    expect(can(manager, 'accounts:write')).toBe(true)
    expect(can(manager, 'accounts:team')).toBe(true)
    expect(can(manager, 'selection:judge')).toBe(true)
    expect(can(manager, 'selection:decide')).toBe(false)
    expect(can(manager, 'program:write')).toBe(false)
    expect(can(manager, 'ledger:import')).toBe(false)
  })

  test('a contributor from another function judges accounts and changes nothing else', () => {
    const extra = [...permissionsOf('contributor')].filter((permission) => !permissionsOf('viewer').has(permission))
    expect(extra).toEqual(['selection:judge', 'selection:ask', 'plans:write', 'portfolio:export'])
  })

  test('a viewer reads, and keeps their own views', () => {
    const changing = [...permissionsOf('viewer')].filter((permission) => !permission.endsWith(':read'))
    expect(changing).toEqual(['views:write'])
  })

  test('each role may do all that the narrower one may', () => {
    ROLES.slice(1).forEach((narrower, index) => {
      const wider = permissionsOf(ROLES[index] ?? 'viewer')
      expect([...permissionsOf(narrower)].filter((permission) => !wider.has(permission))).toEqual([])
    })
  })
})

describe('margins and costs are a permission of their own', () => {
  test.each(ROLES)('no %s sees margins by role alone', (role) => {
    expect(permissionsOf(role).has('margins:read')).toBe(false)
    expect(can(actor(role, { seesMargins: false }), 'margins:read')).toBe(false)
  })

  test.each(ROLES)('any %s to whom it is granted sees them', (role) => {
    expect(can(actor(role, { seesMargins: true }), 'margins:read')).toBe(true)
  })

  test('by default only owners and program leads see them', () => {
    expect(ROLES.filter(seesMarginsByDefault)).toEqual(['owner', 'program_lead'])
  })
})

describe('granting', () => {
  test.each([
    ['owner', 'owner', true],
    ['owner', 'viewer', true],
    ['program_lead', 'owner', false],
    ['program_lead', 'program_lead', true],
    ['program_lead', 'contributor', true],
    ['account_manager', 'viewer', false],
    ['contributor', 'viewer', false],
    ['viewer', 'viewer', false],
  ] as const)('%s granting %s: %s', (granter, role, allowed) => {
    expect(canGrantRole(actor(granter), role)).toBe(allowed)
  })

  test('nobody passes on a sight of margins that they do not have', () => {
    const blindLead = actor('program_lead', { seesMargins: false })
    expect(canGrantAccess(blindLead, actor('viewer', { seesMargins: true }))).toBe(false)
    expect(canGrantAccess(blindLead, actor('viewer'))).toBe(true)
  })

  test.each([
    ['unit', 'all', false],
    ['unit', 'unit', true],
    ['unit', 'team', true],
    ['team', 'unit', false],
    ['all', 'all', true],
  ] as const)('a lead who sees %s may let somebody see %s: %s', (own, given, allowed) => {
    const lead = actor('program_lead', { visibility: own })
    expect(canGrantAccess(lead, actor('viewer', { visibility: given }))).toBe(allowed)
  })

  test('a program lead may not demote an owner', () => {
    expect(canChangeAccess(actor('program_lead'), actor('owner'), actor('viewer'))).toBe(false)
    expect(canChangeAccess(actor('owner'), actor('owner'), actor('viewer'))).toBe(true)
    expect(canChangeAccess(actor('program_lead'), actor('viewer'), actor('owner'))).toBe(false)
  })
})

describe('keys', () => {
  test('a reading key reads everything but the audit trail, and changes nothing', () => {
    const reading = permissionsOfScopes(['read'])
    expect(reading.has('audit:read')).toBe(false)
    expect([...reading].filter((permission) => !permission.endsWith(':read'))).toEqual(['portfolio:export'])
  })

  test('the four scopes together cover every permission, and no scope covers none', () => {
    expect([...permissionsOfScopes(KEY_SCOPES)].sort()).toEqual([...PERMISSIONS].sort())
    expect(permissionsOfScopes([]).size).toBe(0)
  })

  test('an importing key imports and undoes, and cannot touch accounts by hand', () => {
    const owner = actor('owner')
    expect(canWithKey(owner, ['import'], 'ledger:import')).toBe(true)
    expect(canWithKey(owner, ['import'], 'ledger:undo')).toBe(true)
    expect(canWithKey(owner, ['import'], 'accounts:write')).toBe(false)
  })

  test('a key never does what its owner may not', () => {
    expect(canWithKey(actor('viewer'), ['admin', 'write'], 'accounts:write')).toBe(false)
    expect(canWithKey(actor('account_manager'), ['read'], 'margins:read')).toBe(false)
    expect(canWithKey(actor('account_manager', { seesMargins: true }), ['read'], 'margins:read')).toBe(true)
  })
})

describe('which accounts a person sees', () => {
  const account = { unitId: 'north', teamIds: ['ana'] }

  test.each([
    ['with sight of all', 'all', [], 'ben', true],
    ['of the same unit', 'unit', ['north', 'west'], 'ben', true],
    ['of another unit', 'unit', ['south'], 'ben', false],
    ['of another unit but on the team', 'unit', ['south'], 'ana', true],
    ['on the team', 'team', [], 'ana', true],
    ['of the same unit, with sight of their teams only', 'team', ['north'], 'ben', false],
  ] as const)('a person %s', (_, visibility, unitIds, personId, sees) => {
    expect(seesAccount({ personId, unitIds, visibility }, account)).toBe(sees)
  })

  test('an account of no unit is seen by no unit', () => {
    expect(
      seesAccount({ personId: 'ben', unitIds: ['north'], visibility: 'unit' }, { unitId: null, teamIds: [] }),
    ).toBe(false)
  })
})

describe('the last owner', () => {
  const ana = { id: 'ana', role: 'owner', isActive: true } as const
  const ben = { id: 'ben', role: 'owner', isActive: false } as const
  const eve = { id: 'eve', role: 'viewer', isActive: true } as const

  test.each([null, 'program_lead'] as const)('may not become %s', (role) => {
    expect(refuseLastOwnerRemoval([ana, ben, eve], { memberId: 'ana', role })).toEqual({
      ok: false,
      refusal: { code: 'accounts/last-owner', detail: { memberId: 'ana' } },
    })
  })

  test('may go once another active owner is there', () => {
    const change = { memberId: 'ana', role: null }
    expect(refuseLastOwnerRemoval([ana, { ...ben, isActive: true }], change)).toEqual({ ok: true, value: change })
  })

  test('stays owner without objection, and others may go', () => {
    expect(refuseLastOwnerRemoval([ana, eve], { memberId: 'ana', role: 'owner' }).ok).toBe(true)
    expect(refuseLastOwnerRemoval([ana, eve], { memberId: 'eve', role: null }).ok).toBe(true)
  })
})
