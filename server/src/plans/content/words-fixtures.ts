import { randomUUID } from 'node:crypto'
import type { TextRun } from '@mainstay/contract/plans-texts'
import type { ImportedContent } from './import/file-shape.ts'
import { about, type Named } from './writing-fixtures.ts'

const run = (text: string, more: Partial<TextRun> = {}): TextRun => ({ text, marks: [], href: null, ...more })

/** Of every kind of block something; the notes of each section named after it. */
export const TEXTS: ImportedContent['texts'] = {
  texts: [
    {
      sectionKey: 'profile',
      blocks: [
        { level: 2, within: [], runs: [run('Heard in the hall')] },
        {
          level: 0,
          within: [],
          runs: [
            run('profile-note is '),
            run('bold', { marks: ['bold'] }),
            run(' and '),
            run('linked', { href: 'https://example.com/a' }),
          ],
        },
        { level: 0, within: [{ kind: 'bullet', item: 1 }], runs: [run('first point')] },
        {
          level: 0,
          within: [
            { kind: 'bullet', item: 1 },
            { kind: 'ordered', item: 1 },
          ],
          runs: [run('deeper one')],
        },
        { level: 0, within: [{ kind: 'bullet', item: 2 }], runs: [run('second point\nwith a second line')] },
        { level: 0, within: [{ kind: 'quote', item: 0 }], runs: [run('we never said that', { marks: ['italic'] })] },
      ],
    },
    { sectionKey: 'pressures', blocks: [{ level: 0, within: [], runs: [run('pressure-note-secret')] }] },
    { sectionKey: 'swot', blocks: [{ level: 0, within: [], runs: [run('swot-note')] }] },
    { sectionKey: 'reviews', blocks: [{ level: 0, within: [], runs: [run('review-note-secret')] }] },
  ],
}

export function statementsOf({ statement }: Named): ImportedContent['statements'] {
  return {
    sections: [
      {
        values: [
          { id: randomUUID(), sectionKey: 'profile', fieldKey: 'seat', content: 'Zürich', ...about(1) },
          { id: randomUUID(), sectionKey: 'profile', fieldKey: 'staff', content: '1200', ...about(2) },
        ],
        statements: [
          { id: statement, sectionKey: 'profile', fieldKey: null, content: 'profile-shared', ...about(3) },
          {
            id: randomUUID(),
            sectionKey: 'profile',
            fieldKey: null,
            content: 'assumed-secret',
            ...about(4),
            isConfirmed: false,
          },
        ],
      },
      {
        values: [],
        statements: [
          { id: randomUUID(), sectionKey: 'pressures', fieldKey: null, content: 'pressure-secret', ...about(5) },
        ],
      },
      {
        values: [],
        statements: [
          { id: randomUUID(), sectionKey: 'reviews', fieldKey: null, content: 'review-secret', ...about(60) },
        ],
      },
    ],
  }
}
