import type { adoption } from '@mainstay/contract/program-record'
import { firstDay, monthOfDate } from '@mainstay/domain/kernel'
import {
  ADOPTION_SOURCE,
  assessAdoption,
  HIGHEST_ADOPTION_LEVEL,
  type ProgramAdoption,
  type StepAdoption,
} from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { z } from 'zod'
import { presentFigure } from '../../economics/index.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, systemActorOf, today } from '../../platform/area.ts'
import { noOrigin, type ReadScope, type WriteScope } from '../../platform/use-case.ts'
import { type FoundFacts, gatherFacts } from './adoption-facts.ts'

export type AdoptionAnswer = z.infer<typeof adoption>

export const ADOPTION_QUEUE = 'adoption'
const TREND_MONTHS = 36

interface Assessment extends FoundFacts {
  readonly assessed: ProgramAdoption
}

/**
 * How far the program is adopted today. The facts count over all accounts, whoever asks, and no account is named; each
 * look also keeps the present month for the trend.
 */
export async function readAdoption(area: AreaContext, actor: Actor): Promise<AdoptionAnswer> {
  const { keyAccounts, assessed } = await keepMonth(area, actor.workspaceId)
  return area.useCases.read(actor, async (scope) => ({
    assessedOn: today(area),
    keyAccounts,
    overall: presentFigure(assessed.overall),
    atLeast: assessed.atLeast,
    atMost: assessed.atMost,
    weakest: [...assessed.weakest],
    highestLevel: HIGHEST_ADOPTION_LEVEL,
    source: ADOPTION_SOURCE,
    steps: assessed.steps.map(presentStep),
    trend: await readTrend(scope),
  }))
}

/** Assesses today and keeps it as the state of this month; of two looks in a month the later stays. */
export async function keepMonth(area: AreaContext, workspaceId: number): Promise<Assessment> {
  const system = await systemActorOf(area.pool, workspaceId)
  const day = today(area)
  return area.useCases.command(system, noOrigin, async (scope) => {
    const found = await gatherFacts(scope, day, area.laterEvidence)
    const assessed = assessAdoption(found.facts)
    await storeMonth(scope, { ...found, assessed }, day)
    return { ...found, assessed }
  })
}

async function storeMonth(scope: WriteScope, { facts, assessed }: Assessment, day: string): Promise<void> {
  const values = {
    assessed_on: day,
    at_least: assessed.atLeast,
    at_most: assessed.atMost,
    steps: JSON.stringify(assessed.steps.map(({ step, atLeast, atMost }) => ({ step, atLeast, atMost }))),
    facts: JSON.stringify(facts),
  }
  await scope.db
    .insertInto('mainstay.adoption_month')
    .values({ workspace_id: scope.workspaceId, month: firstDay(monthOfDate(day)), ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'month']).doUpdateSet(values))
    .execute()
}

async function readTrend(scope: ReadScope): Promise<AdoptionAnswer['trend']> {
  const rows = await scope.db
    .selectFrom('mainstay.adoption_month as m')
    .select([sql<string>`to_char(m.month, 'YYYY-MM')`.as('month'), 'm.at_least', 'm.at_most', 'm.steps'])
    .where('m.workspace_id', '=', scope.workspaceId)
    .orderBy('m.month', 'desc')
    .limit(TREND_MONTHS)
    .execute()
  return rows
    .map(({ month, at_least, at_most, steps }) => ({ month, atLeast: at_least, atMost: at_most, steps }))
    .reverse()
}

function presentStep({ level, evidence, nextSteps, ...step }: StepAdoption): AdoptionAnswer['steps'][number] {
  return { ...step, level: presentFigure(level), evidence: [...evidence], nextSteps: [...nextSteps] }
}
