import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'

interface CaseAround {
  readonly beneficiary: string
  readonly years: number
  readonly isRemoved: boolean
  /** Drivers that stand in it, and the last year in which one of them has an amount other than 0. */
  readonly drivers: number
  readonly filledUntil: number
}

/** The value cases of a plan by their ids, those that were taken out among them. */
export type ValueAround = ReadonlyMap<string, CaseAround>

export async function readValueAround(
  scope: ReadScope,
  planId: string,
  wish: 'asked' | 'not_asked',
): Promise<ValueAround> {
  if (wish === 'not_asked') return new Map()
  const { rows } = await sql<CaseAround & { readonly id: string }>`
    select c.id, c.beneficiary, c.years, c.removed_at is not null as "isRemoved", count(d.id)::integer as drivers,
      coalesce(max(y.last), 0)::integer as "filledUntil"
    from mainstay.value_case c
    left join mainstay.value_driver d on d.workspace_id = c.workspace_id and d.case_id = c.id and d.removed_at is null
    left join lateral (
      select max(a.place) - 1 as last from jsonb_array_elements(d.years) with ordinality a(amounts, place)
      where (a.amounts->>'low')::numeric <> 0 or (a.amounts->>'base')::numeric <> 0 or (a.amounts->>'high')::numeric <> 0) y on true
    where c.workspace_id = ${scope.workspaceId} and c.plan_id = ${planId}
    group by c.workspace_id, c.id`.execute(scope.db)
  return new Map(rows.map((row) => [row.id, row]))
}
