import type { WriteScope } from '../../../platform/use-case.ts'
import type { ImportedContent } from './file-shape.ts'
import type { NewIds } from './new-ids.ts'
import type { Surroundings } from './surroundings.ts'

/** Rows that go into the database at once: a statement takes 65,535 values at most. */
const ROWS_AT_ONCE = 500

export interface StoreWork {
  readonly scope: WriteScope
  readonly plan: { readonly id: string; readonly accountId: string }
  readonly content: ImportedContent
  readonly ids: NewIds
  readonly known: Surroundings
  readonly now: Date
}

export async function inPieces<Row>(rows: readonly Row[], insert: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) await insert(rows.slice(from, from + ROWS_AT_ONCE))
}

/** What every row of a plan begins with. */
export function placeOf({ scope, plan }: StoreWork) {
  return { workspace_id: scope.workspaceId, plan_id: plan.id, account_id: plan.accountId }
}

/** Moments as the file gives them; nothing was written later than now. */
export function momentsOf(
  { now }: StoreWork,
  { createdAt, updatedAt }: { readonly createdAt: string; readonly updatedAt: string },
): { created_at: Date; updated_at: Date } {
  const notLater = (moment: string) => new Date(Math.min(Date.parse(moment), now.getTime()))
  return { created_at: notLater(createdAt), updated_at: notLater(updatedAt) }
}
