import { FileRefusal } from './refusal.ts'
import type { ReadContext } from './table.ts'
import { isDateFormat } from './xlsx-values.ts'
import { readXml } from './xml.ts'
import type { ZipParts } from './zip.ts'

export interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  readonly part: string
}

/** What the cells of every sheet refer to. */
export interface Workbook {
  readonly sheets: readonly Sheet[]
  readonly startsIn1904: boolean
  /** For each cell style, whether it shows its number as a date or time. */
  readonly dateStyles: readonly boolean[]
  readonly sharedStrings: readonly string[]
}

interface Relation {
  readonly id: string
  readonly kind: string
  readonly part: string
}

/** Reads the small parts of a workbook: its sheets, styles and shared texts. External targets are never followed. */
export async function readWorkbook(zip: ZipParts, context: ReadContext): Promise<Workbook> {
  const { file } = context
  const main = await findMainPart(zip, context)
  if (main.endsWith('.bin')) throw new FileRefusal('files/binary-workbook', { file })
  await refuseMacros(zip, context)
  const relations = await readRelations(zip, context, main)
  const partOf = (kind: string) => relations.find((relation) => relation.kind === kind)?.part
  const { sheets, startsIn1904 } = await readMainPart(zip, context, main, relations)
  if (sheets.length === 0) throw new FileRefusal('files/xlsx-damaged', { file })
  const styles = partOf('styles')
  const texts = partOf('sharedStrings')
  return {
    sheets,
    startsIn1904,
    dateStyles: styles && zip.names.has(styles) ? await readDateStyles(zip, context, styles) : [],
    sharedStrings: texts && zip.names.has(texts) ? await readSharedStrings(zip, context, texts) : [],
  }
}

async function findMainPart(zip: ZipParts, context: ReadContext): Promise<string> {
  const { file } = context
  const relations = await readRelations(zip, context, '')
  const main = relations.find((relation) => relation.kind === 'officeDocument')?.part ?? 'xl/workbook.xml'
  if (zip.names.has(main) && main.startsWith('xl/')) return main
  if (zip.names.has('xl/workbook.bin')) return 'xl/workbook.bin'
  if (zip.names.has('mimetype') && zip.names.has('content.xml')) throw new FileRefusal('files/open-document', { file })
  if (zip.names.has('[Content_Types].xml')) throw new FileRefusal('files/document', { file })
  throw new FileRefusal('files/archive', { file })
}

async function refuseMacros(zip: ZipParts, context: ReadContext): Promise<void> {
  let hasMacros = [...zip.names].some((name) => /vbaProject\.bin$/i.test(name))
  if (zip.names.has('[Content_Types].xml')) {
    await readXml(zip.read('[Content_Types].xml'), context, {
      open(_name, attributes) {
        if (/macroEnabled/i.test(attributes.ContentType ?? '')) hasMacros = true
      },
    })
  }
  if (hasMacros) throw new FileRefusal('files/macros', { file: context.file })
}

async function readRelations(zip: ZipParts, context: ReadContext, owner: string): Promise<Relation[]> {
  const folder = owner.slice(0, owner.lastIndexOf('/') + 1)
  const part = `${folder}_rels/${owner.slice(folder.length)}.rels`
  const relations: Relation[] = []
  if (!zip.names.has(part)) return relations
  await readXml(zip.read(part), context, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return
      const kind = (attributes.Type ?? '').split('/').at(-1) ?? ''
      relations.push({ id: attributes.Id ?? '', kind, part: resolvePart(folder, attributes.Target ?? '') })
    },
  })
  return relations
}

function resolvePart(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/')
  const steps: string[] = []
  for (const step of (path.startsWith('/') ? path : `${folder}${path}`).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

async function readMainPart(zip: ZipParts, context: ReadContext, main: string, relations: readonly Relation[]) {
  const sheets: Sheet[] = []
  let startsIn1904 = false
  await readXml(zip.read(main), context, {
    open(name, attributes) {
      if (name === 'workbookPr') startsIn1904 = isTrue(attributes.date1904)
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1]
      const relation = relations.find((found) => found.id === id)
      if (relation?.kind !== 'worksheet' || !zip.names.has(relation.part)) return
      const isHidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name ?? '', isHidden, part: relation.part })
    },
  })
  return { sheets, startsIn1904 }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on'
}

async function readDateStyles(zip: ZipParts, context: ReadContext, part: string): Promise<boolean[]> {
  const formats = new Map<number, string>()
  const dateStyles: boolean[] = []
  let isInCellStyles = false
  await readXml(zip.read(part), context, {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') isInCellStyles = true
      if (name !== 'xf' || !isInCellStyles) return
      const id = Number(attributes.numFmtId ?? 0)
      dateStyles.push(isDateFormat(id, formats.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') isInCellStyles = false
    },
  })
  return dateStyles
}

async function readSharedStrings(zip: ZipParts, context: ReadContext, part: string): Promise<string[]> {
  const { limits, file } = context
  const strings: string[] = []
  let characters = 0
  let current = ''
  let isText = false
  let phonetic = 0
  await readXml(zip.read(part), context, {
    open(name) {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic += 1
      if (name === 't') isText = phonetic === 0
    },
    text(text) {
      if (!isText) return
      current += text
      characters += text.length
    },
    close(name) {
      if (name === 't') isText = false
      if (name === 'rPh') phonetic -= 1
      if (name !== 'si') return
      strings.push(unescapeText(current))
      if (characters > limits.sharedStringCharacters || strings.length > limits.sharedStringCount) {
        throw new FileRefusal('files/shared-strings-too-large', { file })
      }
    },
  })
  return strings
}

/** Workbooks write characters that XML cannot hold as _xHHHH_. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
