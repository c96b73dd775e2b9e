import { paperOf, placeOf } from './deck-first.ts'
import { headed, type Part, type Piece } from './deck-flow.ts'
import { fitLines, fitRow, pagesOf, pointsFor, rowHeight, textHeight } from './deck-layout.ts'
import { FILLS } from './deck-tables.ts'
import { clean, type LookBlock, type QuadrantsBlock, type Tone } from './plan-document.ts'
import { type Stage, TONED_INK } from './stage.ts'

const SENTENCE_SIZES = [14, 12] as const
const FIELD_SIZES = [11, 10, 9] as const
const VALUE_SIZES = [18, 16, 14, 12, 10, 9] as const
/** Between boxes beside each other, and from the edge of a box to its text on both sides, in inches. */
const BOX_GAP = 0.15
const BOX_EDGE = 0.3
/** In front of a sentence in a list. */
const BULLET = 0.25
const BULLET_POINTS = 12

interface Said {
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** What has signs of its own, as notes have, gets no bullets. */
  readonly isList: boolean
}

/** Something that stands whole or not at all. */
export function wholePart(piece: Piece): Part {
  return { least: headed(piece), start: Number.POSITIVE_INFINITY, cut: () => [piece] }
}

/** Sentences in letters as large as there is room for; what does not fit goes on on the next slide. */
export function sentencesPart(stage: Stage, { heading, paragraphs, isList }: Said): Part {
  const { body } = stage
  const texts = paragraphs.map(clean)
  // Between paragraphs there is half a line.
  const points = pointsFor([...texts, ...texts.map(() => '')], body, SENTENCE_SIZES)
  const widths = [body.width - BULLET]
  const measure = { widths, height: body.height - 0.5, points }
  const rows = texts.flatMap((text) => fitRow([text], measure))
  const heightOf = (some: readonly (readonly string[])[]) =>
    some.reduce((sum, row) => sum + rowHeight(row, measure), 0.05)
  const pieceOf = (page: readonly number[], name: string): Piece => {
    const lines = page.flatMap((at) => rows[at] ?? [])
    const height = heightOf(page.map((at) => rows[at] ?? []))
    return {
      heading: name,
      height,
      most: height,
      draw: (slide, box) =>
        slide.addText(
          lines.map((text) => ({
            text,
            options: { breakLine: true, ...(isList ? { bullet: { indent: BULLET_POINTS } } : {}) },
          })),
          {
            ...placeOf(box),
            ...paperOf(stage),
            fontFace: stage.font,
            fontSize: points,
            color: stage.ink,
            valign: 'top',
            align: 'left',
            paraSpaceAfter: 4,
            margin: 0,
          },
        ),
    }
  }
  const whole = headed({ heading, height: heightOf(rows) })
  return {
    least: whole,
    start: rows.length > 3 ? headed({ heading, height: heightOf(rows.slice(0, 3)) }) : Number.POSITIVE_INFINITY,
    cut: (first, slide) => {
      if (whole <= first) return [pieceOf([...rows.keys()], heading)]
      const edge = headed({ heading, height: 0 })
      const pages = pagesOf(rows, { ...measure, height: slide - edge - 0.05 }, { first: first - edge - 0.05, head: 0 })
      return pages.map((page, at) => pieceOf(page, heading === '' ? '' : `${heading} (${at + 1} of ${pages.length})`))
    },
  }
}

/** Four fields, two beside each other, each pair as high as its longer one needs. */
export function quadrantsPart(stage: Stage, { title, fields }: QuadrantsBlock): Part {
  const { body } = stage
  const width = (body.width - BOX_GAP) / 2
  const boxes = fields.map((field) => ({
    ...field,
    lines: field.lines.length > 0 ? field.lines.map((line) => clean(line)) : ['none'],
  }))
  const natural = boxes.map(({ lines }) => 0.55 + textHeight(lines, width - BOX_EDGE - BULLET, FIELD_SIZES[0]))
  const upper = Math.max(natural[0] ?? 0, natural[1] ?? 0)
  const lower = Math.max(natural[2] ?? 0, natural[3] ?? 0)
  const wished = upper + lower + BOX_GAP
  const height = Math.min(wished, body.height - 0.4)
  return wholePart({
    heading: clean(title),
    height,
    most: height * 1.6,
    draw: (slide, box) => {
      const high = [upper, lower].map((each) => ((box.height - BOX_GAP) * each) / (upper + lower))
      boxes.forEach(({ title: name, tone, lines }, at) => {
        const row = Math.floor(at / 2)
        listBox(
          { slide, stage },
          { title: name, tone, lines },
          {
            left: box.left + (at % 2) * (width + BOX_GAP),
            top: box.top + (row === 0 ? 0 : (high[0] ?? 0) + BOX_GAP),
            width,
            height: high[row] ?? 0,
          },
        )
      })
    },
  })
}

