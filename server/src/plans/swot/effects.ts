import type { SwotEffect } from '@mainstay/contract/plans-swot'
import type { ReadScope } from '../../platform/use-case.ts'
import { readCaused } from '../caused.ts'
import type { StoredPlan } from '../plan-store.ts'

/** What came of the items and pairs of a plan, by their ids. */
export interface SwotEffects {
  readonly ofItem: (id: string) => readonly SwotEffect[]
  readonly ofPair: (id: string) => readonly SwotEffect[]
  readonly pairIds: readonly string[]
}

/** Objectives and actions that came of the SWOT. What came of a pair came of both its items. */
export async function readEffects(scope: ReadScope, plan: StoredPlan): Promise<SwotEffects> {
  const ofItem = new Map<string, Map<string, SwotEffect>>()
  const ofPair = new Map<string, Map<string, SwotEffect>>()
  for (const { causeKind, causeId, effect } of await readCaused(scope, plan, ['swot_item', 'tows_pair'])) {
    const isByPair = causeKind === 'tows_pair'
    if (isByPair) keep(ofPair, causeId, { ...effect, isByPair })
    for (const itemId of isByPair ? causeId.split(':') : [causeId]) keep(ofItem, itemId, { ...effect, isByPair })
  }
  return {
    ofItem: (id) => [...(ofItem.get(id)?.values() ?? [])],
    ofPair: (id) => [...(ofPair.get(id)?.values() ?? [])],
    pairIds: [...ofPair.keys()],
  }
}

/** An objective that came of an item and of a pair with it counts once, as the item's own. */
function keep(effects: Map<string, Map<string, SwotEffect>>, causeId: string, effect: SwotEffect): void {
  const known = effects.get(causeId) ?? new Map<string, SwotEffect>()
  if (!known.has(effect.id) || !effect.isByPair) known.set(effect.id, effect)
  effects.set(causeId, known)
}
