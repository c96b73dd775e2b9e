import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateFormats, parseDate, writeDate } from './date-format.ts'
import { decimalFormats, parseDecimal, writeDecimal } from './decimal-format.ts'
import { importOrder, inImportOrder } from './import-order.ts'
import { importKinds } from './kinds.ts'
import { plainWords } from './plain-words.ts'
import { proposeColumns, proposeKind } from './propose-mapping.ts'
import { parseCode, plainFormats, readField } from './read-field.ts'

const canonicalDecimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 19n }), fc.stringMatching(/^(?:\d{0,9}[1-9])?$/))
  .map(([isNegative, whole, fraction]) => {
    const text = fraction === '' ? whole.toString() : `${whole}.${fraction}`
    return isNegative && text !== '0' ? `-${text}` : text
  })

const headerWord = fc.oneof(
  fc.constantFrom(
    ...importKinds.flatMap((kind) => kind.fields.flatMap((field) => [field.key, field.name, ...field.synonyms])),
  ),
  fc.string({ maxLength: 12 }),
)

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('1.234,5', '__proto__', '\u0000', '1e999999'),
)

describe('laws of reading', () => {
  it('reads back every number it writes, in every format', () => {
    fc.assert(
      fc.property(canonicalDecimal, fc.constantFrom(...decimalFormats), (decimal, format) => {
        expect(parseDecimal(writeDecimal(decimal, format), format)).toEqual({ ok: true, value: decimal })
      }),
    )
  })

  it('reads a canonical number as itself, so that reading twice changes nothing', () => {
    fc.assert(
      fc.property(canonicalDecimal, (decimal) => {
        expect(parseDecimal(decimal, { decimal: '.', group: '' })).toEqual({ ok: true, value: decimal })
      }),
    )
  })

  it('reads back every day it writes, in every format', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom(...dateFormats), (day, format) => {
        const date = day.toISOString().slice(0, 10)
        expect(parseDate(writeDate(date, format), format)).toEqual({ ok: true, value: date })
      }),
    )
  })

  it('never throws and never gives a value that reads differently a second time', () => {
    const types = ['text', 'code', 'country', 'currency', 'date', 'month', 'decimal', 'integer'] as const
    fc.assert(
      fc.property(anyText, fc.constantFrom(...types), (text, type) => {
        const first = readField(type, text, plainFormats)
        if (!first.ok || first.value === null) return
        expect(readField(type, first.value, plainFormats)).toEqual(first)
      }),
    )
  })

  it('gives codes without space around them and without control characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = parseCode(text)
        if (!result.ok) return
        expect(result.value).toBe(result.value.trim())
        expect(/\p{Cc}/u.test(result.value)).toBe(false)
      }),
    )
  })

  it('reduces headers to words once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const words = plainWords(text)
        expect(words).toBe(words.trim())
        expect(words).not.toMatch(/ {2}/)
      }),
    )
  })
})

describe('laws of mapping', () => {
  it('never gives one field to two columns and answers for each column once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...importKinds.map((kind) => kind.key)),
        fc.array(headerWord, { maxLength: 20 }),
        fc.array(fc.array(fc.string({ maxLength: 8 }), { maxLength: 20 }), { maxLength: 3 }),
        (kind, header, rows) => {
          const columns = proposeColumns(kind, header, rows)
          expect(columns.map((column) => column.column)).toEqual(header.map((_, index) => index))
          const fields = columns.flatMap(({ target }) => (target.kind === 'field' ? [target.field] : []))
          expect(new Set(fields).size).toBe(fields.length)
          for (const { confidence } of columns) {
            expect(confidence).toBeGreaterThanOrEqual(0)
            expect(confidence).toBeLessThanOrEqual(1)
          }
        },
      ),
    )
  })

  it('maps a header made of the keys of a kind onto exactly those fields, in any order', () => {
    const shuffled = fc
      .constantFrom(...importKinds)
      .chain((kind) => fc.tuple(fc.constant(kind), fc.shuffledSubarray(kind.fields.map((field) => field.key))))
    fc.assert(
      fc.property(shuffled, ([kind, keys]) => {
        const targets = proposeColumns(kind.key, keys, []).map(({ target }) => target)
        expect(targets).toEqual(keys.map((field) => ({ kind: 'field', field })))
      }),
    )
  })

  it('keeps confidence in kinds between 0 and 1 and the surest first', () => {
    fc.assert(
      fc.property(fc.array(headerWord, { maxLength: 15 }), (header) => {
        const values = proposeKind(header, []).map((proposal) => proposal.confidence)
        expect(values).toEqual([...values].sort((one, other) => other - one))
        expect(values.every((value) => value >= 0 && value <= 1)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it('orders files by kind and loses none', () => {
    const item = fc.record({ kind: fc.constantFrom(...importOrder), name: fc.nat() })
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const ordered = inImportOrder(items)
        expect(ordered).toHaveLength(items.length)
        const places = ordered.map(({ kind }) => importOrder.indexOf(kind))
        expect(places).toEqual([...places].sort((one, other) => one - other))
      }),
    )
  })
})
