import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPastedSwotItems, SWOT_TEXT_LENGTH } from './swot-paste.ts'

const EMPTY = { present: [], asOf: '2026-11-20' }
const read = (content: string, present: readonly string[] = []) =>
  readPastedSwotItems(content, { present, asOf: '2026-11-20' })
const bare = {
  impact: null,
  confidence: null,
  evidence: '',
  evidenceOn: null,
  saidBy: '',
  faults: [],
  isUsable: true,
}

describe('lines of words', () => {
  it('become an item each, blank lines none', () => {
    expect(read('Strong brand\n\n  Own sales force \r\n\t\nLow debt\r')).toEqual([
      { line: 1, text: 'Strong brand', ...bare },
      { line: 3, text: 'Own sales force', ...bare },
      { line: 5, text: 'Low debt', ...bare },
    ])
  })

  it('lose the marks of a list, and nothing else', () => {
    const words = ['- one', '* two', '• three', '1. four', '12) five', '– six', '-', '7.']
    expect(read(words.join('\n')).map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four', 'five', 'six'])
    const kept = ['2.5 million units', '-3 % a year', '24 sites', '1.2. is a number']
    expect(read(kept.join('\n')).map(({ text }) => text)).toEqual(kept)
  })

  it('keep letters of all languages, and lose what cannot be stored', () => {
    expect(read('Größe\u0000 und Ruf\u0007\n強い\uD800').map(({ text }) => text)).toEqual([
      'Größe  und Ruf',
      '強い\uFFFD',
    ])
  })

  it('are not usable where they are there already, whatever their capitals and spaces', () => {
    const lines = read('strong  BRAND\nNew\nnew', ['Strong brand'])
    expect(lines.map(({ faults, isUsable }) => [faults, isUsable])).toEqual([
      [['there_already'], false],
      [[], true],
      [['there_already'], false],
    ])
  })

  it('are not usable above 500 characters', () => {
    const [just, above] = read(`${'a'.repeat(SWOT_TEXT_LENGTH)}\n${'b'.repeat(SWOT_TEXT_LENGTH + 1)}`)
    expect(just).toMatchObject({ faults: [], isUsable: true })
    expect(above).toMatchObject({ faults: ['too_long'], isUsable: false })
  })
})

describe('cells of a spreadsheet', () => {
  it('are words, impact, confidence, evidence, its date and who said it', () => {
    expect(read('Strong brand\t3\tmedium\tSurvey of buyers\t2026-10-01\tTheir head of sales')).toEqual([
      {
        line: 1,
        text: 'Strong brand',
        impact: 3,
        confidence: 2,
        evidence: 'Survey of buyers',
        evidenceOn: '2026-10-01',
        saidBy: 'Their head of sales',
        faults: [],
        isUsable: true,
      },
    ])
  })

  it.each([
    ['1', 1],
    ['l', 1],
    ['LOW', 1],
    ['2', 2],
    ['M', 2],
    ['Medium', 2],
    ['3', 3],
    ['h', 3],
    ['high', 3],
  ])('judge %s as %i', (cell, value) => {
    expect(read(`Words\t${cell}\t${cell}`)).toMatchObject([{ impact: value, confidence: value, faults: [] }])
  })

  it('lose a cell that cannot be read, and say which; the line stays usable', () => {
    expect(read('Words\t4\tsure\tSaid so\t31.10.2026')).toMatchObject([
      {
        impact: null,
        confidence: null,
        evidence: 'Said so',
        evidenceOn: null,
        faults: ['impact_unreadable', 'confidence_unreadable', 'date_unreadable'],
        isUsable: true,
      },
    ])
  })

  it('take no day that does not exist or is still to come', () => {
    const cells = ['2026-02-29', '2024-02-29', '2026-11-20', '2026-11-21', '0000-01-01']
    const lines = read(cells.map((cell, index) => `Words ${index}\t\t\t\t${cell}`).join('\n'))
    expect(lines.map(({ evidenceOn, faults }) => [evidenceOn, faults])).toEqual([
      [null, ['date_unreadable']],
      ['2024-02-29', []],
      ['2026-11-20', []],
      [null, ['date_in_future']],
      [null, ['date_unreadable']],
    ])
  })

  it('lose evidence and names that are too long', () => {
    expect(read(`Words\t\t\t${'e'.repeat(2_001)}\t\t${'n'.repeat(201)}`)).toMatchObject([
      { evidence: '', saidBy: '', faults: ['evidence_too_long', 'said_by_too_long'] },
    ])
    expect(read(`Words\t\t\t${'e'.repeat(2_000)}\t\t${'n'.repeat(200)}`)).toMatchObject([{ faults: [] }])
  })

  it('lose the quotation marks the spreadsheet put around them', () => {
    expect(read('"They say ""never again"""\t\t\t"a, b"')).toMatchObject([
      { text: 'They say "never again"', evidence: 'a, b' },
    ])
  })
})

describe('any paste at all', () => {
  it('gives usable lines that are short, trimmed, storable and different from each other', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(fc.string(), { maxLength: 5 }),
        (content, more) => {
          const usable = readPastedSwotItems([content, ...more, ...more].join('\n'), EMPTY).filter(
            (one) => one.isUsable,
          )
          for (const { text } of usable) {
            expect(text.trim()).toBe(text)
            expect(text.length).toBeGreaterThan(0)
            expect(text.length).toBeLessThanOrEqual(SWOT_TEXT_LENGTH)
            expect(text.isWellFormed()).toBe(true)
            expect(text).not.toMatch(/\p{Cc}/u)
          }
          expect(new Set(usable.map(({ text }) => text)).size).toBe(usable.length)
        },
      ),
    )
  })

  it('is read again the same from what it gave', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/), { maxLength: 8 }), (words) => {
        const once = readPastedSwotItems(words.join('\n'), EMPTY).filter((one) => one.isUsable)
        const twice = readPastedSwotItems(once.map(({ text }) => text).join('\n'), EMPTY)
        expect(twice.map(({ text }) => text)).toEqual(once.map(({ text }) => text))
      }),
    )
  })
})
