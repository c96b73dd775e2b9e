import { describe, expect, test } from 'vitest'
import { can, canWithKey, type KeyScope, PERMISSIONS, type Permission, ROLES, type Role } from './index.ts'

/** Who may do what, written out in full: o owner, l program lead, m account manager, c contributor, v viewer. */
const BY_ROLE: Readonly<Record<Permission, string>> = {
  'accounts:read': 'olmcv',
  'accounts:write': 'olm',
  'accounts:team': 'olm',
  'ledger:read': 'olmcv',
  'ledger:import': 'ol',
  'ledger:undo': 'ol',
  'economics:read': 'olmcv',
  'margins:read': '',
  'program:read': 'olmcv',
  'program:write': 'ol',
  'program:publish': 'ol',
  'selection:read': 'olmcv',
  'selection:judge': 'olmc',
  'selection:ask': 'olmc',
  'selection:decide': 'ol',
  'plans:read': 'olmcv',
  'plans:write': 'olmc',
  'plans:manage': 'olm',
  'portfolio:read': 'olmcv',
  'portfolio:export': 'olmc',
  'views:write': 'olmcv',
  'people:read': 'olmcv',
  'people:manage': 'ol',
  'workspace:manage': 'o',
  'audit:read': 'ol',
  'keys:manage': 'o',
}

const LETTER: Readonly<Record<Role, string>> = {
  owner: 'o',
  program_lead: 'l',
  account_manager: 'm',
  contributor: 'c',
  viewer: 'v',
}

/** What a key of an owner may do by scope: r read, w write, i import, a admin. */
const BY_SCOPE: Readonly<Record<Permission, string>> = {
  'accounts:read': 'r',
  'accounts:write': 'w',
  'accounts:team': 'w',
  'ledger:read': 'ri',
  'ledger:import': 'i',
  'ledger:undo': 'i',
  'economics:read': 'r',
  'margins:read': 'r',
  'program:read': 'r',
  'program:write': 'w',
  'program:publish': 'w',
  'selection:read': 'r',
  'selection:judge': 'w',
  'selection:ask': 'w',
  'selection:decide': 'w',
  'plans:read': 'r',
  'plans:write': 'w',
  'plans:manage': 'w',
  'portfolio:read': 'r',
  'portfolio:export': 'r',
  'views:write': 'w',
  'people:read': 'r',
  'people:manage': 'a',
  'workspace:manage': 'a',
  'audit:read': 'a',
  'keys:manage': 'a',
}

const SCOPE_LETTER: Readonly<Record<KeyScope, string>> = { read: 'r', write: 'w', import: 'i', admin: 'a' }

describe.each(ROLES)('every permission of a %s without the flag for margins', (role) => {
  const actor = { role, seesMargins: false, visibility: 'all' } as const

  test.each(PERMISSIONS)('%s', (permission) => {
    expect(can(actor, permission)).toBe(BY_ROLE[permission].includes(LETTER[role]))
  })
})

describe.each(['read', 'write', 'import', 'admin'] as const)(
  'every permission of an owner\u2019s key to %s',
  (scope) => {
    const owner = { role: 'owner', seesMargins: true, visibility: 'all' } as const

    test.each(PERMISSIONS)('%s', (permission) => {
      expect(canWithKey(owner, [scope], permission)).toBe(BY_SCOPE[permission].includes(SCOPE_LETTER[scope]))
    })
  },
)
