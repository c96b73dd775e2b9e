import { type CellValue, type NumberFormat, type WriteSheet, workbookBytes } from '../../platform/files/index.ts'
import { type Block, type Column, clean, contentOf, type PlanDocument } from './plan-document.ts'

/** A sheet for every table and grid, after a first one that says what it is. Charts are left to the deck. */
export function planWorkbook(document: PlanDocument): AsyncGenerator<Buffer> {
  const names = new Set<string>()
  const about: WriteSheet = {
    name: nameOf('About', names),
    formats: [],
    rows: [
      ['Plan', document.title],
      ['Account', document.subtitle],
      ...document.about.map(([question, answer]): CellValue[] => [question, answer]),
    ].map((row) => row.map(cleanCell)),
    widths: [20, 60],
  }
  const sheets = document.chapters.flatMap((chapter) =>
    chapter.blocks.filter(isForWorkbook).flatMap((block): WriteSheet[] => {
      const content = sheetContent(block)
      const title = chapter.blocks.length === 1 || block.title === '' ? chapter.title : block.title
      return content === null ? [] : [{ name: nameOf(title, names), ...content }]
    }),
  )
  return workbookBytes([about, ...sheets])
}

/** What only readers need, the workbook has in a fuller form. */
function isForWorkbook(block: Block): boolean {
  return block.kind !== 'table' || block.place !== 'pages'
}

function sheetContent(block: Block): Pick<WriteSheet, 'rows' | 'widths' | 'formats'> | null {
  if (block.kind === 'table')
    return {
      rows: [
        block.columns.map(({ title }) => title),
        ...block.rows.map((row) => row.map((cell) => cleanCell(contentOf(cell)))),
      ],
      widths: block.columns.map(widthOf),
      formats: block.columns.map(({ kind }) => FORMATS[kind]),
    }
  if (block.kind === 'grid')
    return {
      rows: [
        ['', ...block.columns.map(clean)],
        ...block.rows.map(({ name, cells }) => [clean(name), ...cells.map(({ text }) => text)]),
      ],
      widths: [32, ...block.columns.map(() => 14)],
      formats: [],
    }
  if (block.kind === 'look')
    return {
      rows: [
        ['At a glance', '', ''],
        ...block.figures.map(({ label, value, note }) => [label, value, note].map(clean)),
        ...block.lists.flatMap(({ title, lines }) => lines.map((line) => [title, line, ''].map(clean))),
      ],
      widths: [28, 70, 50],
      formats: [],
    }
  if (block.kind === 'text' && block.title !== '')
    return { rows: [block.title, ...block.paragraphs].map((line) => [clean(line)]), widths: [110], formats: [] }
  return null
}

const FORMATS: Readonly<Record<Column['kind'], NumberFormat>> = {
  text: 'general',
  money: 'whole',
  number: 'general',
  percent: 'percent',
  grade: 'grade',
  date: 'general',
}

function widthOf({ kind, title, weight }: Column): number {
  const least = Math.max(12, title.length + 3)
  return kind === 'text' ? Math.max(least, Math.min(60, Math.round(weight * 16))) : least
}

function cleanCell(value: CellValue): CellValue {
  return typeof value === 'string' ? clean(value) : value
}

const MOST_CHARACTERS = 31

/** Sheets have names of at most 31 characters, no two alike whatever their case, and none with these marks. */
function nameOf(title: string, names: Set<string>): string {
  const base =
    clean(title)
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet'
  for (let number = 1; ; number += 1) {
    const tail = number === 1 ? '' : ` ${number}`
    const name = base.slice(0, MOST_CHARACTERS - tail.length) + tail
    if (names.has(name.toLowerCase())) continue
    names.add(name.toLowerCase())
    return name
  }
}
