import {
  TEXT_BLOCKS,
  TEXT_CHARACTERS,
  TEXT_DEPTH,
  TEXT_HEADINGS,
  TEXT_LINK,
  TEXT_MARKS,
  type TextBlock,
  type TextContainer,
  type TextMark,
  type TextRun,
} from '@mainstay/contract/plans-texts'
import * as Y from 'yjs'
import { Refused } from '../../platform/refusal.ts'
import { refuseContent } from './refuse-text.ts'

/** The one root of a document in which notes stand; an editor binds to it by this name. */
export const TEXT_ROOT = 'default'

export interface ReadText {
  readonly blocks: TextBlock[]
  readonly characters: number
}

/**
 * What a document says, if it holds nothing but what notes may hold. What several people write at once can leave a list or
 * an item empty; that says nothing and is no fault.
 */
export function readDocument(doc: Y.Doc): ReadText {
  for (const name of doc.share.keys()) if (name !== TEXT_ROOT) throw refuseContent('anything beside its one text')
  const root = doc.getXmlFragment(TEXT_ROOT)
  if (root._map.size > 0) throw refuseContent('named values')
  const reading: Reading = { blocks: [], characters: 0 }
  readChildren(root, { reading, within: [] })
  return reading
}

interface Reading {
  readonly blocks: TextBlock[]
  characters: number
}

interface Place {
  readonly reading: Reading
  readonly within: readonly TextContainer[]
}

type Parent = Y.XmlFragment | Y.XmlElement
type Child = ReturnType<Parent['toArray']>[number]

const LISTS = { bulletList: 'bullet', orderedList: 'ordered' } as const
type ListName = keyof typeof LISTS

function isListName(name: string): name is ListName {
  return Object.hasOwn(LISTS, name)
}

/** Blocks one below another; of lists that follow each other directly the second counts on, so that their items stay apart. */
function readChildren(parent: Parent, place: Place): void {
  let before: { readonly name: ListName; readonly last: number } | null = null
  for (const child of parent.toArray()) {
    const element = elementOf(child)
    const name = element.nodeName
    if (!isListName(name)) {
      before = null
      readBlock(element, place)
      continue
    }
    const last: number = readList(element, place, before?.name === name ? before.last : null)
    before = { name, last }
  }
}

function elementOf(child: Child): Y.XmlElement {
  if (child instanceof Y.XmlElement) return child
  throw refuseContent('text outside of a paragraph')
}

function readBlock(element: Y.XmlElement, place: Place): void {
  const name = element.nodeName
  refuseAttributes(element, name === 'heading' ? ['level'] : [])
  if (name === 'paragraph') addBlock(element, 0, place)
  else if (name === 'heading') addBlock(element, levelOf(element), place)
  else if (name === 'blockquote') readChildren(element, deeper(place, { kind: 'quote', item: 0 }))
  else throw refuseContent(`an element "${name.slice(0, 40)}"`)
}

/** Gives the number of the last item. */
function readList(list: Y.XmlElement, place: Place, last: number | null): number {
  const name = list.nodeName as ListName
  refuseAttributes(list, name === 'orderedList' ? ['start', 'type'] : [])
  refuseSigns(list)
  const start = name === 'orderedList' ? startOf(list) : 1
  let item = last === null || start > last ? start - 1 : last
  for (const child of list.toArray()) {
    const element = elementOf(child)
    if (element.nodeName !== 'listItem') throw refuseContent('anything but items in a list')
    refuseAttributes(element, [])
    item += 1
    readChildren(element, deeper(place, { kind: LISTS[name], item }))
  }
  return item
}

function deeper({ reading, within }: Place, container: TextContainer): Place {
  if (within.length >= TEXT_DEPTH) throw refuseContent(`more than ${TEXT_DEPTH} lists and quotes in each other`)
  return { reading, within: [...within, container] }
}

function addBlock(element: Y.XmlElement, level: number, { reading, within }: Place): void {
  const runs = runsOf(element)
  reading.characters += runs.reduce((sum, run) => sum + run.text.length, 0)
  if (reading.blocks.length >= TEXT_BLOCKS || runs.length > TEXT_BLOCKS || reading.characters > TEXT_CHARACTERS)
    throw new Refused('plans/text-too-long', { most: TEXT_CHARACTERS })
  reading.blocks.push({ level, within: [...within], runs })
}

