import type { CellState, WhiteSpaceCell, WhiteSpacePart } from '@mainstay/contract/plans-white-space'
import { dayInWords } from '@mainstay/domain/kernel'
import type { CellValue } from '../../../platform/files/index.ts'
import { countOf, money, percent } from '../figures.ts'
import type { Audience, Block } from '../plan-document.ts'
import { CELL_TONES, WORDS } from '../words.ts'

/** The grid itself is shown whole before them. */
const CELLS_IN_DECK = 12
const STILL_TO_WIN: ReadonlySet<CellState> = new Set(['competitor', 'lapsed', 'open'])

export function whiteSpaceBlocks(part: WhiteSpacePart, audience: Audience): Block[] {
  if (part.units.length === 0 || part.offerings.length === 0) return []
  const cells = cellsByPlace(part)
  const grid: Block = {
    kind: 'grid',
    title: 'What each unit buys',
    columns: part.offerings.map(({ name }) => name),
    rows: part.units.map((unit) => ({
      name: unit.name,
      cells: part.offerings.map((offering) => {
        const state = cells.get(placeOf(unit.id, offering.id))?.state ?? 'unknown'
        return { text: state === 'unknown' ? '' : WORDS.cell[state], tone: CELL_TONES[state] }
      }),
    })),
  }
  if (audience === 'customer') return [grid]
  return [{ kind: 'text', title: 'What it adds up to', paragraphs: sentences(part) }, grid, ...detailTables(part)]
}

/** A new grid is all ours where nobody has judged the rest yet. */
function unjudged(cells: number): string {
  return cells === 0 ? '' : `, as far as it is judged; ${countOf(cells, 'cell')} ${cells === 1 ? 'is' : 'are'} not`
}

function sentences({ totals, currency, ledger }: WhiteSpacePart): string[] {
  const { penetration, shareOfWallet, expectedRevenue, expectedMargin, withoutExpectation } = totals
  const counts = [
    [totals.owned, 'ours'],
    [totals.lapsed, 'lapsed'],
    [totals.competitor, 'with competitors'],
    [totals.open, 'open'],
    [totals.notNeeded, 'not needed'],
    [totals.unknown, 'unknown'],
  ] as const
  const told = counts.flatMap(([count, name]) => (count > 0 ? [`${count} ${name}`] : []))
  const lines = [`${told.join(', ')}.`]
  if (penetration.value !== null)
    lines.push(`Penetration: ${percent(penetration.value)} of what they need${unjudged(totals.unknown)}.`)
  if (shareOfWallet.base.value !== null)
    lines.push(
      `Share of wallet: ${percent(shareOfWallet.base.value)}${ledger ? `, sales of ${dayInWords(ledger.from)} to ${dayInWords(ledger.to)}` : ''}.`,
    )
  if (expectedRevenue.value !== null)
    lines.push(
      `Expected from what is not ours: ${money(expectedRevenue.value)} ${currency} a year${expectedMargin?.value ? `, ${money(expectedMargin.value)} ${currency} of it gross margin` : ''}.`,
    )
  if (withoutExpectation > 0)
    lines.push(
      withoutExpectation === 1
        ? '1 cell is not in it: its potential or chances are not known.'
        : `${withoutExpectation} cells are not in it: their potential or chances are not known.`,
    )
  return lines
}

/** Pages speak of what can be won; every cell that is written stands in the workbook. */
function detailTables(part: WhiteSpacePart): Block[] {
  const toWin = part.cells.filter(({ state }) => STILL_TO_WIN.has(state))
  return [
    ...(toWin.length === 0
      ? []
      : [detailTable(part, { title: 'What can be won, the largest first', place: 'pages', cells: toWin })]),
    ...(part.cells.length === 0
      ? []
      : [detailTable(part, { title: 'What is known of the cells', place: 'workbook', cells: part.cells })]),
  ]
}

interface Detail {
  readonly title: string
  readonly place: 'pages' | 'workbook'
  readonly cells: readonly WhiteSpaceCell[]
}

