import type { WhiteSpaceCell } from '@mainstay/contract/plans-white-space'
import { cellKey } from '@mainstay/domain/plans'
import { type Selectable, sql } from 'kysely'
import { moneyText } from '../../economics/index.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { type StoredPlan, visibleSections } from '../plan-store.ts'
import type { WhiteSpaceCellTable } from './tables.ts'

export type CellRow = Omit<Selectable<WhiteSpaceCellTable>, 'workspace_id' | 'account_id'>

/** What is written of a cell, apart from who and when. */
export type CellContentRow = Omit<
  CellRow,
  'plan_id' | 'unit_id' | 'offering_id' | 'author_name' | 'version' | 'updated_at' | 'removed_at'
>

export interface CellPlace {
  readonly unitId: string
  readonly offeringId: string
}

const COLUMNS = [
  'c.plan_id',
  'c.unit_id',
  'c.offering_id',
  'c.state',
  'c.state_by',
  'c.competitor',
  'c.competitor_share',
  'c.renewal_on',
  'c.potential_low',
  'c.potential_base',
  'c.potential_high',
  'c.need_probability',
  'c.win_probability',
  'c.source',
  'c.note',
  'c.author_name',
  'c.version',
  'c.updated_at',
  'c.removed_at',
] as const

export const EMPTY_CELL: CellContentRow = {
  state: 'unknown',
  state_by: 'ledger',
  competitor: null,
  competitor_share: null,
  renewal_on: null,
  potential_low: null,
  potential_base: null,
  potential_high: null,
  need_probability: null,
  win_probability: null,
  source: '',
  note: '',
}

/** Written cells of several grids, those of headings taken out among them. */
export async function readCells(scope: ReadScope, planIds: readonly string[]): Promise<CellRow[]> {
  if (planIds.length === 0) return []
  return scope.db
    .selectFrom('mainstay.white_space_cell as c')
    .select(COLUMNS)
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.plan_id', 'in', [...planIds])
    .where('c.removed_at', 'is', null)
    .orderBy('c.unit_id')
    .orderBy('c.offering_id')
    .execute()
}

