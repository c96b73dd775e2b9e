import { isAscii, isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import chardet from 'chardet'
import iconv from 'iconv-lite'
import { FileRefusal } from './refusal.ts'

/** How the bytes of a text file become characters. `isLossy`: some bytes fit nothing and become U+FFFD. */
export interface TextEncoding {
  readonly name: string
  readonly bomBytes: number
  readonly isLossy: boolean
}

export interface TextDecoding {
  write(chunk: Buffer): string
  end(): string
}

const SCAN_BYTES = 1024 * 1024

/** Finds the encoding of a whole file: by mark, by the zeros of UTF-16, by being valid UTF-8 to the end, else by its bytes. */
export async function detectEncoding(handle: FileHandle, head: Buffer, file: string): Promise<TextEncoding> {
  const marked = encodingByMark(head)
  if (marked) return marked
  const wide = encodingByZeros(head)
  if (wide) return wide
  if (looksBinary(head)) throw new FileRefusal('files/not-a-table', { file })
  const doubtful = await firstDoubtfulPart(handle)
  if (doubtful === null) return { name: 'utf-8', bomBytes: 0, isLossy: false }
  if (isMostlyUtf8(doubtful)) return { name: 'utf-8', bomBytes: 0, isLossy: true }
  return { name: singleByteEncoding(doubtful), bomBytes: 0, isLossy: false }
}

/** The encoding a person named, if there is one of that name. */
export function namedEncoding(name: string, head: Buffer): TextEncoding | null {
  if (!iconv.encodingExists(name)) return null
  return { name: name.toLowerCase(), bomBytes: encodingByMark(head)?.bomBytes ?? 0, isLossy: true }
}

/** A decoder that may be given a file piece by piece, characters split between pieces included. */
export function startDecoding(encoding: TextEncoding): TextDecoding {
  if (encoding.name === 'utf-8') return utf8Decoding()
  const decoder = iconv.getDecoder(encoding.name, { stripBOM: false })
  return { write: (chunk) => decoder.write(chunk), end: () => decoder.end() ?? '' }
}

function utf8Decoding(): TextDecoding {
  let rest: Buffer = Buffer.alloc(0)
  return {
    write(chunk) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      const end = wholeCharacters(bytes)
      rest = Buffer.from(bytes.subarray(end))
      const whole = bytes.subarray(0, end)
      return whole.toString(isAscii(whole) ? 'latin1' : 'utf8')
    },
    end: () => rest.toString('utf8'),
  }
}

/** Length of the part of a UTF-8 piece that ends with a whole character. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function encodingByMark(head: Buffer): TextEncoding | null {
  const [first, second, third, fourth] = head
  if (first === 0xef && second === 0xbb && third === 0xbf) return { name: 'utf-8', bomBytes: 3, isLossy: true }
  if (first === 0xff && second === 0xfe) {
    const isUtf32 = third === 0 && fourth === 0 && head.length % 4 === 0
    return isUtf32 ? { name: 'utf-32le', bomBytes: 4, isLossy: true } : { name: 'utf-16le', bomBytes: 2, isLossy: true }
  }
  if (first === 0xfe && second === 0xff) return { name: 'utf-16be', bomBytes: 2, isLossy: true }
  return null
}

function encodingByZeros(head: Buffer): TextEncoding | null {
  const pairs = Math.floor(head.length / 2)
  if (pairs < 4) return null
  let zerosAtEven = 0
  let zerosAtOdd = 0
  for (let index = 0; index < pairs * 2; index += 1) {
    if (head[index] !== 0) continue
    if (index % 2 === 0) zerosAtEven += 1
    else zerosAtOdd += 1
  }
  if (zerosAtOdd > pairs * 0.3 && zerosAtEven < pairs * 0.05) return { name: 'utf-16le', bomBytes: 0, isLossy: true }
  if (zerosAtEven > pairs * 0.3 && zerosAtOdd < pairs * 0.05) return { name: 'utf-16be', bomBytes: 0, isLossy: true }
  return null
}

function looksBinary(head: Buffer): boolean {
  let controls = 0
  for (const byte of head) {
    const isText = byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b
    if (!isText) controls += 1
  }
  return controls > head.length * 0.1
}

/** Walks the file once; null when it is UTF-8 to its end, otherwise the piece with the first byte that is not. */
async function firstDoubtfulPart(handle: FileHandle): Promise<Buffer | null> {
  const buffer = Buffer.allocUnsafe(SCAN_BYTES + 4)
  let kept = 0
  let position = 0
  for (;;) {
    const { bytesRead } = await handle.read(buffer, kept, SCAN_BYTES, position)
    if (bytesRead === 0) return kept > 0 ? Buffer.from(buffer.subarray(0, kept)) : null
    position += bytesRead
    const bytes = buffer.subarray(0, kept + bytesRead)
    const end = wholeCharacters(bytes)
    if (!isUtf8(bytes.subarray(0, end))) return Buffer.from(bytes)
    kept = bytes.length - end
    buffer.copyWithin(0, end, bytes.length)
  }
}

/** Whether most of the non-ASCII characters are well-formed UTF-8, so that a few bad bytes should not spoil the rest. */
function isMostlyUtf8(bytes: Buffer): boolean {
  let good = 0
  let bad = 0
  for (let index = 0; index < bytes.length; ) {
    const byte = bytes[index] ?? 0
    if (byte < 0x80) {
      index += 1
      continue
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    const isWhole = byte >= 0xc2 && isUtf8(bytes.subarray(index, index + length))
    if (isWhole) good += 1
    else bad += 1
    index += isWhole ? length : 1
  }
  return good > bad
}

const trustedEncodings = new Set([
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'koi8-r',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
])

/** Statistics decide only between scripts and only when sure; Western files are read as Windows-1252. */
function singleByteEncoding(bytes: Buffer): string {
  if (countHighBytes(bytes) < 20) return 'windows-1252'
  const best = chardet.analyse(bytes)[0]
  const name = best?.name.toLowerCase() ?? 'windows-1252'
  return best && best.confidence >= 60 && trustedEncodings.has(name) ? name : 'windows-1252'
}

function countHighBytes(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte >= 0x80) count += 1
  return count
}
