/** What holds text on a slide, in inches. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Letters that fit into an inch at one point, on average of a text in capitals and small letters. */
const LETTERS_PER_INCH = 130
/** Of a line, in inches for each point of its letters. */
const LINE_HEIGHT = 0.0168
const ROW_EDGE = 0.09
/** Beside letters, a cell has a margin at both sides. */
const CELL_EDGE = 0.16
/** A word may be of wide letters only. */
const WIDE_WORD = 1.15
const ROUNDING = 1e-6
/** Sizes of letters, the most readable first. */
export const TABLE_SIZES = [14, 12, 11, 10] as const
/** A word longer than this is broken over lines rather than given room. */
const LONGEST_WORD = 20

/** Widths of columns by their weights, so that none is narrower than its longest word where there is room for it. */
export function columnWidths(
  weights: readonly number[],
  { width, words, points }: { readonly width: number; readonly words: readonly number[]; readonly points: number },
): number[] {
  const least = wordWidths(
    weights.map((_weight, at) => words[at] ?? 0),
    points,
  )
  const needed = sumOf(least)
  const total = sumOf(weights)
  if (needed >= width) return least.map((each) => (each / needed) * width)
  // Whoever has more than the word needs gives of it, in proportion, what the others lack.
  const wished = weights.map((weight) => (weight / total) * width)
  const lacking = sumOf(wished.map((wish, at) => Math.max(0, (least[at] ?? 0) - wish)))
  const spare = sumOf(wished.map((wish, at) => Math.max(0, wish - (least[at] ?? 0))))
  const share = spare > 0 ? lacking / spare : 0
  return wished.map((wish, at) => {
    const word = least[at] ?? 0
    return wish <= word ? word : wish - (wish - word) * share
  })
}

/** Whether every column can be as wide as its longest word. */
export function hasRoomFor(words: readonly number[], points: number, width: number): boolean {
  return sumOf(wordWidths(words, points)) <= width
}

function wordWidths(words: readonly number[], points: number): number[] {
  return words.map((letters) => (Math.min(letters, LONGEST_WORD) * WIDE_WORD) / lettersPerInch(points) + CELL_EDGE)
}

/** Letters of the longest word in each column. */
export function longestWords(rows: readonly (readonly string[])[]): number[] {
  const longest: number[] = []
  for (const row of rows)
    row.forEach((cell, at) => {
      for (const word of cell.split(/\s+(?!%)/)) longest[at] = Math.max(longest[at] ?? 0, lengthOf(word))
    })
  return longest
}

/** What is measured on the page: how wide its columns are, how high it is, and how large its letters. */
export interface Measure {
  readonly widths: readonly number[]
  readonly height: number
  readonly points: number
}

/** Rows in words, cut so that none is higher than a slide: what does not fit goes on in a row below, nothing is lost. */
export function fitRow(cells: readonly string[], measure: Measure): string[][] {
  const { widths, height, points } = measure
  const most = Math.max(1, Math.floor((height - headHeight(points) - ROW_EDGE) / (points * LINE_HEIGHT)))
  const columns = cells.map((cell, at) => wrap(cell, lettersIn(widths[at] ?? 1, points)))
  const lines = Math.max(1, ...columns.map((column) => column.length))
  const rows: string[][] = []
  for (let from = 0; from < lines; from += most)
    rows.push(columns.map((column) => joined(column.slice(from, from + most))))
  return rows
}

/** Which rows stand together on a slide. */
export function pagesOf(rows: readonly (readonly string[])[], measure: Measure): number[][] {
  const pages: number[][] = []
  let page: number[] = []
  let used = headHeight(measure.points)
  rows.forEach((cells, at) => {
    const height = rowHeight(cells, measure)
    if (page.length > 0 && used + height > measure.height) {
      pages.push(page)
      page = []
      used = headHeight(measure.points)
    }
    page.push(at)
    used += height
  })
  if (page.length > 0) pages.push(page)
  return pages
}

export function rowHeight(cells: readonly string[], { widths, points }: Measure): number {
  const lines = Math.max(1, ...cells.map((cell, at) => wrap(cell, lettersIn(widths[at] ?? 1, points)).length))
  return lines * points * LINE_HEIGHT + ROW_EDGE
}

/** The largest of the sizes at which the paragraphs fit, the smallest where none is. */
export function pointsFor(
  paragraphs: readonly string[],
  box: Pick<Box, 'width' | 'height'>,
  sizes: readonly number[],
): number {
  const fits = (points: number) => {
    const letters = lettersIn(box.width, points)
    const lines = paragraphs.reduce((sum, text) => sum + wrap(text, letters).length, 0)
    return lines * points * LINE_HEIGHT <= box.height
  }
  return sizes.find(fits) ?? sizes.at(-1) ?? 10
}

/** A text of at most so many letters, with a mark where it was cut. */
export function clipText(text: string, most: number): string {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

/** Letters of that size which one line of a box holds. */
export function lettersIn(inches: number, points: number): number {
  return Math.max(4, Math.floor((inches - CELL_EDGE) * lettersPerInch(points) + ROUNDING))
}

/** Lines of letters of that size in a box so high. */
export function linesIn(inches: number, points: number): number {
  return Math.max(1, Math.floor(inches / (points * LINE_HEIGHT) + ROUNDING))
}

function lettersPerInch(points: number): number {
  return LETTERS_PER_INCH / points
}

function headHeight(points: number): number {
  return 2 * points * LINE_HEIGHT + ROW_EDGE
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}

/** Signs of the East, and pictures, are as wide as two letters. */
function widthOf(letter: string): number {
  return (letter.codePointAt(0) ?? 0) >= 0x1100 && letter !== '…' && !/\p{P}/u.test(letter) ? 2 : 1
}

const NARROW = /^[\t\n -\u10ff]*$/

function lengthOf(text: string): number {
  if (NARROW.test(text)) return text.length
  return [...text].reduce((sum, letter) => sum + widthOf(letter), 0)
}

interface Line {
  readonly text: string
  /** What stood between this line and the next. */
  readonly gap: '' | ' ' | '\n'
}

function wrap(text: string, letters: number): Line[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, letters))
}

function wrapParagraph(paragraph: string, letters: number): Line[] {
  if (lengthOf(paragraph) <= letters) return [{ text: paragraph, gap: '\n' }]
  const lines: Line[] = []
  let rest = [...paragraph]
  for (;;) {
    const { end, isWhole } = lineEnd(rest, letters)
    if (isWhole) return [...lines, { text: rest.join(''), gap: '\n' }]
    const space = rest.lastIndexOf(' ', end)
    const isWord = space <= 0
    lines.push({ text: rest.slice(0, isWord ? end : space).join(''), gap: isWord ? '' : ' ' })
    rest = rest.slice(isWord ? end : space + 1)
  }
}

/** How many of the letters stand on one line; always one at least. */
function lineEnd(rest: readonly string[], letters: number): { readonly end: number; readonly isWhole: boolean } {
  let width = 0
  for (const [at, letter] of rest.entries()) {
    width += widthOf(letter)
    if (width > letters) return { end: Math.max(1, at), isWhole: false }
  }
  return { end: rest.length, isWhole: true }
}

/** The lines as a text again; a word that was too long for its column is put together as it was. */
function joined(lines: readonly Line[]): string {
  return lines.map(({ text, gap }, at) => (at === lines.length - 1 ? text : text + gap)).join('')
}
