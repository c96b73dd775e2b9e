import { escaped, richLines } from './markdown-rich.ts'
import {
  type Block,
  barText,
  figureTable,
  isForPages,
  type PlanDocument,
  type TableBlock,
  written,
} from './plan-document.ts'

/** The document as Markdown: headings, sentences and tables; what is typed in a plan stays text and never becomes markup. */
export function markdownOf({ title, subtitle, about, chapters }: PlanDocument): string {
  const lines = [`# ${plain(title)}`, '', plain(subtitle), '']
  for (const [question, answer] of about) lines.push(`- **${plain(question)}:** ${plain(answer)}`)
  for (const chapter of chapters) {
    lines.push('', `## ${plain(chapter.title)}`)
    for (const block of chapter.blocks.filter(isForPages)) lines.push(...blockLines(block))
  }
  return `${lines.join('\n')}\n`
}

function blockLines(block: Block): string[] {
  const head = block.title === '' ? [''] : ['', `### ${plain(block.title)}`, '']
  switch (block.kind) {
    case 'text':
      return [...head, ...(block.rich ? richLines(block.rich) : block.paragraphs.flatMap((text) => [plain(text), '']))]
    case 'table':
      return [...head, ...tableLines(block)]
    case 'bars':
      return block.format === 'grade'
        ? [
            ...head,
            ...block.categories.map(
              (name, at) => `- ${plain(name)}: ${barText(block, block.series[0]?.values[at] ?? null)}`,
            ),
          ]
        : []
    case 'look':
      return [
        ...head,
        ...(block.figures.length > 0 ? tableLines(figureTable(block)) : []),
        ...block.lists.flatMap(({ title, lines }) => [
          '',
          `### ${plain(title)}`,
          '',
          ...lines.map((line) => `- ${plain(line)}`),
        ]),
      ]
    case 'grid':
      return [
        ...head,
        row(['', ...block.columns]),
        row(['', ...block.columns].map(() => '---')),
        ...block.rows.map(({ name, cells }) => row([name, ...cells.map(({ text }) => text)])),
      ]
    case 'bridge':
    case 'quadrants':
      // The table that follows says the same.
      return []
  }
}

function tableLines({ columns, rows, empty }: TableBlock): string[] {
  if (rows.length === 0) return [plain(empty)]
  return [
    row(columns.map(({ title }) => title)),
    row(columns.map(({ kind }) => (kind === 'text' || kind === 'date' ? '---' : '---:'))),
    ...rows.map((cells) => row(columns.map(({ kind }, at) => written(cells[at] ?? null, kind)))),
  ]
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (/^:?-{3}:?$/.test(cell) ? cell : plain(cell))).join(' | ')} |`
}

/** Lines are joined: what is told here stands in headings, cells and single paragraphs. */
function plain(text: string): string {
  return escaped(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
    .replace(/^(\s*\d*)([-+.)])(?=\s)/, '$1\\$2')
}