function detailTable(part: WhiteSpacePart, { title, place, cells }: Detail): Block {
  const units = new Map(part.units.map((unit) => [unit.id, unit.name]))
  const offerings = new Map(part.offerings.map((offering) => [offering.id, offering.name]))
  return {
    kind: 'table',
    title,
    columns: [
      { title: 'Unit', kind: 'text', weight: 1.6 },
      { title: 'Offering', kind: 'text', weight: 1.6 },
      { title: 'State', kind: 'text', weight: 1 },
      { title: 'Competitor', kind: 'text', weight: 1.4 },
      { title: 'Their share', kind: 'percent', weight: 0.8 },
      { title: 'Renewal', kind: 'date', weight: 1 },
      { title: `Potential, ${part.currency}`, kind: 'money', weight: 1.1 },
      { title: 'Source', kind: 'text', weight: 1.6 },
      { title: 'Note', kind: 'text', weight: 2 },
    ],
    rows: cells
      .toSorted(byChance)
      .map((cell) => [
        units.get(cell.unitId) ?? '',
        offerings.get(cell.offeringId) ?? '',
        { value: WORDS.cell[cell.state], tone: CELL_TONES[cell.state] },
        cell.competitor,
        cell.competitorShare,
        cell.renewalOn === null ? null : { date: cell.renewalOn },
        cell.potential.base === null ? null : { decimal: cell.potential.base },
        cell.source,
        cell.note,
      ]),
    empty: '',
    place,
    rowsInDeck: CELLS_IN_DECK,
  }
}

/** What can be won first, and of it the largest potential; the order alone is taken from a number that may be rounded. */
function byChance(one: WhiteSpaceCell, other: WhiteSpaceCell): number {
  return rankOf(other.state) - rankOf(one.state) || potentialOf(other) - potentialOf(one)
}

function rankOf(state: CellState): number {
  return STILL_TO_WIN.has(state) ? 1 : 0
}

function potentialOf({ potential }: WhiteSpaceCell): number {
  return Number(potential.base ?? -1)
}

/** The grid as a flat list, a row for every unit and offering, the unwritten ones included. */
export function whiteSpaceCells(part: WhiteSpacePart): CellValue[][] {
  const cells = cellsByPlace(part)
  const sales = new Map(part.sales.map((sale) => [placeOf(sale.unitId, sale.offeringId), sale]))
  const decimal = (value: string | null | undefined) => (value == null ? null : { decimal: value })
  const rows = part.units.flatMap((unit) =>
    part.offerings.map((offering): CellValue[] => {
      const place = placeOf(unit.id, offering.id)
      const cell = cells.get(place)
      return [
        unit.name,
        unit.account?.code ?? null,
        offering.name,
        offering.productLine,
        WORDS.cell[cell?.state ?? 'unknown'],
        cell?.competitor ?? null,
        cell?.competitorShare ?? null,
        cell?.renewalOn ? { date: cell.renewalOn } : null,
        decimal(cell?.potential.low),
        decimal(cell?.potential.base),
        decimal(cell?.potential.high),
        cell?.needProbability ?? null,
        cell?.winProbability ?? null,
        decimal(sales.get(place)?.netRevenue),
        cell?.source ?? null,
        cell?.note ?? null,
      ]
    }),
  )
  return [HEADS.map((head) => head.replace('{currency}', part.currency)), ...rows]
}

const HEADS = [
  'Unit',
  'Account',
  'Offering',
  'Product line',
  'State',
  'Competitor',
  'Competitor share',
  'Renewal',
  'Potential low {currency}',
  'Potential base {currency}',
  'Potential high {currency}',
  'Need probability',
  'Win probability',
  'Sales of twelve months {currency}',
  'Source',
  'Note',
]

function cellsByPlace(part: WhiteSpacePart): ReadonlyMap<string, WhiteSpaceCell> {
  return new Map(part.cells.map((cell) => [placeOf(cell.unitId, cell.offeringId), cell]))
}

function placeOf(unitId: string, offeringId: string): string {
  return `${unitId}:${offeringId}`
}