function runsOf(element: Y.XmlElement): TextRun[] {
  const runs = element.toArray().flatMap((child): TextRun[] => {
    if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') {
      refuseAttributes(child, [])
      if (child.length > 0) throw refuseContent('anything in a line break')
      return [{ text: '\n', marks: [], href: null }]
    }
    if (!(child instanceof Y.XmlText)) throw refuseContent('anything but text in a paragraph')
    if (child._map.size > 0) throw refuseContent('named values')
    return (child.toDelta() as unknown[]).map(runOf)
  })
  return joined(runs.filter(({ text }) => text !== ''))
}

function runOf(piece: unknown): TextRun {
  const { insert, attributes } = piece as { readonly insert: unknown; readonly attributes?: Record<string, unknown> }
  if (typeof insert !== 'string') throw refuseContent('anything but characters in a text')
  const formats = Object.entries(attributes ?? {}).filter(([, value]) => value !== null)
  const marks: TextMark[] = []
  let href: string | null = null
  for (const [name, value] of formats) {
    if (name === 'link') href = hrefOf(value)
    else if (isMark(name)) marks.push(name)
    else throw refuseContent(`a format "${name.slice(0, 40)}"`)
  }
  return { text: writable(insert), marks: TEXT_MARKS.filter((mark) => marks.includes(mark)), href }
}

function isMark(name: string): name is TextMark {
  return (TEXT_MARKS as readonly string[]).includes(name)
}

const LINK_CHARACTERS = 2_000
/** What an editor may say of a link beside its address: how it opens. */
const LINK_WORDS: Readonly<Record<string, readonly unknown[]>> = {
  target: ['_blank', null],
  rel: ['noopener noreferrer nofollow', null],
  class: [null],
  title: [null],
}

function hrefOf(value: unknown): string {
  const { href, ...rest } = (typeof value === 'object' ? value : {}) as Record<string, unknown>
  const isPlain = Object.entries(rest).every(([name, word]) => LINK_WORDS[name]?.includes(word) ?? false)
  if (!isPlain || typeof href !== 'string' || href.length > LINK_CHARACTERS || !TEXT_LINK.test(href))
    throw refuseContent('a link that leads elsewhere than to http, https or mailto')
  return href
}

function levelOf(element: Y.XmlElement): number {
  const level: unknown = element.getAttribute('level')
  if (Number.isInteger(level) && Number(level) >= 1 && Number(level) <= TEXT_HEADINGS) return Number(level)
  throw refuseContent(`a heading of another level than 1 to ${TEXT_HEADINGS}`)
}

const LAST_START = 100_000

function startOf(list: Y.XmlElement): number {
  const start: unknown = list.getAttribute('start') ?? 1
  if (Number.isInteger(start) && Number(start) >= 1 && Number(start) <= LAST_START) return Number(start)
  throw refuseContent('a list that starts at no whole number')
}

const SIGNS_CHARACTERS = 40

/** By what a pasted list counts, a or i, is a word that nobody reads; it holds nothing else. */
function refuseSigns(list: Y.XmlElement): void {
  const signs: unknown = list.getAttribute('type') ?? ''
  if (typeof signs !== 'string' || signs.length > SIGNS_CHARACTERS) throw refuseContent('a list that counts by no word')
}

function refuseAttributes(element: Y.XmlElement, allowed: readonly string[]): void {
  for (const [name, value] of Object.entries(element.getAttributes()))
    if (value !== null && value !== undefined && !allowed.includes(name))
      throw refuseContent(`a value "${name.slice(0, 40)}" of ${element.nodeName.slice(0, 40)}`)
}

/** Neighbours that are written alike are one run, however many pieces the document keeps them in. */
function joined(runs: readonly TextRun[]): TextRun[] {
  const whole: TextRun[] = []
  for (const run of runs) {
    const last = whole.at(-1)
    if (last && last.href === run.href && last.marks.join() === run.marks.join())
      whole[whole.length - 1] = { ...last, text: last.text + run.text }
    else whole.push(run)
  }
  return whole
}

/** What neither JSON in the database nor XML of an export can hold becomes the mark for a lost character. */
function writable(text: string): string {
  return text.toWellFormed().replace(UNWRITABLE, '\ufffd')
}

const UNWRITABLE = /(?![\t\n])[\p{Cc}\ufffe\uffff]/gu
