import fc from 'fast-check'
import { expect, it } from 'vitest'
import { flowSlides, headed, type Part, type Piece } from './deck-flow.ts'
import { textWidth } from './letter-widths.ts'

const HEIGHT = 5.7
const HAIR = 1e-6

/** Something of that height that can be divided at every inch, or not at all. */
function partOf(name: string, inches: number, isDivisible: boolean): Part {
  const named = (at: number, height: number): Piece => ({
    heading: `${name}/${at}`,
    height,
    most: height * 1.5,
    draw: () => undefined,
  })
  const least = headed({ heading: name, height: inches })
  return {
    least,
    start: isDivisible ? headed({ heading: name, height: 1 }) : Number.POSITIVE_INFINITY,
    cut: (first, slide) => {
      if (least <= first) return [named(0, inches)]
      const pieces = [named(0, Math.min(inches, first - 0.4))]
      for (let left = inches - (first - 0.4); left > 0; left -= slide - 0.4)
        pieces.push(named(pieces.length, Math.min(left, slide - 0.4)))
      return pieces
    },
  }
}

const part = fc.record({ inches: fc.double({ min: 0.2, max: 20, noNaN: true }), isDivisible: fc.boolean() })
const chapters = fc.array(fc.array(part, { maxLength: 5 }), { maxLength: 8 }).map((all) =>
  all.map((parts, chapter) => ({
    title: `Chapter ${chapter}`,
    parts: parts.map(({ inches, isDivisible }, at) =>
      // What cannot be divided is never higher than a slide.
      partOf(`${chapter}-${at}`, isDivisible ? inches : Math.min(inches, 5), isDivisible),
    ),
  })),
)

it('puts every piece on one slide, in order, none below its foot and none on another', () => {
  fc.assert(
    fc.property(chapters, (all) => {
      const slides = flowSlides(all, HEIGHT)
      const begun = slides.flatMap(({ placed }) => placed.map(({ piece }) => piece.heading.split('/')[0]))
      const parts = all.flatMap(({ parts: own }, chapter) => own.map((_part, at) => `${chapter}-${at}`))
      expect([...new Set(begun)]).toEqual(parts)
      for (const { placed } of slides) {
        expect(placed.length).toBeGreaterThan(0)
        placed.forEach(({ top, height }, at) => {
          expect(top + height).toBeLessThanOrEqual(HEIGHT + HAIR)
          expect(top).toBeGreaterThanOrEqual(at === 0 ? 0 : (placed[at - 1]?.top ?? 0) + (placed[at - 1]?.height ?? 0))
        })
      }
    }),
    { numRuns: 300 },
  )
})

it('lets short chapters stand together instead of giving each a slide', () => {
  const short = ['Value', 'Risks', 'Resources'].map((title) => ({ title, parts: [partOf(title, 0.8, false)] }))
  const slides = flowSlides(short, HEIGHT)
  expect(slides.map(({ title }) => title)).toEqual(['Value'])
  expect(slides[0]?.placed.map(({ chapter }) => chapter)).toEqual([null, 'Risks', 'Resources'])
})

it('says of a chapter over several slides which of them it is, wherever it begins', () => {
  const slides = flowSlides(
    [
      { title: 'Profile', parts: [partOf('a', 1, false)] },
      { title: 'Actions', parts: [partOf('b', 12, true)] },
    ],
    HEIGHT,
  )
  expect(slides.map(({ title }) => title)).toEqual(['Profile', 'Actions (2 of 3)', 'Actions (3 of 3)'])
  expect(slides[0]?.placed[1]?.chapter).toBe('Actions (1 of 3)')
})

it('counts wide letters as wide, so that capitals do not run out of their box', () => {
  expect(textWidth('W'.repeat(100))).toBeGreaterThan(1.5 * textWidth('a'.repeat(100)))
  expect(textWidth('i'.repeat(100))).toBeLessThan(0.5 * textWidth('a'.repeat(100)))
  expect(textWidth('漢字')).toBeGreaterThan(textWidth('aaa'))
})

it('does not tear the last chapter where it can stand whole on a slide of its own', () => {
  const slides = flowSlides(
    [
      { title: 'Team', parts: [partOf('a', 2.5, false)] },
      { title: 'Decisions', parts: [partOf('b', 3.5, true)] },
    ],
    HEIGHT,
  )
  expect(slides.map(({ title, placed }) => [title, placed.length])).toEqual([
    ['Team', 1],
    ['Decisions', 1],
  ])
})

it('lets a chapter keep the last one company, rather than leave a line on a slide of its own', () => {
  const chapters = [
    { title: 'Look', parts: [partOf('a', 2.4, false)] },
    { title: 'Profile', parts: [partOf('b', 1.6, false)] },
    { title: 'Team', parts: [partOf('c', 0.6, false)] },
  ]
  expect(flowSlides(chapters, HEIGHT).map(({ placed }) => placed.length)).toEqual([1, 2])
})
