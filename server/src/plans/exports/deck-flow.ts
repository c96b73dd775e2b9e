import type pptxgenjs from 'pptxgenjs'
import type { Box } from './deck-layout.ts'

export type Slide = pptxgenjs.default.Slide

/** Something that stands on one slide whole. */
export interface Piece {
  /** Said above it; empty where the title of the slide says it already. */
  readonly heading: string
  /** What it needs in inches, without its heading. */
  readonly height: number
  /** What it can make use of where there is room left. */
  readonly most: number
  draw(slide: Slide, box: Box): void
}

/** What is told at one go: a table, a chart, sentences. */
export interface Part {
  /** As one piece in its smallest letters, in inches with its heading. */
  readonly least: number
  /** The least of it that can stand at the end of a slide; more than a slide where it cannot be divided. */
  readonly start: number
  /** Divided so that the first piece stands in `first` inches where that is enough to begin, and the others on slides of their own. */
  cut(first: number, slide: number): readonly Piece[]
}

export interface FlowChapter {
  readonly title: string
  readonly parts: readonly Part[]
}

export interface Placed {
  readonly piece: Piece
  /** Of another chapter than the slide is named after; null for most. */
  readonly chapter: string | null
  /** From the top of the free place, its headings included. */
  readonly top: number
  readonly height: number
}

export interface PlannedSlide {
  readonly title: string
  readonly placed: readonly Placed[]
}

export const HEADING = 0.32
export const CHAPTER_HEADING = 0.5
const GAP = 0.2
/** A slide that is filled less than this has room for the next chapter to begin. */
const ROOM_FOR_NEXT = 0.55
/** What would stand on a slide of its own is not divided where the slide before is filled so far. */
const WELL_FILLED = 0.7
/** So much of a piece is rounding. */
const HAIR = 1e-6

interface Entry {
  readonly piece: Piece
  readonly chapter: number
}

/** In inches, with what is said above it. */
export function headed({ heading, height }: Pick<Piece, 'heading' | 'height'>): number {
  return height + (heading === '' ? 0 : HEADING)
}

/**
 * Which pieces stand together on which slide: a chapter goes on where the one before leaves room, so that no slide is
 * nearly empty, and what is longer than a slide is divided.
 */
export function flowSlides(chapters: readonly FlowChapter[], height: number): PlannedSlide[] {
  const slides: Entry[][] = []
  let used = 0
  const begin = () => {
    slides.push([])
    used = 0
  }
  const place = (piece: Piece, chapter: number) => {
    const slide = slides.at(-1) ?? []
    const isNamed = slide.length > 0 && slide.at(-1)?.chapter !== chapter
    used += (slide.length > 0 ? GAP : 0) + (isNamed ? CHAPTER_HEADING : 0) + headed(piece)
    slide.push({ piece, chapter })
  }
  chapters.forEach(({ parts }, chapter) => {
    const total = parts.reduce((sum, part) => sum + part.least + GAP, CHAPTER_HEADING)
    const first = parts[0]
    if (!first) return
    const left = height - used - GAP - CHAPTER_HEADING
    const isBegun = used < height * ROOM_FOR_NEXT && Math.min(first.least, first.start) <= left
    // The last one is not torn where it can stand whole: nothing would come to fill its second slide.
    const isTorn = chapter === chapters.length - 1 && total <= height
    if (slides.length === 0 || (used + total > height && (!isBegun || isTorn))) begin()
    for (const part of parts) {
      const isFresh = (slides.at(-1)?.length ?? 0) === 0
      const isNamed = !isFresh && slides.at(-1)?.at(-1)?.chapter !== chapter
      const room = height - used - (isFresh ? 0 : GAP) - (isNamed ? CHAPTER_HEADING : 0)
      const isWhole = part.least <= room + HAIR
      const isDivided = part.start <= room && !(part.least <= height && used > height * WELL_FILLED)
      if (!isFresh && !isWhole && !isDivided) begin()
      const pieces = part.cut((slides.at(-1)?.length ?? 0) === 0 ? height : room, height)
      pieces.forEach((piece, at) => {
        if (at > 0 || ((slides.at(-1)?.length ?? 0) > 0 && headed(piece) > room + HAIR)) begin()
        place(piece, chapter)
      })
    }
  })
  const filled = slides.filter((slide) => slide.length > 0)
  return namedSlides(evened(filled, height), chapters, height)
}

/** A last slide with less on it looks forgotten. */
const NEARLY_EMPTY = 0.3

/** Where the last slide is nearly empty, the chapter before comes along, if there is another on its slide. */
function evened(slides: readonly Entry[][], height: number): readonly Entry[][] {
  const last = slides.at(-1)
  const before = slides.at(-2)
  if (!last || !before || usedBy(last) > height * NEARLY_EMPTY) return slides
  const chapter = before.at(-1)?.chapter
  const from = before.findIndex((entry) => entry.chapter === chapter)
  const joined = [...before.slice(from), ...last]
  if (from <= 0 || last[0]?.chapter === chapter || usedBy(joined) > height) return slides
  return [...slides.slice(0, -2), before.slice(0, from), joined]
}

function usedBy(slide: readonly Entry[]): number {
  return slide.reduce((sum, { piece, chapter }, at) => {
    if (at === 0) return headed(piece)
    return sum + GAP + headed(piece) + (slide[at - 1]?.chapter === chapter ? 0 : CHAPTER_HEADING)
  }, 0)
}

/** Chapters that go over several slides say which of them it is. */
function namedSlides(slides: readonly Entry[][], chapters: readonly FlowChapter[], height: number): PlannedSlide[] {
  const on = chapters.map((_chapter, at) => slides.filter((slide) => slide.some(({ chapter }) => chapter === at)))
  const nameOf = (chapter: number, slide: Entry[]): string => {
    const all = on[chapter] ?? []
    const title = chapters[chapter]?.title ?? ''
    return all.length > 1 ? `${title} (${all.indexOf(slide) + 1} of ${all.length})` : title
  }
  return slides.map((slide) => {
    const begun = slide[0]?.chapter ?? 0
    const named = slide.map(({ piece, chapter }, at) => ({
      piece,
      chapter: at > 0 && slide[at - 1]?.chapter !== chapter ? nameOf(chapter, slide) : null,
    }))
    return { title: nameOf(begun, slide), placed: stretched(named, height) }
  })
}

/** What can make use of it shares the room that is left. */
function stretched(pieces: readonly Pick<Placed, 'piece' | 'chapter'>[], height: number): Placed[] {
  const heads = ({ piece, chapter }: Pick<Placed, 'piece' | 'chapter'>) =>
    (piece.heading === '' ? 0 : HEADING) + (chapter === null ? 0 : CHAPTER_HEADING)
  const used = pieces.reduce((sum, each) => sum + heads(each) + each.piece.height, GAP * (pieces.length - 1))
  const wished = pieces.map(({ piece }) => Math.max(0, piece.most - piece.height))
  const total = wished.reduce((sum, each) => sum + each, 0)
  const share = total > 0 ? Math.min(1, Math.max(0, height - used) / total) : 0
  let top = 0
  return pieces.map((each, at) => {
    const placed = { ...each, top, height: heads(each) + each.piece.height + (wished[at] ?? 0) * share }
    top += placed.height + GAP
    return placed
  })
}
