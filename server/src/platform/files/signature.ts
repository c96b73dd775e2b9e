import type { FileHandle } from 'node:fs/promises'
import { FileRefusal, type FileRefusalCode } from './refusal.ts'

export type Content = 'zip' | 'text'

interface Signature {
  readonly bytes: readonly number[]
  readonly code: FileRefusalCode
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

const signatures: readonly Signature[] = [
  { bytes: [0x1f, 0x8b], code: 'files/archive' },
  { bytes: [...Buffer.from('BZh')], code: 'files/archive' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], code: 'files/archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], code: 'files/archive' },
  { bytes: [...Buffer.from('Rar!\u001a')], code: 'files/archive' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], code: 'files/archive' },
  { bytes: [...Buffer.from('%PDF-')], code: 'files/document' },
  { bytes: [...Buffer.from('{\\rtf')], code: 'files/document' },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], code: 'files/document' },
  { bytes: [0xff, 0xd8, 0xff], code: 'files/document' },
  { bytes: [...Buffer.from('GIF8')], code: 'files/document' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], code: 'files/executable' },
  { bytes: [0xfe, 0xed, 0xfa, 0xce], code: 'files/executable' },
  { bytes: [0xfe, 0xed, 0xfa, 0xcf], code: 'files/executable' },
  { bytes: [0xcf, 0xfa, 0xed, 0xfe], code: 'files/executable' },
  { bytes: [0xca, 0xfe, 0xba, 0xbe], code: 'files/executable' },
  { bytes: [...Buffer.from('#!')], code: 'files/executable' },
  { bytes: [...Buffer.from('SQLite format 3')], code: 'files/database-file' },
  { bytes: [...Buffer.from('PAR1')], code: 'files/database-file' },
  { bytes: [0x09, 0x08, 0x10, 0x00], code: 'files/legacy-excel' },
  { bytes: [0x09, 0x08, 0x08, 0x00], code: 'files/legacy-excel' },
  { bytes: [0x09, 0x04, 0x06, 0x00], code: 'files/legacy-excel' },
  { bytes: [0x09, 0x02, 0x06, 0x00], code: 'files/legacy-excel' },
]

/** Tells by its first bytes what a file is, whatever its name; refuses everything that is neither a zip nor text. */
export async function recognizeContent(handle: FileHandle, head: Buffer, file: string): Promise<Content> {
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (startsWith(head, OLE)) throw new FileRefusal(await codeOfCompoundFile(handle, head), { file })
  const known = signatures.find((signature) => startsWith(head, signature.bytes))
  if (known) throw new FileRefusal(known.code, { file })
  if (isWindowsProgram(head)) throw new FileRefusal('files/executable', { file })
  if (isDbaseFile(head)) throw new FileRefusal('files/database-file', { file })
  return 'text'
}

/** Refuses text that is a page, a document or a data structure rather than a table. */
export function refuseMarkup(text: string, file: string): void {
  const start = text.slice(0, 2_000).trimStart()
  if (/^<(!doctype\s+html|html|head|body|table|tr|td|div|script|meta|style|h\d|p)\b/i.test(start)) {
    throw new FileRefusal('files/html', { file })
  }
  if (/^(<\?xml|<!--|<!doctype|<svg|<[a-z]+:?[a-z]*\s+xmlns)/i.test(start)) {
    throw new FileRefusal(/<html|<body|<table/i.test(text) ? 'files/html' : 'files/xml', { file })
  }
  if (/^[[{]\s*(?:[[{]|"[^"]*"\s*[:,\]])/.test(start)) throw new FileRefusal('files/json', { file })
}

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}

function isWindowsProgram(head: Buffer): boolean {
  if (!startsWith(head, [0x4d, 0x5a]) || head.length < 64) return false
  const offset = head.readUInt32LE(60)
  const hasHeader = offset + 2 <= head.length && head.toString('latin1', offset, offset + 2) === 'PE'
  return hasHeader || head.subarray(0, 64).includes(0)
}

function isDbaseFile(head: Buffer): boolean {
  const versions = [0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5, 0xfb]
  if (head.length < 32 || !versions.includes(head[0] ?? 0)) return false
  const month = head[2] ?? 0
  const day = head[3] ?? 0
  const headerLength = head.readUInt16LE(8)
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && headerLength >= 65 && headerLength % 32 <= 8
}

/** Encrypted workbooks and old .xls files share one container; the directory tells them apart. */
async function codeOfCompoundFile(handle: FileHandle, head: Buffer): Promise<FileRefusalCode> {
  if (head.length < 512) return 'files/legacy-excel'
  const sectorSize = 2 ** Math.min(head.readUInt16LE(30), 16)
  const position = (head.readUInt32LE(48) + 1) * sectorSize
  const directory = Buffer.alloc(8_192)
  const { bytesRead } = await handle.read(directory, 0, directory.length, position)
  const names = directory.subarray(0, bytesRead)
  if (names.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return 'files/encrypted'
  if (names.includes(Buffer.from('WordDocument', 'utf16le'))) return 'files/document'
  return 'files/legacy-excel'
}
