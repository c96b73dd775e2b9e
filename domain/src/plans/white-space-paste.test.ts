import { describe, expect, it } from 'vitest'
import { parseAmount } from '../kernel/index.ts'
import { hasHeadings, nameKey, readPastedGrid } from './white-space-paste.ts'

const units = [
  { id: 'u1', name: 'Zürich plant' },
  { id: 'u2', name: 'Basel lab' },
]
const offerings = [
  { id: 'o1', name: 'Bikes' },
  { id: 'o2', name: 'Parts' },
  { id: 'o3', name: 'Service' },
]
const grid = { units, offerings }
const base = (text: string) => ({ low: null, base: parseAmount(text), high: null })

describe('a block without headings', () => {
  it('lies right and down of the cell in which it is put', () => {
    const rows = [
      ['owned', 'lapsed'],
      ['', 'competitor: Acme'],
    ]
    expect(readPastedGrid({ ...grid, rows, start: { unitId: 'u1', offeringId: 'o2' } })).toEqual({
      cells: [
        { unitId: 'u1', offeringId: 'o2', content: { state: 'owned' } },
        { unitId: 'u1', offeringId: 'o3', content: { state: 'lapsed' } },
        { unitId: 'u2', offeringId: 'o3', content: { state: 'competitor', competitor: 'Acme' } },
      ],
      faults: [],
    })
  })

  it('is refused as a whole where it reaches beyond the grid', () => {
    const rows = [['owned', 'owned', 'owned'], ['open'], ['lapsed']]
    const { cells, faults } = readPastedGrid({ ...grid, rows, start: { unitId: 'u1', offeringId: 'o2' } })
    expect(cells).toEqual([])
    expect(faults).toEqual([
      { row: 1, column: 3, value: 'owned', code: 'plans/beyond-grid' },
      { row: 3, column: 1, value: 'lapsed', code: 'plans/beyond-grid' },
    ])
  })

  it('is refused where its corner is no longer there', () => {
    const gone = readPastedGrid({ ...grid, rows: [['owned']], start: { unitId: 'gone', offeringId: 'o1' } })
    expect(gone).toEqual({
      cells: [],
      faults: [{ row: 1, column: 1, value: 'owned', code: 'plans/beyond-grid' }],
    })
  })

  it('is refused with row, column and value where one cell says nothing', () => {
    const rows = [
      ['owned', 'maybe'],
      ['soon', 'open'],
    ]
    const { cells, faults } = readPastedGrid({ ...grid, rows, start: { unitId: 'u1', offeringId: 'o1' } })
    expect(cells).toEqual([])
    expect(faults).toEqual([
      { row: 1, column: 2, value: 'maybe', code: 'plans/cell-unreadable' },
      { row: 2, column: 1, value: 'soon', code: 'plans/cell-unreadable' },
    ])
  })
})

describe('a block with headings', () => {
  it('finds units and offerings by name, in any order and spelling', () => {
    const rows = [
      ['', 'SERVICE', ' bikes'],
      ['basel  lab', 'open', 'owned'],
    ]
    expect(readPastedGrid({ ...grid, rows, start: null }).cells).toEqual([
      { unitId: 'u2', offeringId: 'o3', content: { state: 'open' } },
      { unitId: 'u2', offeringId: 'o1', content: { state: 'owned' } },
    ])
  })

  it('names units and offerings that the grid does not have, and those that stand twice', () => {
    const rows = [
      ['', 'Bikes', 'Boats', 'Bikes'],
      ['Geneva', 'owned', '', ''],
      ['Basel lab', 'owned', '', ''],
    ]
    expect(readPastedGrid({ ...grid, rows, start: null })).toEqual({
      cells: [],
      faults: [
        { row: 1, column: 3, value: 'Boats', code: 'plans/offering-unknown' },
        { row: 1, column: 4, value: 'Bikes', code: 'plans/heading-twice' },
        { row: 2, column: 1, value: 'Geneva', code: 'plans/unit-unknown' },
      ],
    })
  })

  it('is recognized by one name that the grid knows', () => {
    const named = [
      ['', 'Boats', 'Parts'],
      ['Geneva', '', ''],
    ]
    expect(hasHeadings({ ...grid, rows: named })).toBe(true)
    expect(
      hasHeadings({
        ...grid,
        rows: [
          ['x', 'y'],
          ['Basel lab', 'owned'],
        ],
      }),
    ).toBe(true)
    expect(
      hasHeadings({
        ...grid,
        rows: [
          ['owned', 'open'],
          ['lapsed', 'open'],
        ],
      }),
    ).toBe(false)
    expect(hasHeadings({ ...grid, rows: [['Bikes']] })).toBe(false)
  })
})

describe('numbers of a block', () => {
  const start = { unitId: 'u1', offeringId: 'o1' }

  it('are read as the sheet writes them', () => {
    const { cells } = readPastedGrid({ ...grid, rows: [['1.250,50', '2.000.000']], start })
    expect(cells.map(({ content }) => content.potential)).toEqual([base('1250.5'), base('2000000')])
  })

  it('are never guessed where they can be read in two ways', () => {
    const { faults } = readPastedGrid({ ...grid, rows: [['1.234', 'owned']], start })
    expect(faults).toEqual([{ row: 1, column: 1, value: '1.234', code: 'plans/number-ambiguous' }])
  })
})

it('takes names as the same that differ only in case and spaces', () => {
  expect(nameKey('  Basel\u00a0 LAB ')).toBe(nameKey('basel lab'))
  expect(nameKey('Zu\u0308rich')).toBe(nameKey('Zürich'))
  expect(nameKey('Basel')).not.toBe(nameKey('Bern'))
})
