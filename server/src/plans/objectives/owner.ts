import type { NewObjectiveOwner, ObjectiveOwner } from '@mainstay/contract/plans-objectives'
import { sql } from 'kysely'
import { statusOf } from '../../platform/http/status.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'

/** An owner as a table keeps it. */
export interface OwnerColumns {
  readonly owner_kind: ObjectiveOwner['kind'] | null
  readonly owner_person_id: string | null
  readonly owner_name: string | null
  readonly owner_function: string
}

const NOBODY: OwnerColumns = { owner_kind: null, owner_person_id: null, owner_name: null, owner_function: '' }

/** The columns of an owner as given; refuses a person who is no active member of the workspace. */
export async function ownerColumns(scope: ReadScope, owner: NewObjectiveOwner | null): Promise<OwnerColumns> {
  if (owner === null) return NOBODY
  if (owner.kind !== 'member') {
    return {
      owner_kind: owner.kind,
      owner_person_id: null,
      owner_name: owner.name,
      owner_function: owner.function,
    }
  }
  const { rows } = await sql<{ name: string }>`
    select p.name from mainstay.membership m join identity.person p on p.id = m.person_id
    where m.workspace_id = ${scope.workspaceId} and m.person_id = ${owner.personId} and m.status = 'active'`.execute(
    scope.db,
  )
  const code = 'plans/person-not-member'
  const [person] = rows
  if (!person) throw new Refused(code, {}, [{ path: 'owner', code, message: statusOf(code)?.sentence ?? code }])
  return { owner_kind: 'member', owner_person_id: owner.personId, owner_name: person.name, owner_function: '' }
}

/** Members of these who have no access any more. */
export async function ownersWhoLeft(scope: ReadScope, owners: readonly OwnerColumns[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(owners.flatMap(({ owner_person_id: id }) => (id === null ? [] : [id])))]
  if (ids.length === 0) return new Set()
  const rows = await scope.db
    .selectFrom('mainstay.membership as m')
    .select('m.person_id')
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.person_id', 'in', ids)
    .where('m.status', '=', 'active')
    .execute()
  const active = new Set(rows.map((row) => row.person_id))
  return new Set(ids.filter((id) => !active.has(id)))
}

export function presentOwner(row: OwnerColumns, left: ReadonlySet<string>): ObjectiveOwner | null {
  const { owner_kind: kind, owner_person_id: personId, owner_name: name } = row
  if (kind === null || name === null) return null
  return { kind, personId, name, function: row.owner_function, hasLeft: personId !== null && left.has(personId) }
}
