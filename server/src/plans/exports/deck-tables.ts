import type pptxgenjs from 'pptxgenjs'
import { HEADING, headed, type Part, type Piece } from './deck-flow.ts'
import {
  clipText,
  columnWidths,
  fitRow,
  hasRoomFor,
  longestWords,
  type Measure,
  pagesOf,
  rowHeight,
} from './deck-layout.ts'
import {
  type Column,
  clean,
  type GridBlock,
  gridPieces,
  shownTable,
  type TableBlock,
  type Tone,
  toneOf,
  written,
} from './plan-document.ts'
import { HEAD, LINE, type Stage, TONED_INK } from './stage.ts'

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
/** Sizes of letters; long tables begin with the last, because measuring in each takes time. */
const SIZES = [11, 10] as const
const LONG_TABLE = 20
const GRID_POINTS = { few: 11, many: 9 } as const
const FEW_COLUMNS = 7
/** Offerings of the white space beside each other, and how much wider than one the names of units are. */
const GRID_COLUMNS = 12
const NAME_WEIGHT = 2.4
/** Rows that are worth beginning a table for at the end of a slide. */
const FIRST_ROWS = 2

interface Fitted {
  readonly texts: readonly string[]
  readonly tones: readonly (Tone | null)[]
}

/** A table as it is drawn: rows in cells, and the same in words to be measured. */
interface Ruled {
  readonly heading: string
  readonly head: { readonly cells: TableRow; readonly texts: readonly string[] }
  readonly rows: readonly { readonly cells: TableRow; readonly texts: readonly string[] }[]
  readonly widths: number[]
  readonly points: number
}

/** A table in letters as large as its rows allow, over as many slides as it needs, each with the heads. */
export function tablePart(stage: Stage, block: TableBlock): Part {
  const { columns, rows } = shownTable({ ...block, rows: block.rows.slice(0, block.rowsInDeck) })
  const left = block.rows.length - rows.length
  const first = `the first ${rows.length}, ${left} more in the workbook`
  const heading = left === 0 ? block.title : block.title === '' ? `Here are ${first}` : `${block.title}: ${first}`
  const texts = rows.map((row) => ({
    texts: columns.map(({ kind }, at) => clean(written(row[at] ?? null, kind))),
    tones: columns.map((_column, at) => toneOf(row[at] ?? null)),
  }))
  const words = longestWords([columns.map(({ title }) => bold(title)), ...texts.map((row) => row.texts)])
  const smallest = SIZES[SIZES.length - 1] ?? 10
  const sizes = rows.length > LONG_TABLE ? [] : SIZES.filter((points) => hasRoomFor(words, points, stage.body.width))
  return ruledPart(
    stage,
    [...new Set([...sizes, smallest])].map((points) => () => {
      const widths = columnWidths(
        columns.map(({ weight }) => weight),
        { width: stage.body.width, words, points },
      )
      return {
        heading: clean(heading),
        head: { cells: columns.map(headCell), texts: columns.map(({ title }) => title) },
        rows: fittedRows(texts, measureOf(stage, { widths, points }, stage.body.height - HEADING)).map((row) => ({
          texts: row.texts,
          cells: columns.map((column, at) => bodyCell(row.texts[at] ?? '', column, row.tones[at] ?? null)),
        })),
        widths,
        points,
      }
    }),
  )
}

function fittedRows(rows: readonly Fitted[], measure: Measure): Fitted[] {
  return rows.flatMap(({ texts, tones }) => fitRow(texts, measure).map((each) => ({ texts: each, tones })))
}

/** Of the sizes of letters, the largest first, that one is taken in which the table stands where there is room. */
function ruledPart(stage: Stage, sizes: readonly (() => Ruled)[]): Part {
  const tables = sizes.map(once)
  const smallest = tables.at(-1)?.() ?? null
  if (!smallest) return { least: 0, start: 0, cut: () => [] }
  const begin = smallest.rows.slice(0, FIRST_ROWS)
  return {
    least: wholeHeight(stage, smallest),
    start: smallest.rows.length > FIRST_ROWS ? HEADING + heightOf(stage, smallest, begin) : Number.POSITIVE_INFINITY,
    cut: (first, slide) => {
      const table = tables.map((make) => make()).find((each) => wholeHeight(stage, each) <= first)
      if (table) return [pieceOf(stage, table, table)]
      const { rows, heading, head } = smallest
      const measure = measureOf(stage, smallest, slide - HEADING)
      const pages = pagesOf(
        rows.map(({ texts }) => texts),
        measure,
        { first: first - HEADING, head: rowHeight(head.texts, measure) },
      )
      const isTorn = pages.length === 2 && pages.some((page) => page.length === 1)
      const alone = tables.map((make) => make()).find((each) => wholeHeight(stage, each) <= slide)
      // A row alone is no table: it stands whole on a slide of its own instead.
      if (isTorn && alone && first < slide) return [pieceOf(stage, alone, alone)]
      return pages.map((page, at) =>
        pieceOf(stage, smallest, {
          rows: page.flatMap((row) => rows[row] ?? []),
          // What has no name is counted by the title of its slide.
          heading: pages.length === 1 || heading === '' ? heading : `${heading} (${at + 1} of ${pages.length})`,
        }),
      )
    },
  }
}

