import {
  can,
  type KeyScope,
  PERMISSIONS,
  type Permission,
  permissionsOfScopes,
  type Role,
  type Visibility,
} from '@mainstay/domain/accounts'
import type { Actor } from '../access/actor.ts'

/** A person's membership as the function `mainstay.access_of` gives it. */
export interface AccessRow {
  readonly workspace_id: number
  readonly slug: string
  readonly name: string
  readonly reporting_currency: string
  readonly requires_two_factor: boolean
  readonly role: Role
  readonly visibility: Visibility
  readonly unit: string | null
  readonly sees_margins: boolean
}

/** What a standing permits at this moment. */
export function permissionsOfRow(row: Pick<AccessRow, 'role' | 'visibility' | 'sees_margins'>): Set<Permission> {
  const standing = { role: row.role, seesMargins: row.sees_margins, visibility: row.visibility }
  return new Set(PERMISSIONS.filter((permission) => can(standing, permission)))
}

/** The actor a person is in a workspace. */
export function personAsActor(row: AccessRow, person: { readonly id: string; readonly name: string }): Actor {
  return {
    kind: 'person',
    id: person.id,
    name: person.name,
    workspaceId: row.workspace_id,
    workspaceSlug: row.slug,
    reportingCurrency: row.reporting_currency,
    role: row.role,
    visibility: row.visibility,
    unit: row.unit,
    seesMargins: row.sees_margins,
    permissions: permissionsOfRow(row),
  }
}

export interface ActingKey {
  readonly name: string
  readonly scopes: readonly KeyScope[]
}

/** A key acts as its owner, within its scopes: it sees what they see, under a name that tells the two apart. */
export function keyAsActor(owner: Actor, key: ActingKey): Actor {
  const within = permissionsOfScopes(key.scopes)
  const permissions = new Set([...owner.permissions].filter((permission) => within.has(permission)))
  return {
    ...owner,
    kind: 'api_key',
    name: `${owner.name} (key ${key.name})`,
    permissions,
    seesMargins: owner.seesMargins && within.has('margins:read'),
  }
}
