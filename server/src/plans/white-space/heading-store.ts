import type { WhiteSpaceAxis } from '@mainstay/contract/plans-white-space'
import { type Selectable, sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { WhiteSpaceHeadingTable } from './tables.ts'

export type HeadingRow = Omit<Selectable<WhiteSpaceHeadingTable>, 'workspace_id' | 'account_id' | 'created_at'>

const COLUMNS = [
  'h.id',
  'h.plan_id',
  'h.axis',
  'h.name',
  'h.name_key',
  'h.unit_account_id',
  'h.product_line_id',
  'h.margin_rate',
  'h.position',
  'h.version',
  'h.removed_at',
] as const

const RETURNED = [
  'id',
  'plan_id',
  'axis',
  'name',
  'name_key',
  'unit_account_id',
  'product_line_id',
  'margin_rate',
  'position',
  'version',
  'removed_at',
] as const

/** Rows and columns of several grids in their order; those taken out are left out. */
export async function readHeadings(scope: ReadScope, planIds: readonly string[]): Promise<HeadingRow[]> {
  if (planIds.length === 0) return []
  return scope.db
    .selectFrom('mainstay.white_space_heading as h')
    .select(COLUMNS)
    .where('h.workspace_id', '=', scope.workspaceId)
    .where('h.plan_id', 'in', [...planIds])
    .where('h.removed_at', 'is', null)
    .orderBy('h.position')
    .orderBy('h.created_at')
    .orderBy('h.id')
    .execute()
}

/** The headings of one axis, taken out ones too, locked until the command ends. */
export async function lockHeadings(scope: WriteScope, plan: StoredPlan, axis: WhiteSpaceAxis): Promise<HeadingRow[]> {
  return scope.db
    .selectFrom('mainstay.white_space_heading as h')
    .select(COLUMNS)
    .where('h.workspace_id', '=', scope.workspaceId)
    .where('h.plan_id', '=', plan.id)
    .where('h.axis', '=', axis)
    .orderBy('h.position')
    .orderBy('h.id')
    .forUpdate()
    .execute()
}

export interface NewHeading {
  readonly id: string
  readonly axis: WhiteSpaceAxis
  readonly name: string
  readonly name_key: string
  readonly unit_account_id: string | null
  readonly product_line_id: string | null
  readonly position: number
}

export async function insertHeadings(
  scope: WriteScope,
  plan: StoredPlan,
  headings: readonly NewHeading[],
): Promise<HeadingRow[]> {
  return scope.db
    .insertInto('mainstay.white_space_heading')
    .values(
      headings.map((heading) => ({
        workspace_id: scope.workspaceId,
        plan_id: plan.id,
        account_id: plan.accountId,
        margin_rate: null,
        ...heading,
      })),
    )
    .returning(RETURNED)
    .execute()
}

export type HeadingChange = Partial<
  Pick<HeadingRow, 'name' | 'name_key' | 'unit_account_id' | 'product_line_id' | 'margin_rate' | 'removed_at'>
>

export async function updateHeading(scope: WriteScope, row: HeadingRow, change: HeadingChange): Promise<HeadingRow> {
  return scope.db
    .updateTable('mainstay.white_space_heading as h')
    .set({ ...change, version: row.version + 1 })
    .where('h.workspace_id', '=', scope.workspaceId)
    .where('h.id', '=', row.id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
}

/** Gives headings the places in which their ids are listed. The order is nobody's version: who moves last decides. */
export async function placeHeadings(scope: WriteScope, ids: readonly string[]): Promise<void> {
  await sql`
    update mainstay.white_space_heading h set position = o.position
    from unnest(${[...ids]}::uuid[]) with ordinality as o(id, position)
    where h.workspace_id = ${scope.workspaceId} and h.id = o.id`.execute(scope.db)
}

/** Companies by id that the reader may see, with what they are called. */
export async function readCompanies(
  scope: ReadScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly code: string; readonly name: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.db
    .selectFrom('mainstay.account as a')
    .select(['a.id', 'a.code', 'a.name'])
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Product lines of the ledger by name. */
export async function readLines(scope: ReadScope, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const rows = await scope.db
    .selectFrom('mainstay.product_line as l')
    .select(['l.id', 'l.name'])
    .where('l.workspace_id', '=', scope.workspaceId)
    .where('l.name', 'in', [...names])
    .execute()
  return new Map(rows.map((row) => [row.name, row.id]))
}

export async function lineNames(scope: ReadScope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.db
    .selectFrom('mainstay.product_line as l')
    .select(['l.id', 'l.name'])
    .where('l.workspace_id', '=', scope.workspaceId)
    .where('l.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The heading of a change, or "not found". */
export function findHeading(rows: readonly HeadingRow[], id: string): HeadingRow {
  const row = rows.find((candidate) => candidate.id === id)
  if (!row) throw new Refused('http/not-found')
  return row
}
