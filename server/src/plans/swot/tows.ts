import type { SwotItem, TowsPair } from '@mainstay/contract/plans-swot'
import { proposeTows, type SwotViewpoint, type TowsStrategy } from '@mainstay/domain/plans'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { findPlan, openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import { readEffects } from './effects.ts'
import { presentItem, swotSetting } from './present-item.ts'
import { itemsById, standingItems } from './swot-store.ts'
import { answeredPairs, type PairKnowledge, presentPair, presentPairs, readDismissals } from './tows-pairs.ts'

interface PairQuestion {
  readonly planId: string
  readonly viewpoint: SwotViewpoint
  readonly strategy?: TowsStrategy | undefined
  readonly state: 'open' | 'chosen' | 'dismissed'
  readonly limit: number
}

/** Pairs in their order: those nobody has answered, those that led to something, or those set aside. */
export async function listTowsPairs(scope: ReadScope, question: PairQuestion, asOf: string) {
  const plan = await findPlan(scope, question.planId)
  await requirePart(scope, plan, 'swot')
  const known = await pairKnowledge(scope, plan, asOf)
  const { viewpoint, strategy, state, limit } = question
  if (state === 'open') return openPairs(known, question)
  const ids =
    state === 'chosen'
      ? known.effects.pairIds
      : [...known.dismissals.keys()].filter((id) => known.effects.ofPair(id).length === 0)
  const rows = presentPairs(ids, known).filter(
    (pair) => pair.viewpoint === viewpoint && (!strategy || pair.strategy === strategy),
  )
  return { rows: rows.slice(0, limit), total: rows.length }
}

function openPairs(known: PairKnowledge, { viewpoint, strategy, limit }: PairQuestion) {
  const living = known.items.filter((item) => item.viewpoint === viewpoint && item.settled === null)
  const answered = answeredPairs(known.effects, known.dismissals)
  const { proposals, total } = proposeTows<SwotItem>(living, { strategy, answered, limit })
  const rows = proposals.flatMap(({ internal, external }) => presentPair(internal, external, known) ?? [])
  return { rows, total }
}

interface PairInput {
  readonly planId: string
  readonly pairId: string
}

/** Says why nothing is done about a pair; it is not proposed again until somebody brings it back. */
export async function dismissTowsPair(
  scope: WriteScope,
  input: PairInput & { readonly reason: string },
  asOf: string,
): Promise<TowsPair> {
  const plan = await openPlanForWork(scope, input.planId)
  await requirePart(scope, plan, 'swot')
  const pair = await findPair(scope, { plan, pairId: input.pairId, asOf })
  const said = { reason: input.reason, dismissed_on: asOf, dismissed_by: scope.actor.name }
  const kept = await scope.db
    .insertInto('mainstay.tows_dismissal')
    .values({
      workspace_id: scope.workspaceId,
      plan_id: plan.id,
      account_id: plan.accountId,
      internal_id: pair.internal.id,
      external_id: pair.external.id,
      ...said,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'plan_id', 'internal_id', 'external_id'])
        .doUpdateSet((expression) => ({
          ...said,
          removed_at: null,
          version: expression('mainstay.tows_dismissal.version', '+', 1),
        }))
        .where('mainstay.tows_dismissal.removed_at', 'is not', null),
    )
    .returning('internal_id')
    .executeTakeFirst()
  if (!kept) throw new Refused('plans/pair-dismissed')
  await scope.record({
    action: 'plans.pair-dismissed',
    ...subjectOf(plan),
    before: null,
    after: { ...factsOf(pair), reason: input.reason },
  })
  return findPair(scope, { plan, pairId: pair.id, asOf })
}

/** A dismissed pair is proposed again. */
export async function bringBackTowsPair(scope: WriteScope, input: PairInput, asOf: string): Promise<TowsPair> {
  const plan = await openPlanForWork(scope, input.planId)
  await requirePart(scope, plan, 'swot')
  const pair = await findPair(scope, { plan, pairId: input.pairId, asOf })
  const row = await scope.db
    .selectFrom('mainstay.tows_dismissal as d')
    .select(['d.version', 'd.reason'])
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.plan_id', '=', plan.id)
    .where('d.internal_id', '=', pair.internal.id)
    .where('d.external_id', '=', pair.external.id)
    .where('d.removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  scope.expectVersion(row.version)
  await scope.client.query(
    `update mainstay.tows_dismissal d set removed_at = now(), version = d.version + 1
     where d.workspace_id = $1 and d.plan_id = $2 and d.internal_id = $3 and d.external_id = $4`,
    [scope.workspaceId, plan.id, pair.internal.id, pair.external.id],
  )
  await scope.record({
    action: 'plans.pair-brought-back',
    ...subjectOf(plan),
    before: { reason: row.reason },
    after: factsOf(pair),
  })
  return findPair(scope, { plan, pairId: pair.id, asOf })
}

/** A pair of two items of the plan that still belong together. */
async function findPair(
  scope: ReadScope,
  question: { readonly plan: StoredPlan; readonly pairId: string; readonly asOf: string },
): Promise<TowsPair> {
  const { plan, pairId, asOf } = question
  const rows = await itemsById(scope, plan, pairId.split(':'))
  const effects = await readEffects(scope, plan)
  const setting = await swotSetting(scope, plan, asOf)
  const items = rows.filter((row) => row.removed_at === null).map((row) => presentItem(row, effects, setting))
  const [pair] = presentPairs([pairId], { items, effects, dismissals: await readDismissals(scope, plan) })
  if (!pair) throw new Refused('http/not-found')
  return pair
}

async function pairKnowledge(scope: ReadScope, plan: StoredPlan, asOf: string): Promise<PairKnowledge> {
  const effects = await readEffects(scope, plan)
  const setting = await swotSetting(scope, plan, asOf)
  const rows = await standingItems(scope, plan)
  return {
    items: rows.map((row) => presentItem(row, effects, setting)),
    effects,
    dismissals: await readDismissals(scope, plan),
  }
}

function subjectOf(plan: StoredPlan) {
  return { subjectType: 'plan', subjectId: plan.id, accountId: plan.accountId } as const
}

function factsOf(pair: TowsPair) {
  return { pairId: pair.id, strategy: pair.strategy, internal: pair.internal.text, external: pair.external.text }
}
