import { Refused } from '../../platform/refusal.ts'
import { CONTENT_TYPES, type Parts } from '../exports/deck-package.ts'
import { contentTypes, idOf, type Relation, relationsName, relationsOf, treeOf } from './template-file.ts'
import { all, find, type XmlElement } from './xml-tree.ts'

/** Of a slide, in the units of the format: 914,400 to the inch. */
const SMALLEST = 3 * 914_400
const LARGEST = 40 * 914_400
/** Of the schema, where a master says nothing. */
const USUAL_WIDTH = 12_192_000
const USUAL_HEIGHT = 6_858_000

export interface Layout {
  readonly part: string
  readonly name: string
  readonly type: string
  readonly tree: XmlElement
}

/** What is known of the company's master once its parts are read. */
export interface CompanyMaster {
  readonly parts: Parts
  /** Names of the parts that go into a deck. */
  readonly names: readonly string[]
  readonly typeOf: (name: string) => string
  readonly master: { readonly part: string; readonly id: string; readonly tree: XmlElement }
  readonly theme: { readonly part: string; readonly tree: XmlElement }
  readonly layouts: readonly Layout[]
  readonly titleLayout: Layout
  readonly contentLayout: Layout
  readonly width: number
  readonly height: number
}

const PRESENTATION = 'ppt/presentation.xml'

/** Reads what was kept of the file; refuses one that has no layout or no theme. */
export function readMaster(parts: Parts): CompanyMaster {
  const presentation = treeOf(partOf(parts, PRESENTATION))
  const [first] = all(presentation, 'sldMasterId')
  const part = targetOf(linksOf(parts, PRESENTATION), idOf(first))
  const tree = treeOf(partOf(parts, part))
  const links = linksOf(parts, part)
  const layouts = all(tree, 'sldLayoutId').map((each) => layoutOf(parts, targetOf(links, idOf(each))))
  const theme = links.find(({ kind }) => kind === 'theme')?.target
  const [titleLayout, contentLayout] = chosenLayouts(layouts)
  if (!theme || !titleLayout || !contentLayout) throw new Refused('plans/master-slide-damaged')
  const types = contentTypes(treeOf(partOf(parts, CONTENT_TYPES)))
  return {
    parts,
    names: [...parts.keys()].filter((name) => !isOfFile(name)),
    typeOf: types.of,
    master: { part, id: first?.attributes.id ?? '2147483648', tree },
    theme: { part: theme, tree: treeOf(partOf(parts, theme)) },
    layouts,
    titleLayout,
    contentLayout,
    ...sizeOf(presentation),
  }
}

function isOfFile(name: string): boolean {
  return name === CONTENT_TYPES || name === PRESENTATION || name === relationsName(PRESENTATION)
}

/** The layout of the first slide and of all others, as near to what a deck needs as the company has them. */
function chosenLayouts(layouts: readonly Layout[]): readonly [Layout | undefined, Layout | undefined] {
  const ofType = (type: string) => layouts.find((layout) => layout.type === type)
  const having = (kind: string) => layouts.find(({ tree }) => placeholders(tree).some(({ type }) => type === kind))
  const content = ofType('titleOnly') ?? ofType('obj') ?? having('title') ?? ofType('blank') ?? layouts[0]
  const title = ofType('title') ?? having('ctrTitle') ?? layouts.find(hasTitleAndSubtitle) ?? content
  return [title, content]
}

function hasTitleAndSubtitle({ tree }: Layout): boolean {
  const types = new Set(placeholders(tree).map(({ type }) => type))
  return types.has('title') && types.has('subTitle')
}

export interface Placeholder {
  readonly type: string
  readonly index: string | null
  readonly shape: XmlElement
}

/** Places for titles, texts, the foot and the number of a slide, as a layout or a master has them. */
export function placeholders(tree: XmlElement): Placeholder[] {
  return all(tree, 'sp').flatMap((shape) => {
    const mark = find(shape, 'nvSpPr', 'nvPr', 'ph')
    return mark ? [{ type: mark.attributes.type ?? 'obj', index: mark.attributes.idx ?? null, shape }] : []
  })
}

function layoutOf(parts: Parts, part: string): Layout {
  const tree = treeOf(partOf(parts, part))
  const layout = find(tree, 'sldLayout')
  const name = find(layout, 'cSld')?.attributes.name ?? ''
  return { part, name, type: layout?.attributes.type ?? '', tree }
}

function sizeOf(presentation: XmlElement): { readonly width: number; readonly height: number } {
  const size = find(presentation, 'presentation', 'sldSz')?.attributes
  const width = Number(size?.cx ?? USUAL_WIDTH)
  const height = Number(size?.cy ?? USUAL_HEIGHT)
  const isSlide = (length: number) => Number.isInteger(length) && length >= SMALLEST && length <= LARGEST
  if (!isSlide(width) || !isSlide(height)) throw new Refused('plans/master-slide-damaged')
  return { width, height }
}

function partOf(parts: Parts, name: string): Buffer {
  const part = parts.get(name)
  if (!part) throw new Refused('plans/master-slide-damaged')
  return part
}

function linksOf(parts: Parts, owner: string): Relation[] {
  return relationsOf(owner, partOf(parts, relationsName(owner)), 'keep')
}

function targetOf(links: readonly Relation[], id: string): string {
  const link = links.find((each) => each.id === id)
  if (!link) throw new Refused('plans/master-slide-damaged')
  return link.target
}
