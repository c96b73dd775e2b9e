import type { TeamPart } from '@mainstay/contract/plans-team'
import type { Audience, Block } from '../plan-document.ts'
import { WORDS } from '../words.ts'

export function teamBlocks({ people, hasAccountable }: TeamPart, audience: Audience): Block[] {
  const isInternal = audience === 'internal'
  const table: Block = {
    kind: 'table',
    title: '',
    columns: [
      { title: 'Name', kind: 'text', weight: 2 },
      { title: 'Function', kind: 'text', weight: 2 },
      { title: 'Side', kind: 'text', weight: 1 },
      { title: 'Duty', kind: 'text', weight: 1.2 },
      ...(isInternal ? ([{ title: 'Task', kind: 'text', weight: 3.5 }] as const) : []),
    ],
    rows: people.map((person) => [
      person.hasLeft && isInternal ? { value: `${person.name} (has left)`, tone: 'warn' } : person.name,
      person.function,
      WORDS.side[person.side],
      WORDS.duty[person.duty],
      ...(isInternal ? [person.task] : []),
    ]),
    empty: 'Nobody has a duty in this plan yet.',
  }
  if (hasAccountable || !isInternal) return [table]
  return [{ kind: 'text', title: '', paragraphs: ['Nobody answers for this plan.'] }, table]
}
