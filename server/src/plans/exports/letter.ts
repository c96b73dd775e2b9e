import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { columnWidths, longestWords } from './deck-layout.ts'
import { NUMBERING, richParagraphs } from './letter-rich.ts'
import {
  type BarsBlock,
  type Block,
  barText,
  type Cell,
  type Column,
  clean,
  figureTable,
  type GridBlock,
  gridPieces,
  isForPages,
  type LookBlock,
  type PlanDocument,
  shownTable,
  type TableBlock,
  type Tone,
  toneOf,
  written,
} from './plan-document.ts'

const FONT = 'Arial'
const FILLS: Readonly<Record<Tone, string>> = {
  good: 'D9EFDF',
  warn: 'FBEECB',
  bad: 'F8DCD9',
  info: 'DBE8F7',
  quiet: 'EEF0F2',
}
/** A4 across, less its margins, in twentieths of a point. */
const TEXT_WIDTH = 15_100
const PER_INCH = 1_440
const CELL_SIZE = 17
const EDGE = { style: BorderStyle.SINGLE, size: 4, color: 'D5DAE0' } as const
const BORDERS = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE, insideHorizontal: EDGE, insideVertical: EDGE }
/** Offerings that stand beside each other with their words whole. */
const GRID_COLUMNS = 9
/** A cell with more letters may go on on the next page. */
const LONG_CELL = 1_200
/** Between text and border, in twentieths of a point. */
const MARGINS = { top: 40, bottom: 40, left: 80, right: 80 }

/** The document for a word processor: headings that make a table of contents, and tables whose heads are repeated. */
export function planLetter(document: PlanDocument, footer: string): Promise<Buffer> {
  const children = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [run(document.title)] }),
    new Paragraph({ children: [run(document.subtitle)], spacing: { after: 240 } }),
    ...(document.about.length > 0 ? [aboutTable(document.about)] : []),
    ...document.chapters.flatMap(({ title, blocks }) => [
      new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(title)], spacing: { before: 360, after: 120 } }),
      ...blocks.filter(isForPages).flatMap(blockParts),
    ]),
  ]
  const file = new Document({
    title: clean(document.title),
    subject: clean(document.subtitle),
    creator: 'Mainstay',
    numbering: NUMBERING,
    styles: { default: { document: { run: { font: FONT, size: 20 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { orientation: PageOrientation.LANDSCAPE, width: 11_906, height: 16_838 },
            margin: { top: 850, bottom: 850, left: 850, right: 850 },
          },
        },
        footers: { default: footerOf(footer) },
        children,
      },
    ],
  })
  return Packer.toBuffer(file)
}

function footerOf(text: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          run(`${text}   `),
          new TextRun({ size: 16, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })
}

function blockParts(block: Block): (Paragraph | Table)[] {
  const head = block.title === '' ? [] : [headingTwo(block.title)]
  switch (block.kind) {
    case 'text':
      return [
        ...head,
        ...(block.rich
          ? richParagraphs(block.rich)
          : block.paragraphs.map((text) => new Paragraph({ children: [run(text)] }))),
      ]
    case 'table':
      return [...head, ...tableParts(block)]
    case 'bars':
      // Amounts stand in the table that follows; grades do not stand in the order of a picture.
      return block.format === 'grade' ? [...head, ...tableParts(asTable(block))] : []
    case 'look':
      return [...head, ...lookParts(block)]
    case 'grid':
      return [...head, ...gridPieces(block, GRID_COLUMNS).flatMap(gridParts)]
    case 'bridge':
    case 'quadrants':
      // The table that follows says the same.
      return []
  }
}

function lookParts(block: LookBlock): (Paragraph | Table)[] {
  return [
    ...(block.figures.length > 0 ? tableParts(figureTable(block)) : []),
    ...block.lists.flatMap(({ title, lines }) => [
      headingTwo(title),
      ...lines.map((line) => new Paragraph({ bullet: { level: 0 }, children: [run(line)] })),
    ]),
  ]
}

