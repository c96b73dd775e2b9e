import type pptxgenjs from 'pptxgenjs'
import { clipText, columnWidths, fitRow, hasRoomFor, longestWords, pagesOf, TABLE_SIZES } from './deck-layout.ts'
import {
  type Column,
  clean,
  type GridBlock,
  shownTable,
  type TableBlock,
  type Tone,
  toneOf,
  written,
} from './plan-document.ts'
import { HEAD, LINE, type Stage, TONED_INK } from './stage.ts'

type Slide = pptxgenjs.default.Slide
type TableRow = pptxgenjs.default.TableRow
type TableCell = pptxgenjs.default.TableCell

export const FILLS: Readonly<Record<Tone, string>> = {
  good: 'D9EFDF',
  warn: 'FBEECB',
  bad: 'F8DCD9',
  info: 'DBE8F7',
  quiet: 'EEF0F2',
}
const PAPER = 'FFFFFF'
const GRID_POINTS = { few: 12, many: 9 } as const
const FEW_COLUMNS = 7
/** Offerings of the white space on one slide, and how much wider than one the names of units are. */
const GRID_COLUMNS = 12
const NAME_WEIGHT = 2.4
/** What the names of offerings take more than a head of two lines, in inches. */
const GRID_HEAD = 0.4

/** A slide under that title, to be drawn on. */
export type NextSlide = (title: string) => Slide

interface Fitted {
  readonly texts: readonly string[]
  readonly tones: readonly (Tone | null)[]
}

interface Laid {
  readonly points: number
  readonly widths: number[]
  readonly rows: readonly Fitted[]
  readonly pages: readonly (readonly number[])[]
}

/** A table in letters as large as its rows allow, over as many slides as it needs, each with the heads. */
export function addTable(stage: Stage, block: TableBlock, next: NextSlide): void {
  const { columns, rows } = shownTable({ ...block, rows: block.rows.slice(0, block.rowsInDeck) })
  const left = block.rows.length - rows.length
  const title = left === 0 ? block.title : `${block.title}: the first ${rows.length}, ${left} more in the workbook`
  const texts = rows.map((row) => ({
    texts: columns.map(({ kind }, at) => clean(written(row[at] ?? null, kind))),
    tones: columns.map((_column, at) => toneOf(row[at] ?? null)),
  }))
  const { points, widths, rows: fitted, pages } = layTable(stage, columns, texts)
  pages.forEach((page, number) => {
    const name = pages.length === 1 ? title : `${title} (${number + 1} of ${pages.length})`
    const body = page.flatMap((at): TableRow[] => {
      const row = fitted[at]
      return row
        ? [columns.map((column, index) => bodyCell(row.texts[index] ?? '', column, row.tones[index] ?? null))]
        : []
    })
    next(name).addTable([columns.map(headCell), ...body], tableOptions(stage, widths, points))
  })
}

/** The largest letters at which it stands on one slide, or the smallest. */
function layTable(stage: Stage, columns: readonly Column[], rows: readonly Fitted[]): Laid {
  const weights = columns.map(({ weight }) => weight)
  const words = longestWords([columns.map(({ title }) => title), ...rows.map(({ texts }) => texts)])
  const lay = (points: number): Laid => {
    const widths = columnWidths(weights, { width: stage.body.width, words, points })
    const measure = { widths, height: stage.body.height, points }
    const fitted = rows.flatMap(({ texts, tones }) => fitRow(texts, measure).map((each) => ({ texts: each, tones })))
    const pages = pagesOf(
      fitted.map(({ texts }) => texts),
      measure,
    )
    return { points, widths, rows: fitted, pages }
  }
  const smallest = TABLE_SIZES.at(-1) ?? 10
  // A long table cannot stand on one slide in large letters, and measuring it in each size takes time.
  const sizes = rows.length > 20 ? [smallest] : TABLE_SIZES
  for (const points of sizes) {
    const laid = lay(points)
    if (points === smallest || (laid.pages.length <= 1 && hasRoomFor(words, points, stage.body.width))) return laid
  }
  return lay(smallest)
}

function tableOptions(
  { body, font, ink, frame }: Stage,
  widths: number[],
  points: number,
): pptxgenjs.default.TableProps {
  return {
    x: body.left,
    y: body.top,
    w: body.width,
    colW: widths,
    fontFace: font,
    fontSize: points,
    // What lies below a table of a company is not known as a whole: its cells are paper.
    ...(frame === 'company' ? { fill: { color: PAPER }, color: TONED_INK } : { color: ink }),
    valign: 'top',
    margin: [0.04, 0.07, 0.04, 0.07],
    border: { type: 'solid', pt: 0.5, color: LINE },
    autoPage: false,
  }
}

function headCell({ title, kind }: Column): TableCell {
  return { text: title, options: { bold: true, color: HEAD.ink, fill: { color: HEAD.fill }, align: sideOf(kind) } }
}

function bodyCell(text: string, { kind }: Column, tone: Tone | null): TableCell {
  return { text, options: { align: sideOf(kind), ...(tone ? tinted(tone) : {}) } }
}

function tinted(tone: Tone) {
  return { fill: { color: FILLS[tone] }, color: TONED_INK }
}

function sideOf(kind: Column['kind']): 'left' | 'right' {
  return kind === 'text' || kind === 'date' ? 'left' : 'right'
}

/** A large grid goes over several slides, by pieces of units and offerings. */
export function addGrid(stage: Stage, { title, columns, rows }: GridBlock, next: NextSlide): void {
  for (let left = 0; left < columns.length; left += GRID_COLUMNS) {
    const names = columns.slice(left, left + GRID_COLUMNS)
    const weights = [NAME_WEIGHT, ...names.map(() => 1)]
    const points = names.length <= FEW_COLUMNS ? GRID_POINTS.few : GRID_POINTS.many
    const widths = columnWidths(weights, { width: stage.body.width, words: [], points })
    const pieces = rows.map(({ name, cells }) => ({
      name: nameOf(name, 60),
      cells: cells.slice(left, left + GRID_COLUMNS),
    }))
    const pages = pagesOf(
      pieces.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)]),
      { widths, height: stage.body.height - GRID_HEAD, points },
    )
    const heads = [headCell({ title: '', kind: 'text', weight: 1 }), ...names.map(gridHead)]
    for (const page of pages) {
      const body = page.flatMap((at) => gridRow(pieces[at]))
      next(title).addTable([heads, ...body], tableOptions(stage, widths, points))
    }
  }
}

function gridRow(row: GridBlock['rows'][number] | undefined): TableRow[] {
  if (!row) return []
  const cells = row.cells.map(({ text, tone }) => ({
    text,
    options: { align: 'center' as const, ...(tone ? tinted(tone) : {}) },
  }))
  return [[{ text: row.name, options: { bold: true } }, ...cells]]
}

function gridHead(name: string): TableCell {
  return {
    text: nameOf(name, 32),
    options: { bold: true, color: HEAD.ink, fill: { color: HEAD.fill }, align: 'center', valign: 'bottom' },
  }
}

/** Of a unit or an offering, on as few lines as it takes. */
function nameOf(name: string, letters: number): string {
  return clipText(clean(name).replaceAll('\n', ' '), letters)
}
