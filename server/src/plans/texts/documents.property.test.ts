import type { TextBlock, TextContainer } from '@mainstay/contract/plans-texts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyUpdate } from './apply-update.ts'
import { anEditor, rootOf, wordsOf } from './typing.ts'
import { writeDocument } from './write-document.ts'

const word = fc.stringMatching(/^[a-zé漢😀 ]{1,12}$/u).filter((text) => text.length > 0 && text.isWellFormed())
const marks = fc.subarray(['bold', 'italic', 'strike'] as const)
const href = fc.option(fc.constantFrom('https://example.com/a?b=1', 'mailto:ann@example.com'), { nil: null })

/** Runs as they are always read: no two neighbours alike, breaks without marks. */
const runs = fc.array(fc.record({ text: word, marks, href }), { maxLength: 4 }).map((list) =>
  list.flatMap((run, at) => {
    const before = list[at - 1]
    const isAlike = before && before.href === run.href && before.marks.join() === run.marks.join()
    return isAlike ? [] : [run]
  }),
)

interface Tree {
  readonly kind: 'quote' | 'bullet' | 'ordered' | 'block'
  readonly level: number
  readonly runs: TextBlock['runs']
  readonly start: number
  readonly items: readonly (readonly Tree[])[]
}

const { tree } = fc.letrec<{ tree: Tree; leaf: Tree }>((tie) => ({
  leaf: fc.record({
    kind: fc.constant('block' as const),
    level: fc.constantFrom(0, 0, 0, 1, 2, 3),
    runs,
    start: fc.constant(1),
    items: fc.constant<Tree['items']>([]),
  }),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.record({
      kind: fc.constantFrom('quote' as const, 'bullet' as const, 'ordered' as const),
      level: fc.constant(0),
      runs: fc.constant<TextBlock['runs']>([]),
      start: fc.integer({ min: 1, max: 9 }),
      items: fc.array(fc.array(tie('tree'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    }),
  ),
}))

/** Blocks of a tree, a paragraph between any two containers so that neighbours stay apart. */
function blocksOf(trees: readonly Tree[], within: readonly TextContainer[] = []): TextBlock[] {
  return trees.flatMap((each, at) => {
    if (each.kind === 'block' || within.length >= 7)
      return [{ level: each.level, within: [...within], runs: each.runs }]
    const before = trees[at - 1]
    const apart = before && before.kind !== 'block' ? [{ level: 0, within: [...within], runs: [] }] : []
    const first = each.kind === 'ordered' ? each.start : 1
    const items = each.kind === 'quote' ? each.items.slice(0, 1) : each.items
    const inside = items.flatMap((children, index) =>
      blocksOf(children, [
        ...within,
        { kind: each.kind as TextContainer['kind'], item: each.kind === 'quote' ? 0 : first + index },
      ]),
    )
    return [...apart, ...inside]
  })
}

test('what is written as a document is read as it was written, whatever lies in what', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), (trees) => {
      const blocks = blocksOf(trees)
      const read = applyUpdate(null, writeDocument(blocks))
      expect(read.blocks).toEqual(blocks)
      const all = blocks.flatMap((block) => block.runs.map(({ text }) => text)).join('')
      expect(read.characters).toBe(all.length)
    }),
    { numRuns: 200 },
  )
})

test('what is written behind a document leaves what stands there as it is', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 3 }), fc.array(tree, { maxLength: 3 }), (standing, more) => {
      const before = blocksOf(standing)
      const behind: TextBlock[] = [{ level: 2, within: [], runs: [] }, ...blocksOf(more)]
      const { state } = applyUpdate(null, writeDocument(before))
      const read = applyUpdate(state, writeDocument(behind, state))
      expect(read.blocks).toEqual([...before, ...behind])
      expect(read.added?.length).toBeLessThanOrEqual(writeDocument(behind).length + 100 * behind.length)
    }),
    { numRuns: 100 },
  )
})

test('several writers end with the same text in whatever order their changes come, and every one of them once or twice', () => {
  const letters = fc.array(fc.tuple(fc.nat(3), fc.nat(1_000), fc.constantFrom('a', 'b', 'c', 'd')), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(letters, fc.infiniteStream(fc.nat(1_000)), (strokes, order) => {
      const writers = [0, 1, 2, 3].map(() => anEditor(writeDocument([{ level: 0, within: [], runs: [] }])))
      const sent: Uint8Array[] = []
      for (const writer of writers) writer.on('update', (update: Uint8Array) => sent.push(update))
      for (const [who, at, letter] of strokes) type(writers[who], at, letter)
      const shuffled = [...sent, ...sent.slice(0, 5)].sort(() => (order.next().value ?? 0) - 500)
      const whole = Y.mergeUpdates([writeDocumentOnce(writers), ...shuffled])
      const straight = Y.mergeUpdates([writeDocumentOnce(writers), ...sent])
      const read = applyUpdate(null, whole)
      expect(read.blocks).toEqual(applyUpdate(null, straight).blocks)
      expect(read.characters).toBe(strokes.length)
      expect(applyUpdate(read.state, whole).added).toBeNull()
    }),
    { numRuns: 100 },
  )
})

/** What every writer began with. */
function writeDocumentOnce(writers: readonly Y.Doc[]): Uint8Array {
  return Y.mergeUpdates(writers.map((writer) => Y.encodeStateAsUpdate(writer)))
}

function type(writer: Y.Doc | undefined, at: number, letter: string): void {
  if (!writer) throw new Error('nobody writes')
  const paragraph = rootOf(writer).get(0)
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('no paragraph')
  const found = paragraph.toArray()[0]
  const text = found instanceof Y.XmlText ? found : new Y.XmlText()
  if (text !== found) paragraph.push([text])
  text.insert(Math.min(at, wordsOf(writer).length, text.length), letter)
}
