import { isBlank } from './dialect.ts'
import type { RenamedColumn } from './table.ts'

/** A record of which only the cells matter here. */
interface Record {
  readonly line: number
  readonly cells: readonly string[]
}

export interface Header<Found extends Record> {
  readonly record: Found
  readonly names: string[]
  readonly renamed: RenamedColumn[]
}

const LOOKED_AT = 60

/** Stands for the row of the header where somebody has said that there is none. */
export const NO_HEADER = 0

/** A header of that many columns without names, above the first row: they get theirs by their place. */
export function recordWithoutHeader(width: number): { readonly line: number; readonly cells: string[] } {
  return { line: NO_HEADER, cells: Array.from({ length: width }, () => '') }
}

/**
 * The header is the first record that fills most of the usual columns: title lines above a table fill one or two.
 * Returns null where every record is blank.
 */
export function findHeader<Found extends Record>(records: readonly Found[], width: number): Header<Found> | null {
  const filled = records.filter((record) => !isBlank(record.cells))
  const least = width < 2 ? 1 : Math.max(2, Math.ceil(width * 0.6))
  const record = filled.slice(0, LOOKED_AT).find((found) => countFilled(found.cells) >= least) ?? filled[0]
  return record ? nameColumns(record) : null
}

/** Gives each column a name of its own: empty ones by their place, repeated ones by a number. */
export function nameColumns<Found extends Record>(record: Found): Header<Found> {
  const names: string[] = []
  const renamed: RenamedColumn[] = []
  const used = new Set<string>()
  const given = new Set(record.cells.map((cell) => comparable(cleanName(cell))))
  record.cells.forEach((cell, index) => {
    const original = cleanName(cell)
    let name = original
    if (original === '' || used.has(comparable(original))) {
      const base = original === '' ? `Column ${index + 1}` : original
      name = original === '' ? base : `${base} (2)`
      for (let number = 2; used.has(comparable(name)) || given.has(comparable(name)); number += 1) {
        name = `${base} (${number})`
      }
      renamed.push({ column: index + 1, original, name, reason: original === '' ? 'empty' : 'duplicate' })
    }
    used.add(comparable(name))
    names.push(name)
  })
  return { record, names, renamed }
}

function cleanName(cell: string): string {
  return cell.replace(/\s+/gu, ' ').trim().normalize('NFC')
}

function comparable(name: string): string {
  return name.toLowerCase()
}

function countFilled(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell.trim() !== '') count += 1
  return count
}
