/** Where things lie on a slide of 13.33 by 7.5 inches. */
export const SLIDE = { left: 0.6, width: 12.13, top: 1.25, height: 5.55 } as const

const POINTS = 10
/** Letters of that size that fit into an inch, on average of a text in capitals and small letters. */
const LETTERS_PER_INCH = 13
const LINE_HEIGHT = 0.175
const ROW_EDGE = 0.1
const HEAD_HEIGHT = 0.32
/** Beside letters, a cell has a margin at both sides. */
const CELL_EDGE = 0.14

export const TABLE_POINTS = POINTS

/** Widths of columns in inches, by their weights. */
export function columnWidths(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (weight / total) * SLIDE.width)
}

/** Rows in words, cut so that none is higher than a slide: what does not fit goes on in a row below, nothing is lost. */
export function fitRow(cells: readonly string[], widths: readonly number[]): string[][] {
  const most = Math.floor((SLIDE.height - HEAD_HEIGHT - ROW_EDGE) / LINE_HEIGHT)
  const columns = cells.map((cell, at) => wrap(cell, lettersIn(widths[at] ?? 1)))
  const lines = Math.max(1, ...columns.map((column) => column.length))
  const rows: string[][] = []
  for (let from = 0; from < lines; from += most)
    rows.push(columns.map((column) => joined(column.slice(from, from + most))))
  return rows
}

/** Which rows stand together on a slide. */
export function pagesOf(rows: readonly (readonly string[])[], widths: readonly number[]): number[][] {
  const pages: number[][] = []
  let page: number[] = []
  let used = HEAD_HEIGHT
  rows.forEach((cells, at) => {
    const height = rowHeight(cells, widths)
    if (page.length > 0 && used + height > SLIDE.height) {
      pages.push(page)
      page = []
      used = HEAD_HEIGHT
    }
    page.push(at)
    used += height
  })
  if (page.length > 0) pages.push(page)
  return pages
}

export function rowHeight(cells: readonly string[], widths: readonly number[]): number {
  const lines = Math.max(1, ...cells.map((cell, at) => wrap(cell, lettersIn(widths[at] ?? 1)).length))
  return lines * LINE_HEIGHT + ROW_EDGE
}

function lettersIn(inches: number): number {
  return Math.max(4, Math.floor((inches - CELL_EDGE) * LETTERS_PER_INCH))
}

interface Line {
  readonly text: string
  /** Ends where the writer ended it, not where the column does. */
  readonly isEnd: boolean
}

function wrap(text: string, letters: number): Line[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, letters))
}

function wrapParagraph(paragraph: string, letters: number): Line[] {
  const lines: Line[] = []
  let rest = paragraph
  while (rest.length > letters) {
    const space = rest.lastIndexOf(' ', letters)
    const end = space > 0 ? space : letters
    lines.push({ text: rest.slice(0, end), isEnd: false })
    rest = rest.slice(space > 0 ? end + 1 : end)
  }
  return [...lines, { text: rest, isEnd: true }]
}

/** The lines as a text again; a word that was too long for its column is put together as it was. */
function joined(lines: readonly Line[]): string {
  return lines
    .map(({ text, isEnd }, at) =>
      at === lines.length - 1 ? text : `${text}${isEnd ? '\n' : text.includes(' ') ? ' ' : ''}`,
    )
    .join('')
}
