import pptxgenjs from 'pptxgenjs'
import { CONTENT_TYPES, entriesOf, type Parts, packed } from '../exports/deck-package.ts'

// The types call the class a member of the module; Node gives the class itself.
const Deck = pptxgenjs as unknown as typeof pptxgenjs.default

/** A single point, as a logo. */
const LOGO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A presentation as a company has it: four by three, dark, with a logo, a first slide and one for content. */
export async function companyFile(): Promise<Buffer> {
  const deck = new Deck()
  deck.layout = 'LAYOUT_4x3'
  deck.theme = { headFontFace: 'Georgia', bodyFontFace: 'Verdana' }
  const title = (type: 'title', top: number) => ({
    placeholder: { options: { name: type, type, x: 0.5, y: top, w: 9, h: 0.8, color: 'FFFFFF' }, text: '' },
  })
  const logo = { image: { x: 9, y: 0.1, w: 0.5, h: 0.3, data: LOGO } }
  deck.defineSlideMaster({ title: 'Start', background: { color: '102030' }, objects: [logo, title('title', 2)] })
  deck.defineSlideMaster({ title: 'Content', background: { color: '102030' }, objects: [logo, title('title', 0.5)] })
  deck.addSlide({ masterName: 'Start' })
  deck.addSlide({ masterName: 'Content' })
  const parts = await partsOf((await deck.write({ outputType: 'nodebuffer' })) as Buffer)
  for (const [name, type] of [
    ['ppt/slideLayouts/slideLayout2.xml', 'title'],
    ['ppt/slideLayouts/slideLayout3.xml', 'titleOnly'],
  ] as const)
    change(parts, name, (text) => text.replace('preserve="1"', `preserve="1" type="${type}"`))
  // The library lists masters that are not there.
  change(parts, CONTENT_TYPES, (text) =>
    text.replace(/<Override PartName="\/([^"]+)"[^>]*\/>/g, (line, name: string) => (parts.has(name) ? line : '')),
  )
  return packed(parts)
}

export async function partsOf(bytes: Buffer): Promise<Parts> {
  return new Map(await entriesOf(bytes))
}

function change(parts: Parts, name: string, by: (text: string) => string): void {
  parts.set(name, Buffer.from(by(textOf(parts, name))))
}

export function textOf(parts: Parts, name: string): string {
  return parts.get(name)?.toString() ?? ''
}

/** The company's file with one part otherwise. */
export async function companyFileWith(name: string, by: (text: string) => string): Promise<Buffer> {
  const parts = await partsOf(await companyFile())
  change(parts, name, by)
  return packed(parts)
}
