import { describe, expect, it } from 'vitest'
import {
  compareSwotItems,
  type EvidencedSwotItem,
  HIGH_FROM_SCORE,
  MEDIUM_FROM_SCORE,
  type RankedSwotItem,
  SWOT_KINDS,
  SWOT_VIEWPOINTS,
  swotGrade,
  swotMarks,
  swotScore,
} from './swot.ts'

const TODAY = '2026-11-20'
const YEARLY = { asOf: TODAY, freshMonths: 12 }

const completeItem: EvidencedSwotItem = {
  impact: 3,
  confidence: 3,
  evidence: 'Their annual report, page 14',
  evidenceOn: '2026-10-01',
  isSettled: false,
  standingEffects: 1,
}

function item(id: string, impact: number | null, confidence: number | null, text = 'same words'): RankedSwotItem {
  return { id, impact, confidence, text, kind: 'strength' }
}

describe('the grade of an item', () => {
  it.each([
    [1, 1, 1, 'low'],
    [1, 2, 2, 'low'],
    [1, 3, 3, 'medium'],
    [2, 1, 2, 'low'],
    [2, 2, 4, 'medium'],
    [2, 3, 6, 'high'],
    [3, 1, 3, 'medium'],
    [3, 2, 6, 'high'],
    [3, 3, 9, 'high'],
  ] as const)('is of impact %i and confidence %i the product %i, which is %s', (impact, confidence, score, grade) => {
    expect(swotScore({ impact, confidence })).toBe(score)
    expect(swotGrade(score)).toBe(grade)
  })

  it('begins to be high at 6 and medium at 3', () => {
    expect([HIGH_FROM_SCORE, MEDIUM_FROM_SCORE]).toEqual([6, 3])
    expect([1, 2, 3, 4, 5, 6, 9].map(swotGrade)).toEqual(['low', 'low', 'medium', 'medium', 'medium', 'high', 'high'])
  })

  it('is unknown, not low, until both impact and confidence are judged', () => {
    expect(swotScore({ impact: 3, confidence: null })).toBeNull()
    expect(swotScore({ impact: null, confidence: 3 })).toBeNull()
    expect(swotScore({ impact: null, confidence: null })).toBeNull()
    expect(swotGrade(null)).toBeNull()
  })
})

describe('the two lists', () => {
  it('are the customer by itself, and the customer’s view of us', () => {
    expect(SWOT_VIEWPOINTS).toEqual(['customer', 'view_of_us'])
    expect(SWOT_KINDS).toEqual(['strength', 'weakness', 'opportunity', 'threat'])
  })
})

describe('the order of items', () => {
  const inOrder = (items: readonly RankedSwotItem[]) => items.toSorted(compareSwotItems).map(({ id }) => id)

  it('begins with the higher score and ends with items without a grade', () => {
    expect(inOrder([item('none', null, null), item('low', 1, 1), item('high', 3, 3), item('medium', 2, 2)])).toEqual([
      'high',
      'medium',
      'low',
      'none',
    ])
  })

  it('puts the greater impact before the greater confidence where the scores are equal', () => {
    expect(inOrder([item('sure', 2, 3), item('great', 3, 2)])).toEqual(['great', 'sure'])
  })

  it('goes by the words and then by the id where the judgements are equal', () => {
    expect(inOrder([item('2', 2, 2, 'b'), item('3', 2, 2, 'a'), item('1', 2, 2, 'b')])).toEqual(['3', '1', '2'])
  })

  it('knows half a judgement too: impact without confidence stands before nothing at all', () => {
    expect(inOrder([item('nothing', null, 3), item('impact', 2, null)])).toEqual(['impact', 'nothing'])
  })
})

describe('what stands out', () => {
  it('is nothing in a high item with fresh evidence and an action', () => {
    expect(swotMarks(completeItem, YEARLY)).toEqual([])
  })

  it('is a high item that nobody does anything about', () => {
    expect(swotMarks({ ...completeItem, standingEffects: 0 }, YEARLY)).toEqual(['high_without_action'])
    expect(swotMarks({ ...completeItem, impact: 3, confidence: 2, standingEffects: 0 }, YEARLY)).toEqual([
      'high_without_action',
    ])
  })

  it('is not a medium or low item without action', () => {
    expect(swotMarks({ ...completeItem, impact: 2, confidence: 2, standingEffects: 0 }, YEARLY)).toEqual([])
    expect(swotMarks({ ...completeItem, impact: 1, standingEffects: 0 }, YEARLY)).toEqual([])
  })

  it('is an item without evidence or without the date of it', () => {
    expect(swotMarks({ ...completeItem, evidence: ' \n ' }, YEARLY)).toEqual(['without_evidence'])
    expect(swotMarks({ ...completeItem, evidenceOn: null }, YEARLY)).toEqual(['without_date'])
    expect(swotMarks({ ...completeItem, evidence: '', evidenceOn: null }, YEARLY)).toEqual([
      'without_evidence',
      'without_date',
    ])
  })

  it('is an item that nobody has graded, which is never called high without action', () => {
    expect(swotMarks({ ...completeItem, confidence: null, standingEffects: 0 }, YEARLY)).toEqual(['not_graded'])
  })

  it('is evidence as many months old as the section allows, to the day', () => {
    expect(swotMarks({ ...completeItem, evidenceOn: '2025-11-21' }, YEARLY)).toEqual([])
    expect(swotMarks({ ...completeItem, evidenceOn: '2025-11-20' }, YEARLY)).toEqual(['old_evidence'])
    expect(swotMarks({ ...completeItem, evidenceOn: '2026-08-20' }, { asOf: TODAY, freshMonths: 3 })).toEqual([
      'old_evidence',
    ])
  })

  it('is never the age of evidence in a section that does not age', () => {
    expect(swotMarks({ ...completeItem, evidenceOn: '1999-01-01' }, { asOf: TODAY, freshMonths: null })).toEqual([])
  })

  it('is nothing in a settled item, whatever it lacks', () => {
    const bare = { ...completeItem, evidence: '', evidenceOn: null, standingEffects: 0, isSettled: true }
    expect(swotMarks(bare, YEARLY)).toEqual([])
  })
})
