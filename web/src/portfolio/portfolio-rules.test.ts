import { describe, expect, it } from 'vitest'
import type { DataColumn } from '../kit/table/columns.ts'
import { readColumns, writeColumns } from './column-text.ts'
import { curvePoints } from './curve-points.ts'
import { aWhale } from './fixtures/answers.ts'
import { reasonWords } from './reason-words.ts'
import { askedFilters, filterCount, portfolioQuery, portfolioState, toggleListed } from './state.ts'

describe('the whale curve', () => {
  it('gives every account its place when the server left some out', () => {
    const [first, , , last] = aWhale().points
    if (!first || !last) throw new Error('the fixture has four points')
    const points = curvePoints(aWhale({ points: [first, { ...last, rank: 4 }] }))
    expect(points.map((point) => point.cumulative)).toEqual([500, 550, 600, 200])
    expect(points[1]?.name).toBe('accounts 2 to 3, on average')
  })

  it('invents nothing when every account is there', () => {
    expect(curvePoints(aWhale()).map((point) => point.id)).toEqual(['1', '2', '3', '4'])
  })
})

describe('what carries a score', () => {
  it('is told in a sentence', () => {
    const reasons = [
      { code: 'selection/above-median', criterion: 'Margin' },
      { code: 'selection/above-median', criterion: 'Growth' },
      { code: 'selection/no-evidence', criterion: 'Wallet' },
    ]
    expect(reasonWords(reasons)).toBe('Margin and growth carry it; wallet not known')
  })

  it('is empty where nothing is known', () => {
    expect(reasonWords([])).toBe('')
  })
})

describe('the address of the portfolio', () => {
  it('leaves out what is usual', () => {
    expect(portfolioQuery(portfolioState.parse({}), {})).toBe('')
    expect(portfolioQuery(portfolioState.parse({ query: 'bike' }), { part: 'retention' })).toBe(
      'query=bike&part=retention',
    )
  })

  it('counts the filters that narrow the table', () => {
    expect(filterCount(portfolioState.parse({}))).toBe(0)
    expect(filterCount(portfolioState.parse({ query: 'a', losesMoney: true, buyingOnly: false }))).toBe(3)
  })

  it('asks by losses only with the right to margins', () => {
    const state = portfolioState.parse({ losesMoney: true })
    expect(askedFilters(state, true)).toMatchObject({ losesMoney: true })
    expect(askedFilters(state, false)).not.toHaveProperty('losesMoney')
  })

  it('adds a value to a list and takes it out again', () => {
    expect(toggleListed('A', 'B')).toBe('A,B')
    expect(toggleListed('A,B', 'A')).toBe('B')
    expect(toggleListed('A', 'A')).toBeUndefined()
  })
})

describe('columns in the address', () => {
  const columns: readonly DataColumn<string>[] = ['name', 'tier', 'score', 'unit'].map((id) => ({
    id,
    header: id,
    width: 10,
    cell: (row) => row,
    isHiddenAtFirst: id === 'unit',
  }))

  it('are left out when they are the usual ones', () => {
    expect(writeColumns(readColumns(undefined, columns), columns)).toBeUndefined()
  })

  it('keep their order and what is hidden, and ignore what nobody knows', () => {
    const view = readColumns('name,unit,score,gone', columns)
    expect(view.order).toEqual(['name', 'unit', 'score', 'tier'])
    expect(view.hidden).toEqual(['tier'])
    expect(writeColumns(view, columns)).toBe('name,unit,score')
  })
})
