import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { openTable } from './open-table.ts'
import { FileRefusal } from './refusal.ts'
import type { OpenOptions, Row, TableSource } from './table.ts'
import { type ZipEntrySource, zipBytes } from './zip-writer.ts'

/** A folder for the files of one test file, removed at the end. */
export function testFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-files-'))
  let count = 0
  return {
    write(content: string | Buffer, name?: string): string {
      count += 1
      const path = join(folder, name ?? `file-${count}`)
      writeFileSync(path, content)
      return path
    },
    path: (name: string) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export interface ReadTable {
  readonly source: TableSource
  readonly rows: Row[]
  readonly cells: (readonly string[])[]
}

/** Reads a whole file. */
export async function readTable(path: string, options: OpenOptions = {}): Promise<ReadTable> {
  const source = await openTable(path, options)
  const rows: Row[] = []
  for await (const batch of source.rows()) rows.push(...batch)
  return { source, rows, cells: rows.map((row) => row.cells) }
}

/** The refusal a file meets, in opening or reading; null when it is taken. Anything else thrown is a fault. */
export async function refusalOf(path: string, options: OpenOptions = {}): Promise<FileRefusal | null> {
  try {
    const source = await openTable(path, options)
    for await (const _ of source.rows()) {
      // read to the end
    }
    return null
  } catch (error) {
    if (error instanceof FileRefusal) return error
    throw error
  }
}

export interface WorkbookParts {
  readonly sheets?: Readonly<Record<string, string>>
  readonly hidden?: readonly string[]
  readonly sharedStrings?: string
  readonly styles?: string
  readonly workbookProperties?: string
  readonly extra?: readonly ZipEntrySource[]
}

/** A workbook with the given sheet rows as XML. */
export async function workbook(parts: WorkbookParts): Promise<Buffer> {
  const names = Object.keys(parts.sheets ?? {})
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`
  const sheetTags = names.map((name, index) => {
    const state = parts.hidden?.includes(name) ? ' state="hidden"' : ''
    return `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index}"${state}/>`
  })
  const entries: ZipEntrySource[] = [
    {
      name: '_rels/.rels',
      pieces: [`<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`],
    },
    {
      name: 'xl/workbook.xml',
      pieces: [
        `<workbook xmlns:r="r">${parts.workbookProperties ?? ''}<sheets>${sheetTags.join('')}</sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      pieces: [
        `<Relationships>${names.map((_, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index}.xml`)).join('')}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('y', 'styles', 'styles.xml')}</Relationships>`,
      ],
    },
    ...names.map((name, index) => ({
      name: `xl/worksheets/sheet${index}.xml`,
      pieces: [`<worksheet><sheetData>${parts.sheets?.[name] ?? ''}</sheetData></worksheet>`],
    })),
  ]
  if (parts.sharedStrings !== undefined) entries.push({ name: 'xl/sharedStrings.xml', pieces: [parts.sharedStrings] })
  if (parts.styles !== undefined) entries.push({ name: 'xl/styles.xml', pieces: [parts.styles] })
  return buffer(zipBytes([...entries, ...(parts.extra ?? [])]))
}

/** Cells of inline text as one row. */
export function textRow(...texts: string[]): string {
  return `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
}

/** Highest memory of the process while something runs, above what it was before, in megabytes. */
export async function extraMemory(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss
  let highest = before
  const timer = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss)
  }, 10)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return (Math.max(highest, process.memoryUsage().rss) - before) / 1024 ** 2
}
