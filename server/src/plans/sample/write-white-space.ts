import type { CellWish, WhiteSpaceAxis } from '@mainstay/contract/plans-white-space'
import type { WriteScope } from '../../platform/use-case.ts'
import { readCells } from '../white-space/cell-store.ts'
import { fillCells } from '../white-space/fill-cells.ts'
import { readHeadings, readLines } from '../white-space/heading-store.ts'
import { addHeadings } from '../white-space/headings.ts'
import { setCells } from '../white-space/write-cells.ts'
import type { SampleTask } from './sample-task.ts'

/**
 * Companies against product lines: what the ledger knows stands since the plan began; what the sample names besides comes
 * behind it, and then what people know of the rest.
 */
export async function writeWhiteSpace(scope: WriteScope, { plan, header }: SampleTask): Promise<void> {
  const planId = header.id
  if (plan.whiteSpace === null) return
  const { units, offerings, cells } = plan.whiteSpace
  const laidOut = await readHeadings(scope, [planId])
  const accounts = await accountsOf(
    scope,
    units.map(({ code }) => code),
  )
  const lines = await readLines(
    scope,
    offerings.flatMap(({ productLine }) => productLine ?? []),
  )
  const rowOf = (code: string) =>
    laidOut.find(({ unit_account_id: id }) => id !== null && id === accounts.get(code))?.id
  const columnOf = (line: string | null) =>
    line === null ? undefined : laidOut.find(({ product_line_id: id }) => id !== null && id === lines.get(line))?.id
  const rows = await withAdded(scope, {
    planId,
    axis: 'units',
    wishes: units.map(({ code, name }) => ({ id: rowOf(code), name, accountId: accounts.get(code) })),
  })
  const columns = await withAdded(scope, {
    planId,
    axis: 'offerings',
    wishes: offerings.map(({ name, productLine }) => ({
      id: columnOf(productLine),
      name,
      ...(productLine === null ? {} : { productLine }),
    })),
  })
  await fillCells(scope, { planId, overwrite: 'nothing_of_people' })
  const filled = await readCells(scope, [planId])
  const known = new Map(filled.map((row) => [`${row.unit_id} ${row.offering_id}`, row.version]))
  const wishes = cells.flatMap(({ unitCode, offering, state, potential, ...content }): CellWish[] => {
    const unitId = rows[units.findIndex(({ code }) => code === unitCode)]
    const offeringId = columns[offerings.findIndex(({ name }) => name === offering)]
    if (unitId === undefined || offeringId === undefined) return []
    const version = known.get(`${unitId} ${offeringId}`) ?? 0
    // What the ledger says of a cell stands; people only add what is spent there, and only where the ledger knows it.
    if ((state === null) !== version > 0) return []
    const said = { ...content, ...(state === null ? {} : { state }), ...(potential === null ? {} : { potential }) }
    return [{ unitId, offeringId, version, ...said }]
  })
  if (wishes.length > 0) await setCells(scope, { planId, cells: wishes })
}

interface AxisWish {
  readonly planId: string
  readonly axis: WhiteSpaceAxis
  readonly wishes: readonly (Parameters<typeof addHeadings>[1]['headings'][number] & {
    readonly id: string | undefined
  })[]
}

/** The ids of all, in their order; those that are not there yet are added. */
async function withAdded(
  scope: WriteScope,
  { planId, axis, wishes }: AxisWish,
): Promise<readonly (string | undefined)[]> {
  const missing = wishes.filter(({ id }) => id === undefined)
  if (missing.length === 0) return wishes.map(({ id }) => id)
  const { headings } = await addHeadings(scope, {
    planId,
    axis,
    headings: missing.map(({ id: _, ...heading }) => heading),
  })
  const added = headings.map(({ id }) => id)
  return wishes.map(({ id }) => id ?? added.shift())
}

async function accountsOf(scope: WriteScope, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await scope.db
    .selectFrom('mainstay.account as a')
    .select(['a.code', 'a.id'])
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.code', 'in', codes)
    .execute()
  return new Map(rows.map(({ code, id }) => [code, id]))
}
