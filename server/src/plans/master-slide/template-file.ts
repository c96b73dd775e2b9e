import yauzl from 'yauzl'
import { Refused } from '../../platform/refusal.ts'
import { CONTENT_TYPES, type Parts } from '../exports/deck-package.ts'
import { all, readTree, type XmlElement } from './xml-tree.ts'

const MOST_PARTS = 3_000
const UNPACKED_BYTES = 120 * 1024 * 1024
/** Of what is kept. */
const KEPT_BYTES = 25 * 1024 * 1024
/** Beginnings of elements and of values in all that is read as XML: each takes far more memory than it has letters. */
const MOST_MARKS = 1_000_000
const PRESENTATION = 'ppt/presentation.xml'
const PRESENTATION_TYPE =
  /^application\/vnd\.openxmlformats-officedocument\.presentationml\.(presentation|template)\.main\+xml$/
const SAFE_NAME = /^ppt\/[\w ().-]+(\/[\w ().-]+)*$/
/** What a deck writes itself. */
const OF_DECKS = /^ppt\/((slides|charts|embeddings|notesSlides|notesMasters|_rels)\/|[^/]+$)/
const SAFE_TYPE = /^[\w.+-]+\/[\w.+-]+$/
/** What a master may be made of; sounds, films, charts and programs are none of it. */
const KINDS: ReadonlySet<string> = new Set([
  'slideMaster',
  'slideLayout',
  'theme',
  'themeOverride',
  'image',
  'hdphoto',
  'tags',
])
const PICTURES: ReadonlySet<string> = new Set(['image', 'hdphoto'])

export interface Relation {
  readonly id: string
  readonly kind: string
  /** Name of the part it leads to. */
  readonly target: string
}

function damaged(): Refused {
  return new Refused('plans/master-slide-damaged')
}

/**
 * What decks need of a presentation: its first master with layouts, theme and pictures, the list of contents and the
 * presentation itself, which says how large slides are. Nothing else is unpacked.
 */
export async function takeMaster(file: Buffer): Promise<Parts> {
  const zip = await openZip(file)
  try {
    const { entries } = zip
    if (!entries.has(CONTENT_TYPES)) throw new Refused('plans/master-slide-not-a-presentation')
    const parts: Parts = new Map()
    const take = takingInto(parts, zip)
    const types = contentTypes(treeOf(await take(CONTENT_TYPES)))
    refuseOther([...entries.keys()], types)
    const presentation = treeOf(await take(PRESENTATION))
    const relations = relationsOf(PRESENTATION, await take(relationsName(PRESENTATION)), 'keep')
    const [first] = all(presentation, 'sldMasterId')
    const master = relations.find(({ id }) => id === idOf(first))
    if (master?.kind !== 'slideMaster') throw damaged()
    await follow(master, { entries, take, parts, types })
    return parts
  } finally {
    zip.close()
  }
}

/** Reads a part into those that are kept, if there is room for it: how long it is, is known before it is read, and how far it unfolds before it is a tree. */
function takingInto(parts: Parts, { entries, read }: Zip): (name: string) => Promise<Buffer> {
  let bytes = 0
  let marks = 0
  return async (name) => {
    bytes += entries.get(name)?.uncompressedSize ?? 0
    if (bytes > KEPT_BYTES) throw new Refused('plans/master-slide-too-large')
    const content = await read(name)
    if (/\.(xml|rels)$/.test(name)) marks += marksIn(content)
    if (marks > MOST_MARKS) throw new Refused('plans/master-slide-too-large')
    parts.set(name, content)
    return content
  }
}

function marksIn(content: Buffer): number {
  let marks = 0
  for (const byte of content) if (byte === 0x3c || byte === 0x3d) marks++
  return marks
}

interface Zip {
  readonly entries: ReadonlyMap<string, yauzl.Entry>
  read(name: string): Promise<Buffer>
  close(): void
}

async function openZip(file: Buffer): Promise<Zip> {
  // An office file with a password is no zip, and neither is one of the old format.
  if (file.subarray(0, 2).toString('latin1') !== 'PK') throw new Refused('plans/master-slide-not-a-presentation')
  try {
    const zip = await yauzl.fromBufferPromise(file, { lazyEntries: true, validateEntrySizes: true })
    const entries = new Map<string, yauzl.Entry>()
    let unpacked = 0
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize
      if (entries.size >= MOST_PARTS || unpacked > UNPACKED_BYTES) throw new Refused('plans/master-slide-too-large')
      if (entry.isEncrypted() || entries.has(entry.fileName)) throw damaged()
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry)
    }
    return { entries, read: (name) => readEntry(zip, entries.get(name)), close: () => zip.close() }
  } catch (error) {
    throw error instanceof Refused ? error : damaged()
  }
}

