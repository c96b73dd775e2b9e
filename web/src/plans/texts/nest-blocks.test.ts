import type { TextBlock, TextContainer } from '@mainstay/contract/plans-texts'
import { expect, it } from 'vitest'
import { type Nested, nestBlocks } from './nest-blocks.ts'

const bullet = (item: number): TextContainer => ({ kind: 'bullet', item })
const ordered = (item: number): TextContainer => ({ kind: 'ordered', item })
const quote: TextContainer = { kind: 'quote', item: 0 }

function block(text: string, ...within: TextContainer[]): TextBlock {
  return { level: 0, within, runs: [{ text, marks: [], href: null }] }
}

/** A tree in short: blocks by their words, lists in brackets with their items. */
function short(nested: readonly Nested[]): string {
  return nested
    .map((each) => {
      if (each.kind === 'block') return each.block.runs.map(({ text }) => text).join('')
      if (each.kind === 'quote') return `"${short(each.children)}"`
      const sign = each.kind === 'bullet' ? '-' : `${each.start}.`
      return `[${sign} ${each.items.map(short).join(' | ')}]`
    })
    .join(' ')
}

it('puts items into their lists, deeper lists into their items, and paragraphs of one item together', () => {
  const blocks = [
    block('before'),
    block('a', bullet(1)),
    block('more of a', bullet(1)),
    block('b', bullet(2), ordered(3)),
    block('c', bullet(2), ordered(4)),
    block('d', bullet(2)),
    block('after'),
  ]
  expect(short(nestBlocks(blocks))).toBe('before [- a more of a | [3. b | c] d] after')
})

it('keeps lists apart that begin anew, and lists of another kind', () => {
  const blocks = [block('a', ordered(1)), block('b', ordered(2)), block('c', ordered(7)), block('d', bullet(1))]
  expect(short(nestBlocks(blocks))).toBe('[1. a | b] [7. c] [- d]')
})

it('holds quotes with what lies in them', () => {
  const blocks = [block('a', quote), block('b', quote, bullet(1)), block('c', quote, quote), block('d')]
  expect(short(nestBlocks(blocks))).toBe('"a [- b] "c"" d')
})

it('makes nothing of nothing', () => {
  expect(nestBlocks([])).toEqual([])
})
