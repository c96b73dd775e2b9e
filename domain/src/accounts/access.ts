import { accept, type Result, refuse } from '../kernel/index.ts'

/** The roles of a workspace from the widest to the narrowest. */
export const ROLES = ['owner', 'program_lead', 'account_manager', 'contributor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** Which accounts a person sees, from the widest to the narrowest: all, those of their unit, those whose team they are on. */
export const VISIBILITIES = ['all', 'unit', 'team'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/**
 * Everything that can be permitted. `plans:write` is to work in a plan, `plans:manage` to begin, submit, approve and close
 * one and to shape templates. `margins:read` covers costs, margins and contribution, and goes by
 * its own flag.
 */
export const PERMISSIONS = [
  'accounts:read',
  'accounts:write',
  'accounts:team',
  'ledger:read',
  'ledger:import',
  'ledger:undo',
  'economics:read',
  'margins:read',
  'program:read',
  'program:write',
  'program:publish',
  'selection:read',
  'selection:judge',
  'selection:ask',
  'selection:decide',
  'plans:read',
  'plans:write',
  'plans:manage',
  'portfolio:read',
  'portfolio:export',
  'views:write',
  'people:read',
  'people:manage',
  'workspace:manage',
  'audit:read',
  'keys:manage',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** What an API key may be good for; always within what its owner may do. */
export const KEY_SCOPES = ['read', 'write', 'import', 'admin'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** A person's standing in a workspace. */
export interface Actor {
  readonly role: Role
  readonly seesMargins: boolean
  readonly visibility: Visibility
}

const VIEWER: readonly Permission[] = [
  'accounts:read',
  'ledger:read',
  'economics:read',
  'program:read',
  'selection:read',
  'plans:read',
  'portfolio:read',
  'views:write',
  'people:read',
]
const CONTRIBUTOR: readonly Permission[] = [
  ...VIEWER,
  'selection:judge',
  'selection:ask',
  'plans:write',
  'portfolio:export',
]
const ACCOUNT_MANAGER: readonly Permission[] = [...CONTRIBUTOR, 'accounts:write', 'accounts:team', 'plans:manage']
const PROGRAM_LEAD: readonly Permission[] = [
  ...ACCOUNT_MANAGER,
  'ledger:import',
  'ledger:undo',
  'program:write',
  'program:publish',
  'selection:decide',
  'people:manage',
  'audit:read',
]
const OWNER: readonly Permission[] = [...PROGRAM_LEAD, 'workspace:manage', 'keys:manage']

const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(OWNER),
  program_lead: new Set(PROGRAM_LEAD),
  account_manager: new Set(ACCOUNT_MANAGER),
  contributor: new Set(CONTRIBUTOR),
  viewer: new Set(VIEWER),
}

const READING: readonly Permission[] = PERMISSIONS.filter(
  (permission) => permission.endsWith(':read') && permission !== 'audit:read',
)
const SCOPE_PERMISSIONS: Readonly<Record<KeyScope, readonly Permission[]>> = {
  read: [...READING, 'portfolio:export'],
  write: [
    'accounts:write',
    'accounts:team',
    'program:write',
    'program:publish',
    'selection:judge',
    'selection:ask',
    'selection:decide',
    'plans:write',
    'plans:manage',
    'views:write',
  ],
  import: ['ledger:read', 'ledger:import', 'ledger:undo'],
  admin: ['people:manage', 'workspace:manage', 'audit:read', 'keys:manage'],
}

/** What a role may do by itself. Never holds `margins:read`: that goes by the person's own flag. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return ROLE_PERMISSIONS[role]
}

/** Whether a new person of this role sees costs and margins unless told otherwise: owners and program leads do. */
export function seesMarginsByDefault(role: Role): boolean {
  return role === 'owner' || role === 'program_lead'
}

/** May this person do that? Margins go by the flag alone, whatever the role. */
export function can(actor: Actor, permission: Permission): boolean {
  if (permission === 'margins:read') return actor.seesMargins
  return ROLE_PERMISSIONS[actor.role].has(permission)
}

/** What a key with these scopes is good for at most. */
export function permissionsOfScopes(scopes: readonly KeyScope[]): ReadonlySet<Permission> {
  return new Set(scopes.flatMap((scope) => SCOPE_PERMISSIONS[scope]))
}

/** May this key do that? Only what a scope names and its owner may do at this moment: a key never outlives a lost right. */
export function canWithKey(owner: Actor, scopes: readonly KeyScope[], permission: Permission): boolean {
  return can(owner, permission) && permissionsOfScopes(scopes).has(permission)
}

/** May this person give somebody that role? They must manage people, and nobody grants a role above their own. */
export function canGrantRole(granter: Actor, role: Role): boolean {
  return can(granter, 'people:manage') && ROLES.indexOf(granter.role) <= ROLES.indexOf(role)
}

/**
 * May this person give somebody that whole standing? Beyond the role, nobody passes on sight of margins or of accounts
 * that they do not have themselves.
 */
export function canGrantAccess(granter: Actor, access: Actor): boolean {
  if (!canGrantRole(granter, access.role)) return false
  if (access.seesMargins && !granter.seesMargins) return false
  return VISIBILITIES.indexOf(granter.visibility) <= VISIBILITIES.indexOf(access.visibility)
}

/** May this person change somebody's standing? Both the present and the new one must be theirs to grant. */
export function canChangeAccess(granter: Actor, from: Actor, to: Actor): boolean {
  return canGrantRole(granter, from.role) && canGrantAccess(granter, to)
}

/** Who asks to see an account: the person and the units they belong to. */
export interface AccountViewer {
  readonly personId: string
  readonly unitIds: readonly string[]
  readonly visibility: Visibility
}

/** What decides who sees an account: the unit it belongs to (null: none) and the people on its team. */
export interface AccountCircle {
  readonly unitId: string | null
  readonly teamIds: readonly string[]
}

/** Does this person see that account? Team members always do, whatever their visibility; the rest goes by it. */
export function seesAccount(viewer: AccountViewer, account: AccountCircle): boolean {
  if (viewer.visibility === 'all' || account.teamIds.includes(viewer.personId)) return true
  return viewer.visibility === 'unit' && account.unitId !== null && viewer.unitIds.includes(account.unitId)
}

/** A member of a workspace as far as ownership is concerned; a member who may not sign in is not active. */
export interface WorkspaceMember {
  readonly id: string
  readonly role: Role
  readonly isActive: boolean
}

/** What is to become of a member: another role, or null when removed or shut out. */
export interface MemberChange {
  readonly memberId: string
  readonly role: Role | null
}

/** Refuses a change that would leave the workspace without an active owner; a change to anybody else passes. */
export function refuseLastOwnerRemoval(
  members: readonly WorkspaceMember[],
  change: MemberChange,
): Result<MemberChange, 'accounts/last-owner'> {
  const owners = members.filter((member) => member.role === 'owner' && member.isActive)
  const isLastOwner = owners.length === 1 && owners[0]?.id === change.memberId
  if (isLastOwner && change.role !== 'owner') return refuse('accounts/last-owner', { memberId: change.memberId })
  return accept(change)
}
