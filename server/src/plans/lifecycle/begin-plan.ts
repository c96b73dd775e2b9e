import { randomUUID } from 'node:crypto'
import type { PlanHeader } from '@mainstay/contract/plans'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { tellNewDuties } from '../notices/tell-duty.ts'
import type { StoredPlan } from '../plan-store.ts'
import { layOutWhiteSpace, NO_WHITE_SPACE } from '../white-space/lay-out.ts'
import { type FirstPerson, firstTeam } from './first-team.ts'
import { insertPeriods } from './period-store.ts'
import { checkPlace, lockTree } from './place-plan.ts'
import {
  type DraftedStatement,
  findPlanAccount,
  isOfWholeAccount,
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

/**
 * Begins a draft: sections copied from the template, periods, the people of the account, and what the ledger says in
 * statements and in the white space.
 */
export async function beginPlan(
  area: AreaContext,
  scope: WriteScope,
  input: BeginInput,
  known: Surroundings,
): Promise<PlanHeader> {
  const account = await findPlanAccount(scope, input.accountId, known.today)
  await lockTree(scope)
  await checkPlace(scope, { ...input, planId: null })
  const { chosen } = await pickTemplate(scope, input, account)
  if (!chosen) throw new Refused('plans/no-template')
  const { periods } = periodsOf(input, known.today)
  const title =
    input.title ?? [titleOf(account, periods), input.scope].filter(Boolean).join(', ').slice(0, LONGEST_TITLE)
  const place = { accountId: account.id, parentId: input.parentId, scope: input.scope }
  const plan: StoredPlan = {
    id: randomUUID(),
    ...place,
    title,
    status: 'draft',
    sections: chosen.sections,
    version: 1,
  }
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
  const isWhole = await isOfWholeAccount(scope, place)
  const statements = placeStatements(chosen.sections, isWhole ? known.ledger : null)
  await insertStatements(scope, plan, statements)
  const people = await firstTeam(scope, account.id)
  await insertPeople(scope, plan, people)
  const whiteSpace = isWhole ? await layOutWhiteSpace(scope, plan) : NO_WHITE_SPACE
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
      units: whiteSpace.units,
      offerings: whiteSpace.offerings,
    },
  })
  await tellNewDuties(area, scope, { plan, before: [], after: people })
  return readPlan(scope, plan.id, known.today)
}

const LONGEST_TITLE = 200

async function insertStatements(
  scope: WriteScope,
  plan: StoredPlan,
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

async function insertPeople(scope: WriteScope, plan: StoredPlan, people: readonly FirstPerson[]): Promise<void> {
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