function headingTwo(title: string): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_2,
    keepNext: true,
    children: [run(title)],
    spacing: { before: 240, after: 80 },
  })
}

function gridParts({ columns, rows }: GridBlock): (Paragraph | Table)[] {
  return [
    tableOf(
      ['', ...columns].map((title, at) => ({ title, kind: 'text', weight: at === 0 ? 2 : 1 })),
      rows.map(({ name, cells }) => [name, ...cells.map(({ text, tone }) => ({ value: text, tone }))]),
    ),
    new Paragraph({ children: [] }),
  ]
}

function asTable(block: BarsBlock): TableBlock {
  const { title, categories, series } = block
  return {
    kind: 'table',
    title,
    columns: [
      { title: '', kind: 'text', weight: 4 },
      ...series.map(({ name }) => ({ title: name, kind: 'text', weight: 1 }) as const),
    ],
    rows: categories.map((category, at) => [
      category,
      ...series.map(({ values }) => barText(block, values[at] ?? null)),
    ]),
    empty: '',
  }
}

function tableParts(block: TableBlock): (Paragraph | Table)[] {
  if (block.rows.length === 0) return [new Paragraph({ children: [run(block.empty)] })]
  const { columns, rows } = shownTable(block)
  return [tableOf(columns, rows)]
}

function aboutTable(about: PlanDocument['about']): Table {
  const columns: Column[] = [
    { title: '', kind: 'text', weight: 1 },
    { title: '', kind: 'text', weight: 5 },
  ]
  const widths = widthsOf(columns, about)
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: BORDERS,
    margins: MARGINS,
    rows: about.map(
      (pair) => new TableRow({ children: pair.map((text, at) => cellOf(text, columns[at], widths[at])) }),
    ),
  })
}

function tableOf(columns: readonly Column[], rows: readonly (readonly Cell[])[]): Table {
  const widths = widthsOf(columns, rows)
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: BORDERS,
    margins: MARGINS,
    rows: [
      new TableRow({
        tableHeader: true,
        children: columns.map(
          ({ title, kind }, at) =>
            new TableCell({
              width: { size: widths[at] ?? 0, type: WidthType.DXA },
              shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F4F6F8' },
              children: [paragraphOf(title, kind, 'bold')],
            }),
        ),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            // A row is read at one look, unless it is longer than that.
            cantSplit: row.every((cell, at) => written(cell, columns[at]?.kind ?? 'text').length < LONG_CELL),
            children: columns.map((column, at) => cellOf(row[at] ?? null, column, widths[at])),
          }),
      ),
    ],
  })
}

function cellOf(cell: Cell, column: Column | undefined, width: number | undefined): TableCell {
  const tone = toneOf(cell)
  const kind = column?.kind ?? 'text'
  return new TableCell({
    width: { size: width ?? 0, type: WidthType.DXA },
    ...(tone ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: FILLS[tone] } } : {}),
    children: written(cell, kind)
      .split('\n')
      .map((line) => paragraphOf(line, kind, 'plain')),
  })
}

function paragraphOf(text: string, kind: Column['kind'], weight: 'bold' | 'plain'): Paragraph {
  return new Paragraph({
    alignment: kind === 'text' || kind === 'date' ? AlignmentType.LEFT : AlignmentType.RIGHT,
    children: [new TextRun({ text: clean(text), size: CELL_SIZE, bold: weight === 'bold' })],
  })
}

/** In twentieths of a point, none narrower than its longest word where there is room. */
function widthsOf(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  const texts = rows.map((row) => columns.map(({ kind }, at) => written(row[at] ?? null, kind)))
  const widths = columnWidths(
    columns.map(({ weight }) => weight),
    {
      width: TEXT_WIDTH / PER_INCH,
      words: longestWords([columns.map(({ title }) => title), ...texts]),
      points: CELL_SIZE / 2,
    },
  )
  return widths.map((inches) => Math.floor(inches * PER_INCH))
}

function run(text: string): TextRun {
  return new TextRun(clean(text).replaceAll('\n', ' '))
}
