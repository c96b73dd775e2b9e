import type { PlanSection } from '@mainstay/contract/plans'
import type { TextsPart } from '@mainstay/contract/plans-texts'
import { isWritten, plainLines } from '../../texts/text-words.ts'
import type { Block } from '../plan-document.ts'

/** Characters of one paragraph on a slide; what is longer goes on in the next. */
const PARAGRAPH_CHARACTERS = 400

/** The notes of a section, where somebody has written any. */
export function noteBlocks(texts: TextsPart | null, section: PlanSection): Block[] {
  const text = texts?.texts.find(({ sectionKey }) => sectionKey === section.key)
  if (!text || !isWritten(text)) return []
  const paragraphs = plainLines(text.blocks).flatMap(inPieces)
  return [{ kind: 'text', title: `Notes on ${section.title}`, paragraphs, rich: text.blocks }]
}

/** Cut between words where there are any. */
function inPieces(line: string): string[] {
  const pieces: string[] = []
  let rest = line
  while (rest.length > PARAGRAPH_CHARACTERS) {
    const space = rest.lastIndexOf(' ', PARAGRAPH_CHARACTERS)
    const at = space > 0 ? space : PARAGRAPH_CHARACTERS
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return [...pieces, rest]
}
