import type { ValueCase, ValuePart } from '@mainstay/contract/plans-value'
import { valueMarks } from '@mainstay/domain/plans'
import { describe, expect, it } from 'vitest'
import { presentResults, yearsOf } from '../../value/present-case.ts'
import { type Block, contentOf, type TableBlock } from '../plan-document.ts'
import { valueBlocks } from './value.ts'

const AT = '2026-04-01T10:00:00.000Z'
const year = (base: string) => ({ low: null, base, high: null })

function caseOf(more: Partial<ValueCase> = {}): ValueCase {
  const driver = (kind: 'benefit' | 'cost', amounts: readonly string[]): ValueCase['drivers'][number] => ({
    id: `${kind}-id`,
    caseId: 'case-id',
    kind,
    name: kind,
    method: 'Hours by rate',
    baseline: 'Last year',
    source: 'Time sheets',
    evidence: 'agreed',
    owner: { id: 'person-id', name: 'Bo Lund', function: 'Buyer' },
    probability: kind === 'cost' ? 1 : 0.5,
    attribution: 0.5,
    years: amounts.map(year),
    authorName: 'Mia Lead',
    updatedAt: AT,
    version: 1,
  })
  const drivers = [driver('cost', ['2000', '0']), driver('benefit', ['0', '6000'])]
  const facts = drivers.map((each) => ({ ...each, years: yearsOf(each.years), hasOwner: each.owner !== null }))
  return {
    id: 'case-id',
    title: 'Fewer stops',
    beneficiary: 'customer',
    note: '',
    startsOn: '2026-04',
    years: 1,
    discountRate: 0.1,
    drivers,
    results: presentResults(facts, { years: 1, discountRate: 0.1 }),
    marks: [...valueMarks(facts, 'customer')],
    authorName: 'Mia Lead',
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    ...more,
  }
}

const part = (...cases: ValueCase[]): ValuePart => ({ currency: 'USD', cases })

function tableOf(blocks: readonly Block[], title: string): TableBlock {
  const found = blocks.find((block) => block.kind === 'table' && block.title.includes(title))
  if (found?.kind !== 'table') throw new Error(`no table ${title}`)
  return found
}

const cells = ({ rows }: TableBlock) => rows.map((row) => row.map(contentOf))

describe('the chapter of value cases', () => {
  it('is none where there is no case', () => {
    expect(valueBlocks(part(), 'internal')).toEqual([])
  })
  it('says by year what it brings and costs, weighed by what is due to us, and the sums that are drawn', () => {
    const blocks = valueBlocks(part(caseOf()), 'internal')
    expect(cells(tableOf(blocks, 'by year'))).toEqual([
      [
        'Beginning',
        ...['0.0000', '1000.0000', '-1000.0000', '-1000.0000', '-1000.0000'].map((decimal) => ({ decimal })),
      ],
      ['Year 1', ...['3000.0000', '0.0000', '3000.0000', '2000.0000', '500.0000'].map((decimal) => ({ decimal }))],
    ])
    expect(blocks.find(({ kind }) => kind === 'bars')).toMatchObject({
      categories: ['Beginning', 'Year 1'],
      series: [
        { name: 'Base', values: [-1000, 2000] },
        { name: 'Expected', values: [-1000, 500] },
      ],
    })
  })
  it('says what it comes to in every view, and why where it does not', () => {
    const results = cells(tableOf(valueBlocks(part(caseOf()), 'internal'), 'what it comes to'))
    expect(results.find(([name]) => name === 'Return on investment')).toEqual([
      'Return on investment',
      '200\u00a0%',
      '200\u00a0%',
      '200\u00a0%',
      '50\u00a0%',
    ])
    expect(results.find(([name]) => name === 'Payback')).toEqual([
      'Payback',
      '0.3 years',
      '0.3 years',
      '0.3 years',
      '0.7 years',
    ])
    const nothing = caseOf({ drivers: [], results: presentResults([], { years: 1, discountRate: 0.1 }) })
    const empty = cells(tableOf(valueBlocks(part(nothing), 'internal'), 'what it comes to'))
    expect(empty.map((row) => row[1])).toEqual([
      '0',
      '0',
      '0',
      'no costs',
      'no amounts yet',
      'no amounts yet',
      'no amounts yet',
      'no amounts yet',
    ])
  })
  it('says with which reservation a figure is told', () => {
    const years = [yearsOf(['0', '0', '3000', '0'].map(year)), yearsOf(['1000', '0', '0', '2500'].map(year))] as const
    const facts = { probability: 1, attribution: 1 }
    const later = [
      { ...facts, kind: 'benefit', years: years[0] },
      { ...facts, kind: 'cost', years: years[1] },
    ] as const
    const shown = caseOf({ years: 3, results: presentResults(later, { years: 3, discountRate: 0.1 }) })
    const results = cells(tableOf(valueBlocks(part(shown), 'internal'), 'what it comes to'))
    expect(results.find(([name]) => name === 'Payback')?.[1]).toBe('1.3 years (falls below 0 again)')
    expect(results.find(([name]) => name === 'Rate of return (internal)')?.[1]).toBe('not unique')
  })
  it('tells our own people whom it pays and what is doubtful', () => {
    const [said] = valueBlocks(part(caseOf({ note: 'From the workshop' })), 'internal')
    expect(said).toEqual({
      kind: 'text',
      title: 'Fewer stops (pays the customer)',
      paragraphs: ['From the workshop', 'Doubtful: amounts without a range.'],
    })
  })
  it('keeps from the customer how likely we think it is, where we have it from, and what is expected', () => {
    const blocks = valueBlocks(part(caseOf({ marks: [] })), 'customer')
    const titles = blocks.flatMap((block) => (block.kind === 'table' ? block.columns.map(({ title }) => title) : []))
    for (const hidden of ['Expected', 'Expected so far', 'Probability', 'Source']) expect(titles).not.toContain(hidden)
    expect(blocks.find(({ kind }) => kind === 'bars')).toMatchObject({ series: [{ name: 'Base' }] })
    expect(JSON.stringify(blocks)).not.toContain('Time sheets')
    expect(JSON.stringify(blocks)).toContain('Bo Lund (customer)')
  })
  it('has every amount as it was written for the workbook alone', () => {
    const amounts = tableOf(valueBlocks(part(caseOf()), 'internal'), 'by driver and year')
    expect(amounts.place).toBe('workbook')
    expect(cells(amounts)[3]).toEqual(['Fewer stops', 'benefit', 'Benefit', 1, null, { decimal: '6000' }, null])
  })
})
