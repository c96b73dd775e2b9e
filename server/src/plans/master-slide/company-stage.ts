import type { Box } from '../exports/deck-layout.ts'
import type { Stage } from '../exports/stage.ts'
import { type CompanyMaster, type Placeholder, placeholders } from './company-master.ts'
import { paintOf } from './company-paint.ts'
import { all, find, type XmlElement } from './xml-tree.ts'

const PER_INCH = 914_400
const EDGE = 0.6
/** Between the title and what is below it, and above the foot. */
const GAP = 0.12
const FOOT = 0.5
/** What a table needs at least; less is not believed. */
const LEAST = { width: 4, height: 2.5 } as const
/** Of the schema, where no layout says it. */
const USUAL_TITLE_POINTS = 44
const TITLE_POINTS = { least: 14, most: 36 } as const
/** The share of the free place on which a shape may lie and be taken for an edge. */
const BUSY = 0.1
const FEET: ReadonlySet<string> = new Set(['ftr', 'sldNum', 'dt'])

/** Where the slides of the company are free, and what its letters and colors are called. */
export function companyStage(company: CompanyMaster): Stage {
  const width = company.width / PER_INCH
  const height = company.height / PER_INCH
  const title = titleBox(company, { left: EDGE, top: 0.4, width: width - 2 * EDGE, height: 0.8 })
  const body = bodyBox(company, title, { width, height })
  return {
    frame: 'company',
    width,
    height,
    title,
    titlePoints: titlePoints(company),
    first: firstBox(company, title),
    body,
    font: fontsOf(company).text,
    ...paintOf(company, isBusy(company, body)),
  }
}

export function fontsOf({ theme }: CompanyMaster): { readonly headings: string; readonly text: string } {
  const fonts = all(theme.tree, 'fontScheme')[0]
  const named = (kind: string) => find(fonts, kind, 'latin')?.attributes.typeface || 'Arial'
  return { headings: named('majorFont'), text: named('minorFont') }
}

/** Places of the layout of all slides but the first, and of the master below it. */
function placesOf({ contentLayout, master }: CompanyMaster): readonly Placeholder[] {
  return [...placeholders(contentLayout.tree), ...placeholders(master.tree)]
}

function titleBox(company: CompanyMaster, otherwise: Box): Box {
  const boxes = placesOf(company).flatMap(({ type, shape }) => (type === 'title' ? (boxOf(shape) ?? []) : []))
  return boxes[0] ?? otherwise
}

/** Whether shapes or pictures of the master lie where our tables will. */
function isBusy({ contentLayout, master }: CompanyMaster, body: Box): boolean {
  const trees = [contentLayout.tree, master.tree].flatMap((tree) => all(tree, 'spTree').slice(0, 1))
  const drawn = trees.flatMap(({ children }) => children.filter((child) => !find(child, 'nvSpPr', 'nvPr', 'ph')))
  return drawn.some((shape) => {
    const box = boxOf(shape)
    return box !== null && shared(box, body) > BUSY * body.width * body.height
  })
}

/** Square inches that two boxes have in common. */
function shared(one: Box, other: Box): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left)
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top)
  return Math.max(0, width) * Math.max(0, height)
}

function firstBox({ titleLayout }: CompanyMaster, title: Box): Box {
  const places = placeholders(titleLayout.tree)
  const boxes = places.flatMap(({ type, shape }) =>
    type === 'ctrTitle' || type === 'title' ? (boxOf(shape) ?? []) : [],
  )
  return boxes[0] ?? title
}

function bodyBox(company: CompanyMaster, title: Box, slide: Pick<Box, 'width' | 'height'>): Box {
  const places = placesOf(company)
  const feet = places.flatMap(({ type, shape }) => (FEET.has(type) ? (boxOf(shape) ?? []) : []))
  const floor = Math.min(slide.height - FOOT, ...feet.map(({ top }) => top).filter((top) => top > slide.height / 2))
  const [text] = places.flatMap(({ type, shape }) => (type === 'body' ? (boxOf(shape) ?? []) : []))
  const left = text?.left ?? Math.max(EDGE, title.left)
  const width = text?.width ?? slide.width - left - EDGE
  const titleEnd = title.top + title.height + GAP
  const top =
    title.top > slide.height / 2
      ? (text?.top ?? EDGE)
      : Math.max(titleEnd, Math.min(text?.top ?? titleEnd, titleEnd + GAP))
  const box = { left, top, width, height: floor - GAP - top }
  if (box.width >= LEAST.width && box.height >= LEAST.height) return box
  return { left: EDGE, top: 1.4, width: slide.width - 2 * EDGE, height: slide.height - 1.4 - FOOT - GAP }
}

function boxOf(shape: XmlElement): Box | null {
  const frame = find(shape, 'spPr', 'xfrm') ?? find(shape, 'grpSpPr', 'xfrm')
  const offset = find(frame, 'off')?.attributes
  const extent = find(frame, 'ext')?.attributes
  const inches = (text: string | undefined) => Number(text) / PER_INCH
  const box = { left: inches(offset?.x), top: inches(offset?.y), width: inches(extent?.cx), height: inches(extent?.cy) }
  return Object.values(box).every(Number.isFinite) ? box : null
}

/** How large the layout, or else the master, writes titles. */
function titlePoints(company: CompanyMaster): number {
  const ofPlaces = placesOf(company).flatMap(({ type, shape }) =>
    type === 'title' ? (find(shape, 'txBody', 'lstStyle', 'lvl1pPr', 'defRPr')?.attributes.sz ?? []) : [],
  )
  const style = find(company.master.tree, 'sldMaster', 'txStyles', 'titleStyle', 'lvl1pPr', 'defRPr')?.attributes.sz
  const size = Number(ofPlaces[0] ?? style) / 100 || USUAL_TITLE_POINTS
  return Math.max(TITLE_POINTS.least, Math.min(TITLE_POINTS.most, size))
}
