import { letterWidth, textWidth } from './letter-widths.ts'

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
/** A word that just fits would be broken by the next rounding. */
const WIDE_WORD = 1.05
const ROUNDING = 1e-6
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
      for (const word of cell.split(/\s+(?!%)/)) longest[at] = Math.max(longest[at] ?? 0, textWidth(word))
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

/** Of the first slide and of the heads of a table, where they are not as usual. */
interface Room {
  readonly first?: number
  readonly head?: number
}

/** Which rows stand together on a slide; the first may have less room than those after it. */
export function pagesOf(rows: readonly (readonly string[])[], measure: Measure, room: Room = {}): number[][] {
  const { first = measure.height, head = headHeight(measure.points) } = room
  const heights = rows.map((cells) => rowHeight(cells, measure))
  const pages: number[][] = []
  let page: number[] = []
  let used = head
  heights.forEach((height, at) => {
    if (page.length > 0 && used + height > (pages.length === 0 ? first : measure.height)) {
      pages.push(page)
      page = []
      used = head
    }
    page.push(at)
    used += height
  })
  if (page.length > 0) pages.push(page)
  return balanced(pages, (all) => head + sumOf(all.map((at) => heights[at] ?? 0)) <= measure.height)
}

/** Rows that would stand alone on the last slide take some of those before with them. */
const FEWEST_ROWS = 3

function balanced(pages: number[][], fits: (page: readonly number[]) => boolean): number[][] {
  const last = pages.at(-1)
  const before = pages.at(-2)
  if (!last || !before || last.length >= FEWEST_ROWS || before.length <= FEWEST_ROWS) return pages
  const kept = Math.max(FEWEST_ROWS - 1, before.length - (FEWEST_ROWS - last.length))
  const fuller = [...before.slice(kept), ...last]
  return fits(fuller) ? [...pages.slice(0, -2), before.slice(0, kept), fuller] : pages
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

/** Lines in letters as large as there is room for, cut where even the smallest are too large. */
export function fitLines(
  lines: readonly string[],
  box: Pick<Box, 'width' | 'height'>,
  sizes: readonly number[],
): { readonly points: number; readonly lines: readonly string[] } {
  const points = pointsFor(lines, box, sizes)
  const letters = lettersIn(box.width, points)
  const room = linesIn(box.height, points)
  const needed = lines.reduce((sum, text) => sum + wrap(text, letters).length, 0)
  if (needed <= room) return { points, lines }
  const shown = lines.slice(0, room)
  // Broken at words, a line holds less than its letters.
  const each = Math.max(1, Math.floor(room / Math.max(1, shown.length)))
  const most = each === 1 ? letters : Math.floor(letters * each * 0.85)
  return { points, lines: shown.map((text) => clipText(text.replaceAll('\n', ' '), most)) }
}

/** How high paragraphs are in letters of that size. */
export function textHeight(paragraphs: readonly string[], width: number, points: number): number {
  const letters = lettersIn(width, points)
  return paragraphs.reduce((sum, text) => sum + wrap(text, letters).length, 0) * points * LINE_HEIGHT
}

/** A text that is at most as wide as so many usual letters, with a mark where it was cut. */
export function clipText(text: string, most: number): string {
  if (textWidth(text) <= most) return text
  const letters = [...text]
  const room = most - textWidth(MARK)
  let width = 0
  const end = letters.findIndex((letter) => {
    width += letterWidth(letter)
    return width > room
  })
  return `${letters.slice(0, Math.max(1, end)).join('')}${MARK}`
}

const MARK = '…'

/** How many usual letters of that size one line of a box holds, in parts of a letter as well. */
export function lettersIn(inches: number, points: number): number {
  return Math.max(4, (inches - CELL_EDGE) * lettersPerInch(points) + ROUNDING)
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

interface Line {
  readonly text: string
  /** What stood between this line and the next. */
  readonly gap: '' | ' ' | '\n'
}

function wrap(text: string, letters: number): Line[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, letters))
}

function wrapParagraph(paragraph: string, letters: number): Line[] {
  if (textWidth(paragraph) <= letters) return [{ text: paragraph, gap: '\n' }]
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
    width += letterWidth(letter)
    if (width > letters) return { end: Math.max(1, at), isWhole: false }
  }
  return { end: rest.length, isWhole: true }
}

/** The lines as a text again; a word that was too long for its column is put together as it was. */
function joined(lines: readonly Line[]): string {
  return lines.map(({ text, gap }, at) => (at === lines.length - 1 ? text : text + gap)).join('')
}