interface Listed {
  readonly title: string
  readonly tone: Tone
  readonly lines: readonly string[]
}

type Canvas = { readonly slide: Parameters<Piece['draw']>[0]; readonly stage: Stage }
type Area = Parameters<Piece['draw']>[1]

/** A colored box with a title and a list, in letters that fit into it. */
function listBox({ slide, stage }: Canvas, { title, tone, lines }: Listed, area: Area): void {
  const inner = { width: area.width - BOX_EDGE - BULLET, height: area.height - 0.5 }
  const fitted = fitLines(lines.map(clean), inner, FIELD_SIZES)
  slide.addText(
    [
      { text: title, options: { bold: true, breakLine: true, fontSize: 12 } },
      ...fitted.lines.map((text) => ({ text, options: { bullet: { indent: BULLET_POINTS }, breakLine: true } })),
    ],
    {
      shape: 'rect',
      ...placeOf(area),
      fill: { color: FILLS[tone] },
      fontFace: stage.font,
      fontSize: fitted.points,
      color: TONED_INK,
      align: 'left',
      valign: 'top',
      margin: 8,
    },
  )
}

const FIGURE_HEIGHT = 1.3
/** One figure alone is not as wide as the slide. */
const FEWEST_FIGURES = 4
/** Lists on one look are as high as their lines ask for, at least so much. */
const LEAST_LIST = 1.2

/** Figures in a row, and below them what changed, what is doubtful and what is to be done. */
export function lookPart(stage: Stage, block: LookBlock): Part {
  const { figures, lists } = block
  const { body } = stage
  const width = widthOf(body.width, lists.length)
  const listHeight = Math.max(
    LEAST_LIST,
    ...lists.map(({ lines }) => 0.6 + textHeight(lines.map(clean), width - BOX_EDGE - BULLET, FIELD_SIZES[0])),
  )
  const top = figures.length > 0 ? FIGURE_HEIGHT : 0
  const gap = figures.length > 0 && lists.length > 0 ? BOX_GAP : 0
  const height = Math.min(body.height - 0.35, top + gap + (lists.length > 0 ? listHeight : 0))
  return wholePart({
    heading: clean(block.title),
    height,
    most: lists.length > 1 ? Math.max(height, Math.min(body.height, height * 1.3)) : height,
    draw: (slide, box) => {
      figures.forEach((figure, at) => {
        const each = widthOf(box.width, Math.max(FEWEST_FIGURES, figures.length))
        const area = { left: box.left + at * (each + BOX_GAP), top: box.top, width: each, height: FIGURE_HEIGHT }
        figureBox({ slide, stage }, figure, area)
      })
      lists.forEach((list, at) => {
        listBox({ slide, stage }, list, {
          left: box.left + at * (width + BOX_GAP),
          top: box.top + top + gap,
          width,
          height: box.height - top - gap,
        })
      })
    },
  })
}

function widthOf(all: number, count: number): number {
  return (all - BOX_GAP * (count - 1)) / Math.max(1, count)
}

function figureBox({ slide, stage }: Canvas, figure: LookBlock['figures'][number], area: Area): void {
  const inner = area.width - BOX_EDGE + 0.16
  const value = fitLines([clean(figure.value)], { width: inner, height: 0.36 }, VALUE_SIZES)
  const note = fitLines([clean(figure.note)], { width: inner, height: 0.54 }, [10, 9])
  const label = fitLines([clean(figure.label)], { width: inner, height: 0.2 }, [10, 9])
  slide.addText(
    [
      { text: label.lines[0] ?? '', options: { fontSize: label.points, breakLine: true } },
      { text: value.lines[0] ?? '', options: { fontSize: value.points, bold: true, breakLine: true } },
      { text: note.lines[0] ?? '', options: { fontSize: note.points } },
    ],
    {
      shape: 'rect',
      ...placeOf(area),
      fill: { color: FILLS[figure.tone ?? 'quiet'] },
      fontFace: stage.font,
      color: TONED_INK,
      align: 'left',
      valign: 'middle',
      margin: 8,
    },
  )
}
