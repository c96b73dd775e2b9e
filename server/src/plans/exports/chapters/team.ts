import type { TeamPart } from '@mainstay/contract/plans-team'
import type { Audience, Block } from '../plan-document.ts'
import { WORDS } from '../words.ts'

export function teamBlocks({ people }: TeamPart, audience: Audience): Block[] {
  if (people.length === 0) return []
  const isInternal = audience === 'internal'
  return [
    {
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
      empty: '',
    },
  ]
}
