import type { PlanStatement, StatementSection } from '@mainstay/contract/plans-statements'
import { expect, it } from 'vitest'
import type { Block } from '../plan-document.ts'
import { statementBlocks } from './statements.ts'

const statement = (content: string, more: Partial<PlanStatement> = {}): PlanStatement => ({
  id: '00000000-0000-4000-8000-000000000001',
  sectionKey: 'profile',
  fieldKey: null,
  content,
  source: 'Invoice ledger up to 2014-05-01',
  asOf: '2014-05-01',
  authorName: 'Ada Ito',
  isConfirmed: true,
  freshness: 'fresh',
  doubtfulFrom: null,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  version: 1,
  ...more,
})

function blocksOf(statements: PlanStatement[], audience: 'internal' | 'customer'): Block[] {
  const section: StatementSection['section'] = {
    key: 'profile',
    title: 'Profile',
    help: '',
    part: 'statements',
    audience: 'customer',
    fields: [],
    freshMonths: 12,
  }
  return statementBlocks({ section, values: [], earlier: [], statements }, audience)
}

const cellsOf = ([block]: Block[]) => (block?.kind === 'table' ? block.rows.map((row) => row[0]) : [])

it.each(['internal', 'customer'] as const)(
  'names days and months of the ledger in words, for %s readers',
  (audience) => {
    const drafted = statement('Net revenue 2013-05 to 2014-04: 534,956 USD; 2012-05 to 2013-04: 0 USD.', {
      source: audience === 'customer' ? '' : 'Invoice ledger up to 2014-05-01',
    })
    const text = JSON.stringify(blocksOf([drafted], audience))
    expect(text).toContain('Net revenue May 2013 to Apr 2014: 534,956 USD; May 2012 to Apr 2013: 0 USD.')
    expect(text.includes('Invoice ledger up to 1 May 2014')).toBe(audience === 'internal')
  },
)

it('tells how a field with given answers came to the answer of now', () => {
  const [block] = statementBlocks(
    {
      section: {
        ...{ key: 'profile', title: 'Profile', help: '', part: 'statements', audience: 'plan', freshMonths: 12 },
        fields: [
          {
            key: 'stage',
            label: 'Stage',
            help: '',
            kind: 'choice',
            choices: ['Basic', 'Integrated'],
            isRequired: false,
          },
        ],
      },
      values: [statement('Integrated', { fieldKey: 'stage' })],
      earlier: [{ fieldKey: 'stage', content: 'Basic', asOf: '2013-01-01', authorName: 'Ada Ito' }],
      statements: [],
    },
    'internal',
  )
  expect(block?.kind === 'table' && block.rows[0]?.slice(0, 2)).toEqual(['Stage', 'Integrated (before: Basic)'])
})

it('leaves what people typed as they typed it', () => {
  expect(cellsOf(blocksOf([statement('Part 2013-05 replaces 2012-04')], 'internal'))).toEqual([
    'Part 2013-05 replaces 2012-04',
  ])
})

it('has no table where nothing is written', () => {
  expect(blocksOf([], 'internal')).toEqual([])
})
