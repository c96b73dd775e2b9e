import pptxgenjs from 'pptxgenjs'
import { addHeading, chartsPart } from './deck-charts.ts'
import { addFirst, FIRST_SIZES, paperOf, placeOf } from './deck-first.ts'
import {
  CHAPTER_HEADING,
  type FlowChapter,
  flowSlides,
  HEADING,
  type Part,
  type Placed,
  type Slide,
} from './deck-flow.ts'
import { clipText, lettersIn, linesIn, pointsFor } from './deck-layout.ts'
import { mendDeck } from './deck-package.ts'
import { lookPart, quadrantsPart, sentencesPart } from './deck-parts.ts'
import { gridParts, tablePart } from './deck-tables.ts'
import { type Block, type Chapter, clean, isForPages, type PlanDocument } from './plan-document.ts'
import { LINE, PART_NAMES, PLAIN_STAGE, type Stage } from './stage.ts'

// The types call the class a member of the module; Node gives the class itself.
const Deck = pptxgenjs as unknown as typeof pptxgenjs.default
type DeckFile = pptxgenjs.default

const MASTER = 'content'
const LAYOUT = 'stage'
/** Of titles that are too long for the size the master has for them. */
const TITLE_SIZES = [28, 24, 20, 18, 16, 14] as const

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
  if (stage.frame === 'plain') addFirst(deck, document, { stage, footer })
  else addCompanyFirst(deck, document, stage)
  const about = stage.frame === 'plain' || document.about.length === 0 ? [] : [aboutChapter(document)]
  const chapters = [...about, ...document.chapters].map((chapter) => flowChapter(stage, chapter))
  for (const { title, placed } of flowSlides(chapters, stage.body.height)) {
    const slide = addSlide({ deck, stage, footer }, title)
    for (const each of placed) drawPlaced(slide, stage, each)
  }
  return (await deck.write({ outputType: 'nodebuffer', compression: false })) as Buffer
}

function flowChapter(stage: Stage, { title, blocks }: Chapter): FlowChapter {
  const name = clean(title)
  const shown = blocks.filter(isForPages)
  const parts = shown.flatMap((block, at): Part[] => {
    // Goals and the way to them stand beside each other.
    if (block.kind === 'bridge' && shown[at - 1]?.kind === 'bars') return []
    const next = shown[at + 1]
    if (block.kind === 'bars' || block.kind === 'bridge')
      return present(chartsPart(stage, block.kind === 'bars' && next?.kind === 'bridge' ? [block, next] : [block]))
    return blockParts(stage, { ...block, title: clean(block.title) === name ? '' : block.title })
  })
  return { title: name, parts }
}

function present<Of>(part: Of | null): Of[] {
  return part === null ? [] : [part]
}

function blockParts(stage: Stage, block: Exclude<Block, { kind: 'bars' | 'bridge' }>): Part[] {
  switch (block.kind) {
    case 'text':
      return [
        sentencesPart(stage, {
          heading: clean(block.title),
          paragraphs: block.paragraphs,
          isList: block.rich === undefined,
        }),
      ]
    case 'table':
      return block.rows.length > 0
        ? [tablePart(stage, block)]
        : [sentencesPart(stage, { heading: clean(block.title), paragraphs: [block.empty], isList: false })]
    case 'grid':
      return gridParts(stage, block)
    case 'quadrants':
      return [quadrantsPart(stage, block)]
    case 'look':
      return [lookPart(stage, block)]
  }
}

function drawPlaced(slide: Slide, stage: Stage, { piece, chapter, top, height }: Placed): void {
  const { body, font, ink, titlePoints } = stage
  let box = { left: body.left, top: body.top + top, width: body.width, height }
  if (chapter !== null) {
    slide.addText(clipText(chapter, lettersIn(body.width * 0.88, 18)), {
      ...placeOf({ ...box, height: CHAPTER_HEADING - 0.12 }),
      ...paperOf(stage),
      fontFace: font,
      fontSize: Math.min(18, titlePoints),
      bold: true,
      color: ink,
      align: 'left',
      valign: 'middle',
      margin: 0,
    })
    box = { ...box, top: box.top + CHAPTER_HEADING, height: box.height - CHAPTER_HEADING }
  }
  if (piece.heading !== '') {
    addHeading(slide, stage, piece.heading, box)
    box = { ...box, top: box.top + HEADING, height: box.height - HEADING }
  }
  piece.draw(slide, box)
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

interface Place {
  readonly deck: DeckFile
  readonly stage: Stage
  readonly footer: string
}

/** A slide under its title. */
function addSlide({ deck, stage, footer }: Place, title: string): Slide {
  const { title: box, font, ink, titlePoints } = stage
  const slide = deck.addSlide({ masterName: MASTER })
  // Bold letters are wider than those that are counted.
  const inner = { width: box.width * 0.88, height: box.height }
  const points = pointsFor([title], inner, [titlePoints, ...TITLE_SIZES.filter((size) => size < titlePoints)])
  slide.addText(clipText(title, lettersIn(inner.width, points) * linesIn(inner.height, points)), {
    ...placeOf(box),
    fontFace: font,
    margin: 0,
    fontSize: points,
    bold: true,
    color: ink,
    align: 'left',
    objectName: PART_NAMES.title,
  })
  if (stage.frame === 'company') addFooter(slide, stage, footer)
  return slide
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
function addCompanyFirst(deck: DeckFile, document: PlanDocument, stage: Stage): void {
  const { first, ink, font } = stage
  const slide = deck.addSlide({ masterName: MASTER })
  const look = { ...paperOf(stage), fontFace: font, color: ink }
  const name = clean(document.title)
  const points = pointsFor([name], { width: first.width * 0.88, height: first.height }, FIRST_SIZES)
  slide.addText(name, { ...placeOf(first), ...look, fontSize: points, objectName: PART_NAMES.mainTitle })
  const below = { ...first, top: first.top + first.height + 0.1, height: 0.5 }
  slide.addText(clipText(clean(document.subtitle), lettersIn(first.width, 18) * 2), {
    ...placeOf(below),
    ...look,
    fontSize: 18,
    objectName: PART_NAMES.subtitle,
  })
}

function aboutChapter({ about, chapters }: PlanDocument): Chapter {
  return {
    title: 'About this plan',
    blocks: [
      {
        kind: 'table',
        title: '',
        columns: [
          { title: 'About', kind: 'text', weight: 1 },
          { title: '', kind: 'text', weight: 4 },
        ],
        rows: [...about, ['Chapters', chapters.map(({ title }) => title).join(', ')]],
        empty: '',
      },
    ],
  }
}
