import { randomUUID } from 'node:crypto'
import type { ImportedContent } from './import/file-shape.ts'
import { moments, type Named } from './writing-fixtures.ts'

type Purchase = NonNullable<ImportedContent['buying']>['purchases'][number]
type Step = Purchase['customerSteps'][number]

function step(at: number, more: Partial<Step> & Pick<Step, 'title'>): Step {
  return {
    id: randomUUID(),
    phase: null,
    ownerRole: '',
    owner: null,
    evidence: '',
    requirement: '',
    plannedOn: null,
    doneOn: null,
    mappedTo: [],
    authorName: 'author-secret',
    updatedAt: moments(at).updatedAt,
    ...more,
  }
}

/** One that is open, with a mapping and somebody named, and one that was lost. */
export function buyingOf({ milestone, buyer }: Pick<Named, 'milestone' | 'buyer'>): ImportedContent['buying'] {
  const ours = randomUUID()
  return {
    purchases: [
      {
        id: randomUUID(),
        title: 'New bearings',
        buyClass: 'modified_rebuy',
        note: 'purchase-secret',
        decisionOn: '2026-09-30',
        status: 'open',
        ended: null,
        customerSteps: [
          step(11, {
            id: milestone,
            title: 'They ask for proposals',
            phase: 'proposals',
            ownerRole: 'role-secret',
            owner: { id: buyer },
            evidence: 'proof-of-step-secret',
            requirement: 'requirement-secret',
            plannedOn: '2026-03-31',
            mappedTo: [ours],
          }),
          step(12, { title: 'They choose', phase: 'selection' }),
        ],
        ourSteps: [
          step(13, { id: ours, title: 'We hand in', doneOn: '2026-02-01', mappedTo: [milestone] }),
          step(14, { title: 'We visit' }),
        ],
        authorName: 'author-secret',
        ...moments(11),
      },
      {
        id: randomUUID(),
        title: 'lost-purchase-secret',
        buyClass: 'straight_rebuy',
        note: '',
        decisionOn: null,
        status: 'lost',
        ended: { on: '2026-01-31', reason: 'ending-secret', byName: 'Ada Ito' },
        customerSteps: [],
        ourSteps: [],
        authorName: 'author-secret',
        ...moments(12),
      },
    ],
  }
}
