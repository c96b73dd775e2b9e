import { CELL_STATES } from '@mainstay/domain/plans'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { type KeptRow, type KeptValues, numberOf, oneOf } from '../history/kept-row.ts'
import type { CellContentRow } from './cell-store.ts'
import {
  applyWrites,
  type CellChange,
  type KeptCell,
  type OpenGrid,
  openGrid,
  refuseWrittenSince,
} from './write-cells.ts'

/** Takes a change of cells back, unless one of them has been written since. What it does can be taken back in turn. */
export async function undoChange(
  scope: WriteScope,
  input: { readonly planId: string; readonly id: string },
  now: Date,
): Promise<CellChange> {
  const grid = await openGrid(scope, input.planId)
  const change = await scope.db
    .selectFrom('mainstay.white_space_change as g')
    .select(['g.cells', 'g.undone_at'])
    .where('g.workspace_id', '=', scope.workspaceId)
    .where('g.plan_id', '=', grid.plan.id)
    .where('g.id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (!change) throw new Refused('http/not-found')
  if (change.undone_at !== null) throw new Refused('plans/change-undone-already')
  await scope.db
    .updateTable('mainstay.white_space_change')
    .set({ undone_at: now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', input.id)
    .execute()
  return putBack(scope, grid, change.cells as KeptCell[])
}

/** Makes cells what they were before a deed that the past of the plan has kept. */
export async function putBackCells(scope: WriteScope, planId: string, rows: readonly KeptRow[]): Promise<CellChange> {
  const cells = rows.flatMap(({ before, after }): KeptCell[] => {
    const { unit_id: unitId, offering_id: offeringId, version } = after ?? {}
    if (!unitId || !offeringId) return []
    return [{ unitId, offeringId, version: Number(version), before: contentOfKept(before) }]
  })
  return putBack(scope, await openGrid(scope, planId), cells)
}

/** What was taken out keeps its cells as they were, until it is put back. */
function refuseOutside({ units, offerings }: OpenGrid, cells: readonly KeptCell[]): void {
  const [unitIds, offeringIds] = [units, offerings].map((headings) => new Set(headings.map(({ id }) => id)))
  if (cells.some(({ unitId }) => !unitIds?.has(unitId))) throw new Refused('plans/no-such-unit')
  if (cells.some(({ offeringId }) => !offeringIds?.has(offeringId))) throw new Refused('plans/no-such-offering')
}

function putBack(scope: WriteScope, grid: OpenGrid, cells: readonly KeptCell[]): Promise<CellChange> {
  refuseOutside(grid, cells)
  refuseWrittenSince(grid, cells)
  return applyWrites(
    scope,
    grid,
    cells.map(({ unitId, offeringId, before }) => ({ unitId, offeringId, content: before })),
  )
}

function contentOfKept(values: KeptValues | null): CellContentRow | null {
  if (values === null || values.removed_at !== null) return null
  return {
    state: oneOf(CELL_STATES, values.state),
    state_by: oneOf(['people', 'ledger'] as const, values.state_by),
    competitor: values.competitor ?? null,
    competitor_share: numberOf(values.competitor_share),
    renewal_on: values.renewal_on ?? null,
    potential_low: values.potential_low ?? null,
    potential_base: values.potential_base ?? null,
    potential_high: values.potential_high ?? null,
    need_probability: numberOf(values.need_probability),
    win_probability: numberOf(values.win_probability),
    source: values.source ?? '',
    note: values.note ?? '',
  }
}
