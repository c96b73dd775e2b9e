import { describe, expect, it } from 'vitest'
import { cellKey, fillFromLedger, type StandingCell, unitOfCompanies } from './white-space-ledger.ts'

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

describe('filling from the ledger', () => {
  const at = (offeringId: string) => ({ unitId: 'u', offeringId })
  const standing = (offeringId: string, state: StandingCell['state'], stateBy: StandingCell['stateBy']) => ({
    ...at(offeringId),
    state,
    stateBy,
  })

  it('owns what was sold in the last twelve months, and calls lapsed what was sold before', () => {
    const sales = [
      { ...at('bikes'), isRecent: true },
      { ...at('parts'), isRecent: false },
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
    const sales = [{ ...at('bikes'), isRecent: true }]
    const cells = [standing('bikes', 'competitor', 'people')]
    expect(fillFromLedger(sales, cells, 'nothing_of_people')).toEqual({
      set: [],
      kept: [{ ...at('bikes'), ledgerState: 'owned' }],
    })
    expect(fillFromLedger(sales, cells, 'state_of_people').set).toEqual([{ ...at('bikes'), state: 'owned' }])
  })

  it('fills what people left as unknown', () => {
    const cells = [standing('bikes', 'unknown', 'people')]
    const fill = fillFromLedger([{ ...at('bikes'), isRecent: true }], cells, 'nothing_of_people')
    expect(fill.set).toHaveLength(1)
  })

  it('brings its own earlier fill up to date, and takes back what the ledger no longer knows', () => {
    const cells = [standing('bikes', 'owned', 'ledger'), standing('parts', 'owned', 'ledger')]
    const fill = fillFromLedger([{ ...at('bikes'), isRecent: false }], cells, 'nothing_of_people')
    expect(fill.set).toEqual([
      { ...at('bikes'), state: 'lapsed' },
      { ...at('parts'), state: 'unknown' },
    ])
  })

  it('changes nothing that is right already', () => {
    const cells = [standing('bikes', 'owned', 'people'), standing('parts', 'unknown', 'ledger')]
    const fill = fillFromLedger([{ ...at('bikes'), isRecent: true }], cells, 'state_of_people')
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
