import { setTimeout as wait } from 'node:timers/promises'
import { type SamplePlan, samplePlans } from '@mainstay/demo'
import { findFigureSet } from '../../economics/index.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, systemActorOf } from '../../platform/area.ts'
import { noMailer } from '../../platform/mail/mailer.ts'
import { Refused } from '../../platform/refusal.ts'
import { noOrigin, type ReadScope } from '../../platform/use-case.ts'
import { askLedger } from '../lifecycle/known-facts.ts'
import { ensureStarterTemplates } from '../lifecycle/template-store.ts'
import { actingAs, momentOf } from './sample-actor.ts'
import type { PlacedPlan } from './sample-task.ts'
import { writeSamplePlan } from './write-sample-plan.ts'

export const SAMPLE_PLAN_QUEUE = 'plan-sample'

const WAIT_MILLISECONDS = 500
const LONGEST_WAIT_MILLISECONDS = 120_000

/**
 * Writes the account plans of the sample company by the commands that people use, each plan in one transaction. An account
 * that has a plan already, of whatever state, is left alone: a second run changes nothing, nor does a reload after an undo.
 */
export async function loadSamplePlans(area: AreaContext, workspaceId: number): Promise<void> {
  const system = await systemActorOf(area.pool, workspaceId)
  await waitForFigures(area, system)
  await ensureStarterTemplates(area, workspaceId)
  const { plans, today } = samplePlans()
  const then: AreaContext = { ...area, mailer: noMailer, now: () => momentOf(today) }
  const ids = new Map<string, string>()
  for (const plan of plans) {
    const id = await loadOne(then, system, { plan, parentId: ids.get(plan.parentKey ?? '') ?? null, today })
    if (id) ids.set(plan.key, id)
  }
}

/** Plans begin with what the ledger says, so they wait until its months are added up. */
async function waitForFigures(area: AreaContext, system: Actor): Promise<void> {
  for (let waited = 0; waited < LONGEST_WAIT_MILLISECONDS; waited += WAIT_MILLISECONDS) {
    if (await area.useCases.read(system, hasFigures)) return
    await wait(WAIT_MILLISECONDS)
  }
  throw new Error('the figures of the sample company are not ready')
}

async function hasFigures(scope: ReadScope): Promise<boolean> {
  try {
    return (await findFigureSet(scope, { basis: 'group' })) !== null
  } catch (problem) {
    if (problem instanceof Refused && problem.code === 'economics/no-ledger') return false
    throw problem
  }
}

interface Wish {
  readonly plan: SamplePlan
  readonly parentId: string | null
  readonly today: string
}

/** The id of the plan as it stands after this; null where it cannot be written. */
async function loadOne(area: AreaContext, system: Actor, { plan, parentId, today }: Wish): Promise<string | null> {
  const placed = await area.useCases.read(system, (scope) => placeOf(scope, plan))
  if (placed === null || (plan.parentKey !== null && parentId === null)) return null
  if (placed.planId !== null) return placed.planId
  const ledger = await askLedger(area, system, placed.accountId)
  const author = actingAs(system, plan.authorCode)
  try {
    return await area.useCases.command(author, noOrigin, async (scope) => {
      const others = await placeOf(scope, plan)
      if (others?.planId) return others.planId
      return writeSamplePlan(area, scope, { plan, accountId: placed.accountId, parentId, known: { ledger, today } })
    })
  } catch (problem) {
    // What people have put in its way, such as a closed plan above or templates of another kind, is theirs to keep.
    if (!(problem instanceof Refused)) throw problem
    area.log.warn('jobs', 'sample plan left out', { plan: plan.key, code: problem.code })
    return null
  }
}

/** The account of a plan, and the plan that stands there already. */
async function placeOf(scope: ReadScope, plan: SamplePlan): Promise<PlacedPlan | null> {
  const row = await scope.db
    .selectFrom('mainstay.account as a')
    .leftJoin('mainstay.plan as p', (join) =>
      join
        .onRef('p.workspace_id', '=', 'a.workspace_id')
        .onRef('p.account_id', '=', 'a.id')
        .on('p.scope', '=', plan.scope),
    )
    .select(['a.id as accountId', 'p.id as planId'])
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.code', '=', plan.customerCode)
    .orderBy('p.created_at', 'desc')
    .executeTakeFirst()
  return row ?? null
}
