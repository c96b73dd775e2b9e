import { describe, expect, it } from 'vitest'
import { type RankedSwotItem, SWOT_KINDS, type SwotKind } from './swot.ts'
import { proposeTows, TOWS_STRATEGIES, towsPairId, towsStrategy } from './tows.ts'

function item(id: string, kind: SwotKind, impact: number | null, confidence: number | null): RankedSwotItem {
  return { id, kind, impact, confidence, text: id }
}

const NOTHING: ReadonlySet<string> = new Set()
const all = { answered: NOTHING, limit: 1_000 }

// Scores: brand 9, service 4, debt 6; market 6, subsidy 1; entrant 9.
const ITEMS = [
  item('subsidy', 'opportunity', 1, 1),
  item('service', 'strength', 2, 2),
  item('entrant', 'threat', 3, 3),
  item('debt', 'weakness', 2, 3),
  item('market', 'opportunity', 3, 2),
  item('brand', 'strength', 3, 3),
]

describe('strategies', () => {
  it('are the four of the matrix: each inner kind with each outer kind', () => {
    expect(TOWS_STRATEGIES).toEqual(['SO', 'WO', 'ST', 'WT'])
    expect(towsStrategy('strength', 'opportunity')).toBe('SO')
    expect(towsStrategy('weakness', 'opportunity')).toBe('WO')
    expect(towsStrategy('strength', 'threat')).toBe('ST')
    expect(towsStrategy('weakness', 'threat')).toBe('WT')
  })

  it('do not exist for two inner or two outer items, nor the wrong way round', () => {
    const strategies = SWOT_KINDS.flatMap((one) => SWOT_KINDS.map((other) => towsStrategy(one, other)))
    expect(strategies.filter((strategy) => strategy !== null)).toHaveLength(4)
    expect(towsStrategy('strength', 'weakness')).toBeNull()
    expect(towsStrategy('opportunity', 'threat')).toBeNull()
    expect(towsStrategy('threat', 'strength')).toBeNull()
  })
})

describe('proposed pairs', () => {
  it('come in the order of the product of both scores, worked out by hand', () => {
    const { proposals, total } = proposeTows(ITEMS, all)
    expect(proposals.map(({ id, strategy, product }) => [id, strategy, product])).toEqual([
      ['brand:entrant', 'ST', 81],
      ['brand:market', 'SO', 54],
      ['debt:entrant', 'WT', 54],
      ['debt:market', 'WO', 36],
      ['service:entrant', 'ST', 36],
      ['service:market', 'SO', 24],
      ['brand:subsidy', 'SO', 9],
      ['debt:subsidy', 'WO', 6],
      ['service:subsidy', 'SO', 4],
    ])
    expect(total).toBe(9)
  })

  it('give the whole items back, so that whoever asks knows them again', () => {
    const [first] = proposeTows(ITEMS, all).proposals
    expect(first?.internal).toBe(ITEMS[5])
    expect(first?.external).toBe(ITEMS[2])
  })

  it('are the first ones only where fewer are asked for, with the number of all', () => {
    const { proposals, total } = proposeTows(ITEMS, { ...all, limit: 2 })
    expect(proposals.map(({ id }) => id)).toEqual(['brand:entrant', 'brand:market'])
    expect(total).toBe(9)
    expect(proposeTows(ITEMS, { ...all, limit: 0 })).toEqual({ proposals: [], total: 9 })
  })

  it.each([
    ['SO', ['brand:market', 'service:market', 'brand:subsidy', 'service:subsidy']],
    ['WO', ['debt:market', 'debt:subsidy']],
    ['ST', ['brand:entrant', 'service:entrant']],
    ['WT', ['debt:entrant']],
  ] as const)('may be asked for strategy %s alone', (strategy, ids) => {
    const { proposals, total } = proposeTows(ITEMS, { ...all, strategy })
    expect(proposals.map(({ id }) => id)).toEqual(ids)
    expect(total).toBe(ids.length)
  })

  it('leave out what was answered, and count without it', () => {
    const answered = new Set([towsPairId('brand', 'entrant'), towsPairId('gone', 'entrant'), 'nonsense'])
    const { proposals, total } = proposeTows(ITEMS, { answered, limit: 2 })
    expect(proposals.map(({ id }) => id)).toEqual(['brand:market', 'debt:entrant'])
    expect(total).toBe(8)
  })

  it('do not count an answered pair of another strategy', () => {
    const answered = new Set([towsPairId('brand', 'entrant')])
    expect(proposeTows(ITEMS, { answered, limit: 9, strategy: 'SO' }).total).toBe(4)
  })

  it('never hold an item without a grade', () => {
    const ungraded = [...ITEMS, item('rumour', 'threat', 3, null), item('guess', 'strength', null, 3)]
    expect(proposeTows(ungraded, all)).toEqual(proposeTows(ITEMS, all))
  })

  it('do not exist where one side is empty', () => {
    const inner = ITEMS.filter(({ kind }) => kind === 'strength' || kind === 'weakness')
    expect(proposeTows(inner, all)).toEqual({ proposals: [], total: 0 })
    expect(proposeTows([], all)).toEqual({ proposals: [], total: 0 })
  })
})
