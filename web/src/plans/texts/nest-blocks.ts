import type { TextBlock, TextContainer } from '@mainstay/contract/plans-texts'

export interface NestedList {
  readonly kind: 'bullet' | 'ordered'
  readonly start: number
  readonly items: readonly (readonly Nested[])[]
}

/** Blocks in the lists and quotes they lie in, for elements that lie in each other as well. */
export type Nested =
  | { readonly kind: 'block'; readonly block: TextBlock }
  | { readonly kind: 'quote'; readonly children: readonly Nested[] }
  | NestedList

/** Blocks one below another become a tree; `depth` is how many containers are open already. */
export function nestBlocks(blocks: readonly TextBlock[], depth = 0): Nested[] {
  const nested: Nested[] = []
  let at = 0
  while (at < blocks.length) {
    const block = blocks[at]
    if (!block) break
    const container = block.within[depth]
    if (!container) {
      nested.push({ kind: 'block', block })
      at += 1
      continue
    }
    const end = endOf(blocks, at, { depth, container })
    nested.push(containerOf(blocks.slice(at, end), { depth, container }))
    at = end
  }
  return nested
}

interface Opened {
  readonly depth: number
  readonly container: TextContainer
}

/** Where a container ends: the first block that does not lie in it, or lies in the next list. */
function endOf(blocks: readonly TextBlock[], from: number, { depth, container }: Opened): number {
  let last = container.item
  let at = from
  for (; at < blocks.length; at += 1) {
    const next = blocks[at]?.within[depth]
    if (next?.kind !== container.kind) break
    if (container.kind !== 'quote' && next.item !== last && next.item !== last + 1) break
    last = next.item
  }
  return at
}

function containerOf(blocks: readonly TextBlock[], { depth, container: { kind, item } }: Opened): Nested {
  if (kind === 'quote') return { kind, children: nestBlocks(blocks, depth + 1) }
  const items = [...Map.groupBy(blocks, ({ within }) => within[depth]?.item).values()]
  return { kind, start: item, items: items.map((of) => nestBlocks(of, depth + 1)) }
}
