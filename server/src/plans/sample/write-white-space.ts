import type { CellWish } from '@mainstay/contract/plans-white-space'
import type { WriteScope } from '../../platform/use-case.ts'
import { fillCells } from '../white-space/fill-cells.ts'
import { addHeadings } from '../white-space/headings.ts'
import { setCells } from '../white-space/write-cells.ts'
import type { SampleTask } from './sample-task.ts'

/** Companies against product lines: what the ledger knows first, then what people know of the rest. */
export async function writeWhiteSpace(scope: WriteScope, { plan, header }: SampleTask): Promise<void> {
  const planId = header.id
  if (plan.whiteSpace === null) return
  const { units, offerings, cells } = plan.whiteSpace
  const accounts = await accountsOf(
    scope,
    units.map(({ code }) => code),
  )
  const { headings: rows } = await addHeadings(scope, {
    planId,
    axis: 'units',
    headings: units.map(({ code, name }) => ({ name, accountId: accounts.get(code) })),
  })
  const { headings: columns } = await addHeadings(scope, {
    planId,
    axis: 'offerings',
    headings: offerings.map(({ name, productLine }) => ({ name, ...(productLine === null ? {} : { productLine }) })),
  })
  const filled = await fillCells(scope, { planId, overwrite: 'nothing_of_people' })
  const known = new Map(filled.cells.map(({ unitId, offeringId, version }) => [`${unitId} ${offeringId}`, version]))
  const wishes = cells.flatMap(({ unitCode, offering, state, potential, ...content }): CellWish[] => {
    const unitId = rows[units.findIndex(({ code }) => code === unitCode)]?.id
    const offeringId = columns[offerings.findIndex(({ name }) => name === offering)]?.id
    if (unitId === undefined || offeringId === undefined) return []
    const version = known.get(`${unitId} ${offeringId}`) ?? 0
    // What the ledger says of a cell stands; people only add what is spent there, and only where the ledger knows it.
    if ((state === null) !== version > 0) return []
    const said = { ...content, ...(state === null ? {} : { state }), ...(potential === null ? {} : { potential }) }
    return [{ unitId, offeringId, version, ...said }]
  })
  if (wishes.length > 0) await setCells(scope, { planId, cells: wishes })
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
