import fc from 'fast-check'
import { expect, it } from 'vitest'
import { layBars } from './deck-charts.ts'
import { columnWidths, fitRow, pagesOf, rowHeight, SLIDE } from './deck-layout.ts'

const words = fc
  .array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }), { maxLength: 400 })
  .map((all) => all.join(' '))
const table = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }).chain((weights) =>
  fc.record({
    weights: fc.constant(weights),
    rows: fc.array(fc.tuple(...weights.map(() => words)), { minLength: 1, maxLength: 12 }),
  }),
)
const letters = (text: string) => text.replaceAll(/\s/g, '')

it('loses no letter of a table, however long, and lets none of its rows be higher than a slide', () => {
  fc.assert(
    fc.property(table, ({ weights, rows }) => {
      const widths = columnWidths(weights)
      for (const row of rows) {
        const fitted = fitRow(row, widths)
        weights.forEach((_weight, at) => {
          expect(fitted.map((piece) => letters(piece[at] ?? '')).join('')).toBe(letters(row[at] ?? ''))
        })
        for (const piece of fitted) expect(rowHeight(piece, widths)).toBeLessThanOrEqual(SLIDE.height)
      }
    }),
    { numRuns: 60 },
  )
})

it('puts every row on one slide, in order, and no more on one than fit', () => {
  fc.assert(
    fc.property(table, ({ weights, rows }) => {
      const widths = columnWidths(weights)
      const fitted = rows.flatMap((row) => fitRow(row, widths))
      const pages = pagesOf(fitted, widths)
      expect(pages.flat()).toEqual(fitted.map((_row, at) => at))
      for (const page of pages) {
        const height = page.reduce((sum, at) => sum + rowHeight(fitted[at] ?? [], widths), 0)
        if (page.length > 1) expect(height).toBeLessThanOrEqual(SLIDE.height)
      }
    }),
    { numRuns: 60 },
  )
})

it('draws columns of a bridge that meet: each ends where the next begins', () => {
  const amount = fc.integer({ min: -1_000, max: 1_000 })
  fc.assert(
    fc.property(fc.nat(5_000), fc.array(amount, { maxLength: 6 }), (base, moves) => {
      const goal = moves.reduce((sum, move) => sum + move, base)
      const bars = layBars([
        { label: 'base', amount: base, isTotal: true },
        ...moves.map((move) => ({ label: 'step', amount: move, isTotal: false })),
        { label: 'goal', amount: goal, isTotal: true },
      ])
      const levels = moves.map((_move, at) => moves.slice(0, at + 1).reduce((sum, move) => sum + move, base))
      if (Math.min(goal, ...levels) < 0) {
        expect(bars).toBeNull()
        return
      }
      const ends = (bars ?? []).map(({ floor, height, kind }) => (kind === 'down' ? floor : floor + height))
      expect(ends).toEqual([base, ...levels, goal])
    }),
  )
})

it('writes a word that is wider than its column over several lines and puts it together again', () => {
  const widths = columnWidths([1, 20])
  const address = `https://example.org/${'a'.repeat(3_000)}`
  const fitted = fitRow([address, ''], widths)
  expect(fitted.length).toBeGreaterThan(1)
  expect(fitted.map(([text]) => text).join('')).toBe(address)
})
