import pptxgenjs from 'pptxgenjs'
import { barsSlides, bridgeSlide } from './deck-charts.ts'
import { addFirst, FIRST_SIZES, paperOf, placeOf } from './deck-first.ts'
import { clipText, fitRow, lettersIn, linesIn, pagesOf, pointsFor } from './deck-layout.ts'
import { mendDeck } from './deck-package.ts'
import { addGrid, addTable, FILLS, type NextSlide } from './deck-tables.ts'
import {
  type Block,
  type Chapter,
  clean,
  type PlanDocument,
  type QuadrantsBlock,
  type TableBlock,
} from './plan-document.ts'
import { LINE, PART_NAMES, PLAIN_STAGE, type Stage, TONED_INK } from './stage.ts'

// The types call the class a member of the module; Node gives the class itself.
const Deck = pptxgenjs as unknown as typeof pptxgenjs.default
type DeckFile = pptxgenjs.default
type Slide = pptxgenjs.default.Slide

const MASTER = 'content'
const LAYOUT = 'stage'
const SENTENCE_SIZES = [18, 16, 14, 12] as const
/** Of titles that are too long for the size the master has for them. */
const TITLE_SIZES = [28, 24, 20, 18, 16, 14] as const
const FIELD_SIZES = [14, 13, 12, 11, 10, 9] as const
const LINE_LETTERS = 160

/** The document as a deck of native tables and charts, every one of which can be edited in PowerPoint. */
export async function planDeck(document: PlanDocument, footer: string): Promise<Buffer> {
  return mendDeck(await drawDeck(document, clean(footer), PLAIN_STAGE))
}

/** The deck as the library writes it. */
export async function drawDeck(document: PlanDocument, footer: string, stage: Stage): Promise<Buffer> {
  const deck = new Deck()
  deck.defineLayout({ name: LAYOUT, width: stage.width, height: stage.height })
  deck.layout = LAYOUT
  deck.title = clean(document.title)
  deck.subject = clean(document.subtitle)
  deck.author = 'Mainstay'
  deck.company = ''
  deck.theme = { headFontFace: stage.font, bodyFontFace: stage.font }
  deck.defineSlideMaster(stage.frame === 'plain' ? masterOf(stage, footer) : { title: MASTER })
  if (stage.frame === 'plain') addFirst(deck, document, stage)
  else addCompanyFirst({ deck, stage, footer, chapter: 'About this plan' }, document)
  for (const { title, blocks } of document.chapters.filter((chapter) => !isEmpty(chapter)))
    for (const block of blocks) addBlock({ deck, stage, footer, chapter: clean(title) }, block)
  const empty = document.chapters.filter(isEmpty).map(({ title }) => title)
  if (empty.length > 0) {
    const rest = { title: 'Nothing is written yet', paragraphs: empty }
    addSentences(stage, rest, nextSlide({ deck, stage, footer, chapter: rest.title }))
  }
  return (await deck.write({ outputType: 'nodebuffer', compression: false })) as Buffer
}

/** A chapter of empty tables is named at the end, rather than given a slide of its own. */
function isEmpty({ blocks }: Chapter): boolean {
  return blocks.length > 0 && blocks.every((block) => block.kind === 'table' && block.rows.length === 0)
}

function masterOf({ title, body, width, height, font, ink, soft, titlePoints }: Stage, footer: string) {
  const low = height - 0.48
  const small = { h: 0.3, fontFace: font, fontSize: 9, color: soft, margin: 0 }
  const master: pptxgenjs.default.SlideMasterProps = {
    title: MASTER,
    background: { color: 'FFFFFF' },
    objects: [
      { line: { x: body.left, y: body.top - 0.17, w: body.width, h: 0, line: { color: LINE, width: 0.75 } } },
      {
        placeholder: {
          options: {
            name: PART_NAMES.title,
            type: 'title',
            ...placeOf(title),
            fontFace: font,
            fontSize: titlePoints,
            bold: true,
            color: ink,
            align: 'left',
            valign: 'middle',
            margin: 0,
          },
          text: '',
        },
      },
      {
        text: {
          text: clipText(footer, lettersIn(width - 3.3, 9)),
          options: { ...small, x: body.left, y: low, w: width - 3.3 },
        },
      },
    ],
    slideNumber: { ...small, x: width - 1.13, y: low, w: 0.55, align: 'right' },
  }
  return master
}

export interface Place {
  readonly deck: DeckFile
  readonly stage: Stage
  readonly footer: string
  readonly chapter: string
}

/** A slide under the heads of its chapter. */
export function nextSlide({ deck, stage, footer, chapter }: Place): NextSlide {
  const { title: box, font, ink, soft, titlePoints } = stage
  return (title) => {
    const slide = deck.addSlide({ masterName: MASTER })
    const name = clean(title)
    const line = { x: box.left, w: box.width, fontFace: font, margin: 0 }
    if (!name.startsWith(chapter)) {
      const most = lettersIn(box.width, 11)
      slide.addText(clipText(chapter, most), {
        ...line,
        ...paperOf(stage),
        y: stage.kickerTop,
        h: 0.28,
        fontSize: 11,
        color: soft,
      })
    }
    // Bold letters are wider than those that are counted.
    const inner = { width: box.width * 0.88, height: box.height }
    const points = pointsFor([name], inner, [titlePoints, ...TITLE_SIZES.filter((size) => size < titlePoints)])
    slide.addText(clipText(name, lettersIn(inner.width, points) * linesIn(inner.height, points)), {
      ...line,
      y: box.top,
      h: box.height,
      fontSize: points,
      bold: true,
      color: ink,
      align: 'left',
      objectName: PART_NAMES.title,
    })
    if (stage.frame === 'company') addFooter(slide, stage, footer)
    return slide
  }
}

