import { randomUUID } from 'node:crypto'
import type { PlanPerson } from '@mainstay/contract/plans-team'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'

/** Somebody of a team as stored; `isRemoved` for those who were taken out and can be put back. */
export interface StoredPerson extends PlanPerson {
  readonly isRemoved: boolean
}

/** What can be said of somebody. */
export type PersonFacts = Pick<PlanPerson, 'personId' | 'name' | 'side' | 'function' | 'duty' | 'task' | 'isInner'>

function peopleOf(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.plan_person as n')
    .leftJoin('mainstay.membership as m', (join) =>
      join.onRef('m.workspace_id', '=', 'n.workspace_id').onRef('m.person_id', '=', 'n.person_id'),
    )
    .select([
      'n.id',
      'n.person_id',
      'n.name',
      'n.side',
      'n.function',
      'n.duty',
      'n.task',
      'n.is_inner',
      'n.version',
      'n.removed_at',
      'm.status',
    ])
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.plan_id', '=', plan.id)
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof peopleOf>['execute']>>[number]

function storedOf(row: PersonRow): StoredPerson {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    side: row.side,
    function: row.function,
    duty: row.duty,
    task: row.task,
    isInner: row.is_inner,
    // Memberships are shut, never deleted: whoever has none any more has one that is not active.
    hasLeft: row.person_id !== null && row.status !== 'active',
    version: row.version,
    isRemoved: row.removed_at !== null,
  }
}

/** Everybody who has a duty now, the longest on the team first. */
export async function selectTeam(scope: ReadScope, plan: StoredPlan): Promise<StoredPerson[]> {
  const rows = await peopleOf(scope, plan)
    .where('n.removed_at', 'is', null)
    .orderBy('n.created_at')
    .orderBy('n.id')
    .execute()
  return rows.map(storedOf)
}

export async function findPerson(scope: ReadScope, plan: StoredPlan, id: string): Promise<StoredPerson> {
  const row = await peopleOf(scope, plan).where('n.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return storedOf(row)
}

/** The name of somebody who may sign in to this workspace; refuses everybody else. */
export async function activeMemberName(scope: ReadScope, personId: string): Promise<string> {
  const row = await scope.db
    .selectFrom('mainstay.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .select('p.name')
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.person_id', '=', personId)
    .where('m.status', '=', 'active')
    .executeTakeFirst()
  if (!row) throw new Refused('plans/person-not-member')
  return row.name
}

function columnsOf(facts: PersonFacts) {
  return {
    person_id: facts.personId,
    name: facts.name,
    side: facts.side,
    function: facts.function,
    duty: facts.duty,
    task: facts.task,
    is_inner: facts.isInner,
  }
}

export async function insertPerson(
  scope: WriteScope,
  plan: StoredPlan,
  facts: PersonFacts,
  now: Date,
): Promise<string> {
  const id = randomUUID()
  await scope.db
    .insertInto('mainstay.plan_person')
    .values({
      workspace_id: scope.workspaceId,
      id,
      plan_id: plan.id,
      account_id: plan.accountId,
      ...columnsOf(facts),
      created_at: now,
      removed_at: null,
    })
    .execute()
  return id
}

/** Keeps what is said of somebody now, and whether they are on the team. */
export async function updatePerson(
  scope: WriteScope,
  { id, version }: Pick<StoredPerson, 'id' | 'version'>,
  facts: PersonFacts,
  removedAt: Date | null,
): Promise<void> {
  await scope.db
    .updateTable('mainstay.plan_person as n')
    .set({ ...columnsOf(facts), removed_at: removedAt, version: version + 1 })
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.id', '=', id)
    .execute()
}

export function presentPerson({ isRemoved: _, ...person }: StoredPerson): PlanPerson {
  return person
}
