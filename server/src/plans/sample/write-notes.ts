import type { TextBlock } from '@mainstay/contract/plans-texts'
import type { SampleNoteLine } from '@mainstay/demo'
import type { WriteScope } from '../../platform/use-case.ts'
import { findPlan } from '../plan-store.ts'
import { applyUpdate } from '../texts/apply-update.ts'
import { keepUpdate, lockText } from '../texts/text-store.ts'
import { writeDocument } from '../texts/write-document.ts'
import { momentOf, spokenBy } from './sample-actor.ts'
import type { SampleTask } from './sample-task.ts'

/** Writes what people of the sample noted in the sections, each on their own day behind what stood there. */
export async function writeNotes(scope: WriteScope, { plan, header }: SampleTask): Promise<void> {
  const stored = await findPlan(scope, header.id)
  for (const { part, written } of plan.notes) {
    const section = header.sections.find((each) => each.part === part)
    if (!section) continue
    const sectionKey = section.key
    for (const { authorCode, on, lines } of written) {
      const author = spokenBy(scope, authorCode)
      const { state, sequence: before } = await lockText(author, stored, sectionKey)
      const { added, ...read } = applyUpdate(state, writeDocument(blocksOf(lines), state))
      if (added === null) continue
      const sequence = before + 1
      await keepUpdate(author, stored, { sectionKey, sequence, applied: { ...read, added }, now: momentOf(on) })
      await author.record({
        action: 'plans.text-written',
        subjectType: 'plan',
        subjectId: stored.id,
        accountId: stored.accountId,
        after: { sectionKey, sequence, characters: read.characters },
      })
    }
  }
}

/** Points that follow each other are one list. */
function blocksOf(lines: readonly SampleNoteLine[]): TextBlock[] {
  let item = 0
  return lines.map(({ kind, text }) => {
    item = kind === 'point' ? item + 1 : 0
    return {
      level: kind === 'heading' ? 2 : 0,
      within: kind === 'point' ? [{ kind: 'bullet', item }] : [],
      runs: [{ text, marks: [], href: null }],
    }
  })
}
