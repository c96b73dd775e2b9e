import { type CellChange, type CellPlace, cellOf, type SheetRows } from './sheet-cells.ts'

/** A cell of a pasted block that is no answer: its row and column in the block, from 1. */
export interface PasteFault {
  readonly row: number
  readonly column: number
  readonly written: string
}

export interface PastedBlock {
  readonly changes: readonly CellChange[]
  readonly faults: readonly PasteFault[]
  /** Cells of the block that lie beyond the sheet. */
  readonly outside: number
}

/** 1 to 5, 0 or "-" for no basis to judge, null for nothing; undefined for anything else. */
export function readAnswer(written: string): number | null | undefined {
  const plain = written.trim()
  if (plain === '') return null
  if (/^[-–—]$/.test(plain)) return 0
  return /^[0-5](?:[.,]0+)?$/.test(plain) ? Number(plain[0]) : undefined
}

/** A block of a spreadsheet, laid over the sheet from a cell on; comments already there stay. Nothing is taken while a cell is wrong. */
export function readBlock(
  written: string,
  sheet: {
    readonly accountIds: readonly string[]
    readonly criterionKeys: readonly string[]
    readonly rows: SheetRows
  },
  from: CellPlace,
): PastedBlock {
  const lines = written.replace(/\r?\n$/, '').split(/\r?\n/)
  const top = sheet.accountIds.indexOf(from.accountId)
  const left = sheet.criterionKeys.indexOf(from.criterionKey)
  const changes: CellChange[] = []
  const faults: PasteFault[] = []
  let outside = 0
  lines.forEach((line, row) => {
    line.split('\t').forEach((cell, column) => {
      const accountId = sheet.accountIds[top + row]
      const criterionKey = sheet.criterionKeys[left + column]
      const answer = readAnswer(cell)
      if (accountId === undefined || criterionKey === undefined) outside += 1
      else if (answer === undefined) faults.push({ row: row + 1, column: column + 1, written: cell.trim() })
      else {
        const { comment } = cellOf(sheet.rows, { accountId, criterionKey })
        changes.push({ accountId, criterionKey, answer, comment: answer === null ? null : comment })
      }
    })
  })
  return { changes: faults.length > 0 ? [] : changes, faults, outside }
}