async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): Promise<Buffer> {
  if (!entry) throw damaged()
  try {
    const pieces: Buffer[] = []
    // It ends with an error where a part is longer than it says of itself.
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    return Buffer.concat(pieces)
  } catch {
    throw damaged()
  }
}

/** Macros, and files of another program. */
function refuseOther(names: readonly string[], types: ContentTypes): void {
  const isProgram = names.some((name) => /vbaProject|activeX/i.test(name))
  if (isProgram || /macroEnabled/i.test(types.of(PRESENTATION))) throw new Refused('plans/master-slide-macros')
  if (!PRESENTATION_TYPE.test(types.of(PRESENTATION))) throw new Refused('plans/master-slide-not-a-presentation')
}

interface Taking {
  readonly entries: ReadonlyMap<string, yauzl.Entry>
  readonly types: ContentTypes
  readonly parts: Parts
  take(name: string): Promise<Buffer>
}

type Link = Pick<Relation, 'kind' | 'target'>

/** The part and everything it leads to. */
async function follow({ kind: as, target: name }: Link, taking: Taking): Promise<void> {
  const { parts, types, entries, take } = taking
  if (parts.has(name)) return
  // What is read as XML is known by its ending, and weighed by it.
  if (!PICTURES.has(as) && !name.endsWith('.xml')) throw damaged()
  if (!SAFE_NAME.test(name) || OF_DECKS.test(name) || !SAFE_TYPE.test(types.of(name))) throw damaged()
  const content = await take(name)
  if (name.endsWith('.xml')) treeOf(content)
  if (!entries.has(relationsName(name))) return
  for (const { kind, target } of relationsOf(name, await take(relationsName(name)), 'refuse')) {
    if (!KINDS.has(kind)) throw new Refused('plans/master-slide-content', { kind })
    if (kind === 'image' && !types.of(target).startsWith('image/')) throw damaged()
    await follow({ kind, target }, taking)
  }
}

export function treeOf(content: Buffer): XmlElement {
  try {
    return readTree(content)
  } catch {
    throw damaged()
  }
}

export function relationsName(name: string): string {
  const at = name.lastIndexOf('/') + 1
  return `${name.slice(0, at)}_rels/${name.slice(at)}.rels`
}

/** Where a part leads; ways out of the file are refused, or kept to be passed over. */
export function relationsOf(owner: string, content: Buffer, outside: 'refuse' | 'keep'): Relation[] {
  return all(treeOf(content), 'Relationship').flatMap(({ attributes }) => {
    if (attributes.TargetMode === 'External') {
      if (outside === 'refuse') throw new Refused('plans/master-slide-links', { target: attributes.Target ?? '' })
      return []
    }
    const kind = (attributes.Type ?? '').split('/').at(-1) ?? ''
    return [{ id: attributes.Id ?? '', kind, target: resolved(owner, attributes.Target ?? '') }]
  })
}

function resolved(owner: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : `${owner.slice(0, owner.lastIndexOf('/') + 1)}${target}`).split(
    '/',
  )) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** The id by which an element names its relation, whatever the prefix. */
export function idOf(element: XmlElement | undefined): string {
  const found = Object.entries(element?.attributes ?? {}).find(([name]) => name.endsWith(':id'))
  return found?.[1] ?? ''
}

export interface ContentTypes {
  /** What a part is; empty where the list does not say. */
  of(name: string): string
}

export function contentTypes(tree: XmlElement): ContentTypes {
  const overrides = new Map(all(tree, 'Override').map(({ attributes }) => [attributes.PartName ?? '', attributes]))
  const defaults = new Map(
    all(tree, 'Default').map(({ attributes }) => [(attributes.Extension ?? '').toLowerCase(), attributes]),
  )
  return {
    of: (name) => {
      const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
      return (overrides.get(`/${name}`) ?? defaults.get(ending))?.ContentType ?? ''
    },
  }
}
