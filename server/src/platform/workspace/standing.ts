import { canChangeAccess, canGrantAccess, canGrantRole, type Role, type Visibility } from '@mainstay/domain/accounts'
import type { Actor } from '../access/actor.ts'
import { Refused } from '../refusal.ts'

/** What a person may do and see in a workspace. */
export interface Standing {
  readonly role: Role
  readonly visibility: Visibility
  readonly unit: string | null
  readonly seesMargins: boolean
}

function refuseMissingUnit(standing: Standing): void {
  if (standing.visibility === 'unit' && !standing.unit) throw new Refused('workspace/unit-required')
}

/** Refuses to give a new person more than the giver has. */
export function refuseGrant(giver: Actor, standing: Standing): void {
  refuseMissingUnit(standing)
  if (!canGrantAccess(giver, standing)) throw new Refused('workspace/role-above-own', { role: standing.role })
}

/** Refuses a change of standing when either the present or the new one is beyond the giver. */
export function refuseChange(giver: Actor, from: Standing, to: Standing): void {
  refuseMissingUnit(to)
  if (!canChangeAccess(giver, from, to)) throw new Refused('workspace/role-above-own', { role: to.role })
}

/** Refuses what makes the giver able to act as somebody who may do or see more, margins and accounts included. */
export function refuseTakeover(giver: Actor, standing: Standing): void {
  if (!canGrantAccess(giver, standing)) throw new Refused('workspace/role-above-own', { role: standing.role })
}

/** Refuses power over the sign-in of somebody who stands higher. */
export function refuseAbove(giver: Actor, role: Role): void {
  if (!canGrantRole(giver, role)) throw new Refused('workspace/role-above-own', { role })
}
