import type { exceptionPolicy } from '@mainstay/contract/selection-overrides'
import { permissionsOf, ROLES } from '@mainstay/domain/accounts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { lockProgram } from '../../program/index.ts'
import type {} from './tables.ts'

export type ExceptionPolicy = z.infer<typeof exceptionPolicy>

const DECIDING_ROLES = ROLES.filter((role) => permissionsOf(role).has('selection:decide'))

/** Whether exceptions need a second person, and how many people decide here. */
export async function readExceptionPolicy(scope: ReadScope): Promise<ExceptionPolicy> {
  const row = await scope.db
    .selectFrom('mainstay.exception_policy as p')
    .select(['p.needs_second_person', 'p.version'])
    .where('p.workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  return {
    needsSecondPerson: row?.needs_second_person ?? true,
    deciders: await countDeciders(scope),
    version: row?.version ?? 0,
  }
}

export async function changeExceptionPolicy(
  area: AreaContext,
  scope: WriteScope,
  { needsSecondPerson }: { readonly needsSecondPerson: boolean },
): Promise<ExceptionPolicy> {
  await lockProgram(scope)
  const before = await readExceptionPolicy(scope)
  scope.expectVersion(before.version)
  const values = { needs_second_person: needsSecondPerson, version: before.version + 1, updated_at: area.now() }
  await scope.db
    .insertInto('mainstay.exception_policy')
    .values({ workspace_id: scope.workspaceId, ...values })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(values))
    .execute()
  await scope.record({
    action: 'selection.exception-policy',
    subjectType: 'exception_policy',
    subjectId: scope.actor.workspaceSlug,
    before: { needsSecondPerson: before.needsSecondPerson },
    after: { needsSecondPerson },
  })
  return readExceptionPolicy(scope)
}

async function countDeciders(scope: ReadScope): Promise<number> {
  const { rows } = await sql<{ deciders: number }>`
    select count(*)::integer as deciders from mainstay.membership m
    where m.workspace_id = ${scope.workspaceId} and m.status = 'active' and m.role = any(${DECIDING_ROLES})`.execute(
    scope.db,
  )
  return rows[0]?.deciders ?? 0
}

/** Everybody but the actor who may decide about an account and sees it. */
export async function otherDecidersAbout(scope: ReadScope, accountId: string): Promise<string[]> {
  const people = await peopleWhoSee(scope, accountId)
  return people.filter(({ decides, id }) => decides && id !== scope.actor.id).map(({ id }) => id)
}

/** Active people who see an account now, and whether they decide. */
export async function peopleWhoSee(
  scope: ReadScope,
  accountId: string,
): Promise<{ readonly id: string; readonly decides: boolean }[]> {
  const { rows } = await sql<{ id: string; decides: boolean }>`
    select m.person_id as id, m.role = any(${DECIDING_ROLES}) as decides from mainstay.membership m
    join mainstay.account a on a.workspace_id = m.workspace_id and a.id = ${accountId}
    where m.workspace_id = ${scope.workspaceId} and m.status = 'active'
      and case m.visibility when 'all' then true when 'unit' then a.unit = m.unit
        else exists (select 1 from mainstay.account_team_member t
          where t.workspace_id = m.workspace_id and t.person_id = m.person_id and t.account_id in (a.id, a.group_id)) end
    order by m.person_id`.execute(scope.db)
  return rows
}
