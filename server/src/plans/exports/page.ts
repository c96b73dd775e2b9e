import type { TextBlock as RichBlock } from '@mainstay/contract/plans-texts'
import { signOf } from '../texts/text-words.ts'
import {
  type Block,
  barText,
  type Cell,
  clean,
  gridPieces,
  isForPages,
  type LookBlock,
  type PlanDocument,
  shownTable,
  type TableBlock,
  toneOf,
  written,
} from './plan-document.ts'

const GRID_COLUMNS = 14

/** The document as one page of HTML to be printed: all in it, nothing fetched, no script. */
export function planPage(document: PlanDocument, footer: string): string {
  const facts = document.about
    .map(([question, answer]) => `<dt>${safe(question)}</dt><dd>${safe(answer)}</dd>`)
    .join('')
  const chapters = document.chapters.map(
    ({ title, blocks }) =>
      `<section><h2>${safe(title)}</h2>${blocks.filter(isForPages).map(blockPart).join('')}</section>`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safe(document.title)}</title><style>${STYLE}${footStyle(footer)}</style></head><body>
<header><p>${safe(document.subtitle)}</p><h1>${safe(document.title)}</h1><dl>${facts}</dl></header>
${chapters.join('\n')}</body></html>`
}

function blockPart(block: Block): string {
  const head = block.title === '' ? '' : `<h3>${safe(block.title)}</h3>`
  switch (block.kind) {
    case 'text':
      return (
        head + (block.rich ? richPart(block.rich) : block.paragraphs.map((text) => `<p>${safe(text)}</p>`).join(''))
      )
    case 'table':
      return head + (block.rows.length === 0 ? `<p>${safe(block.empty)}</p>` : tablePart(block))
    case 'bars':
      return head + barsPart(block)
    case 'grid':
      return head + gridPieces(block, GRID_COLUMNS).map(gridPart).join('')
    case 'look':
      return head + lookPart(block)
    case 'bridge':
    case 'quadrants':
      // The table that follows says the same.
      return ''
  }
}

/** A line each, as far in as its lists and quotes lie. */
function richPart(blocks: readonly RichBlock[]): string {
  return blocks
    .map((block, at) => {
      if (block.runs.length === 0) return ''
      const depth = block.within.length
      const sign = signOf(block, blocks[at - 1] ?? null)
      const text = block.runs.map(richRun).join('')
      return `<p class="rich${block.level > 0 ? ' heading' : ''}" style="margin-left:${depth * 5}mm">${safe(sign)}${text}</p>`
    })
    .join('')
}

function richRun({ text, marks, href }: RichBlock['runs'][number]): string {
  const tags = marks.map((mark) => ({ bold: 'b', italic: 'i', strike: 's' })[mark])
  const inner = safe(text).replaceAll('\n', '<br>')
  const marked = `${tags.map((tag) => `<${tag}>`).join('')}${inner}${tags
    .toReversed()
    .map((tag) => `</${tag}>`)
    .join('')}`
  return href === null ? marked : `<a href="${safe(href)}">${marked}</a>`
}

function tablePart(block: TableBlock): string {
  const { columns, rows } = shownTable(block)
  const heads = columns.map(({ title, kind }) => `<th scope="col"${side(kind)}>${safe(title)}</th>`).join('')
  const body = rows
    .map((cells) => `<tr>${columns.map(({ kind }, at) => cellPart(cells[at] ?? null, kind)).join('')}</tr>`)
    .join('')
  return `<table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table>`
}

function cellPart(cell: Cell, kind: Parameters<typeof written>[1]): string {
  const tone = toneOf(cell)
  const text = written(cell, kind)
  const inner = tone ? `<span class="${tone}">${safe(text)}</span>` : safe(text)
  return `<td${side(kind) || (text.length <= SHORT ? ' class="short"' : '')}>${inner}</td>`
}

/** A day, a state or a grade is not broken over lines. */
const SHORT = 14

function barsPart(block: Extract<Block, { kind: 'bars' }>): string {
  const { categories, series, format } = block
  const most = Math.max(
    format === 'grade' ? 1 : 0,
    ...series.flatMap(({ values }) => values.map((value) => value ?? 0)),
  )
  const rows = categories.flatMap((category, at) =>
    series.map(({ name, values }, index) => {
      const value = values[at] ?? null
      const width = value === null || most <= 0 ? 0 : Math.max(0, (value / most) * 100)
      const text = barText(block, value)
      return `<tr><td>${index === 0 ? safe(category) : ''}</td><td>${safe(name)}</td><td class="bar"><i class="b${index}" style="width:${width.toFixed(1)}%"></i></td><td class="number">${safe(text)}</td></tr>`
    }),
  )
  return `<table class="bars"><tbody>${rows.join('')}</tbody></table>`
}

function lookPart({ figures, lists }: LookBlock): string {
  const boxes = figures.map(
    ({ label, value, note, tone }) =>
      `<div class="${tone ?? 'plain'}"><small>${safe(label)}</small><strong>${safe(value)}</strong><small>${safe(note)}</small></div>`,
  )
  const columns = lists.map(
    ({ title, lines }) =>
      `<div><h3>${safe(title)}</h3><ul>${lines.map((line) => `<li>${safe(line)}</li>`).join('')}</ul></div>`,
  )
  return `<div class="look figures">${boxes.join('')}</div><div class="look">${columns.join('')}</div>`
}

/** In the margin of every page: whom it is of and for, as a text that cannot end the style. */
function footStyle(footer: string): string {
  const text = [...clean(footer).replaceAll('\n', ' ')]
    .map((letter) => (/[\p{L}\p{N} .,:()-]/u.test(letter) ? letter : `\\${letter.codePointAt(0)?.toString(16)} `))
    .join('')
  return `@page { @bottom-left { content: '${text}'; font: 8pt sans-serif; color: #555; } }`
}

function gridPart({ columns, rows }: Extract<Block, { kind: 'grid' }>): string {
  const heads = columns.map((name) => `<th scope="col">${safe(name)}</th>`).join('')
  const body = rows
    .map(
      ({ name, cells }) =>
        `<tr><th scope="row">${safe(name)}</th>${cells.map(({ text, tone }) => `<td${tone ? ` class="${tone}"` : ''}>${safe(text)}</td>`).join('')}</tr>`,
    )
    .join('')
  return `<table class="grid"><thead><tr><td></td>${heads}</tr></thead><tbody>${body}</tbody></table>`
}

function side(kind: Parameters<typeof written>[1]): string {
  return kind === 'text' || kind === 'date' ? '' : ' class="number"'
}

function safe(text: string): string {
  return clean(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const STYLE = `
@page { size: A4 landscape; margin: 14mm 12mm 16mm;
  @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif; color: #555; } }
* { box-sizing: border-box; }
body { margin: 0; font: 8.5pt/1.35 'Inter', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif; color: #1a1f26;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
header { padding-top: 4mm; }
header + section { margin-top: 9mm; }
header > p { margin: 0; font-size: 12pt; color: #555; overflow-wrap: anywhere; }
h1 { margin: 2mm 0 6mm; font-size: 24pt; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 35mm 1fr; gap: 1mm 4mm; font-size: 9pt; margin: 0; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
section + section { margin-top: 9mm; }
h2 { font-size: 15pt; margin: 0 0 2mm; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 4mm 0 1.5mm; break-after: avoid; }
p.rich { white-space: pre-line; } p.heading { font-weight: 600; font-size: 10pt; margin-top: 2mm; }
p { margin: 0 0 1.5mm; max-width: 200mm; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th { text-align: left; font-weight: 600; color: #444; border-bottom: 0.6pt solid #888; padding: 1mm 1.2mm; vertical-align: bottom; }
td { padding: 0.8mm 1.2mm; vertical-align: top; border-top: 0.3pt solid #ccc; overflow-wrap: anywhere; white-space: pre-line; }
.short { white-space: nowrap; overflow-wrap: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.good { background: #d9efdf; } .warn { background: #fbeecb; } .bad { background: #f8dcd9; }
.info { background: #dbe8f7; } .quiet { color: #666; }
.bars td { border: 0; } .bars td:first-child { width: 60mm; } .bars td:nth-child(2) { width: 24mm; color: #555; }
.bars td:last-child { width: 28mm; }
.bar i { display: block; height: 3mm; background: #2f5d8a; } .bar i.b1 { background: #7ba7cf; }
.look { display: flex; gap: 3mm; margin-bottom: 3mm; } .look > div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.look.figures > div { padding: 2.5mm; background: #eef0f2; } .look.figures > .good { background: #d9efdf; }
.look.figures > .warn { background: #fbeecb; } .look.figures > .bad { background: #f8dcd9; }
.look small { display: block; } .look strong { display: block; font-size: 13pt; }
.look ul { margin: 0; padding-left: 4mm; } .look li { margin-bottom: 1mm; }
.grid { font-size: 7pt; margin-bottom: 3mm; } .grid th[scope=row] { border-bottom: 0; border-top: 0.3pt solid #ccc; }
`
