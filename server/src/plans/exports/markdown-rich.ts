import type { TextBlock, TextRun } from '@mainstay/contract/plans-texts'
import { clean } from './plan-document.ts'

/** Marks that mean something to Markdown or HTML are written so that they mean themselves. */
export function escaped(text: string): string {
  return clean(text)
    .replace(/[\\`*_[\]{}<>|#!~]/g, '\\$&')
    .replace(/&/g, '&amp;')
}

/** Below the headings of the document and its blocks. */
const HEADING_OFFSET = 3

/** Notes as Markdown: their own lists, quotes, headings and links, and nothing that was typed to look like them. */
export function richLines(blocks: readonly TextBlock[]): string[] {
  return blocks.flatMap((block, at) => {
    if (block.runs.length === 0) return []
    const { first, rest } = indentOf(block, blocks[at - 1] ?? null)
    const heading = block.level === 0 ? '' : `${'#'.repeat(block.level + HEADING_OFFSET)} `
    const lines = block.runs
      .map(runText)
      .join('')
      // Looked at from each break anew, many of them would take minutes.
      .replace(/(?<!\n)\n+$/, '')
      .split('\n')
      .map((line) => line.replace(/^(\s*\d*)([-+=.)])(?=\s|$)/, '$1\\$2').trimStart())
    const text = lines.join(block.level === 0 ? `  \n${rest}` : ' ')
    // An empty line in the same quote or item keeps paragraphs apart.
    return [`${first}${heading}${text}`, rest.trimEnd()]
  })
}

/** What stands before the first line of a block, and before its others. */
function indentOf(block: TextBlock, before: TextBlock | null): { readonly first: string; readonly rest: string } {
  let first = ''
  let rest = ''
  let isSame = before !== null
  for (const [at, { kind, item }] of block.within.entries()) {
    const other = before?.within[at]
    isSame &&= other?.kind === kind && other.item === item
    if (kind === 'quote') {
      first += '> '
      rest += '> '
      continue
    }
    const sign = kind === 'bullet' ? '- ' : `${item}. `
    first += isSame ? ' '.repeat(sign.length) : sign
    rest += ' '.repeat(sign.length)
  }
  return { first, rest }
}

const SIGNS = { bold: '**', italic: '*', strike: '~~' } as const

/** Signs stand at the letters, not at the blanks around them, or they would mean nothing. */
function runText({ text, marks, href }: TextRun): string {
  const core = text.trim()
  if (core === '') return escaped(text)
  const from = text.indexOf(core)
  const signs = marks.map((mark) => SIGNS[mark])
  // Line breaks lie between pieces that bear the signs each.
  const marked = core
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `${signs.join('')}${escaped(line)}${signs.toReversed().join('')}`))
    .join('\n')
  const linked = href === null ? marked : `[${marked.replaceAll('\n', ' ')}](<${addressOf(href)}>)`
  return `${escaped(text.slice(0, from))}${linked}${escaped(text.slice(from + core.length))}`
}

function addressOf(href: string): string {
  return clean(href).replace(/[<>\\]/g, (sign) => encodeURIComponent(sign))
}
