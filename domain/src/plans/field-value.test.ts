import { describe, expect, it } from 'vitest'
import { type FieldKind, readFieldValue } from './index.ts'

function reading(kind: FieldKind, text: string, choices: readonly string[] = []) {
  const result = readFieldValue({ kind, choices }, text)
  return result.ok ? result.value : result.refusal.code
}

describe('a number or an amount', () => {
  const cases = [
    ['1250', '1250'],
    ['1250.50', '1250.50'],
    ['  42 ', '42'],
    ['1 250 000', '1250000'],
    ['1\u00a0250\u202f000', '1250000'],
    ["1'250'000.75", '1250000.75'],
    ['1\u2019250', '1250'],
    ['007', '7'],
    ['0', '0'],
    ['-3.5', '-3.5'],
    ['\u22123.5', '-3.5'],
    ['+3', '3'],
    ['-0', '0'],
    ['-0.00', '0.00'],
    ['9999999999999999', '9999999999999999'],
    ['0.0000000001', '0.0000000001'],
  ] as const

  it.each(cases)('written %j is kept as %s', (written, kept) => {
    expect(reading('number', written)).toBe(kept)
    expect(reading('money', written)).toBe(kept)
  })

  it.each(['1,250', '12 %', 'NaN', 'Infinity', '--1', '0x1F', '1.2.3'])(
    'written %j is refused rather than guessed',
    (written) => {
      expect(reading('number', written)).toBe('plans/field-not-a-number')
      expect(reading('money', written)).toBe('plans/field-not-a-number')
    },
  )

  it.each([
    ['1.250,50', '1250.5'],
    ['1,250,000', '1250000'],
    ['12 Mio', '12000000'],
    ['520k', '520000'],
    ['€ 1.2m', '1200000'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e9', '1000000000'],
  ])('written %j is an amount, as people type one, and no plain number', (written, kept) => {
    expect(reading('money', written)).toBe(kept)
    expect(reading('number', written)).toBe('plans/field-not-a-number')
  })

  it('has at most 16 digits and 10 decimals', () => {
    expect(reading('number', '10000000000000000')).toBe('plans/field-not-a-number')
    expect(reading('number', '0.00000000001')).toBe('plans/field-not-a-number')
  })
})

describe('a date', () => {
  it('is a day of the calendar', () => {
    expect(reading('date', ' 2024-02-29 ')).toBe('2024-02-29')
    expect(reading('date', '2031-12-31')).toBe('2031-12-31')
  })

  it.each(['2023-02-29', '2026-13-01', '31.12.2026', '2026-1-5', '0000-01-01', '0999-12-31', 'tomorrow'])(
    'is not %s',
    (written) => {
      expect(reading('date', written)).toBe('plans/field-not-a-date')
    },
  )
})

describe('a choice', () => {
  const channels = ['Direct', 'Dealer', 'Both']

  it('is one of the answers as the template writes it, in any case', () => {
    expect(reading('choice', 'Dealer', channels)).toBe('Dealer')
    expect(reading('choice', ' dealer ', channels)).toBe('Dealer')
  })

  it('is the answer written exactly so where two differ in case alone', () => {
    expect(reading('choice', 'IT', ['it', 'IT'])).toBe('IT')
  })

  it('is nothing else', () => {
    expect(reading('choice', 'Deal', channels)).toBe('plans/field-not-a-choice')
    expect(reading('choice', 'Dealer', [])).toBe('plans/field-not-a-choice')
    expect(readFieldValue({ kind: 'choice', choices: channels }, 'x')).toMatchObject({
      refusal: { detail: { choices: 'Direct, Dealer, Both' } },
    })
  })
})

describe('a text', () => {
  it('stands as it is, without the blanks around it', () => {
    expect(reading('text', '  Their founder\n  leaves in May. ')).toBe('Their founder\n  leaves in May.')
    expect(reading('text', '<b>1,250</b>')).toBe('<b>1,250</b>')
  })
})

it.each(['text', 'number', 'money', 'date', 'choice'] as const)('nothing is no value of a %s', (kind) => {
  expect(reading(kind, '', ['']), kind).toBe('plans/field-empty')
  expect(reading(kind, ' \n\t')).toBe('plans/field-empty')
})
