import { randomUUID } from 'node:crypto'
import { type FirstGrid, firstGrid, nameKey } from '@mainstay/domain/plans'
import { readLedgerMonths } from '../../economics/index.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { fillGrid } from './fill-cells.ts'
import { insertHeadings, type NewHeading, readLines } from './heading-store.ts'
import { proposeFirst } from './proposal.ts'

/** How much of the white space a new plan begins with. */
export interface LaidOut {
  readonly units: number
  readonly offerings: number
  readonly cells: number
}

export const NO_WHITE_SPACE: LaidOut = { units: 0, offerings: 0, cells: 0 }

/**
 * Lays out the white space of a plan that begins, in the transaction that begins it: companies of the account against the
 * product lines we sell, owned and lapsed as the ledger has it. Nothing where the plan has no such section, or there is no
 * ledger; what whoever begins the plan may not see of the group is not laid out either.
 */
export async function layOutWhiteSpace(scope: WriteScope, plan: StoredPlan): Promise<LaidOut> {
  const first = await firstGridOf(scope, plan)
  if (first.units.length === 0) return NO_WHITE_SPACE
  const lines = await readLines(
    scope,
    first.offerings.map(({ productLine }) => productLine),
  )
  const headings = await insertHeadings(scope, plan, [
    ...first.units.map(({ accountId, name }, at) => headingOf('units', { name, at, accountId })),
    ...first.offerings.map(({ productLine, name }, at) =>
      headingOf('offerings', { name, at, lineId: lines.get(productLine) ?? null }),
    ),
  ])
  const units = headings.filter(({ axis }) => axis === 'units')
  const offerings = headings.filter(({ axis }) => axis === 'offerings')
  const { cells } = await fillGrid(scope, { plan, units, offerings, standing: new Map() }, 'nothing_of_people')
  return { units: units.length, offerings: offerings.length, cells: cells.length }
}

/** What the white space of a plan would begin with, before anything is stored. */
export async function firstGridOf(
  scope: ReadScope,
  plan: Pick<StoredPlan, 'accountId' | 'sections'>,
): Promise<FirstGrid> {
  const hasPlace = plan.sections.some(({ part }) => part === 'white_space')
  if (!hasPlace || (await readLedgerMonths(scope)) === null) return firstGrid([], [])
  const known = await proposeFirst(scope, plan)
  return firstGrid(known.units, known.offerings)
}

interface Named {
  readonly name: string
  readonly at: number
  readonly accountId?: string
  readonly lineId?: string | null
}

function headingOf(axis: NewHeading['axis'], { name, at, accountId, lineId }: Named): NewHeading {
  return {
    id: randomUUID(),
    axis,
    name,
    name_key: nameKey(name),
    unit_account_id: accountId ?? null,
    product_line_id: lineId ?? null,
    position: at + 1,
  }
}
