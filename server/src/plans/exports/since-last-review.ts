import type { PlanSection } from '@mainstay/contract/plans'
import { quarterBefore } from '@mainstay/domain/plans'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { comparePlan } from '../history/compare-plan.ts'
import { findPlan } from '../plan-store.ts'
import type { Since } from './chapters/look.ts'
import type { Audience } from './plan-document.ts'

/** The moment that a review looks back to: the same time of day, a quarter before. */
export function lastReviewBefore(now: Date): Date {
  const moment = now.toISOString()
  return new Date(`${quarterBefore(moment.slice(0, DAY_LENGTH))}${moment.slice(DAY_LENGTH)}`)
}

const DAY_LENGTH = '2026-10-31'.length

interface Asked {
  readonly planId: string
  readonly audience: Audience
  /** Keys of sections; null for all. */
  readonly sections?: readonly string[] | null
}

/**
 * What was written into the chosen sections since the last quarter; of a plan that is younger, only what its days tell.
 */
export async function readSince(
  scope: ReadScope,
  { planId, audience, sections = null }: Asked,
  { from, now }: { readonly from: Date; readonly now: Date },
): Promise<Since> {
  const day = from.toISOString().slice(0, 10)
  if (audience === 'customer') return { day, added: [] }
  try {
    const { differences } = await comparePlan(scope, { planId, from: from.toISOString(), to: 'now' }, now)
    const { sections: standing } = await findPlan(scope, planId)
    const chosen = standing.filter(({ key }) => sections === null || sections.includes(key))
    const lists = new Map<string, { title: string; added: number; changed: number; removed: number }>()
    for (const { listKey, listTitle, itemId, kind } of differences) {
      if (sections !== null && !isOf(chosen, listKey, itemId)) continue
      const counts = lists.get(listKey) ?? { title: listTitle, added: 0, changed: 0, removed: 0 }
      lists.set(listKey, { ...counts, [kind]: counts[kind] + 1 })
    }
    return { day, added: [...lists.values()].map(sentenceOf) }
  } catch (problem) {
    if (problem instanceof Refused && problem.code === 'plans/moment-unknown') return { day, added: [] }
    throw problem
  }
}

/** The part that shows each list of a comparison; statements and notes name their section, and the plan itself is everywhere. */
const PARTS: Readonly<Record<string, PlanSection['part']>> = {
  team: 'team',
  swot: 'swot',
  objectives: 'objectives',
  key_results: 'objectives',
  actions: 'actions',
  goals: 'goals',
  bridge: 'goals',
  units: 'white_space',
  offerings: 'white_space',
  cells: 'white_space',
  value_cases: 'value_cases',
  value_drivers: 'value_cases',
  purchases: 'buying_process',
  buying_steps: 'buying_process',
}

function isOf(chosen: readonly PlanSection[], listKey: string, itemId: string): boolean {
  if (listKey === 'plan') return true
  if (listKey === 'texts') return chosen.some(({ key }) => key === itemId)
  return chosen.some(({ key, part }) => `statements:${key}` === listKey || part === PARTS[listKey])
}

function sentenceOf(counts: { title: string; added: number; changed: number; removed: number }): string {
  const told = [
    ...(counts.added > 0 ? [`${counts.added} new`] : []),
    ...(counts.changed > 0 ? [`${counts.changed} changed`] : []),
    ...(counts.removed > 0 ? [`${counts.removed} taken out`] : []),
  ]
  return `${counts.title}: ${told.join(', ')}.`
}
