import yauzl from 'yauzl'
import { zipBytes } from '../../platform/files/zip-writer.ts'
import { NOTHING } from './deck-charts.ts'
import { PART_NAMES } from './stage.ts'

export const CONTENT_TYPES = '[Content_Types].xml'

/** The files of a package by name. */
export type Parts = Map<string, Buffer>

/**
 * Puts right what the library writes and readers that check a file against its format ask to repair: a master named for
 * every slide though there is one, numbers of charts that are empty, shapes of a slide that share a number, and empty
 * pages of notes. Titles become titles, so that outline and screen readers know the slides by name.
 */
export async function mendDeck(bytes: Buffer): Promise<Buffer> {
  return packed(await mendedParts(bytes))
}

export async function mendedParts(bytes: Buffer): Promise<Parts> {
  const parts: Parts = new Map(await entriesOf(bytes))
  for (const name of parts.keys()) if (/^ppt\/notes(Masters|Slides)\//.test(name)) parts.delete(name)
  for (const [name, content] of parts) {
    const text = mendPart(name, content, parts)
    if (text !== null) parts.set(name, Buffer.from(text))
  }
  return parts
}

/** The parts as a package; the list of contents comes first, as readers that do not seek expect it. */
export async function packed(parts: Parts): Promise<Buffer> {
  const entries = [...parts].map(([name, content]) => ({ name, pieces: [content] }))
  entries.sort((one, other) => Number(other.name === CONTENT_TYPES) - Number(one.name === CONTENT_TYPES))
  const pieces: Buffer[] = []
  for await (const piece of zipBytes(entries)) pieces.push(piece)
  return Buffer.concat(pieces)
}

function mendPart(name: string, content: Buffer, parts: Parts): string | null {
  if (name === CONTENT_TYPES)
    return content
      .toString()
      .replace(/<Override\b[^>]*\bPartName="\/([^"]+)"[^>]*\/>/g, (override, part: string) =>
        parts.has(part) ? override : '',
      )
  if (/^ppt\/slides\/slide\d+\.xml$/.test(name)) return mendSlide(content.toString())
  if (name === 'ppt/presentation.xml')
    return content.toString().replace(/<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s, '')
  if (/^ppt\/(slides\/)?_rels\/[^/]+\.rels$/.test(name))
    return content.toString().replace(/<Relationship\b[^>]*\/notes(Master|Slide)"[^>]*\/>/g, '')
  if (!/^ppt\/charts\/chart\d+\.xml$/.test(name)) return null
  return content
    .toString()
    .replace(/<c:pt idx="\d+">\s*<c:v><\/c:v>\s*<\/c:pt>/g, '')
    .replaceAll(
      new RegExp(`<a:solidFill>\\s*<a:srgbClr val="${NOTHING}"\\s*(/>|>.*?</a:srgbClr>)\\s*</a:solidFill>`, 'g'),
      '<a:noFill/>',
    )
}

function mendSlide(text: string): string {
  let number = 1
  return (
    text
      .replace(
        new RegExp(`(name="${PART_NAMES.title}"[^>]*>(?:(?!<p:nvPr>).)*?)<p:nvPr>\\s*</p:nvPr>`, 's'),
        '$1<p:nvPr><p:ph type="title"/></p:nvPr>',
      )
      // The first row of a table is its head, which screen readers and programs then know.
      .replaceAll('<a:tblPr/>', '<a:tblPr firstRow="1"/>')
      .replace(/<p:cNvPr id="\d+"/g, () => `<p:cNvPr id="${number++}"`)
  )
}

/** Every file of a zip that is small enough to be held. */
export function entriesOf(bytes: Buffer): Promise<[string, Buffer][]> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      const found: [string, Buffer][] = []
      zip.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName.endsWith('/')) return zip.readEntry()
        zip.openReadStream(entry, (fault, stream) => {
          if (fault) return reject(fault)
          const pieces: Buffer[] = []
          stream.on('data', (piece: Buffer) => pieces.push(piece))
          stream.on('error', reject)
          stream.on('end', () => {
            found.push([entry.fileName, Buffer.concat(pieces)])
            zip.readEntry()
          })
        })
      })
      zip.on('end', () => resolve(found))
      zip.on('error', reject)
      zip.readEntry()
    })
  })
}
