import fc from 'fast-check'
import { expect, it } from 'vitest'
import { layBars } from './deck-charts.ts'
import { columnWidths, fitRow, longestWords, pagesOf, rowHeight } from './deck-layout.ts'
import { textWidth } from './letter-widths.ts'
import { PLAIN_STAGE } from './stage.ts'

const { width, height } = PLAIN_STAGE.body
const POINTS = 10

const words = fc
  .array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }), { maxLength: 400 })
  .map((all) => all.join(' '))
const table = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }).chain((weights) =>
  fc.record({
    weights: fc.constant(weights),
    rows: fc.array(fc.tuple(...weights.map(() => words)), { minLength: 1, maxLength: 12 }),
  }),
)
const measureOf = (weights: readonly number[], rows: readonly (readonly string[])[]) => ({
  widths: columnWidths(weights, { width, words: longestWords([weights.map(() => ''), ...rows]), points: POINTS }),
  height,
  points: POINTS,
})
const letters = (text: string) => text.replaceAll(/\s/g, '')

it('loses no letter of a table, however long, and lets none of its rows be higher than a slide', () => {
  fc.assert(
    fc.property(table, ({ weights, rows }) => {
      const measure = measureOf(weights, rows)
      for (const row of rows) {
        const fitted = fitRow(row, measure)
        weights.forEach((_weight, at) => {
          expect(fitted.map((piece) => letters(piece[at] ?? '')).join('')).toBe(letters(row[at] ?? ''))
        })
        for (const piece of fitted) expect(rowHeight(piece, measure)).toBeLessThanOrEqual(height)
      }
    }),
    { numRuns: 60 },
  )
})

it('puts every row on one slide, in order, and no more on one than fit', () => {
  fc.assert(
    fc.property(table, ({ weights, rows }) => {
      const measure = measureOf(weights, rows)
      const fitted = rows.flatMap((row) => fitRow(row, measure))
      const pages = pagesOf(fitted, measure)
      expect(pages.flat()).toEqual(fitted.map((_row, at) => at))
      for (const page of pages) {
        const used = page.reduce((sum, at) => sum + rowHeight(fitted[at] ?? [], measure), 0)
        if (page.length > 1) expect(used).toBeLessThanOrEqual(height)
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
        { label: 'base', amount: base, kind: 'total' },
        ...moves.map((move) => ({ label: 'step', amount: move, kind: 'step' }) as const),
        { label: 'goal', amount: goal, kind: 'total' },
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

it('draws more in sight than the goal asks down to the goal, and not as a loss', () => {
  const steps = [
    { label: 'base', amount: 700, kind: 'total' },
    { label: 'More than the goal', amount: -200, kind: 'open' },
    { label: 'goal', amount: 500, kind: 'total' },
  ] as const
  expect(layBars(steps)?.[1]).toEqual({ floor: 500, height: 200, kind: 'open' })
})

it('writes a word that is wider than its column over several lines and puts it together again', () => {
  const address = `https://example.org/${'a'.repeat(3_000)}`
  const fitted = fitRow([address, ''], measureOf([1, 20], [[address, '']]))
  expect(fitted.length).toBeGreaterThan(1)
  expect(fitted.map(([text]) => text).join('')).toBe(address)
})

it('never makes a column narrower than its longest word while there is room, and fills the slide', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 7 })
  fc.assert(
    fc.property(lengths, fc.infiniteStream(fc.integer({ min: 1, max: 6 })), (words, weights) => {
      const chosen = words.map(() => weights.next().value)
      const wide = words.map((letters) => textWidth('x'.repeat(letters)))
      const widths = columnWidths(chosen, { width, words: wide, points: POINTS })
      expect(widths.reduce((sum, each) => sum + each, 0)).toBeCloseTo(width, 6)
      words.forEach((letters, at) => {
        const row = words.map((_each, other) => (other === at ? 'x'.repeat(letters) : ''))
        expect(rowHeight(row, { widths, height, points: POINTS })).toBeLessThan(0.3)
      })
    }),
  )
})

it('counts letters of the East and pictures as wide, and never cuts one in two', () => {
  const measure = { widths: [1], height: 2, points: POINTS }
  const text = '😀漢字'.repeat(200)
  const fitted = fitRow([text], measure)
  expect(fitted.map(([piece]) => piece).join('')).toBe(text)
  for (const [piece = ''] of fitted) expect(piece.isWellFormed()).toBe(true)
  expect(rowHeight(['漢'.repeat(20)], measure)).toBeGreaterThan(rowHeight(['a'.repeat(20)], measure))
})
