import yauzl from 'yauzl'
import { zipBytes } from '../../platform/files/zip-writer.ts'

const CONTENT_TYPES = '[Content_Types].xml'

/**
 * The library names a master slide for every slide and writes one, and writes empty numbers where a chart has none;
 * readers that check a file against its format ask to repair it then. Both are put right here.
 */
export async function mendDeck(bytes: Buffer): Promise<Buffer> {
  const entries = await entriesOf(bytes)
  const names = new Set(entries.map(([name]) => name))
  const mended = entries.map(([name, content]) => ({ name, pieces: [mendPart(name, content, names)] }))
  // The list of contents comes first, as readers that do not seek expect it.
  mended.sort((one, other) => Number(other.name === CONTENT_TYPES) - Number(one.name === CONTENT_TYPES))
  const pieces: Buffer[] = []
  for await (const piece of zipBytes(mended)) pieces.push(piece)
  return Buffer.concat(pieces)
}

function mendPart(name: string, content: Buffer, names: ReadonlySet<string>): Buffer {
  if (name === CONTENT_TYPES) {
    const text = content
      .toString('utf8')
      .replace(/<Override\b[^>]*\bPartName="\/([^"]+)"[^>]*\/>/g, (override, part: string) =>
        names.has(part) ? override : '',
      )
    return Buffer.from(text)
  }
  if (!/^ppt\/charts\/chart\d+\.xml$/.test(name)) return content
  return Buffer.from(content.toString('utf8').replace(/<c:pt idx="\d+">\s*<c:v><\/c:v>\s*<\/c:pt>/g, ''))
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
