import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { FileRefusal } from './refusal.ts'
import type { ReadContext } from './table.ts'

/** The parts of a zip by name, opened only one at a time and never written to disk. */
export interface ZipParts {
  readonly names: ReadonlySet<string>
  sizeOf(name: string): number
  /** Unpacks one part piece by piece; ends with a refusal when it grows past the limits or its declared size. */
  read(name: string): AsyncGenerator<Buffer>
  close(): void
}

/** Opens a zip and checks its directory: number of entries, declared sizes and ratios, overlaps, encryption, names. */
export async function openZip(context: ReadContext): Promise<ZipParts> {
  const zip = await openFile(context)
  try {
    const entries = await readDirectory(zip, context)
    refuseOverlaps([...entries.values()], zip.fileSize, context)
    return {
      names: new Set(entries.keys()),
      sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
      read: (name) => readPart(zip, entries.get(name), context),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw asRefusal(error, context)
  }
}

async function openFile(context: ReadContext): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(context.path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
  } catch (error) {
    throw asRefusal(error, context)
  }
}

async function readDirectory(zip: ZipFile, context: ReadContext): Promise<Map<string, Entry>> {
  const { limits, file } = context
  if (zip.entryCount > limits.zipEntries) {
    throw new FileRefusal('files/zip-entries', { file, value: String(zip.entryCount) })
  }
  const entries = new Map<string, Entry>()
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= limits.zipEntries) throw new FileRefusal('files/zip-entries', { file })
    if (entry.isEncrypted()) throw new FileRefusal('files/encrypted', { file })
    if (entries.has(entry.fileName)) throw new FileRefusal('files/zip-damaged', { file, value: entry.fileName })
    refuseSwelling(entry, context)
    unpacked += entry.uncompressedSize
    if (unpacked > limits.unpackedBytes) throw new FileRefusal('files/zip-too-large', { file, value: entry.fileName })
    entries.set(entry.fileName, entry)
  }
  return entries
}

function refuseSwelling(entry: Entry, context: ReadContext): void {
  const { limits, file } = context
  const isLarge = entry.uncompressedSize > limits.ratioFreeBytes
  if (isLarge && entry.uncompressedSize > entry.compressedSize * limits.unpackedRatio) {
    throw new FileRefusal('files/zip-too-large', { file, value: entry.fileName })
  }
}

/** Entries that share bytes make a small file unpack to a huge one. */
function refuseOverlaps(entries: Entry[], fileSize: number, context: ReadContext): void {
  entries.sort((one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader)
  entries.forEach((entry, index) => {
    const end = entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize
    const next = entries[index + 1]?.relativeOffsetOfLocalHeader ?? fileSize
    if (end > next) throw new FileRefusal('files/zip-damaged', { file: context.file, value: entry.fileName })
  })
}

async function* readPart(zip: ZipFile, entry: Entry | undefined, context: ReadContext): AsyncGenerator<Buffer> {
  const { limits, file, signal } = context
  if (!entry) throw new FileRefusal('files/xlsx-damaged', { file })
  let stream: Readable | undefined
  let unpacked = 0
  try {
    stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted()
      unpacked += chunk.length
      const hasSwollen = unpacked > limits.ratioFreeBytes && unpacked > entry.compressedSize * limits.unpackedRatio
      if (unpacked > limits.unpackedBytes || hasSwollen) {
        throw new FileRefusal('files/zip-too-large', { file, value: entry.fileName })
      }
      yield chunk
    }
  } catch (error) {
    if (signal?.aborted) throw error
    throw asRefusal(error, context)
  } finally {
    stream?.destroy()
  }
}

/** yauzl and zlib report damage as plain errors; their messages say nothing a person could use. */
function asRefusal(error: unknown, context: ReadContext): unknown {
  if (error instanceof FileRefusal) return error
  if (isSystemError(error)) return error
  return new FileRefusal('files/zip-damaged', { file: context.file })
}

function isSystemError(error: unknown): boolean {
  const systemCodes = ['ENOENT', 'EACCES', 'EISDIR', 'EMFILE', 'EIO', 'EPERM']
  return error instanceof Error && 'code' in error && systemCodes.includes(String(error.code))
}
