import { describe, expect, it } from 'vitest'
import { parseAmount } from '../kernel/index.ts'
import { CELL_STATES } from './white-space.ts'
import { letterOfState, numbersIn, readCellText, stateOfWord, writeCellText } from './white-space-text.ts'

const PLAIN = { decimal: '.', group: ',' } as const
const money = (text: string) => parseAmount(text) ?? 0n
const contentOf = (text: string) => {
  const read = readCellText(text, PLAIN)
  return read.ok ? read.content : read.code
}

describe('words for a state', () => {
  it.each([
    ['owned', 'owned'],
    ['OWNED ', 'owned'],
    ['have', 'owned'],
    ['Not needed', 'not_needed'],
    ['not_needed', 'not_needed'],
    ['n/a', 'not_needed'],
    ['?', 'unknown'],
    ['p', 'open'],
    ['c', 'competitor'],
  ] as const)('%j is %s', (word, state) => expect(stateOfWord(word)).toBe(state))

  it('has a letter of its own for each', () => {
    const letters = CELL_STATES.map(letterOfState)
    expect(letters).toEqual(['o', 'l', 'c', 'p', 'n', 'u'])
    expect(letters.map(stateOfWord)).toEqual(CELL_STATES)
  })

  it.each(['', 'maybe', 'x', 'constructor'])('%j is none', (word) => expect(stateOfWord(word)).toBeNull())
})

describe('the text of a cell', () => {
  it('takes letters behind a number for thousands and millions', () => {
    expect(contentOf('80k/100k/0.12m')).toEqual({
      potential: { low: money('80000'), base: money('100000'), high: money('120000') },
    })
    expect(numbersIn('80,5k/100k; 40%; 2027-03-31')).toEqual(['80,5', '100'])
  })

  it('says state, supplier, part, renewal and potential', () => {
    expect(contentOf('competitor: Acme Corp; 40%; 2027-03-31; 80,000/100,000/120,000.50')).toEqual({
      state: 'competitor',
      competitor: 'Acme Corp',
      competitorShare: 0.4,
      renewalOn: '2027-03-31',
      potential: { low: money('80000'), base: money('100000'), high: money('120000.5') },
    })
  })

  it('may say one thing alone', () => {
    expect(contentOf('lapsed')).toEqual({ state: 'lapsed' })
    expect(contentOf('12500')).toEqual({ potential: { low: null, base: money('12500'), high: null } })
    expect(contentOf('/100/150')).toEqual({ potential: { low: null, base: money('100'), high: money('150') } })
    expect(contentOf('12.5 %')).toEqual({ competitorShare: 0.125 })
  })

  it.each(['', '   ', ' ; ;'])('says nothing in %j', (text) => expect(contentOf(text)).toEqual({}))

  it.each([
    ['maybe', 'plans/cell-unreadable'],
    ['=HYPERLINK("x")', 'plans/cell-unreadable'],
    ['competitor: ', 'plans/cell-unreadable'],
    ['competitor: a\u0000b', 'plans/cell-unreadable'],
    [`competitor: ${'x'.repeat(201)}`, 'plans/competitor-too-long'],
    ['120%', 'plans/cell-unreadable'],
    ['2027-02-30', 'plans/cell-unreadable'],
    ['1/2', 'plans/cell-unreadable'],
    ['12 apples', 'plans/number-unreadable'],
    ['-5', 'plans/potential-out-of-order'],
    ['3/2/1', 'plans/potential-out-of-order'],
    ['1//3', 'plans/potential-out-of-order'],
    ['0.12345678901', 'plans/number-unreadable'],
    ['owned; maybe', 'plans/cell-unreadable'],
  ])('%j is refused', (text, code) => expect(contentOf(text)).toBe(code))

  it('names the part that could not be read', () => {
    expect(readCellText('owned; soon; 5', PLAIN)).toMatchObject({ ok: false, part: 'soon' })
  })
})

describe('writing a cell', () => {
  it('is empty for a cell of which nothing is known', () => expect(writeCellText({})).toBe(''))

  it('is in words that can be read again', () => {
    const text = writeCellText({
      state: 'competitor',
      competitor: 'Acme; Sons',
      competitorShare: 0.29,
      renewalOn: '2027-03-31',
      potential: { low: null, base: money('100'), high: money('150.25') },
    })
    expect(text).toBe('competitor: Acme, Sons; 29%; 2027-03-31; /100/150.25')
    expect(writeCellText({ state: 'not_needed' })).toBe('not needed')
    expect(writeCellText({ state: 'open', potential: { low: null, base: 0n, high: null } })).toBe('open; 0')
  })
})

it('finds the numbers of a text and leaves dates and shares out', () => {
  expect(numbersIn('competitor: A 1; 40%; 2027-03-31; 1.000/2.000/3.000')).toEqual(['1.000', '2.000', '3.000'])
  expect(numbersIn('owned')).toEqual([])
})
