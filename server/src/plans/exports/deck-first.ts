import type pptxgenjs from 'pptxgenjs'
import type { Slide } from './deck-flow.ts'
import { type Box, clipText, lettersIn, pointsFor } from './deck-layout.ts'
import { clean, type PlanDocument } from './plan-document.ts'
import { PART_NAMES, type Stage } from './stage.ts'

type DeckFile = pptxgenjs.default

/** Sizes of the title of a deck, the most readable first. */
export const FIRST_SIZES = [34, 30, 26, 22, 18] as const
/** Names of chapters that the first slide has room for. */
const CONTENTS = 16

/** Behind a text, where the slide may be dark. */
export function paperOf({ paper }: Stage) {
  return paper === null ? {} : { fill: { color: paper } }
}

export function placeOf({ left, top, width, height }: Box) {
  return { x: left, y: top, w: width, h: height }
}

interface Foot {
  readonly stage: Stage
  readonly footer: string
}

/** The first slide of a plain deck: what it is, of whom, and what is in it. */
export function addFirst(deck: DeckFile, document: PlanDocument, foot: Foot): void {
  const { title, subtitle, about, chapters } = document
  const { stage, footer } = foot
  const { width, height, font, ink, soft, accent, first: box } = stage
  const slide = deck.addSlide()
  slide.background = { color: 'FFFFFF' }
  slide.addShape('rect', { x: 0, y: 0, w: 0.22, h: height, fill: { color: accent }, line: { color: accent, width: 0 } })
  const text = { fontFace: font, margin: 0 } as const
  const name = clean(title)
  const points = pointsFor([name], { width: box.width * 0.88, height: box.height }, FIRST_SIZES)
  slide.addText(clipText(clean(subtitle), lettersIn(box.width, 16)), {
    ...text,
    ...placeOf({ ...box, top: 1.2, height: 0.5 }),
    fontSize: 16,
    color: soft,
  })
  slide.addText(name, {
    ...text,
    ...placeOf(box),
    fontSize: points,
    bold: true,
    color: ink,
    align: 'left',
    valign: 'top',
    objectName: PART_NAMES.title,
  })
  if (about.length > 0)
    slide.addTable(
      about.map(([question, answer]) => [
        { text: clean(question), options: { color: soft } },
        { text: clipText(clean(answer), 100), options: { color: ink } },
      ]),
      { x: 0.9, y: 3.2, w: 7, colW: [1.6, 5.4], fontFace: font, fontSize: 12, margin: [0.03, 0, 0.03, 0] },
    )
  addContents(slide, chapters, stage)
  slide.addText(clipText(footer, lettersIn(width - 3.3, 9)), {
    ...text,
    ...placeOf({ left: box.left, top: height - 0.48, width: width - 3.3, height: 0.3 }),
    fontSize: 9,
    color: soft,
  })
}

function addContents(slide: Slide, chapters: PlanDocument['chapters'], { width, font, ink }: Stage): void {
  if (chapters.length === 0) return
  const more = chapters.length - CONTENTS
  const names = chapters.slice(0, CONTENTS).map(({ title }) => clipText(clean(title), 44))
  const lines = more > 0 ? [...names, `and ${more} more`] : names
  slide.addText(
    lines.map((text) => ({ text, options: { bullet: { indent: 12 }, breakLine: true } })),
    {
      x: width - 4.93,
      y: 3.2,
      w: 4.2,
      h: 3.6,
      fontFace: font,
      fontSize: lines.length > 12 ? 10 : 12,
      color: ink,
      valign: 'top',
      margin: 0,
    },
  )
}
