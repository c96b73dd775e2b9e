import { type Role, refuseLastOwnerRemoval, type Visibility } from '@mainstay/domain/accounts'
import { endSessions } from '../../auth/session-store.ts'
import { Refused } from '../../refusal.ts'
import type { WriteScope } from '../../use-case.ts'
import { readMember } from '../queries/members.ts'
import { refuseChange, type Standing } from '../standing.ts'

export interface ChangeMemberInput {
  readonly personId: string
  readonly role?: Role | undefined
  readonly visibility?: Visibility | undefined
  readonly unit?: string | null | undefined
  readonly seesMargins?: boolean | undefined
  readonly status?: 'active' | 'disabled' | undefined
}

interface MemberState extends Standing {
  readonly personId: string
  readonly status: 'active' | 'disabled'
  readonly version: number
}

/** Changes what a member may do and see, or shuts them out, which ends their sessions at once. */
export async function changeMember(scope: WriteScope, input: ChangeMemberInput) {
  const members = await lockMembers(scope)
  const before = members.find((member) => member.personId === input.personId)
  if (!before) throw new Refused('http/not-found')
  scope.expectVersion(before.version)
  const after: MemberState = {
    ...before,
    role: input.role ?? before.role,
    visibility: input.visibility ?? before.visibility,
    unit: input.unit === undefined ? before.unit : input.unit,
    seesMargins: input.seesMargins ?? before.seesMargins,
    status: input.status ?? before.status,
  }
  refuseChange(scope.actor, before, after)
  refuseWithoutOwner(members, after)
  await save(scope, after)
  if (after.status === 'disabled' && before.status === 'active') await endSessions(scope.client, after.personId, null)
  await scope.record({
    action: 'workspace.change-member',
    subjectType: 'member',
    subjectId: after.personId,
    before: auditable(before),
    after: auditable(after),
  })
  return readMember(scope, after.personId)
}

function auditable(member: MemberState): Record<string, unknown> {
  const { role, visibility, unit, seesMargins, status } = member
  return { role, visibility, unit, seesMargins, status }
}

/** All members are locked, so that two owners cannot remove each other at the same moment. */
async function lockMembers(scope: WriteScope): Promise<MemberState[]> {
  const rows = await scope.db
    .selectFrom('mainstay.membership as m')
    .select(['m.person_id', 'm.role', 'm.visibility', 'm.unit', 'm.sees_margins', 'm.status', 'm.version'])
    .where('m.workspace_id', '=', scope.workspaceId)
    .orderBy('m.person_id')
    .forUpdate()
    .execute()
  return rows.map((row) => ({
    personId: row.person_id,
    role: row.role as Role,
    visibility: row.visibility as Visibility,
    unit: row.unit,
    seesMargins: row.sees_margins,
    status: row.status as MemberState['status'],
    version: row.version,
  }))
}

function refuseWithoutOwner(members: readonly MemberState[], after: MemberState): void {
  const present = members.map((member) => ({
    id: member.personId,
    role: member.role,
    isActive: member.status === 'active',
  }))
  const role = after.status === 'active' ? after.role : null
  if (!refuseLastOwnerRemoval(present, { memberId: after.personId, role }).ok) throw new Refused('workspace/last-owner')
}

async function save(scope: WriteScope, after: MemberState): Promise<void> {
  await scope.db
    .updateTable('mainstay.membership as m')
    .set({
      role: after.role,
      visibility: after.visibility,
      unit: after.unit,
      sees_margins: after.seesMargins,
      status: after.status,
      version: after.version + 1,
    })
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.person_id', '=', after.personId)
    .execute()
}
