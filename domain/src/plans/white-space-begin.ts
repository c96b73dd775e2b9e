import { nameKey } from './white-space-paste.ts'

/** Rows and columns that a grid begins with at most; more can be added by hand. */
export const UNITS_AT_FIRST = 50
export const OFFERINGS_AT_FIRST = 40

/** As long as the name of a row or column may be. */
const LONGEST_NAME = 120

/** A company that could become a row. */
export interface KnownCompany {
  readonly accountId: string
  readonly code: string
  readonly name: string
}

/** A product line that could become a column. */
export interface KnownLine {
  readonly productLine: string
}

/** What the white space of a plan begins with. */
export interface FirstGrid {
  readonly units: readonly { readonly accountId: string; readonly name: string }[]
  readonly offerings: readonly { readonly productLine: string; readonly name: string }[]
}

/**
 * The grid that a plan begins with: a row for each company of the account, the account first, then those that buy most, and a
 * column for each product line we sell, what sells most to this customer first, then what it once bought, then what it never
 * did; companies and lines come in that order. Takes 50 by 40 of them at most: what a company without a row buys counts for the nearest one
 * above it. Where nothing is sold under a product line there is nothing to lay out, and the grid stays empty.
 */
export function firstGrid(companies: readonly KnownCompany[], lines: readonly KnownLine[]): FirstGrid {
  if (companies.length === 0 || lines.length === 0) return { units: [], offerings: [] }
  const rows = companies.slice(0, UNITS_AT_FIRST)
  const columns = lines.slice(0, OFFERINGS_AT_FIRST)
  const names = unitNames(rows)
  const titles = lineNames(columns)
  return {
    units: rows.map(({ accountId }, at) => ({ accountId, name: names[at] ?? accountId })),
    offerings: columns.map(({ productLine }, at) => ({ productLine, name: titles[at] ?? productLine })),
  }
}

/** What companies are called as rows, in their order: two may have one name, and rows never do, so the code tells them apart. */
export function unitNames(companies: readonly KnownCompany[]): string[] {
  return distinct(companies.map(({ name, code }) => ({ name, mark: code })))
}

/** What product lines are called as columns, in their order; long ones are cut, and numbered where that makes them alike. */
export function lineNames(lines: readonly KnownLine[]): string[] {
  return distinct(lines.map(({ productLine }, at) => ({ name: productLine, mark: String(at + 1) })))
}

function distinct(named: readonly { readonly name: string; readonly mark: string }[]): string[] {
  const count = new Map<string, number>()
  for (const { name } of named) {
    const key = nameKey(cut(name, LONGEST_NAME))
    count.set(key, (count.get(key) ?? 0) + 1)
  }
  const taken = new Set([...count].flatMap(([key, times]) => (times === 1 ? [key] : [])))
  return named.map(({ name, mark }) => {
    const whole = cut(name, LONGEST_NAME)
    if (count.get(nameKey(whole)) === 1) return whole
    return untaken(whole, mark, taken)
  })
}

/** The name with its mark behind it, and with a number more where even that is taken. */
function untaken(name: string, mark: string, taken: Set<string>): string {
  for (let turn = 1; ; turn += 1) {
    const behind = ` (${cut(mark, 40)}${turn === 1 ? '' : `, ${turn}`})`
    const marked = `${cut(name, LONGEST_NAME - behind.length)}${behind}`
    if (taken.has(nameKey(marked))) continue
    taken.add(nameKey(marked))
    return marked
  }
}

/** Cut without leaving half a character behind. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
