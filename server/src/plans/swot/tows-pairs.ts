import type { SwotItem, TowsPair } from '@mainstay/contract/plans-swot'
import { towsPairId, towsStrategy } from '@mainstay/domain/plans'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { SwotEffects } from './effects.ts'

/** Pairs that nothing is done about, by their ids. */
export type Dismissals = ReadonlyMap<string, NonNullable<TowsPair['dismissal']>>

/** What is known of a plan when its pairs are shown. */
export interface PairKnowledge {
  readonly items: readonly SwotItem[]
  readonly effects: SwotEffects
  readonly dismissals: Dismissals
}

export async function readDismissals(scope: ReadScope, plan: StoredPlan): Promise<Dismissals> {
  const rows = await scope.db
    .selectFrom('mainstay.tows_dismissal as d')
    .select(['d.internal_id', 'd.external_id', 'd.reason', 'd.dismissed_on', 'd.dismissed_by', 'd.version'])
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.plan_id', '=', plan.id)
    .where('d.removed_at', 'is', null)
    .execute()
  return new Map(
    rows.map((row) => [
      towsPairId(row.internal_id, row.external_id),
      { reason: row.reason, on: row.dismissed_on, byName: row.dismissed_by, version: row.version },
    ]),
  )
}

/** Pairs that are proposed no more: something was done about them, or said why not. */
export function answeredPairs(effects: SwotEffects, dismissals: Dismissals): ReadonlySet<string> {
  return new Set([...effects.pairIds, ...dismissals.keys()])
}

/** Pairs by their ids, the greatest product first; those of whose items one was taken out are left out. */
export function presentPairs(ids: Iterable<string>, known: PairKnowledge): TowsPair[] {
  const byId = new Map(known.items.map((item) => [item.id, item]))
  return [...ids]
    .flatMap((id) => {
      const [internal, external] = id.split(':').map((itemId) => byId.get(itemId))
      return internal && external ? (presentPair(internal, external, known) ?? []) : []
    })
    .sort((one, other) => (other.product ?? 0) - (one.product ?? 0) || (one.id < other.id ? -1 : 1))
}

/** Null where the two make no pair any more: an item was moved to the other side, or to the other viewpoint. */
export function presentPair(
  internal: SwotItem,
  external: SwotItem,
  known: Pick<PairKnowledge, 'effects' | 'dismissals'>,
): TowsPair | null {
  const strategy = towsStrategy(internal.kind, external.kind)
  if (!strategy || internal.viewpoint !== external.viewpoint) return null
  const id = towsPairId(internal.id, external.id)
  return {
    id,
    viewpoint: internal.viewpoint,
    strategy,
    internal: sideOf(internal),
    external: sideOf(external),
    product: internal.score === null || external.score === null ? null : internal.score * external.score,
    caused: [...known.effects.ofPair(id)],
    dismissal: known.dismissals.get(id) ?? null,
  }
}

function sideOf({ id, kind, text, score }: SwotItem): TowsPair['internal'] {
  return { id, kind, text, score }
}
