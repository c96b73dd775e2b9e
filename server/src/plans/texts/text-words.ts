import type { TextBlock, TextContainer } from '@mainstay/contract/plans-texts'

/** What stands before a block: bullets and numbers by their signs where an item begins, quotes by theirs. */
export function signOf(block: TextBlock, before: TextBlock | null): string {
  let isSame = before !== null
  return block.within
    .map((container, at) => {
      isSame &&= isSameItem(container, before?.within[at])
      if (container.kind === 'quote') return '> '
      const sign = container.kind === 'bullet' ? '- ' : `${container.item}. `
      return isSame ? ' '.repeat(sign.length) : sign
    })
    .join('')
}

function isSameItem(container: TextContainer, before: TextContainer | undefined): boolean {
  return before !== undefined && before.kind === container.kind && before.item === container.item
}

/** Every block with something in it, as a line. */
export function plainLines(blocks: readonly TextBlock[]): string[] {
  return blocks.flatMap((block, at) =>
    block.runs.length === 0 ? [] : [`${signOf(block, blocks[at - 1] ?? null)}${plainText(block)}`],
  )
}

function plainText({ runs }: TextBlock): string {
  return runs.map(({ text }) => text).join('')
}

/** Whether somebody has written anything that can be read. */
export function isWritten({ blocks }: { readonly blocks: readonly TextBlock[] }): boolean {
  return blocks.some(({ runs }) => runs.length > 0)
}
