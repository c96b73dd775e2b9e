/** Most lines of a pasted sheet that are looked at. */
export const PASTED_LINES = 200

/** Words people write over each column; the first of them is the one we write ourselves. */
export type Headings<Column extends string> = Readonly<Record<Column, readonly string[]>>

/** A line that cannot be taken. */
export interface RejectedLine {
  /** Line of the sheet, the first being 1. */
  readonly line: number
  /** The line as it was pasted, its cells apart by tabs. */
  readonly content: string
  /** Everything that is wrong with it, in words. */
  readonly reasons: readonly string[]
}

/** A line with something in it. */
export interface SheetLine {
  readonly line: number
  readonly cells: readonly string[]
}

/** A pasted sheet whose columns are known. */
export interface LaidOutSheet<Column extends string> {
  /** What each column holds, in the order of the sheet; null for those that are not read. */
  readonly columns: readonly (Column | null)[]
  /** What stands over the columns, or what would where nothing does. */
  readonly headings: readonly string[]
  /** Headings that nobody reads. */
  readonly ignoredColumns: readonly string[]
  readonly lines: readonly SheetLine[]
}

/** How a kind of sheet is laid out. */
export interface SheetForm<Column extends string> {
  readonly headings: Headings<Column>
  /** The column without which a first line is no line of headings. */
  readonly key: Column
  /** Columns of a sheet without headings. */
  readonly withoutHeadings: readonly Column[]
}

/**
 * Finds the columns of a sheet that was copied out of a spreadsheet: by the first filled line where it has a word for the
 * key column, in any order; otherwise in the stated order. Of two columns of one meaning the second is not read: nobody
 * could tell which one counts. Empty lines are passed over and keep their numbers.
 */
export function layOutSheet<Column extends string>(pasted: string, form: SheetForm<Column>): LaidOutSheet<Column> {
  const filled = cellsOf(pasted)
    .map((cells, index) => ({ line: index + 1, cells }))
    .filter(({ cells }) => cells.some(Boolean))
  const first = filled[0]?.cells ?? []
  const found = first.map((heading) => columnOf(heading, form.headings))
  if (!found.includes(form.key)) {
    const headings = form.withoutHeadings.map((column) => form.headings[column][0] ?? column)
    return { columns: form.withoutHeadings, headings, ignoredColumns: [], lines: filled }
  }
  const columns = found.map((column, at) => (found.indexOf(column) === at ? column : null))
  return {
    columns,
    headings: first,
    ignoredColumns: first.filter((heading, at) => columns[at] === null && heading !== ''),
    lines: filled.slice(1),
  }
}

function columnOf<Column extends string>(heading: string, headings: Headings<Column>): Column | null {
  const word = heading
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/[:*]+$/, '')
    .trim()
  const found = Object.entries<readonly string[]>(headings).find(([, words]) => words.includes(word))
  return (found?.[0] as Column | undefined) ?? null
}

/** Whether a text can be stored: no control characters but tabs and line ends, no half characters. */
export function isStorable(text: string): boolean {
  return !/\p{Cs}|(?![\t\n\r])\p{Cc}/u.test(text)
}

/** Words as they are compared: whatever their capitals and spaces. */
export function sameWords(words: string): string {
  return words.toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

/** A cell as a sentence may quote it. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** Cells apart by tabs, rows by line ends; a cell in quotation marks may hold both, and doubled marks for one. */
export function cellsOf(pasted: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y
  for (let at = 0; at <= pasted.length; ) {
    pattern.lastIndex = at
    const match = pattern.exec(pasted) ?? plainCell(pasted, at)
    row.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim())
    at += match[0].length
    if (match[3] === '\t') continue
    rows.push(row)
    row = []
    if (match[3] === '') break
  }
  return rows
}

/** A cell that only begins with a quotation mark means it as a character. */
function plainCell(pasted: string, at: number): readonly [string, undefined, string, string] {
  const rest = /^([^\t\r\n]*)(\t|\r\n|\r|\n|$)/.exec(pasted.slice(at))
  return [rest?.[0] ?? '', undefined, rest?.[1] ?? '', rest?.[2] ?? '']
}

/** Rows of cells as cells that were copied: what `cellsOf` reads back. */
export function pastedFrom(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(writeCell).join('\t')).join('\n')
}

function writeCell(cell: string): string {
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