/** All cells of a grid, emptied ones too, locked in one order until the command ends. */
export async function lockCells(scope: WriteScope, plan: StoredPlan): Promise<ReadonlyMap<string, CellRow>> {
  const rows = await scope.db
    .selectFrom('mainstay.white_space_cell as c')
    .select(COLUMNS)
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.plan_id', '=', plan.id)
    .orderBy('c.unit_id')
    .orderBy('c.offering_id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [keyOf(row), row]))
}

export function keyOf(row: { readonly unit_id: string; readonly offering_id: string }): string {
  return cellKey({ unitId: row.unit_id, offeringId: row.offering_id })
}

export function contentOf(row: CellRow): CellContentRow {
  return {
    state: row.state,
    state_by: row.state_by,
    competitor: row.competitor,
    competitor_share: row.competitor_share,
    renewal_on: row.renewal_on,
    potential_low: row.potential_low,
    potential_base: row.potential_base,
    potential_high: row.potential_high,
    need_probability: row.need_probability,
    win_probability: row.win_probability,
    source: row.source,
    note: row.note,
  }
}

/** A cell as it is to be; without content it is emptied. */
export interface CellWrite extends CellPlace {
  readonly content: CellContentRow | null
}

/**
 * Writes many cells in one statement, each with the next version. Cells that nobody had written begin with version 1;
 * where two people write the same empty cell at the same moment, the later one is left out of what comes back.
 */
export async function saveCells(
  scope: WriteScope,
  plan: StoredPlan,
  save: { readonly writes: readonly CellWrite[]; readonly standing: ReadonlyMap<string, CellRow> },
): Promise<CellRow[]> {
  const { writes, standing } = save
  if (writes.length === 0) return []
  const rows = writes.map(({ unitId, offeringId, content }) => ({
    unit_id: unitId,
    offering_id: offeringId,
    ...(content ?? EMPTY_CELL),
    is_removed: content === null,
    version: (standing.get(cellKey({ unitId, offeringId }))?.version ?? 0) + 1,
  }))
  const { rows: saved } = await sql<CellRow>`
    insert into mainstay.white_space_cell as c (workspace_id, plan_id, account_id, unit_id, offering_id, state, state_by, competitor,
      competitor_share, renewal_on, potential_low, potential_base, potential_high, need_probability, win_probability, source, note,
      author_name, version, removed_at)
    select ${scope.workspaceId}, ${plan.id}::uuid, ${plan.accountId}::bigint, r.unit_id, r.offering_id, r.state, r.state_by, r.competitor,
      r.competitor_share, r.renewal_on, r.potential_low, r.potential_base, r.potential_high, r.need_probability, r.win_probability,
      r.source, r.note, ${scope.actor.name}, r.version, case when r.is_removed then now() end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(unit_id uuid, offering_id uuid, state text, state_by text, competitor text,
      competitor_share double precision, renewal_on date, potential_low numeric, potential_base numeric, potential_high numeric,
      need_probability double precision, win_probability double precision, source text, note text, version integer, is_removed boolean)
    -- In one order, so that two who write the same empty cells wait for each other instead of standing in each other's way.
    order by r.unit_id, r.offering_id
    on conflict (workspace_id, plan_id, unit_id, offering_id) do update set
      state = excluded.state, state_by = excluded.state_by, competitor = excluded.competitor, competitor_share = excluded.competitor_share,
      renewal_on = excluded.renewal_on, potential_low = excluded.potential_low, potential_base = excluded.potential_base,
      potential_high = excluded.potential_high, need_probability = excluded.need_probability, win_probability = excluded.win_probability,
      source = excluded.source, note = excluded.note, author_name = excluded.author_name, version = excluded.version,
      updated_at = now(), removed_at = excluded.removed_at
      where c.version = excluded.version - 1
    returning ${sql.join(COLUMNS.map((column) => sql.ref(column)))}`.execute(scope.db)
  return saved
}

const PARTS_OF_EFFECTS = { objective: 'objectives', action: 'actions', bridge_entry: 'goals' } as const
type EffectKind = keyof typeof PARTS_OF_EFFECTS
const EFFECT_KINDS = Object.keys(PARTS_OF_EFFECTS) as EffectKind[]

/** Objectives, actions and opportunities that cells of a plan led to, by cell, as far as the reader may see them and they stand. */
export async function readLed(scope: ReadScope, plan: StoredPlan): Promise<ReadonlyMap<string, WhiteSpaceCell['led']>> {
  const sections = await visibleSections(scope, plan)
  const shown = EFFECT_KINDS.filter((kind) => sections.some(({ part }) => part === PARTS_OF_EFFECTS[kind]))
  const { rows } = await sql<{ cell: string; kind: EffectKind; id: string }>`
    select u.cause_id as cell, u.effect_kind as kind, u.effect_id as id from mainstay.plan_cause u
    where u.workspace_id = ${scope.workspaceId} and u.plan_id = ${plan.id} and u.cause_kind = 'white_space_cell'
      and u.effect_kind = any(${shown}::text[]) and (
        exists (select 1 from mainstay.plan_objective o where o.workspace_id = u.workspace_id and o.id = u.effect_id and o.removed_at is null)
        or exists (select 1 from mainstay.plan_action n where n.workspace_id = u.workspace_id and n.id = u.effect_id and n.removed_at is null)
        or exists (select 1 from mainstay.plan_bridge_entry b where b.workspace_id = u.workspace_id and b.id = u.effect_id and b.removed_at is null
          and (${scope.actor.seesMargins} or b.measure = 'net_revenue')))
    order by u.created_at, u.effect_id`.execute(scope.db)
  const led = new Map<string, WhiteSpaceCell['led']>()
  for (const { cell, kind, id } of rows) led.set(cell, [...(led.get(cell) ?? []), { kind, id }])
  return led
}

export function presentCell(row: CellRow, led: WhiteSpaceCell['led']): WhiteSpaceCell {
  return {
    unitId: row.unit_id,
    offeringId: row.offering_id,
    state: row.state,
    competitor: row.competitor,
    competitorShare: row.competitor_share,
    renewalOn: row.renewal_on,
    potential: {
      low: moneyText(row.potential_low),
      base: moneyText(row.potential_base),
      high: moneyText(row.potential_high),
    },
    needProbability: row.need_probability,
    winProbability: row.win_probability,
    source: row.source,
    note: row.note,
    writtenBy: row.state_by,
    authorName: row.author_name,
    updatedAt: new Date(row.updated_at).toISOString(),
    version: row.version,
    led,
  }
}