function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

type RuledRows = Ruled['rows']

function heightOf(stage: Stage, table: Ruled, rows: RuledRows): number {
  const measure = measureOf(stage, table, stage.body.height)
  return rows.reduce((sum, { texts }) => sum + rowHeight(texts, measure), rowHeight(table.head.texts, measure))
}

/** The letters of a company may be wider than those that are measured. */
const UNKNOWN_FONT = 0.92

function measureOf(stage: Stage, { widths, points }: Pick<Ruled, 'widths' | 'points'>, height: number): Measure {
  const share = stage.frame === 'company' ? UNKNOWN_FONT : 1
  return { widths: widths.map((width) => width * share), points, height }
}

function wholeHeight(stage: Stage, table: Ruled): number {
  return headed({ heading: table.heading, height: heightOf(stage, table, table.rows) })
}

function pieceOf(
  stage: Stage,
  table: Ruled,
  { rows, heading }: { readonly rows: RuledRows; readonly heading: string },
): Piece {
  const height = heightOf(stage, table, rows)
  return {
    heading,
    height,
    most: height,
    draw: (slide, box) =>
      slide.addTable([table.head.cells, ...rows.map(({ cells }) => cells)], {
        ...tableOptions(stage, table.widths, table.points),
        x: box.left,
        y: box.top,
      }),
  }
}

function tableOptions(
  { body, font, ink, frame }: Stage,
  widths: number[],
  points: number,
): pptxgenjs.default.TableProps {
  return {
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

function headCell({ title, kind }: Pick<Column, 'title' | 'kind'>): TableCell {
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

/** A large grid is divided into pieces of units and of about as many offerings each, all in letters of one size. */
export function gridParts(stage: Stage, block: GridBlock): Part[] {
  const pieces = gridPieces(block, GRID_COLUMNS).map(({ columns, rows }) => {
    const names = columns.map((name) => nameOf(name, 32))
    const own = rows.map(({ name, cells }) => ({ name: nameOf(name, 60), cells }))
    const words = longestWords([
      ['', ...names.map(bold)],
      ...own.map(({ name, cells }) => [bold(name), ...cells.map(({ text }) => text)]),
    ])
    return { names, rows: own, words }
  })
  const isRoomy = pieces.every(
    ({ names, words }) => names.length <= FEW_COLUMNS && hasRoomFor(words, GRID_POINTS.few, stage.body.width),
  )
  const points = isRoomy ? GRID_POINTS.few : GRID_POINTS.many
  return pieces.map(({ names, rows, words }) => {
    const grid: Ruled = {
      heading: clean(block.title),
      head: { cells: [headCell({ title: '', kind: 'text' }), ...names.map(gridHead)], texts: ['', ...names] },
      rows: rows.map((row) => ({ texts: [row.name, ...row.cells.map(({ text }) => text)], cells: gridRow(row) })),
      widths: columnWidths([NAME_WEIGHT, ...names.map(() => 1)], { width: stage.body.width, words, points }),
      points,
    }
    return ruledPart(stage, [() => grid])
  })
}

function gridRow({ name, cells }: GridBlock['rows'][number]): TableRow {
  return [
    { text: name, options: { bold: true } },
    ...cells.map(({ text, tone }) => ({
      text,
      options: { align: 'center' as const, ...(tone ? tinted(tone) : {}) },
    })),
  ]
}

function gridHead(name: string): TableCell {
  return {
    text: name,
    options: { bold: true, color: HEAD.ink, fill: { color: HEAD.fill }, align: 'center', valign: 'bottom' },
  }
}

/** Bold letters are wider than those that are counted: long words are counted as longer. */
function bold(text: string): string {
  return text.replace(/\S{4,}/g, (word) => `${word}m`)
}

/** Of a unit or an offering, on as few lines as it takes. */
function nameOf(name: string, letters: number): string {
  return clipText(clean(name).replaceAll('\n', ' '), letters)
}
