import { describe, expect, it } from 'vitest'
import { changesOf } from './audit-changes.ts'
import { recordedText } from './recorded-text.ts'

const lead = { seesMargins: true }
const goals = [
  { period: 1, label: '2026', measure: 'net_revenue', amount: '520000' },
  { period: 2, measure: 'gross_margin', margin: null },
]

describe('a recorded value', () => {
  it('that is a list of goals names each by measure and period', () => {
    expect(recordedText(goals, lead)).toBe('net revenue 2026: 520000; gross margin 2: none')
  })

  it('that is a goal of margin is hidden, and not none, from those who may not see margins', () => {
    const unseeing = { seesMargins: false }
    expect(recordedText(goals, unseeing)).toBe('net revenue 2026: 520000; gross margin 2: hidden')
    const none = [{ period: 1, measure: 'net_revenue', amount: null }]
    expect(recordedText(none, unseeing)).toBe('net revenue 1: none')
  })

  it('that is a thing with a name is told by it and by what else is said of it', () => {
    expect(recordedText([{ title: 'Grow' }, { name: 'Nordics', id: '3', note: '' }], lead)).toBe('Grow; Nordics')
    expect(recordedText({ name: 'Size', measure: 'net_revenue', weight: 10 }, lead)).toBe(
      'Size (measure net_revenue, weight 10)',
    )
    expect(recordedText({ minimumConfidence: 0.5, note: '', isOpen: false }, lead)).toBe(
      'minimum confidence 0.5, is open false',
    )
  })

  it('that is a long list says how much is left out', () => {
    expect(recordedText([1, 2, 3, 4, 5, 6, 7, 8], lead)).toBe('1; 2; 3; 4; 5; 6; and 2 more')
  })

  it('of one word is that word', () => {
    expect(['plain', 3, true, null].map((value) => recordedText(value, lead))).toEqual(['plain', '3', 'true', ''])
  })
})

it('a change inside a thing that keeps its name is a change', () => {
  const entry = {
    action: 'program.criteria-changed',
    before: { criteria: [{ name: 'Size', weight: 10 }] },
    after: { criteria: [{ name: 'Size', weight: 20 }] },
  }
  expect(changesOf(entry as unknown as Parameters<typeof changesOf>[0], lead)).toEqual([
    { field: 'criteria', before: 'Size (weight 10)', after: 'Size (weight 20)' },
  ])
})
