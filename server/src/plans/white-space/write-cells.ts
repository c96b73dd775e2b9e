import { randomUUID } from 'node:crypto'
import type { CellWish, WhiteSpaceCell } from '@mainstay/contract/plans-white-space'
import { cellKey, isOrdered, writeCellText } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import { amountOf } from '../../economics/index.ts'
import { statusOf } from '../../platform/http/status.ts'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import {
  type CellContentRow,
  type CellPlace,
  type CellRow,
  type CellWrite,
  contentOf,
  EMPTY_CELL,
  keyOf,
  lockCells,
  presentCell,
  readLed,
  saveCells,
} from './cell-store.ts'
import { type HeadingRow, readHeadings } from './heading-store.ts'

/** Changes older than this can no longer be taken back. */
const KEPT_DAYS = 30
/** Cells named one by one in the audit; of a larger change it tells the number. */
const TOLD_CELLS = 50

/** A grid opened for writing: everything that a change is checked against. */
export interface OpenGrid {
  readonly plan: StoredPlan
  readonly units: readonly HeadingRow[]
  readonly offerings: readonly HeadingRow[]
  readonly standing: ReadonlyMap<string, CellRow>
}

export async function openGrid(scope: WriteScope, planId: string): Promise<OpenGrid> {
  const plan = await openPlanForWork(scope, planId)
  await requirePart(scope, plan, 'white_space')
  const headings = await readHeadings(scope, [plan.id])
  return {
    plan,
    units: headings.filter(({ axis }) => axis === 'units'),
    offerings: headings.filter(({ axis }) => axis === 'offerings'),
    standing: await lockCells(scope, plan),
  }
}

export interface CellChange {
  readonly changeId: string
  readonly cells: WhiteSpaceCell[]
  readonly emptied: CellPlace[]
}

/** Writes cells as asked, all or none, each over the version that was seen. */
export async function setCells(
  scope: WriteScope,
  input: { readonly planId: string; readonly cells: readonly CellWish[] },
): Promise<CellChange> {
  const grid = await openGrid(scope, input.planId)
  return writeWishes(scope, grid, input.cells)
}

/** Checks all wishes at once and writes them. */
export async function writeWishes(scope: WriteScope, grid: OpenGrid, wishes: readonly CellWish[]): Promise<CellChange> {
  const wrong = wishes.flatMap((wish, index) => faultsOf(grid, wish, index))
  wrong.push(...repeated(wishes))
  if (wrong.length > 0) throw new Refused('http/invalid', {}, wrong)
  refuseStale(grid, wishes)
  const writes = wishes.map((wish) => ({
    unitId: wish.unitId,
    offeringId: wish.offeringId,
    content: applied(standingContent(grid, wish), wish),
  }))
  return applyWrites(scope, grid, writes)
}

function standingRow(grid: OpenGrid, place: CellPlace): CellRow | null {
  const row = grid.standing.get(cellKey(place))
  return row && row.removed_at === null ? row : null
}

function standingContent(grid: OpenGrid, place: CellPlace): CellContentRow {
  const row = standingRow(grid, place)
  return row === null ? EMPTY_CELL : contentOf(row)
}

function applied(content: CellContentRow, wish: CellWish): CellContentRow {
  const { potential } = wish
  return {
    ...content,
    ...(wish.state === undefined ? {} : { state: wish.state, state_by: 'people' as const }),
    ...(wish.competitor === undefined ? {} : { competitor: wish.competitor }),
    ...(wish.competitorShare === undefined ? {} : { competitor_share: wish.competitorShare }),
    ...(wish.renewalOn === undefined ? {} : { renewal_on: wish.renewalOn }),
    ...(potential === undefined
      ? {}
      : { potential_low: potential.low, potential_base: potential.base, potential_high: potential.high }),
    ...(wish.needProbability === undefined ? {} : { need_probability: wish.needProbability }),
    ...(wish.winProbability === undefined ? {} : { win_probability: wish.winProbability }),
    ...(wish.source === undefined ? {} : { source: wish.source }),
    ...(wish.note === undefined ? {} : { note: wish.note }),
  }
}

function faultsOf(grid: OpenGrid, wish: CellWish, index: number): FieldFault[] {
  const faults: FieldFault[] = []
  const at = `cells.${index}`
  if (!grid.units.some(({ id }) => id === wish.unitId)) faults.push(fault(`${at}.unitId`, 'plans/no-such-unit'))
  if (!grid.offerings.some(({ id }) => id === wish.offeringId))
    faults.push(fault(`${at}.offeringId`, 'plans/no-such-offering'))
  const { potential } = wish
  const amount = (text: string | null) => (text === null ? null : amountOf(text))
  if (potential) {
    const bounds = { low: amount(potential.low), base: amount(potential.base), high: amount(potential.high) }
    const hasBaseAlone = bounds.base === null && (bounds.low !== null || bounds.high !== null)
    if (!isOrdered(bounds)) faults.push(fault(`${at}.potential`, 'plans/potential-out-of-order'))
    else if (hasBaseAlone) faults.push(fault(`${at}.potential.base`, 'plans/potential-without-base'))
  }
  return faults
}

function repeated(wishes: readonly CellWish[]): FieldFault[] {
  const seen = new Set<string>()
  return wishes.flatMap((wish, index) => {
    const key = cellKey(wish)
    if (seen.has(key)) return [fault(`cells.${index}`, 'plans/cell-twice')]
    seen.add(key)
    return []
  })
}

