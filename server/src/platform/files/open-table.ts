import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { openDelimited } from './delimited.ts'
import { FileRefusal } from './refusal.ts'
import { recognizeContent } from './signature.ts'
import { defaultFileLimits, type OpenOptions, type ReadContext, type TableSource } from './table.ts'
import { openWorkbook } from './xlsx.ts'

const HEAD_BYTES = 256 * 1024

/** Opens any file as a table, by what it holds and not by its name; refuses with the reason and the way out. */
export async function openTable(path: string, options: OpenOptions = {}): Promise<TableSource> {
  const context: ReadContext = {
    path,
    file: options.name ?? basename(path),
    limits: { ...defaultFileLimits, ...options.limits },
    hint: options.hint ?? {},
    signal: options.signal,
  }
  context.signal?.throwIfAborted()
  const { head, content, size } = await readHead(context)
  return content === 'zip' ? openWorkbook(context) : openDelimited(context, head, size)
}

async function readHead(context: ReadContext) {
  const { path, file, limits } = context
  const handle = await open(path)
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) throw new FileRefusal('files/not-a-table', { file })
    if (stats.size === 0) throw new FileRefusal('files/empty', { file })
    if (stats.size > limits.bytes) throw new FileRefusal('files/too-large', { file, value: String(stats.size) })
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, stats.size))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
    const head = buffer.subarray(0, bytesRead)
    return { head, content: await recognizeContent(handle, head, file), size: stats.size }
  } finally {
    await handle.close()
  }
}
