import type { CellValue } from '../../platform/files/index.ts'
import type { DecisionBook } from './book.ts'
import type { BookColumn, BookSection, ColumnKind } from './section.ts'
import { percent, points } from './words.ts'

/** Rows of one part on paper; the workbook holds all of them. */
const PRINTED_ROWS = 2_000

/** The book as one page of HTML to be printed: all in it, nothing fetched, no script. */
export async function bookPage(book: DecisionBook): Promise<string> {
  const parts: string[] = []
  for (const section of book.sections) if (!section.isWorkbookOnly) parts.push(await sectionPart(section))
  const facts = book.about.map(([question, answer]) => `<dt>${safe(question)}</dt><dd>${safe(answer)}</dd>`).join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safe(`${book.title}: ${book.subtitle}`)}</title><style>${STYLE}</style></head><body>
<header class="title"><p>${safe(book.title)}</p><h1>${safe(book.subtitle)}</h1><dl>${facts}</dl>
<nav><h2>Contents</h2><ol>${contents(book)}</ol></nav></header>
${parts.join('\n')}</body></html>`
}

function contents({ sections }: DecisionBook): string {
  return sections
    .filter(({ isWorkbookOnly }) => !isWorkbookOnly)
    .map(({ name }) => `<li><a href="#${idOf(name)}">${safe(name)}</a></li>`)
    .join('')
}

async function sectionPart(section: BookSection): Promise<string> {
  const { name, sentences, columns, empty } = section
  const bodies: string[] = []
  let isCut = false
  for await (const row of section.rows()) {
    if (bodies.length === PRINTED_ROWS) {
      isCut = true
      break
    }
    bodies.push(rowPart(columns, row))
  }
  const said = sentences.map((sentence) => `<p>${safe(sentence)}</p>`).join('')
  const more = isCut ? `<p class="cut">The first ${PRINTED_ROWS} are printed; the workbook (XLSX) holds all.</p>` : ''
  const table = bodies.length === 0 ? `<p>${safe(empty)}</p>` : tablePart(columns, bodies)
  return `<section><h2 id="${idOf(name)}">${safe(name)}</h2>${said}${more}${table}</section>`
}

function tablePart(columns: readonly BookColumn[], bodies: readonly string[]): string {
  const heads = columns
    .filter(({ place }) => place === 'row')
    .map(({ title, brief, kind }) => `<th scope="col"${classOf(kind)}>${safe(brief ?? title)}</th>`)
    .join('')
  return `<table><thead><tr>${heads}</tr></thead>${bodies.join('')}</table>`
}

/** One row with the lines that belong beneath it, kept together on a page. */
function rowPart(columns: readonly BookColumn[], row: readonly CellValue[]): string {
  const cells: string[] = []
  const lines: string[] = []
  columns.forEach(({ title, kind, place }, index) => {
    const value = written(row[index] ?? null, kind)
    if (place === 'row') cells.push(`<td${classOf(kind)}>${value === '' && kind !== 'text' ? '–' : safe(value)}</td>`)
    else if (value !== '') lines.push(`<span><b>${safe(title)}:</b> ${safe(value)}</span>`)
  })
  const beneath =
    lines.length === 0 ? '' : `<tr class="beneath"><td colspan="${cells.length}">${lines.join(' ')}</td></tr>`
  return `<tbody><tr>${cells.join('')}</tr>${beneath}</tbody>`
}

function written(value: CellValue, kind: ColumnKind): string {
  if (value === null) return ''
  if (typeof value === 'number') {
    if (kind === 'points') return points(value)
    return kind === 'percent' ? percent(value) : value.toLocaleString('en-US')
  }
  if (typeof value === 'object') return 'date' in value ? value.date : value.decimal
  return String(value)
}

function classOf(kind: ColumnKind): string {
  return kind === 'text' ? '' : ' class="number"'
}

function idOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}

function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const STYLE = `
@page { size: A4 landscape; margin: 14mm 12mm 16mm;
  @bottom-left { content: 'Decision book'; font: 8pt sans-serif; color: #555; }
  @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif; color: #555; } }
* { box-sizing: border-box; }
body { margin: 0; font: 8.5pt/1.35 'Inter', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif; color: #1a1f26; }
.title { break-after: page; padding-top: 22mm; }
.title > p { margin: 0; font-size: 12pt; color: #555; }
.title h1 { margin: 2mm 0 12mm; font-size: 26pt; overflow-wrap: anywhere; }
.title dl { display: grid; grid-template-columns: 45mm 1fr; gap: 1.5mm 4mm; font-size: 10pt; margin: 0 0 10mm; }
.title dt { color: #555; } .title dd { margin: 0; overflow-wrap: anywhere; }
.title nav h2 { font-size: 11pt; margin: 0 0 2mm; } .title nav ol { margin: 0; padding-left: 5mm; font-size: 10pt; }
a { color: inherit; }
section { margin-top: 9mm; } .title + section { margin-top: 0; }
section h2 { font-size: 15pt; margin: 0 0 2mm; break-after: avoid; }
section p { margin: 0 0 2mm; max-width: 200mm; }
table { width: 100%; border-collapse: collapse; margin-top: 2mm; }
thead { display: table-header-group; }
th { text-align: left; font-weight: 600; color: #444; border-bottom: 0.6pt solid #888; padding: 1mm 1.2mm; vertical-align: bottom; }
td { padding: 1mm 1.2mm 0.4mm; vertical-align: top; overflow-wrap: anywhere; }
tbody { break-inside: avoid; } tbody tr:first-child td { border-top: 0.3pt solid #ccc; }
tbody tr:first-child td:not(.number) { min-width: 15mm; }
.beneath td { padding: 0 1.2mm 1.2mm; color: #444; font-size: 7.5pt; }
.beneath span { margin-right: 3mm; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.cut { font-weight: 600; }
`
