import pptxgenjs from 'pptxgenjs'
import { barsSlides, bridgeSlide } from './deck-charts.ts'
import { columnWidths, fitRow, pagesOf, SLIDE, TABLE_POINTS } from './deck-layout.ts'
import { mendDeck } from './deck-package.ts'
import { type Block, type Column, clean, type PlanDocument, type Tone, toneOf, written } from './plan-document.ts'

// The types call the class a member of the module; Node gives the class itself.
const Deck = pptxgenjs as unknown as typeof pptxgenjs.default
type DeckFile = pptxgenjs.default
type Slide = pptxgenjs.default.Slide
type TableRow = pptxgenjs.default.TableRow

const FONT = 'Calibri'
const INK = '1A1F26'
const SOFT = '5B6470'
const LINE = 'D5DAE0'
const ACCENT = '2F5D8A'
const FILLS: Readonly<Record<Tone, string>> = {
  good: 'D9EFDF',
  warn: 'FBEECB',
  bad: 'F8DCD9',
  info: 'DBE8F7',
  quiet: 'EEF0F2',
}
const MASTER = 'content'
/** Of the white space on one slide. */
const GRID_COLUMNS = 12
const GRID_ROWS = 15
/** Sentences on one slide. */
const SENTENCES = 12

/** The document as a deck of native tables and charts, every one of which can be edited in PowerPoint. */
export async function planDeck(document: PlanDocument, footer: string): Promise<Buffer> {
  const deck = new Deck()
  deck.layout = 'LAYOUT_WIDE'
  deck.title = clean(document.title)
  deck.subject = clean(document.subtitle)
  deck.author = 'Mainstay'
  deck.company = ''
  deck.theme = { headFontFace: FONT, bodyFontFace: FONT }
  deck.defineSlideMaster(masterOf(clean(footer)))
  addTitle(deck, document)
  for (const { title, blocks } of document.chapters)
    for (const block of blocks) addBlock({ deck, chapter: clean(title) }, block)
  return mendDeck((await deck.write({ outputType: 'nodebuffer', compression: false })) as Buffer)
}

function masterOf(footer: string): pptxgenjs.default.SlideMasterProps {
  return {
    title: MASTER,
    background: { color: 'FFFFFF' },
    margin: [0.5, 0.6, 0.5, 0.6],
    objects: [
      { line: { x: SLIDE.left, y: 1.08, w: SLIDE.width, h: 0, line: { color: LINE, width: 0.75 } } },
      {
        text: {
          text: footer,
          options: { x: SLIDE.left, y: 7.02, w: 10, h: 0.3, fontFace: FONT, fontSize: 9, color: SOFT, margin: 0 },
        },
      },
    ],
    slideNumber: { x: 12.2, y: 7.02, w: 0.55, h: 0.3, fontFace: FONT, fontSize: 9, color: SOFT, align: 'right' },
  }
}

interface Place {
  readonly deck: DeckFile
  readonly chapter: string
}

/** A slide under the heads of its chapter. */
function addSlide({ deck, chapter }: Place, title: string): Slide {
  const slide = deck.addSlide({ masterName: MASTER })
  slide.addText(chapter, {
    x: SLIDE.left,
    y: 0.3,
    w: SLIDE.width,
    h: 0.3,
    fontFace: FONT,
    fontSize: 11,
    color: SOFT,
    margin: 0,
    fit: 'shrink',
  })
  slide.addText(title === '' ? chapter : clean(title), {
    x: SLIDE.left,
    y: 0.58,
    w: SLIDE.width,
    h: 0.45,
    fontFace: FONT,
    fontSize: 20,
    bold: true,
    color: INK,
    margin: 0,
    fit: 'shrink',
  })
  return slide
}

function addTitle(deck: DeckFile, { title, subtitle, about, chapters }: PlanDocument): void {
  const slide = deck.addSlide()
  slide.background = { color: 'FFFFFF' }
  slide.addShape('rect', { x: 0, y: 0, w: 0.22, h: 7.5, fill: { color: ACCENT }, line: { color: ACCENT, width: 0 } })
  const text = { x: 0.9, w: 11.6, fontFace: FONT, margin: 0, fit: 'shrink' } as const
  slide.addText(clean(subtitle), { ...text, y: 1.2, h: 0.5, fontSize: 16, color: SOFT })
  slide.addText(clean(title), { ...text, y: 1.7, h: 1.3, fontSize: 34, bold: true, color: INK, valign: 'top' })
  const rows: TableRow[] = about.map(([question, answer]) => [
    { text: clean(question), options: { color: SOFT } },
    { text: clean(answer), options: { color: INK } },
  ])
  if (rows.length > 0)
    slide.addTable(rows, {
      x: 0.9,
      y: 3.2,
      w: 7,
      colW: [1.6, 5.4],
      fontFace: FONT,
      fontSize: 12,
      margin: [0.03, 0, 0.03, 0],
    })
  const contents = chapters.map((chapter) => ({
    text: clean(chapter.title),
    options: { bullet: true, breakLine: true },
  }))
  if (contents.length > 0)
    slide.addText(contents, {
      x: 8.4,
      y: 3.2,
      w: 4.2,
      h: 3.6,
      fontFace: FONT,
      fontSize: 12,
      color: INK,
      valign: 'top',
      fit: 'shrink',
    })
}

function addBlock(place: Place, block: Block): void {
  switch (block.kind) {
    case 'text':
      addSentences(place, block)
      break
    case 'table':
      addTable(place, block)
      break
    case 'bars':
      barsSlides(block, (title) => addSlide(place, title))
      break
    case 'bridge':
      bridgeSlide(block, (title) => addSlide(place, title))
      break
    case 'grid':
      addGrid(place, block)
      break
    case 'quadrants':
      addQuadrants(place, block)
      break
  }
}

