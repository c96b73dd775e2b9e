import type { TextBlock, TextContainer, TextRun } from '@mainstay/contract/plans-texts'
import * as Y from 'yjs'
import { TEXT_ROOT } from './read-document.ts'

/**
 * The update that writes these blocks at the end of a document, as an editor would have done it; without a document, the
 * whole of a new one.
 */
export function writeDocument(blocks: readonly TextBlock[], state: Uint8Array | null = null): Uint8Array {
  const doc = new Y.Doc()
  if (state !== null) Y.applyUpdate(doc, state)
  const before = Y.encodeStateVector(doc)
  const root = doc.getXmlFragment(TEXT_ROOT)
  doc.transact(() => {
    let open: readonly Open[] = []
    for (const block of blocks) {
      open = openContainers(root, open, block.within)
      addBlock(open.at(-1)?.inside ?? root, block)
    }
  })
  return Y.encodeStateAsUpdate(doc, before)
}

type Parent = Y.XmlFragment | Y.XmlElement

/** A list or quote that is not at its end yet, and where the next block of it goes. */
interface Open {
  readonly container: TextContainer
  readonly element: Y.XmlElement
  readonly inside: Y.XmlElement
}

/** Goes on in those that are open as far as the block lies in them, and opens the others. */
function openContainers(root: Parent, open: readonly Open[], within: readonly TextContainer[]): readonly Open[] {
  const now: Open[] = []
  let isSame = true
  for (const [at, container] of within.entries()) {
    const before = isSame ? open[at] : undefined
    const goesOn = before !== undefined && before.container.kind === container.kind
    if (goesOn && before.container.item === container.item) {
      now.push(before)
      continue
    }
    isSame = false
    if (goesOn && before.container.item + 1 === container.item) {
      now.push({ container, element: before.element, inside: addItem(before.element) })
      continue
    }
    now.push(openContainer(now.at(-1)?.inside ?? root, container))
  }
  return now
}

function openContainer(parent: Parent, container: TextContainer): Open {
  const { kind, item } = container
  const element = new Y.XmlElement(kind === 'quote' ? 'blockquote' : kind === 'bullet' ? 'bulletList' : 'orderedList')
  parent.push([element])
  if (kind === 'quote') return { container, element, inside: element }
  if (kind === 'ordered') setNumber(element, 'start', item)
  return { container, element, inside: addItem(element) }
}

function addItem(list: Y.XmlElement): Y.XmlElement {
  const item = new Y.XmlElement('listItem')
  list.push([item])
  return item
}

/** Joined to the document before it is filled: only then does the library know how long a text is. */
function addBlock(parent: Parent, { level, runs }: TextBlock): void {
  const element = new Y.XmlElement(level === 0 ? 'paragraph' : 'heading')
  parent.push([element])
  if (level > 0) setNumber(element, 'level', level)
  let text: Y.XmlText | null = null
  for (const { run, isBreak } of runs.flatMap(lines)) {
    if (isBreak) {
      text = null
      element.push([new Y.XmlElement('hardBreak')])
      continue
    }
    if (!text) {
      text = new Y.XmlText()
      element.push([text])
    }
    text.insert(text.length, run.text, formatsOf(run))
  }
}

/** A run in pieces: its lines, and the breaks between them. */
function lines(run: TextRun): { readonly run: TextRun; readonly isBreak: boolean }[] {
  return run.text
    .split(/(\n)/)
    .filter((text) => text !== '')
    .map((text) => ({ run: { ...run, text }, isBreak: text === '\n' }))
}

/** Every format by name: what is not said here would go on from the characters before. */
function formatsOf({ marks, href }: TextRun): Record<string, object | null> {
  return {
    bold: marks.includes('bold') ? {} : null,
    italic: marks.includes('italic') ? {} : null,
    strike: marks.includes('strike') ? {} : null,
    link: href === null ? null : { href, target: '_blank', rel: 'noopener noreferrer nofollow' },
  }
}

/** Editors keep numbers as numbers; the library's type knows only texts. */
function setNumber(element: Y.XmlElement, name: string, value: number): void {
  ;(element as unknown as Y.XmlElement<Record<string, number>>).setAttribute(name, value)
}
