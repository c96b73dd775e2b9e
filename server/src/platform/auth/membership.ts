import type pg from 'pg'
import type { Actor } from '../access/actor.ts'
import { type AccessRow, personAsActor } from './access.ts'

export interface MembershipAnswer {
  readonly actor: Actor
  readonly requiresTwoFactor: boolean
}

/** A person's standing in a workspace at this moment, or null without an active membership. Read afresh at every call. */
export async function loadMembership(
  pool: pg.Pool,
  workspaceSlug: string,
  person: { readonly id: string; readonly name: string },
): Promise<MembershipAnswer | null> {
  const { rows } = await pool.query<AccessRow>({
    name: 'access_of',
    text: 'select a.workspace_id, a.slug, a.name, a.reporting_currency, a.requires_two_factor, a.role, a.visibility, a.unit, a.sees_margins from mainstay.access_of($1, $2) a',
    values: [workspaceSlug, person.id],
  })
  const row = rows[0]
  return row ? { requiresTwoFactor: row.requires_two_factor, actor: personAsActor(row, person) } : null
}
