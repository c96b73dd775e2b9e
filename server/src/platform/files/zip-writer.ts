import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** One file of a zip, given as pieces so that it never has to be in memory as a whole. */
export interface ZipEntrySource {
  readonly name: string
  readonly pieces: Iterable<string | Buffer> | AsyncIterable<string | Buffer>
}

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
}

const METHOD_DEFLATE = 8
/** Sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808
/** 1 January 1980, the earliest date a zip can say: the same content gives the same bytes. */
const DOS_DATE = 0x0021
const FOUR_GIGABYTES = 0xffffffff

/** Writes a zip piece by piece, in the order given. */
export async function* zipBytes(
  entries: Iterable<ZipEntrySource> | AsyncIterable<ZipEntrySource>,
): AsyncGenerator<Buffer> {
  const directory: Written[] = []
  let offset = 0
  for await (const entry of entries) {
    const name = Buffer.from(entry.name)
    const start = offset
    const header = localHeader(name)
    offset += header.length
    yield header
    const sums = { crc: 0, unpacked: 0 }
    let packed = 0
    for await (const piece of deflate(entry.pieces, sums)) {
      packed += piece.length
      yield piece
    }
    if (Math.max(offset + packed, sums.unpacked) > FOUR_GIGABYTES) throw new RangeError('a zip ends at four gigabytes')
    const written = { name, offset: start, crc: sums.crc, packed, unpacked: sums.unpacked }
    const descriptor = dataDescriptor(written)
    offset += packed + descriptor.length
    directory.push(written)
    yield descriptor
  }
  const records = directory.map(directoryRecord)
  const size = records.reduce((total, record) => total + record.length, 0)
  yield Buffer.concat([...records, endOfDirectory(records.length, size, offset)])
}

function deflate(pieces: ZipEntrySource['pieces'], sums: { crc: number; unpacked: number }): AsyncIterable<Buffer> {
  const counted = async function* () {
    for await (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
      sums.crc = crc32(bytes, sums.crc)
      sums.unpacked += bytes.length
      yield bytes
    }
  }
  const packed = createDeflateRaw({ level: 6 })
  // An error of the source destroys `packed`, so it reaches whoever iterates it.
  pipeline(Readable.from(counted()), packed, () => undefined)
  return packed
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(METHOD_DEFLATE, 8)
  header.writeUInt16LE(DOS_DATE, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function dataDescriptor(written: Written): Buffer {
  const descriptor = Buffer.alloc(16)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(written.crc, 4)
  descriptor.writeUInt32LE(written.packed, 8)
  descriptor.writeUInt32LE(written.unpacked, 12)
  return descriptor
}

function directoryRecord(written: Written): Buffer {
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(20, 4)
  record.writeUInt16LE(20, 6)
  record.writeUInt16LE(FLAGS, 8)
  record.writeUInt16LE(METHOD_DEFLATE, 10)
  record.writeUInt16LE(DOS_DATE, 14)
  record.writeUInt32LE(written.crc, 16)
  record.writeUInt32LE(written.packed, 20)
  record.writeUInt32LE(written.unpacked, 24)
  record.writeUInt16LE(written.name.length, 28)
  record.writeUInt32LE(written.offset, 42)
  return Buffer.concat([record, written.name])
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
