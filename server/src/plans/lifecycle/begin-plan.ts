import { randomUUID } from 'node:crypto'
import type { PlanHeader } from '@mainstay/contract/plans'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { type FirstPerson, firstTeam } from './first-team.ts'
import { insertPeriods } from './period-store.ts'
import { checkPlace, lockTree } from './place-plan.ts'
import {
  type DraftedStatement,
  findPlanAccount,
  ledgerOf,
  periodsOf,
  pickTemplate,
  placeStatements,
  type Surroundings,
  titleOf,
  type Wish,
} from './propose-plan.ts'
import { readPlan } from './read-plan.ts'

export interface BeginInput extends Wish {
  readonly parentId: string | null
  readonly scope: string
  readonly title?: string | undefined
}

interface NewPlan {
  readonly id: string
  readonly accountId: string
}

/** Begins a draft: sections copied from the template, periods, what the ledger says, and the people of the account. */
export async function beginPlan(scope: WriteScope, input: BeginInput, known: Surroundings): Promise<PlanHeader> {
  const account = await findPlanAccount(scope, input.accountId, known.today)
  await lockTree(scope)
  await checkPlace(scope, { ...input, planId: null })
  const { chosen } = await pickTemplate(scope, input, account)
  if (!chosen) throw new Refused('plans/no-template')
  const { periods } = periodsOf(input, known.today)
  const plan: NewPlan = { id: randomUUID(), accountId: account.id }
  const title =
    input.title ?? [titleOf(account, periods), input.scope].filter(Boolean).join(', ').slice(0, LONGEST_TITLE)
  await scope.db
    .insertInto('mainstay.plan')
    .values({
      workspace_id: scope.workspaceId,
      id: plan.id,
      account_id: plan.accountId,
      parent_id: input.parentId,
      scope: input.scope,
      title,
      status: 'draft',
      template_id: chosen.id,
      sections: JSON.stringify(chosen.sections),
      created_by: scope.actor.id,
    })
    .execute()
  await insertPeriods(scope, plan, periods)
  const statements = placeStatements(chosen.sections, await ledgerOf(scope, input, known.ledger))
  await insertStatements(scope, plan, statements)
  const people = await firstTeam(scope, account.id)
  await insertPeople(scope, plan, people)
  await scope.record({
    action: 'plans.begun',
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    after: {
      title,
      scope: input.scope,
      parentId: input.parentId,
      template: chosen.name,
      templateVersion: chosen.number,
      statements: statements.length,
      people: people.length,
    },
  })
  return readPlan(scope, plan.id, known.today)
}

const LONGEST_TITLE = 200

async function insertStatements(
  scope: WriteScope,
  plan: NewPlan,
  statements: readonly DraftedStatement[],
): Promise<void> {
  if (statements.length === 0) return
  await scope.db
    .insertInto('mainstay.plan_statement')
    .values(
      statements.map((statement) => ({
        workspace_id: scope.workspaceId,
        id: randomUUID(),
        plan_id: plan.id,
        account_id: plan.accountId,
        section_key: statement.sectionKey,
        field_key: statement.fieldKey,
        content: statement.content,
        is_confirmed: true,
        source: statement.source,
        as_of: statement.asOf,
        author_id: scope.actor.id,
        author_name: scope.actor.name,
      })),
    )
    .execute()
}

async function insertPeople(scope: WriteScope, plan: NewPlan, people: readonly FirstPerson[]): Promise<void> {
  if (people.length === 0) return
  await scope.db
    .insertInto('mainstay.plan_person')
    .values(
      people.map((person) => ({
        workspace_id: scope.workspaceId,
        id: randomUUID(),
        plan_id: plan.id,
        account_id: plan.accountId,
        person_id: person.personId,
        name: person.name.slice(0, LONGEST_TITLE),
        side: 'ours' as const,
        function: person.function,
        duty: person.duty,
        is_inner: person.isInner,
      })),
    )
    .execute()
}
