import type { SwotEffect } from '@mainstay/contract/plans-swot'
import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import { type StoredPlan, visibleSections } from '../plan-store.ts'

/** What came of the items and pairs of a plan, by their ids. */
export interface SwotEffects {
  readonly ofItem: (id: string) => readonly SwotEffect[]
  readonly ofPair: (id: string) => readonly SwotEffect[]
  readonly pairIds: readonly string[]
}

interface EffectRow {
  readonly cause_kind: 'swot_item' | 'tows_pair'
  readonly cause_id: string
  readonly effect_kind: SwotEffect['kind']
  readonly effect_id: string
  readonly title: string
  readonly state: string
}

/**
 * Objectives and actions that came of the SWOT; those taken out are none. What came of a pair came of both its items.
 * A title that stands in a part hidden from the reader stays hidden here.
 */
export async function readEffects(scope: ReadScope, plan: StoredPlan): Promise<SwotEffects> {
  const { rows } = await sql<EffectRow>`
    select c.cause_kind, c.cause_id, c.effect_kind, c.effect_id, o.title, o.status as state
    from mainstay.plan_cause c
    join mainstay.plan_objective o on o.workspace_id = c.workspace_id and o.id = c.effect_id and o.removed_at is null
    where c.workspace_id = ${scope.workspaceId} and c.plan_id = ${plan.id}
      and c.cause_kind in ('swot_item', 'tows_pair') and c.effect_kind = 'objective'
    union all
    select c.cause_kind, c.cause_id, c.effect_kind, c.effect_id, a.title, a.state
    from mainstay.plan_cause c
    join mainstay.plan_action a on a.workspace_id = c.workspace_id and a.id = c.effect_id and a.removed_at is null
    where c.workspace_id = ${scope.workspaceId} and c.plan_id = ${plan.id}
      and c.cause_kind in ('swot_item', 'tows_pair') and c.effect_kind = 'action'
    order by title, effect_id`.execute(scope.db)
  const sections = await visibleSections(scope, plan)
  const shown = new Set(sections.map(({ part }) => part))
  return gather(rows, (kind) => shown.has(kind === 'objective' ? 'objectives' : 'actions'))
}

function gather(rows: readonly EffectRow[], isShown: (kind: SwotEffect['kind']) => boolean): SwotEffects {
  const ofItem = new Map<string, Map<string, SwotEffect>>()
  const ofPair = new Map<string, Map<string, SwotEffect>>()
  for (const row of rows) {
    const isByPair = row.cause_kind === 'tows_pair'
    const effect: SwotEffect = {
      kind: row.effect_kind,
      id: row.effect_id,
      title: isShown(row.effect_kind) ? row.title : null,
      state: isShown(row.effect_kind) ? row.state : null,
      isStanding: row.state !== 'dropped',
      isByPair,
    }
    if (isByPair) keep(ofPair, row.cause_id, effect)
    for (const itemId of isByPair ? row.cause_id.split(':') : [row.cause_id]) keep(ofItem, itemId, effect)
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
