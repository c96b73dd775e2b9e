import { describe, expect, it } from 'vitest'
import { firstDay, monthOfDate, spanEnding } from '../kernel/index.ts'
import { cellKey, fillFromLedger, type StandingCell, stateOfSales, unitOfCompanies } from './white-space-ledger.ts'

const group = [
  { id: 'head', parentId: null },
  { id: 'south', parentId: 'head' },
  { id: 'south-depot', parentId: 'south' },
  { id: 'north', parentId: 'head' },
]

describe('the unit that a company buys for', () => {
  it('is the nearest one at or above it, so that nothing counts twice', () => {
    const units = [
      { id: 'u-head', accountId: 'head' },
      { id: 'u-south', accountId: 'south' },
    ]
    expect([...unitOfCompanies(group, units)]).toEqual([
      ['head', 'u-head'],
      ['south', 'u-south'],
      ['south-depot', 'u-south'],
      ['north', 'u-head'],
    ])
  })

  it('is none where no unit stands above, and units of a name alone take no company', () => {
    const units = [
      { id: 'u-north', accountId: 'north' },
      { id: 'u-lab', accountId: null },
    ]
    expect([...unitOfCompanies(group, units)]).toEqual([['north', 'u-north']])
  })

  it('is found even where companies are said to own each other', () => {
    const circle = [
      { id: 'a', parentId: 'b' },
      { id: 'b', parentId: 'a' },
    ]
    expect(unitOfCompanies(circle, []).size).toBe(0)
    expect(unitOfCompanies(circle, [{ id: 'u', accountId: 'b' }]).get('a')).toBe('u')
  })
})

describe('what was bought', () => {
  const twelve = spanEnding(monthOfDate('2026-06-01'), 12)
  const stateOf = (day: string) => stateOfSales(monthOfDate(day), twelve)

  it('is owned while its last purchase lies within the twelve months of the ledger', () => {
    expect(firstDay(twelve.from)).toBe('2025-07-01')
    expect(['2026-06-30', '2026-01-15', '2025-07-01'].map(stateOf)).toEqual(['owned', 'owned', 'owned'])
  })

  it('is lapsed after that, however long ago it was', () => {
    expect(['2025-06-30', '2024-05-10', '1998-02-01'].map(stateOf)).toEqual(['lapsed', 'lapsed', 'lapsed'])
  })
})

describe('filling from the ledger', () => {
  const at = (offeringId: string) => ({ unitId: 'u', offeringId })
  const standing = (offeringId: string, state: StandingCell['state'], stateBy: StandingCell['stateBy']) => ({
    ...at(offeringId),
    state,
    stateBy,
  })

  it('takes what the ledger says of each cell', () => {
    const sales = [
      { ...at('bikes'), state: 'owned' as const },
      { ...at('parts'), state: 'lapsed' as const },
    ]
    expect(fillFromLedger(sales, [], 'nothing_of_people')).toEqual({
      set: [
        { ...at('bikes'), state: 'owned' },
        { ...at('parts'), state: 'lapsed' },
      ],
      kept: [],
    })
  })

  it('never writes over what people have judged, and names it', () => {
    const sales = [{ ...at('bikes'), state: 'owned' as const }]
    const cells = [standing('bikes', 'competitor', 'people')]
    expect(fillFromLedger(sales, cells, 'nothing_of_people')).toEqual({
      set: [],
      kept: [{ ...at('bikes'), ledgerState: 'owned' }],
    })
    expect(fillFromLedger(sales, cells, 'state_of_people').set).toEqual([{ ...at('bikes'), state: 'owned' }])
  })

  it('fills what people left as unknown', () => {
    const cells = [standing('bikes', 'unknown', 'people')]
    const fill = fillFromLedger([{ ...at('bikes'), state: 'owned' as const }], cells, 'nothing_of_people')
    expect(fill.set).toHaveLength(1)
  })

  it('brings its own earlier fill up to date, and takes back what the ledger no longer knows', () => {
    const cells = [standing('bikes', 'owned', 'ledger'), standing('parts', 'owned', 'ledger')]
    const fill = fillFromLedger([{ ...at('bikes'), state: 'lapsed' as const }], cells, 'nothing_of_people')
    expect(fill.set).toEqual([
      { ...at('bikes'), state: 'lapsed' },
      { ...at('parts'), state: 'unknown' },
    ])
  })

  it('changes nothing that is right already', () => {
    const cells = [standing('bikes', 'owned', 'people'), standing('parts', 'unknown', 'ledger')]
    const fill = fillFromLedger([{ ...at('bikes'), state: 'owned' as const }], cells, 'state_of_people')
    expect(fill).toEqual({ set: [], kept: [] })
  })

  it('leaves alone what people say of things never sold, even when asked to overwrite', () => {
    const cells = [standing('bikes', 'owned', 'people')]
    expect(fillFromLedger([], cells, 'state_of_people').set).toEqual([])
  })
})

it('names a cell by its unit and offering', () => {
  expect(cellKey({ unitId: 'u', offeringId: 'o' })).toBe('u:o')
})
