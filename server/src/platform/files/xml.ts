import { SaxesParser } from 'saxes'
import { FileRefusal } from './refusal.ts'
import type { ReadContext } from './table.ts'

const DEPTH_LIMIT = 64
/** Characters without any tag between them: no cell of a spreadsheet is longer than 32,767. */
const RUN_LIMIT = 1024 * 1024

interface PlainNames {
  position: boolean
  xmlns: false
}

export interface XmlHandlers {
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/** Feeds XML to handlers piece by piece; names come without prefix. After each piece `afterPiece` may hand out results. */
export async function* parseXml<Result>(
  pieces: AsyncIterable<Buffer>,
  context: ReadContext,
  handlers: XmlHandlers,
  afterPiece: (unpackedBytes: number) => Result | null,
): AsyncGenerator<Result> {
  const { file } = context
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let run = 0
  const parser = startParser(file, handlers, () => {
    run = 0
  })
  for await (const piece of pieces) {
    try {
      run += piece.length
      parser.write(decoder.decode(piece, { stream: true }))
    } catch (error) {
      throw error instanceof FileRefusal ? error : new FileRefusal('files/xlsx-damaged', { file })
    }
    if (run > RUN_LIMIT) throw new FileRefusal('files/cell-too-long', { file })
    const result = afterPiece(piece.length)
    if (result !== null) yield result
  }
  try {
    parser.close()
  } catch {
    throw new FileRefusal('files/xlsx-damaged', { file })
  }
}

/** Reads a whole small part of a workbook. */
export async function readXml(
  pieces: AsyncIterable<Buffer>,
  context: ReadContext,
  handlers: XmlHandlers,
): Promise<void> {
  for await (const _ of parseXml(pieces, context, handlers, () => null)) {
    // nothing is handed out
  }
}

function startParser(file: string, handlers: XmlHandlers, onTag: () => void): SaxesParser<PlainNames> {
  const parser = new SaxesParser<PlainNames>({ position: false, xmlns: false })
  let depth = 0
  parser.on('doctype', () => {
    throw new FileRefusal('files/xml-entities', { file })
  })
  parser.on('opentag', (tag) => {
    onTag()
    depth += 1
    if (depth > DEPTH_LIMIT) throw new FileRefusal('files/xlsx-damaged', { file })
    handlers.open?.(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    onTag()
    depth -= 1
    handlers.close?.(localName(tag.name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  return parser
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
