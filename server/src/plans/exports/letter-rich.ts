import type { TextBlock, TextRun } from '@mainstay/contract/plans-texts'
import {
  AlignmentType,
  BorderStyle,
  ExternalHyperlink,
  HeadingLevel,
  type IParagraphOptions,
  LevelFormat,
  Paragraph,
  TextRun as Run,
} from 'docx'
import { clean } from './plan-document.ts'

const NUMBERED = 'notes-numbered'
const BULLETED = 'notes-bulleted'
/** How far in each level lies, in twentieths of a point. */
const STEP = 400
const LEVELS = 9
const HEADINGS = [undefined, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4, HeadingLevel.HEADING_5] as const

const levels = (format: (typeof LevelFormat)[keyof typeof LevelFormat], textOf: (level: number) => string) =>
  Array.from({ length: LEVELS }, (_, level) => ({
    level,
    format,
    text: textOf(level),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: STEP * (level + 1), hanging: STEP } } },
  }))

/** Lists of a word processor, so that what is added there goes on in them. */
export const NUMBERING = {
  config: [
    { reference: BULLETED, levels: levels(LevelFormat.BULLET, () => '•') },
    { reference: NUMBERED, levels: levels(LevelFormat.DECIMAL, (level) => `%${level + 1}.`) },
  ],
}

/** Lists that were begun so far; each counts for itself. */
interface Lists {
  instance: number
}

/** Notes as paragraphs with their headings, lists, quotes, emphasis and links. */
export function richParagraphs(blocks: readonly TextBlock[]): Paragraph[] {
  const lists: Lists = { instance: 0 }
  return blocks.flatMap((block, at) =>
    block.runs.length === 0 ? [] : [new Paragraph(paragraphOf(block, blocks[at - 1] ?? null, lists))],
  )
}

function paragraphOf(block: TextBlock, before: TextBlock | null, lists: Lists): IParagraphOptions {
  const { within, level } = block
  const innermost = within.at(-1)
  const depth = within.filter(({ kind }) => kind !== 'quote').length
  const heading = HEADINGS[level]
  const isQuoted = within.some(({ kind }) => kind === 'quote')
  const goesOn = innermost !== undefined && isSamePlace(block, before)
  const common = {
    children: block.runs.flatMap(pieces),
    spacing: { after: 60 },
    ...(heading === undefined ? {} : { heading }),
    ...(isQuoted ? { border: { left: { style: BorderStyle.SINGLE, size: 6, space: 6, color: '8A94A0' } } } : {}),
  }
  if (innermost === undefined || innermost.kind === 'quote' || goesOn)
    return { ...common, indent: { left: STEP * (depth + (isQuoted ? 1 : 0)) } }
  if (innermost.kind === 'bullet') return { ...common, numbering: { reference: BULLETED, level: depth - 1 } }
  if (innermost.item === 1) lists.instance += 1
  return { ...common, numbering: { reference: NUMBERED, level: depth - 1, instance: lists.instance } }
}

/** The second paragraph of an item bears no sign of its own. */
function isSamePlace({ within }: TextBlock, before: TextBlock | null): boolean {
  return (
    before !== null &&
    before.within.length >= within.length &&
    within.every(({ kind, item }, at) => before.within[at]?.kind === kind && before.within[at]?.item === item)
  )
}

function pieces(run: TextRun): (Run | ExternalHyperlink)[] {
  const lines = run.text.split('\n').map(
    (line, at) =>
      new Run({
        text: clean(line),
        bold: run.marks.includes('bold'),
        italics: run.marks.includes('italic'),
        strike: run.marks.includes('strike'),
        ...(run.href === null ? {} : { style: 'Hyperlink' }),
        ...(at === 0 ? {} : { break: 1 }),
      }),
  )
  return run.href === null ? lines : [new ExternalHyperlink({ link: clean(run.href), children: lines })]
}
