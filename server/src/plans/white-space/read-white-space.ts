import type { WhiteSpaceTotals as PresentTotals, WhiteSpacePart } from '@mainstay/contract/plans-white-space'
import { type Amount, formatMonth, monthOfDate } from '@mainstay/domain/kernel'
import { countOnce, type WhiteSpaceTotals, whiteSpaceTotals } from '@mainstay/domain/plans'
import { presentFigure, presentMoney } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { plansBelow } from '../goals/plans-below.ts'
import type { StoredPlan } from '../plan-store.ts'
import { presentCell, readLed } from './cell-store.ts'
import { factsAt, type Grid, loadGrid, marginOf, namedCells } from './grid.ts'
import { lineNames, readCompanies } from './heading-store.ts'

/** The whole white space of a plan: grid, what the ledger says to it, and what it adds up to. */
export async function readWhiteSpacePart(scope: ReadScope, plan: StoredPlan): Promise<WhiteSpacePart> {
  const grid = await loadGrid(scope, plan)
  const led = await readLed(scope, plan)
  const { span, sales } = grid.sales
  // Each cell counts three times, and is worked out once.
  const rows = grid.units.map((unit) => grid.offerings.map((offering) => factsAt(grid, unit, offering)))
  return {
    currency: scope.actor.reportingCurrency,
    ledger: span === null ? null : { from: formatMonth(span.from), to: formatMonth(span.to) },
    units: await presentUnits(scope, grid),
    offerings: await presentOfferings(scope, grid),
    cells: [...grid.cells].map(([key, row]) => presentCell(row, led.get(key) ?? [])),
    sales: [...sales.values()].map(({ unitId, offeringId, net, lastMonth, lastInvoiceOn }) => ({
      unitId,
      offeringId,
      netRevenue: presentFigure(net).value,
      lastMonth: formatMonth(monthOfDate(lastMonth)),
      lastInvoiceOn,
    })),
    totals: presentTotals(whiteSpaceTotals(rows.flat())),
    byUnit: grid.units.map(({ id }, row) => ({ id, totals: presentTotals(whiteSpaceTotals(rows[row] ?? [])) })),
    byOffering: grid.offerings.map(({ id }, column) => ({
      id,
      totals: presentTotals(whiteSpaceTotals(rows.flatMap((row) => row[column] ?? []))),
    })),
    withPlansBelow: await totalsWithBelow(scope, plan, grid),
  }
}

async function presentUnits(scope: ReadScope, { units }: Grid): Promise<WhiteSpacePart['units']> {
  const companies = await readCompanies(
    scope,
    units.flatMap(({ unit_account_id: id }) => (id === null ? [] : [id])),
  )
  return units.map(({ id, name, position, version, unit_account_id: accountId }) => ({
    id,
    name,
    position,
    version,
    account: (accountId === null ? undefined : companies.get(accountId)) ?? null,
  }))
}

async function presentOfferings(scope: ReadScope, grid: Grid): Promise<WhiteSpacePart['offerings']> {
  const lines = await lineNames(
    scope,
    grid.offerings.flatMap(({ product_line_id: id }) => (id === null ? [] : [id])),
  )
  return grid.offerings.map((offering) => {
    const { id, name, position, version, product_line_id: lineId } = offering
    const margin = marginOf(grid, offering)
    const productLine = (lineId === null ? undefined : lines.get(lineId)) ?? null
    return { id, name, position, version, productLine, marginRate: margin.rate, marginSource: margin.from }
  })
}

async function totalsWithBelow(scope: ReadScope, plan: StoredPlan, own: Grid): Promise<PresentTotals | null> {
  const below = await plansBelow(scope, plan, 'white_space')
  if (below.length === 0) return null
  const depths = depthsOf(plan, below)
  const grids = [{ depth: 0, cells: namedCells(own) }]
  for (const child of below) {
    grids.push({ depth: depths.get(child.id) ?? 1, cells: namedCells(await loadGrid(scope, child)) })
  }
  return presentTotals(whiteSpaceTotals(countOnce(grids)))
}

/**
 * What the white space of a plan and those below it is expected to bring, but for cells that are opportunities of the
 * pipeline: those are counted there.
 */
export async function expectedOutsidePipeline(
  scope: ReadScope,
  plan: StoredPlan,
): Promise<Pick<PresentTotals, 'expectedRevenue' | 'expectedMargin'>> {
  const below = await plansBelow(scope, plan, 'white_space')
  const depths = depthsOf(plan, below)
  const grids = []
  for (const each of [plan, ...below]) {
    const cells = namedCells(await loadGrid(scope, each), await inPipeline(scope, each))
    grids.push({ depth: each === plan ? 0 : (depths.get(each.id) ?? 1), cells })
  }
  return presentTotals(whiteSpaceTotals(countOnce(grids)))
}

async function inPipeline(scope: ReadScope, plan: StoredPlan): Promise<ReadonlySet<string>> {
  const led = await readLed(scope, plan)
  return new Set(
    [...led].filter(([, effects]) => effects.some(({ kind }) => kind === 'bridge_entry')).map(([key]) => key),
  )
}

/** How far below the plan each of the others hangs; past one that the reader does not see, just below. */
function depthsOf(plan: StoredPlan, below: readonly StoredPlan[]): ReadonlyMap<string, number> {
  const parents = new Map(below.map(({ id, parentId }) => [id, parentId]))
  const depths = new Map<string, number>()
  for (const { id } of below) {
    let depth = 1
    let parent = parents.get(id) ?? null
    while (parent !== null && parent !== plan.id && depth <= below.length) {
      depth += 1
      parent = parents.get(parent) ?? null
    }
    depths.set(id, depth)
  }
  return depths
}

function moneyOrNull(amount: Amount | null): string | null {
  return amount === null ? null : presentMoney(amount)
}

function presentTotals(totals: WhiteSpaceTotals): PresentTotals {
  const { counts, wallet, shareOfWallet } = totals
  return {
    owned: counts.owned,
    lapsed: counts.lapsed,
    competitor: counts.competitor,
    open: counts.open,
    notNeeded: counts.not_needed,
    unknown: counts.unknown,
    penetration: presentFigure(totals.penetration),
    weightedPenetration: presentFigure(totals.weightedPenetration),
    walletCells: totals.walletCells,
    wallet: { low: moneyOrNull(wallet.low), base: moneyOrNull(wallet.base), high: moneyOrNull(wallet.high) },
    ours: presentFigure(totals.ours),
    shareOfWallet: {
      low: presentFigure(shareOfWallet.low),
      base: presentFigure(shareOfWallet.base),
      high: presentFigure(shareOfWallet.high),
    },
    expectedRevenue: presentFigure(totals.expectedRevenue),
    expectedMargin: presentFigure(totals.expectedMargin),
    withoutExpectation: totals.withoutExpectation,
  }
}
