import type { DutyTeller } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockAccount } from '../account-store.ts'
import { listTeam } from '../queries/read-account.ts'
import type {} from '../tables.ts'

export interface TeamAssignment {
  readonly id: string
  readonly personId: string
  readonly duty: 'account_manager' | 'executive_sponsor' | 'team_member'
}

/** Puts somebody on the team of an account, or gives them another duty there, and has them told. */
export async function assignTeamMember(scope: WriteScope, input: TeamAssignment, tellDuty: DutyTeller) {
  await lockAccount(scope, input.id)
  const member = await scope.db
    .selectFrom('mainstay.membership as m')
    .select('m.person_id')
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.person_id', '=', input.personId)
    .where('m.status', '=', 'active')
    .executeTakeFirst()
  if (!member) throw new Refused('accounts/person-unknown', { personId: input.personId })
  const before = await dutyOf(scope, input)
  await scope.db
    .insertInto('mainstay.account_team_member')
    .values({ workspace_id: scope.workspaceId, account_id: input.id, person_id: input.personId, duty: input.duty })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'account_id', 'person_id']).doUpdateSet({ duty: input.duty }),
    )
    .execute()
  await scope.record({
    action: 'accounts.team',
    subjectType: 'account',
    subjectId: input.id,
    accountId: input.id,
    after: { personId: input.personId, duty: input.duty },
  })
  await tellDuty(scope, { accountId: input.id, personId: input.personId, before, after: input.duty })
  return { team: await listTeam(scope, input.id) }
}

async function dutyOf(scope: WriteScope, { id, personId }: TeamAssignment): Promise<TeamAssignment['duty'] | null> {
  const row = await scope.db
    .selectFrom('mainstay.account_team_member as t')
    .select('t.duty')
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.account_id', '=', id)
    .where('t.person_id', '=', personId)
    .executeTakeFirst()
  return row?.duty ?? null
}

export async function removeTeamMember(scope: WriteScope, input: { readonly id: string; readonly personId: string }) {
  await lockAccount(scope, input.id)
  const removed = await scope.db
    .deleteFrom('mainstay.account_team_member as t')
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.account_id', '=', input.id)
    .where('t.person_id', '=', input.personId)
    .returning('t.duty')
    .executeTakeFirst()
  if (!removed) throw new Refused('http/not-found')
  await scope.record({
    action: 'accounts.team',
    subjectType: 'account',
    subjectId: input.id,
    accountId: input.id,
    before: { personId: input.personId, duty: removed.duty },
  })
  return { team: await listTeam(scope, input.id) }
}
