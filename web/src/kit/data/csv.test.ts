import { describe, expect, it } from 'vitest'
import { neutralizeFormula, toCsv } from './csv.ts'
import { fileNameOf } from './download.ts'

describe('a file for a spreadsheet', () => {
  it.each([
    '=1+1',
    '+41 44 000',
    '-cmd',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '＝1+1',
    '＋1',
    '－1',
    '＠A1',
    '-1+2',
    '--1',
  ])('does not let %j run as a formula', (value) => {
    expect(neutralizeFormula(value)).toBe(`'${value}`)
  })

  it.each(['-12', '-12.50', '0', '1234.5', 'Bikes', 'A-1', 'a=b'])('leaves %j as it is', (value) => {
    expect(neutralizeFormula(value)).toBe(value)
  })

  it('keeps numbers as numbers, unknown as empty and quotes what needs it', () => {
    expect(
      toCsv(
        ['Account', 'Net'],
        [
          ['Smith, "Bros"', -12.5],
          ['=HYPERLINK("x")', null],
          ['Plain', Number.NaN],
        ],
      ),
    ).toBe('\ufeffAccount,Net\r\n"Smith, ""Bros""",-12.5\r\n"\'=HYPERLINK(""x"")",\r\nPlain,\r\n')
  })
})

it('makes a file name out of a heading in any script', () => {
  expect(fileNameOf('Whale curve: gross margin')).toBe('whale-curve-gross-margin')
  expect(fileNameOf('Ertrag über Zeit')).toBe('ertrag-über-zeit')
  expect(fileNameOf('***')).toBe('mainstay')
})
