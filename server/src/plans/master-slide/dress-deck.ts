import { CONTENT_TYPES, type Parts } from '../exports/deck-package.ts'
import { PART_NAMES } from '../exports/stage.ts'
import { type CompanyMaster, type Layout, placeholders } from './company-master.ts'

const OURS = /^ppt\/(slideMasters|slideLayouts|theme)\//
/** Points in which the texts of that name are written where they are not too long. */
export type UsualSizes = Readonly<Record<string, number>>

const FIRST_SLIDE = 'ppt/slides/slide1.xml'

/**
 * Puts a deck on the company's master: theme, master, layouts and pictures are exchanged, titles and foot become places
 * of the layout, so that they look as the company made them.
 */
export function dressDeck(deck: Parts, company: CompanyMaster, usual: UsualSizes): Parts {
  const parts: Parts = new Map([...deck].filter(([name]) => !OURS.test(name)))
  for (const name of company.names) {
    const content = company.parts.get(name)
    if (content) parts.set(name, content)
  }
  change(parts, CONTENT_TYPES, (text) => listParts(text, company))
  change(parts, 'ppt/presentation.xml', (text) => describe(text, company))
  change(parts, 'ppt/_rels/presentation.xml.rels', (text) =>
    text
      .replace(/Target="slideMasters\/slideMaster1\.xml"/, `Target="/${company.master.part}"`)
      .replace(/Target="theme\/theme1\.xml"/, `Target="/${company.theme.part}"`),
  )
  for (const name of [...parts.keys()].filter((each) => /^ppt\/slides\/slide\d+\.xml$/.test(each))) {
    const layout = name === FIRST_SLIDE ? company.titleLayout : company.contentLayout
    change(parts, name, (text) => dressSlide(text, layout, usual))
    change(parts, name.replace('slides/', 'slides/_rels/').concat('.rels'), (text) =>
      text.replace(/Target="\.\.\/slideLayouts\/[^"]+"/, `Target="/${layout.part}"`),
    )
  }
  return parts
}

function change(parts: Parts, name: string, by: (text: string) => string): void {
  const content = parts.get(name)
  if (content) parts.set(name, Buffer.from(by(content.toString())))
}

/** The list of contents: ours taken out, the company's put in, each by its own name. */
function listParts(text: string, { names, typeOf }: CompanyMaster): string {
  const kept = text.replace(/<Override\b[^>]*\bPartName="\/([^"]+)"[^>]*\/>/g, (override, part: string) =>
    OURS.test(part) ? '' : override,
  )
  const added = names
    .filter((name) => !name.endsWith('.rels'))
    .map((name) => `<Override PartName="/${name}" ContentType="${typeOf(name)}"/>`)
  return kept.replace('</Types>', `${added.join('')}</Types>`)
}

function describe(text: string, { master, width, height }: CompanyMaster): string {
  return text
    .replace(/<p:sldMasterId\b[^>]*\bid="\d+"/, (mark) => mark.replace(/\bid="\d+"/, `id="${Number(master.id)}"`))
    .replace(/<p:sldSz\b[^>]*\/>/, `<p:sldSz cx="${width}" cy="${height}"/>`)
}

function dressSlide(text: string, layout: Layout, usual: UsualSizes): string {
  const places = placeholders(layout.tree)
  const dressed = text.replace(/<p:sp>.*?<\/p:sp>/gs, (shape) => dressShape(shape, layout, usual))
  const number = places.find(({ type }) => type === 'sldNum')
  return number ? dressed.replace('</p:spTree>', `${numberShape(dressed, number.index)}</p:spTree>`) : dressed
}

/** A text that has a place in the layout goes there; what has none stays where it was drawn. */
function dressShape(shape: string, layout: Layout, usual: UsualSizes): string {
  const name = /<p:cNvPr id="\d+" name="([^"]*)"/.exec(shape)?.[1] ?? ''
  const wished = WISHES[name]
  if (!wished) return shape
  const place = wished.flatMap((type) => placeholders(layout.tree).find((each) => each.type === type) ?? []).at(0)
  if (!place) return shape
  const id = /<p:cNvPr id="(\d+)"/.exec(shape)?.[1] ?? '2'
  const words = [...shape.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, word]) => word).join('')
  const drawn = Number(/<a:rPr[^>]*\bsz="(\d+)"/.exec(shape)?.[1] ?? 0) / 100
  // Only what its place would be too small for is written in a size of its own.
  const size = name === PART_NAMES.footer || drawn < (usual[name] ?? 0) ? drawn : null
  return filledPlace({ id, name, type: place.type, index: place.index, words, size })
}

const WISHES: Readonly<Record<string, readonly string[]>> = {
  [PART_NAMES.mainTitle]: ['ctrTitle', 'title'],
  [PART_NAMES.subtitle]: ['subTitle', 'body'],
  [PART_NAMES.title]: ['title', 'ctrTitle'],
  [PART_NAMES.footer]: ['ftr'],
}

interface Filling {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly index: string | null
  readonly words: string
  readonly size: number | null
}

function filledPlace({ id, name, type, index, words, size }: Filling): string {
  const place = `type="${type}"${index === null ? '' : ` idx="${Number(index)}"`}`
  const letters = size === null ? '' : ` sz="${Math.round(size * 100)}"`
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${place}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:r><a:rPr lang="en-US"${letters}/><a:t>${words}</a:t></a:r></a:p></p:txBody></p:sp>`
}

function numberShape(slide: string, index: string | null): string {
  const ids = [...slide.matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id]) => Number(id))
  const place = index === null ? '' : ` idx="${Number(index)}"`
  return `<p:sp><p:nvSpPr><p:cNvPr id="${Math.max(1, ...ids) + 1}" name="Slide number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum"${place}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>`
}
