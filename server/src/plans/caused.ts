import type { SwotEffect } from '@mainstay/contract/plans-swot'
import { sql } from 'kysely'
import type { ReadScope } from '../platform/use-case.ts'
import type { CauseKind } from './causes.ts'
import { type StoredPlan, visibleSections } from './plan-store.ts'

/** An objective or action of a plan, and what it came of. */
export interface CausedThing<Kind extends CauseKind> {
  readonly causeKind: Kind
  readonly causeId: string
  readonly effect: Omit<SwotEffect, 'isByPair'>
}

interface CausedRow<Kind extends CauseKind> {
  readonly cause_kind: Kind
  readonly cause_id: string
  readonly effect_kind: SwotEffect['kind']
  readonly effect_id: string
  readonly title: string
  readonly state: string
}

/**
 * Objectives and actions that came of things of these kinds, by title; those taken out are left out. A title that stands in
 * a part hidden from the reader stays hidden here.
 */
export async function readCaused<Kind extends CauseKind>(
  scope: ReadScope,
  plan: StoredPlan,
  kinds: readonly Kind[],
): Promise<readonly CausedThing<Kind>[]> {
  const { rows } = await sql<CausedRow<Kind>>`
    select c.cause_kind, c.cause_id, c.effect_kind, c.effect_id, o.title, o.status as state
    from mainstay.plan_cause c
    join mainstay.plan_objective o on o.workspace_id = c.workspace_id and o.id = c.effect_id and o.removed_at is null
    where c.workspace_id = ${scope.workspaceId} and c.plan_id = ${plan.id}
      and c.cause_kind = any(${[...kinds]}::text[]) and c.effect_kind = 'objective'
    union all
    select c.cause_kind, c.cause_id, c.effect_kind, c.effect_id, a.title, a.state
    from mainstay.plan_cause c
    join mainstay.plan_action a on a.workspace_id = c.workspace_id and a.id = c.effect_id and a.removed_at is null
    where c.workspace_id = ${scope.workspaceId} and c.plan_id = ${plan.id}
      and c.cause_kind = any(${[...kinds]}::text[]) and c.effect_kind = 'action'
    order by title, effect_id`.execute(scope.db)
  const shown = new Set((await visibleSections(scope, plan)).map(({ part }) => part))
  return rows.map((row) => {
    const isShown = shown.has(row.effect_kind === 'objective' ? 'objectives' : 'actions')
    return {
      causeKind: row.cause_kind,
      causeId: row.cause_id,
      effect: {
        kind: row.effect_kind,
        id: row.effect_id,
        title: isShown ? row.title : null,
        state: isShown ? row.state : null,
        isStanding: row.state !== 'dropped',
      },
    }
  })
}
