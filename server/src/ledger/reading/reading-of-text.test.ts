import { describe, expect, it } from 'vitest'
import { readingOfText } from './reading-of-text.ts'

describe('a reading typed on the command line', () => {
  it.each([
    [{}, { encoding: null, delimiter: null, quote: null, headerRow: null }],
    [{ encoding: 'Windows-1252' }, { encoding: 'windows-1252' }],
    [{ delimiter: 'semicolon' }, { delimiter: ';' }],
    [{ delimiter: 'tab' }, { delimiter: '\t' }],
    [{ delimiter: '\\t' }, { delimiter: '\t' }],
    [{ delimiter: 'pipe' }, { delimiter: '|' }],
    [{ delimiter: '~' }, { delimiter: '~' }],
    [{ delimiter: "'" }, { delimiter: "'", quote: null }],
    [
      { quote: 'none', headerRow: '0' },
      { quote: 'none', headerRow: 0 },
    ],
    [
      { quote: 'single', headerRow: '3' },
      { quote: "'", headerRow: 3 },
    ],
  ])('%j is understood', (typed, reading) => {
    expect(readingOfText(typed)).toMatchObject({ reading })
  })

  it.each([
    [{ encoding: 'klingon' }, ['encoding']],
    [{ delimiter: 'dots' }, ['delimiter']],
    [{ delimiter: ' ' }, ['delimiter']],
    [{ delimiter: '' }, ['delimiter']],
    [{ delimiter: '"' }, ['delimiter']],
    [{ delimiter: "'", quote: 'single' }, ['delimiter']],
    [{ headerRow: 'two' }, ['headerRow']],
    [{ headerRow: '' }, ['headerRow']],
    [{ encoding: 'x', delimiter: 'xx', quote: 'x', headerRow: '-1' }, ['encoding', 'delimiter', 'quote', 'headerRow']],
  ])('%j is refused with everything that is wrong', (typed, names) => {
    const result = readingOfText(typed)
    const faults = 'faults' in result ? result.faults : []
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(names)
  })
})