function fault(path: string, code: string): FieldFault {
  return { path, code, message: statusOf(code)?.sentence ?? code }
}

/** Refuses cells that somebody has written since they were seen, naming each with what it says now. */
function refuseStale(grid: OpenGrid, seen: readonly (CellPlace & { readonly version: number })[]): void {
  const stale = seen.flatMap((place, index) => {
    const row = standingRow(grid, place)
    return (row?.version ?? 0) === place.version ? [] : [staleFault(grid, place, `cells.${index}`)]
  })
  if (stale.length > 0) throw new Refused('plans/cells-changed-meanwhile', { cells: stale.length }, stale)
}

/** Refuses to take back cells that somebody has written since; one that was emptied keeps its version. */
export function refuseWrittenSince(grid: OpenGrid, kept: readonly KeptCell[]): void {
  const written = kept.flatMap((cell, index) =>
    grid.standing.get(cellKey(cell))?.version === cell.version ? [] : [staleFault(grid, cell, `cells.${index}`)],
  )
  if (written.length > 0) throw new Refused('plans/cells-changed-meanwhile', { cells: written.length }, written)
}

function staleFault(grid: OpenGrid, place: CellPlace, path: string): FieldFault {
  const row = standingRow(grid, place)
  const unit = grid.units.find(({ id }) => id === place.unitId)?.name ?? ''
  const offering = grid.offerings.find(({ id }) => id === place.offeringId)?.name ?? ''
  const now = row === null ? 'It is empty by now.' : `${row.author_name} wrote “${textOf(row)}” meanwhile.`
  return { path, code: 'plans/cells-changed-meanwhile', message: `${unit}, ${offering}: ${now}` }
}

function textOf(row: CellRow): string {
  return writeCellText({ state: row.state, ...(row.competitor === null ? {} : { competitor: row.competitor }) })
}

/** Writes what has been decided and keeps what was there before, so that it can be taken back. */
export async function applyWrites(
  scope: WriteScope,
  grid: OpenGrid,
  writes: readonly CellWrite[],
): Promise<CellChange> {
  const { plan, standing } = grid
  const saved = await saveCells(scope, plan, { writes, standing })
  const written = new Set(saved.map(keyOf))
  const missed = writes.filter((write) => !written.has(cellKey(write)))
  if (missed.length > 0) {
    const faults = missed.map((write) => staleFault(grid, write, 'cells'))
    throw new Refused('plans/cells-changed-meanwhile', { cells: missed.length }, faults)
  }
  const changeId = randomUUID()
  await keepChange(scope, grid, { id: changeId, saved })
  await recordCells(scope, grid, saved)
  const led = await readLed(scope, plan)
  return {
    changeId,
    cells: saved.flatMap((row) => (row.removed_at === null ? [presentCell(row, led.get(keyOf(row)) ?? [])] : [])),
    emptied: saved.flatMap((row) =>
      row.removed_at === null ? [] : [{ unitId: row.unit_id, offeringId: row.offering_id }],
    ),
  }
}

/** One cell of a kept change: the version it was given, and what it was before. */
export interface KeptCell extends CellPlace {
  readonly version: number
  readonly before: CellContentRow | null
}

async function keepChange(
  scope: WriteScope,
  grid: OpenGrid,
  change: { readonly id: string; readonly saved: readonly CellRow[] },
): Promise<void> {
  const { plan } = grid
  const cells = change.saved.map((row): KeptCell => {
    const place = { unitId: row.unit_id, offeringId: row.offering_id }
    const before = standingRow(grid, place)
    return { ...place, version: row.version, before: before === null ? null : contentOf(before) }
  })
  await sql`delete from mainstay.white_space_change g where g.workspace_id = ${scope.workspaceId} and g.plan_id = ${plan.id}
    and g.created_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(scope.db)
  await scope.db
    .insertInto('mainstay.white_space_change')
    .values({
      workspace_id: scope.workspaceId,
      id: change.id,
      plan_id: plan.id,
      account_id: plan.accountId,
      cells: JSON.stringify(cells),
      author_name: scope.actor.name,
    })
    .execute()
}

async function recordCells(scope: WriteScope, grid: OpenGrid, saved: readonly CellRow[]): Promise<void> {
  const named = saved.slice(0, TOLD_CELLS)
  const where = (row: CellRow) => ({
    unit: grid.units.find(({ id }) => id === row.unit_id)?.name ?? '',
    offering: grid.offerings.find(({ id }) => id === row.offering_id)?.name ?? '',
  })
  const before = (row: CellRow) => standingRow(grid, { unitId: row.unit_id, offeringId: row.offering_id })
  await scope.record({
    action: 'plans.white-space-cells-written',
    subjectType: 'plan',
    subjectId: grid.plan.id,
    accountId: grid.plan.accountId,
    before: { count: saved.length, cells: named.map((row) => ({ ...where(row), ...cellTold(before(row)) })) },
    after: {
      count: saved.length,
      cells: named.map((row) => ({ ...where(row), ...cellTold(row.removed_at === null ? row : null) })),
    },
  })
}

function cellTold(row: CellRow | null) {
  if (row === null) return { state: null }
  const { state, competitor, potential_base: potential } = row
  return { state, competitor, potential }
}
