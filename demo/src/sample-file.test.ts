import { describe, expect, it } from 'vitest'
import { centsText, type SampleFile, sampleCsv } from './sample-file.ts'

function aFile(rows: readonly string[][]): SampleFile {
  return { name: 'customers.csv', kind: 'customers', header: ['code', 'name'], rows: () => rows }
}

describe('a file as comma-separated text', () => {
  it.each([
    ['plain', 'plain'],
    ['Talleres Aldebreda, S.L.', '"Talleres Aldebreda, S.L."'],
    ['"Stodębowo" Pomp', '"""Stodębowo"" Pomp"'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['', ''],
    [' spaces kept ', ' spaces kept '],
  ])('writes %j as %j', (value, written) => {
    expect([...sampleCsv(aFile([['C1', value]]))].join('')).toBe(`code,name\r\nC1,${written}\r\n`)
  })

  it('is the header alone when there are no rows', () => {
    expect([...sampleCsv(aFile([]))]).toEqual(['code,name\r\n'])
  })

  it('comes in chunks that together are the whole text', () => {
    const rows = Array.from({ length: 20_000 }, (_, number) => [`C${number}`, `Company ${number}`])
    const chunks = [...sampleCsv(aFile(rows))]
    expect(chunks.length).toBeGreaterThan(3)
    for (const chunk of chunks) expect(chunk.length).toBeLessThan(70_000)
    expect(chunks.join('').split('\r\n')).toHaveLength(20_002)
  })
})

describe('cents as text', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [99, '0.99'],
    [100, '1.00'],
    [-1205, '-12.05'],
    [123_456_789, '1234567.89'],
  ])('%i is %s', (cents, text) => {
    expect(centsText(cents)).toBe(text)
  })
})