/** Where the company's layout has no foot, what is not for the customer must still say so. */
function addFooter(slide: Slide, { body, height, font, soft, paper }: Stage, footer: string): void {
  slide.addText(clipText(footer, lettersIn(body.width, 9)), {
    x: body.left,
    y: height - 0.42,
    w: body.width,
    h: 0.3,
    fontFace: font,
    fontSize: 9,
    color: soft,
    margin: 0,
    ...(paper === null ? {} : { fill: { color: paper } }),
    objectName: PART_NAMES.footer,
  })
}

/** On the company's own first slide stand title and account alone; the rest follows on the next. */
function addCompanyFirst(place: Place, document: PlanDocument): void {
  const { deck, stage } = place
  const { first, ink, font } = stage
  const slide = deck.addSlide({ masterName: MASTER })
  const look = { ...paperOf(stage), fontFace: font, color: ink }
  const name = clean(document.title)
  const points = pointsFor([name], { width: first.width * 0.88, height: first.height }, FIRST_SIZES)
  slide.addText(name, { ...placeOf(first), ...look, fontSize: points, objectName: PART_NAMES.mainTitle })
  const below = { ...first, top: first.top + first.height + 0.1, height: 0.5 }
  slide.addText(clean(document.subtitle), {
    ...placeOf(below),
    ...look,
    fontSize: 18,
    objectName: PART_NAMES.subtitle,
  })
  if (document.about.length === 0) return
  const about: TableBlock = {
    kind: 'table',
    title: place.chapter,
    columns: [
      { title: 'About', kind: 'text', weight: 1 },
      { title: '', kind: 'text', weight: 4 },
    ],
    rows: [...document.about, ['Chapters', document.chapters.map((chapter) => chapter.title).join(', ')]],
    empty: '',
  }
  addTable(stage, about, nextSlide(place))
}

function addBlock(place: Place, block: Block): void {
  const { stage, chapter } = place
  const next = nextSlide(place)
  const title = block.title === '' ? chapter : block.title
  switch (block.kind) {
    case 'text':
      addSentences(stage, { ...block, title }, next)
      break
    case 'table':
      addRows(stage, { ...block, title }, next)
      break
    case 'bars':
      barsSlides(stage, block, next)
      break
    case 'bridge':
      bridgeSlide(stage, block, next)
      break
    case 'grid':
      addGrid(stage, block, next)
      break
    case 'quadrants':
      addQuadrants(stage, block, next(block.title))
      break
  }
}

function addRows(stage: Stage, block: TableBlock, next: NextSlide): void {
  if (block.rows.length > 0) addTable(stage, block, next)
  else addSentences(stage, { title: block.title, paragraphs: [block.empty] }, next)
}

interface Said {
  readonly title: string
  readonly paragraphs: readonly string[]
}

/** Sentences in letters as large as there is room for; what does not fit goes on on the next slide. */
function addSentences(stage: Stage, { title, paragraphs }: Said, next: NextSlide): void {
  const { body, font, ink } = stage
  const texts = paragraphs.map(clean)
  // Between paragraphs there is half a line.
  const points = pointsFor([...texts, ...texts.map(() => '')], body, SENTENCE_SIZES)
  const measure = { widths: [body.width - 0.4], height: body.height, points }
  const rows = texts.flatMap((text) => fitRow([text], measure))
  for (const page of pagesOf(rows, measure)) {
    const lines = page.flatMap((at) => rows[at] ?? [])
    next(title).addText(
      lines.map((text) => ({ text, options: { bullet: true, breakLine: true } })),
      {
        ...placeOf(body),
        ...paperOf(stage),
        fontFace: font,
        fontSize: points,
        color: ink,
        valign: 'top',
        paraSpaceAfter: 6,
        margin: 0,
      },
    )
  }
}

function addQuadrants({ body, font }: Stage, { fields }: QuadrantsBlock, slide: Slide): void {
  const gap = 0.15
  const width = (body.width - gap) / 2
  const height = (body.height - gap) / 2
  const filled = fields.map((field) => {
    const lines = field.lines.map((line) => clipText(clean(line), LINE_LETTERS))
    return { ...field, lines: lines.length > 0 ? lines : ['none'] }
  })
  // One size for the four of them: the smallest that one of them needs.
  const points = Math.min(
    ...filled.map(({ lines }) => pointsFor(lines, { width: width - 0.6, height: height - 0.65 }, FIELD_SIZES)),
  )
  filled.forEach(({ title, tone, lines }, at) => {
    slide.addText(
      [
        { text: title, options: { bold: true, breakLine: true, fontSize: 14 } },
        ...lines.map((text) => ({ text, options: { bullet: true, breakLine: true } })),
      ],
      {
        shape: 'rect',
        x: body.left + (at % 2) * (width + gap),
        y: body.top + Math.floor(at / 2) * (height + gap),
        w: width,
        h: height,
        fill: { color: FILLS[tone] },
        fontFace: font,
        fontSize: points,
        color: TONED_INK,
        valign: 'top',
        margin: 8,
      },
    )
  })
}
