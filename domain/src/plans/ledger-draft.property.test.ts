import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MONEY_DECIMALS } from '../kernel/index.ts'
import { DRAFTED_PRODUCT_LINES, draftFromLedger, type LedgerKnowledge } from './ledger-draft.ts'
import { LEDGER_FIELDS, starterTemplates } from './starter-templates.ts'

const MAJOR = 10n ** BigInt(MONEY_DECIMALS)
const amount = fc.option(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), { nil: null })
const share = fc.option(fc.double({ min: -3, max: 3, noNaN: true }), { nil: null })
const month = fc.constantFrom('2024-11', '2025-10', '2025-11', '2026-10')

const knowledge: fc.Arbitrary<LedgerKnowledge> = fc.record({
  currency: fc.constantFrom('EUR', 'USD'),
  period: fc.record({ from: month, to: month, beforeFrom: month, beforeTo: month }),
  netRevenue: amount,
  netRevenueBefore: amount,
  growth: share,
  outlook: fc.option(
    fc.record({
      class: fc.constantFrom('growing', 'flat', 'declining', 'at_risk', 'too_little_history'),
      months: fc.integer({ min: 1, max: 120 }),
      change: share,
    }),
    { nil: null },
  ),
  productMix: fc.array(
    fc.record({ name: fc.option(fc.constantFrom('Frames', 'Wheels'), { nil: null }), netRevenue: amount, share }),
    { maxLength: 9 },
  ),
  companies: fc.integer({ min: 1, max: 40 }),
})

test('whatever the ledger knows, each field is filled once at most, in words that can be stored and read', () => {
  fc.assert(
    fc.property(knowledge, (known) => {
      const sentences = draftFromLedger(known)
      expect(new Set(sentences.map(({ fieldKey }) => fieldKey)).size).toBe(sentences.length)
      for (const { fieldKey, label, content } of sentences) {
        expect(Object.values<string>(LEDGER_FIELDS)).toContain(fieldKey)
        expect(label).not.toBe('')
        expect(content.length).toBeGreaterThan(0)
        expect(content.length).toBeLessThan(2_000)
        expect(content).not.toMatch(/null|undefined|NaN|Infinity/)
      }
    }),
  )
})

test('nothing known is nothing said', () => {
  fc.assert(
    fc.property(knowledge, (known) => {
      const blank = { ...known, netRevenue: null, outlook: null, productMix: [] }
      expect(draftFromLedger(blank)).toEqual([])
    }),
  )
})

test('money stands in whole units with a comma before every three digits, and reads back as the rounded amount', () => {
  fc.assert(
    fc.property(knowledge, fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (known, units) => {
      fc.pre(units !== 0n)
      const [sentence] = draftFromLedger({ ...known, netRevenue: units * MAJOR, netRevenueBefore: null })
      const written = /: (-?[\d,]+) (EUR|USD)/.exec(sentence?.content ?? '')
      expect(written?.[1]).toMatch(/^-?\d{1,3}(,\d{3})*$/)
      expect(BigInt(written?.[1]?.replaceAll(',', '') ?? 'x')).toBe(units)
    }),
  )
})

test('of product lines the largest are named, each of them known and above nothing', () => {
  fc.assert(
    fc.property(knowledge, (known) => {
      const mix = draftFromLedger(known).find(({ fieldKey }) => fieldKey === LEDGER_FIELDS.productMix)
      const usable = known.productMix.filter(({ name, netRevenue }) => name !== null && (netRevenue ?? 0n) > 0n)
      const lines = mix?.content.split('\n') ?? []
      expect(lines.length).toBe(Math.min(usable.length, DRAFTED_PRODUCT_LINES))
    }),
  )
})

test('every field that the ledger fills is a field of both starter templates, in a section of statements', () => {
  for (const { sections } of starterTemplates()) {
    for (const key of Object.values(LEDGER_FIELDS)) {
      const homes = sections.filter(({ fields }) => fields.some((field) => field.key === key))
      expect(homes.map(({ part }) => part)).toEqual(['statements'])
    }
  }
})
