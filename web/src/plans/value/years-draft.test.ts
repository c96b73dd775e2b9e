import { describe, expect, it } from 'vitest'
import {
  faultsOfYears,
  fitYears,
  pasteInto,
  sameEveryYear,
  type YearDraft,
  yearsContentOf,
  yearsDraftOf,
} from './years-draft.ts'

const blank = (years: number) => fitYears([], years)
const bases = (years: readonly YearDraft[] | null) => years?.map(({ base }) => base)
const year = (low: string, base: string, high: string): YearDraft => ({ low, base, high })

describe('amounts by year', () => {
  it('are read as people type them, and an empty year is one of nothing', () => {
    expect(yearsContentOf([year('', '', ''), year('400k', '520k', '1.2m')])).toEqual([
      { low: null, base: '0', high: null },
      { low: '400000', base: '520000', high: '1200000' },
    ])
  })

  it('come back as they were sent', () => {
    const years = [
      { low: null, base: '0.0000', high: null },
      { low: '90.0000', base: '100.5000', high: null },
    ]
    expect(yearsDraftOf(years)).toEqual([year('', '', ''), year('90', '100.5', '')])
  })

  it('are as many as the case has years, and the one before it', () => {
    expect(fitYears([year('', '1', '')], 2)).toHaveLength(3)
    expect(fitYears([year('', '1', ''), year('', '2', ''), year('', '3', '')], 1)).toHaveLength(2)
  })

  it('are told where they are no amounts, out of order, below zero, or a range without a base', () => {
    const faults = faultsOfYears([
      year('', 'many', ''),
      year('5', '4', '3'),
      year('', '4', '3'),
      year('1', '', ''),
      year('', '-4', ''),
      year('1', '2', '3'),
    ])
    expect(Object.keys(faults)).toEqual(['years.0.base', 'years.1.low', 'years.2.high', 'years.3.base', 'years.4.base'])
  })

  it('repeat year 1 in every later year and leave the beginning alone', () => {
    expect(bases(sameEveryYear([year('', '9', ''), year('', '4', ''), year('', '', ''), year('', '7', '')]))).toEqual([
      '9',
      '4',
      '4',
      '4',
    ])
  })
})

describe('a paste', () => {
  it('of a column or of a row is years', () => {
    const from = { year: 1, column: 'base' } as const
    expect(bases(pasteInto(blank(3), from, '1\n2\n3\n').years)).toEqual(['', '1', '2', '3'])
    expect(bases(pasteInto(blank(3), from, '1k\t2k\t3k').years)).toEqual(['', '1000', '2000', '3000'])
  })

  it('of a block has low, base and high beside each other, or below each other where years go across', () => {
    const down = pasteInto(blank(1), { year: 0, column: 'low' }, '1\t2\t3\n4\t5\t6')
    expect(down.years).toEqual([year('1', '2', '3'), year('4', '5', '6')])
    expect(down.count).toBe(6)
    const across = pasteInto(blank(3), { year: 0, column: 'low' }, '1\t2\t3\t4\n5\t6\t7\t8\n9\t10\t11\t12')
    expect(across.years?.[3]).toEqual(year('4', '8', '12'))
  })

  it('of amounts with thousands is read as the other amounts of it show, and told as two where none does', () => {
    const from = { year: 0, column: 'base' } as const
    expect(bases(pasteInto(blank(2), from, '$2,400\t3,000\t1,234.50').years)).toEqual(['2400', '3000', '1234.5'])
    expect(bases(pasteInto(blank(2), from, '2.400\t3.000\t1.234,50').years)).toEqual(['2400', '3000', '1234.5'])
    const unclear = pasteInto(blank(1), from, '2,400\t3,000')
    expect(unclear.years).toBeNull()
    expect(unclear.faults[0]).toContain('“2,400” could be 2400 or 2.4. Type it')
  })

  it('leaves alone what is empty in it', () => {
    expect(bases(pasteInto([year('', '7', ''), ...blank(1)], { year: 0, column: 'base' }, '\t5').years)).toEqual([
      '7',
      '5',
      '',
    ])
  })

  it('is taken over whole or not at all, and says what is wrong with it', () => {
    const pasted = pasteInto(blank(1), { year: 0, column: 'base' }, 'many\t2\t3')
    expect(pasted.years).toBeNull()
    expect(pasted.faults).toHaveLength(2)
    expect(pasted.faults[0]).toContain('“many”: No amount.')
    expect(pasted.faults[1]).toContain('“3” lies beyond')
  })
})
