import type { PlanContent } from '@mainstay/contract/plans-content'
import type { PlanComparison, PlanSnapshot, planList } from '@mainstay/contract/plans-history'
import { comparePlanLists, differenceInWords } from '@mainstay/domain/plans'
import type { z } from 'zod'
import type { ReadScope } from '../../platform/use-case.ts'
import { readPlanContent } from '../content/read-plan-content.ts'
import { findPlan, isInnerTeam, type StoredPlan } from '../plan-store.ts'
import { readPlanAt } from './past-plan.ts'
import { listsOfPlan, type Sight, withCommonParts, withinSight } from './plan-lists.ts'
import { findSnapshot } from './snapshot-store.ts'

interface Moment {
  readonly snapshot: PlanSnapshot | null
  readonly at: string
  readonly content: PlanContent
}

/** A kept moment as far as the reader may see it. */
export async function readSnapshot(
  scope: ReadScope,
  { planId, id }: { readonly planId: string; readonly id: string },
): Promise<{ snapshot: PlanSnapshot; lists: z.output<typeof planList>[] }> {
  const plan = await findPlan(scope, planId)
  const { snapshot, content } = await findSnapshot(scope, plan, id)
  const sight = await sightOf(scope, plan, [content])
  const lists = listsOfPlan(withinSight(content, sight), sight)
  return {
    snapshot,
    lists: lists.map(({ key, title, items }) => ({
      key,
      title,
      items: items.map((each) => ({ ...each, fields: each.fields.filter(({ value }) => value !== null) })),
    })),
  }
}

/** What changed from one moment to another, as far as the reader may see both. */
export async function comparePlan(
  scope: ReadScope,
  { planId, from, to }: { readonly planId: string; readonly from: string; readonly to: string },
  now: Date,
): Promise<PlanComparison> {
  const plan = await findPlan(scope, planId)
  const earlier = await momentOf(scope, plan, { of: from, now })
  const later = await momentOf(scope, plan, { of: to, now })
  const sight = await sightOf(scope, plan, [earlier.content, later.content])
  const common = withCommonParts(withinSight(earlier.content, sight), withinSight(later.content, sight))
  const differences = comparePlanLists(listsOfPlan(common.before, sight), listsOfPlan(common.after, sight))
  return {
    before: { snapshot: earlier.snapshot, at: earlier.at },
    after: { snapshot: later.snapshot, at: later.at },
    differences: differences.map((difference) => ({
      kind: difference.kind,
      listKey: difference.listKey,
      listTitle: difference.listTitle,
      itemId: difference.itemId,
      label: difference.label,
      fields: [...difference.fields],
      sentence: differenceInWords(difference),
    })),
    notCompared: common.notCommon,
  }
}

const UUID = /^[0-9a-f]{8}-/i

async function momentOf(
  scope: ReadScope,
  plan: StoredPlan,
  { of, now }: { readonly of: string; readonly now: Date },
): Promise<Moment> {
  if (of === 'now') {
    const content = await readPlanContent(scope, plan.id, now.toISOString().slice(0, 10))
    return { snapshot: null, at: now.toISOString(), content }
  }
  if (UUID.test(of)) {
    const { snapshot, content } = await findSnapshot(scope, plan, of)
    return { snapshot, at: snapshot.takenAt, content }
  }
  const at = new Date(of)
  return { snapshot: null, at: at.toISOString(), content: await readPlanAt(scope, plan.id, at) }
}

/** A section that was ever for the inner team, in these moments or now, stays hidden from all others. */
async function sightOf(scope: ReadScope, plan: StoredPlan, moments: readonly PlanContent[]): Promise<Sight> {
  const { seesMargins } = scope.actor
  if (await isInnerTeam(scope, plan.id)) return { hiddenKeys: new Set(), seesMargins }
  const sections = [...plan.sections, ...moments.flatMap(({ header }) => header.sections)]
  const inner = sections.filter(({ audience }) => audience === 'inner')
  return { hiddenKeys: new Set(inner.map(({ key }) => key)), seesMargins }
}
