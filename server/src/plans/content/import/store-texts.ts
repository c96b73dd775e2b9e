import { applyUpdate } from '../../texts/apply-update.ts'
import { insertText } from '../../texts/text-store.ts'
import { writeDocument } from '../../texts/write-document.ts'
import type { StoreWork } from './store-work.ts'

/** Notes go the way of everything that is written in them: what no editor could write is not taken. */
export async function storeTexts({ scope, plan, content, now }: StoreWork): Promise<void> {
  for (const { sectionKey, blocks } of content.texts?.texts ?? []) {
    if (blocks.length === 0) continue
    const { state, ...read } = applyUpdate(null, writeDocument(blocks))
    await insertText(scope, plan, { sectionKey, state, now, blocks: read.blocks, characters: read.characters })
  }
}
