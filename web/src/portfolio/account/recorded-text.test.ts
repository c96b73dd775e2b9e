import { describe, expect, it } from 'vitest'
import { recordedText } from './recorded-text.ts'

describe('a recorded value', () => {
  it('that is a list of goals names each by measure and period', () => {
    const goals = [
      { period: 1, label: '2026', measure: 'net_revenue', amount: '520000' },
      { period: 2, measure: 'gross_margin', margin: null },
    ]
    expect(recordedText(goals)).toBe('net revenue 2026: 520000; gross margin 2: none')
  })

  it('that is a thing with a name is told by it, any other by its fields', () => {
    expect(recordedText([{ title: 'Grow' }, { name: 'Nordics', id: 3 }])).toBe('Grow; Nordics')
    expect(recordedText({ minimumConfidence: 0.5, note: '', isOpen: false })).toBe(
      'minimum confidence 0.5, is open false',
    )
  })

  it('that is a long list says how much is left out', () => {
    expect(recordedText([1, 2, 3, 4, 5, 6, 7, 8])).toBe('1; 2; 3; 4; 5; 6; and 2 more')
  })

  it('of one word is that word', () => {
    expect([recordedText('plain'), recordedText(3), recordedText(true), recordedText(null)]).toEqual([
      'plain',
      '3',
      'true',
      '',
    ])
  })
})
