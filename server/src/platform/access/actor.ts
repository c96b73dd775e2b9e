import type { Permission, Role, Visibility } from '@mainstay/domain/accounts'

/** Who acts inside a workspace, whatever door they came through. */
export interface Actor {
  readonly kind: 'person' | 'api_key' | 'operator' | 'system'
  readonly id: string
  readonly name: string
  readonly workspaceId: number
  readonly workspaceSlug: string
  readonly reportingCurrency: string
  readonly role: Role
  readonly visibility: Visibility
  readonly unit: string | null
  readonly seesMargins: boolean
  readonly permissions: ReadonlySet<Permission>
}

export function mayDo(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission)
}