function addSentences(place: Place, { title, paragraphs }: Extract<Block, { kind: 'text' }>): void {
  for (let from = 0; from < paragraphs.length; from += SENTENCES) {
    const lines = paragraphs
      .slice(from, from + SENTENCES)
      .map((paragraph) => ({ text: clean(paragraph), options: { bullet: true, breakLine: true } }))
    addSlide(place, title).addText(lines, {
      x: SLIDE.left,
      y: SLIDE.top,
      w: SLIDE.width,
      h: SLIDE.height,
      fontFace: FONT,
      fontSize: 16,
      color: INK,
      valign: 'top',
      fit: 'shrink',
      paraSpaceAfter: 6,
    })
  }
}

function addTable(place: Place, block: Extract<Block, { kind: 'table' }>): void {
  const { columns, empty, rowsInDeck = Number.POSITIVE_INFINITY } = block
  const rows = block.rows.slice(0, rowsInDeck)
  const left = block.rows.length - rows.length
  const title = left === 0 ? block.title : `${block.title}: the first ${rows.length}, ${left} more in the workbook`
  if (rows.length === 0) {
    addSentences(place, { kind: 'text', title, paragraphs: [empty] })
    return
  }
  const widths = columnWidths(columns.map(({ weight }) => weight))
  const fitted = rows.flatMap((row) =>
    fitRow(
      columns.map(({ kind }, at) => clean(written(row[at] ?? null, kind))),
      widths,
    ).map((texts) => ({ texts, tones: row.map(toneOf) })),
  )
  const pages = pagesOf(
    fitted.map(({ texts }) => texts),
    widths,
  )
  pages.forEach((page, number) => {
    const name = pages.length === 1 ? title : `${title} (${number + 1} of ${pages.length})`
    const body = page.flatMap((at): TableRow[] => {
      const row = fitted[at]
      return row
        ? [columns.map((column, index) => bodyCell(row.texts[index] ?? '', column, row.tones[index] ?? null))]
        : []
    })
    addSlide(place, name).addTable([columns.map(headCell), ...body], tableOptions(widths))
  })
}

function tableOptions(widths: number[]): pptxgenjs.default.TableProps {
  return {
    x: SLIDE.left,
    y: SLIDE.top,
    w: SLIDE.width,
    colW: widths,
    fontFace: FONT,
    fontSize: TABLE_POINTS,
    color: INK,
    valign: 'top',
    margin: [0.04, 0.07, 0.04, 0.07],
    border: { type: 'solid', pt: 0.5, color: LINE },
    autoPage: false,
  }
}

function headCell({ title, kind }: Column): pptxgenjs.default.TableCell {
  return { text: title, options: { bold: true, color: SOFT, fill: { color: 'F4F6F8' }, align: sideOf(kind) } }
}

function bodyCell(text: string, { kind }: Column, tone: Tone | null): pptxgenjs.default.TableCell {
  return { text, options: { align: sideOf(kind), ...(tone ? { fill: { color: FILLS[tone] } } : {}) } }
}

function sideOf(kind: Column['kind']): 'left' | 'right' {
  return kind === 'text' || kind === 'date' ? 'left' : 'right'
}

/** A large grid goes over several slides, by pieces of units and offerings. */
function addGrid(place: Place, { title, columns, rows }: Extract<Block, { kind: 'grid' }>): void {
  for (let top = 0; top < rows.length; top += GRID_ROWS)
    for (let left = 0; left < columns.length; left += GRID_COLUMNS) {
      const shown = columns.slice(left, left + GRID_COLUMNS)
      const widths = columnWidths([2, ...shown.map(() => 1)])
      const heads = [headCell({ title: '', kind: 'text', weight: 1 }), ...shown.map((name) => gridHead(name))]
      const body = rows.slice(top, top + GRID_ROWS).map(
        ({ name, cells }): TableRow => [
          { text: clip(name, 60), options: { bold: true } },
          ...cells.slice(left, left + GRID_COLUMNS).map(({ text, tone }) => ({
            text,
            options: { align: 'center' as const, ...(tone ? { fill: { color: FILLS[tone] } } : {}) },
          })),
        ],
      )
      addSlide(place, title).addTable([heads, ...body], { ...tableOptions(widths), fontSize: 9 })
    }
}

function gridHead(name: string): pptxgenjs.default.TableCell {
  return {
    text: clip(name, 40),
    options: { bold: true, color: SOFT, fill: { color: 'F4F6F8' }, align: 'center', valign: 'bottom' },
  }
}

function clip(text: string, most: number): string {
  const whole = clean(text)
  return whole.length <= most ? whole : `${whole.slice(0, most - 1).toWellFormed()}…`
}

function addQuadrants(place: Place, { title, fields }: Extract<Block, { kind: 'quadrants' }>): void {
  const slide = addSlide(place, title)
  const gap = 0.15
  const width = (SLIDE.width - gap) / 2
  const height = (SLIDE.height - gap) / 2
  fields.forEach((field, at) => {
    const lines = field.lines.length > 0 ? field.lines : ['none']
    slide.addText(
      [
        { text: field.title, options: { bold: true, breakLine: true, fontSize: 14 } },
        ...lines.map((line) => ({ text: clip(line, 160), options: { bullet: true, breakLine: true } })),
      ],
      {
        shape: 'rect',
        x: SLIDE.left + (at % 2) * (width + gap),
        y: SLIDE.top + Math.floor(at / 2) * (height + gap),
        w: width,
        h: height,
        fill: { color: FILLS[field.tone] },
        fontFace: FONT,
        fontSize: 12,
        color: INK,
        valign: 'top',
        margin: 8,
        fit: 'shrink',
      },
    )
  })
}
