import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACTION_STATES, needsReason } from './action.ts'
import { readPastedActions } from './action-import.ts'
import { PASTED_LINES } from './pasted-sheet.ts'

const words = fc
  .string({ unit: fc.constantFrom('a', 'B', 'ü', '=', '"', ' '), minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== '' && !text.trim().startsWith('"'))
const row = fc.record({
  title: words,
  owner: fc.constantFrom('', 'Ann', 'Bo'),
  due: fc.constantFrom('', '2026-12-01', '31.12.2026', 'soon', '2026-02-30'),
  state: fc.constantFrom('', ...ACTION_STATES, 'perhaps'),
  reason: fc.constantFrom('', 'because'),
})
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never
const COLUMNS = ['title', 'owner', 'due', 'state', 'reason'] as const
const lineOf = (one: Row, order: readonly (typeof COLUMNS)[number][]) => order.map((column) => one[column]).join('\t')

function isGood({ due, state, reason }: Row): boolean {
  const known = ACTION_STATES.find((one) => one === state)
  if (due === 'soon' || due === '2026-02-30' || (state !== '' && known === undefined)) return false
  return known === undefined || !needsReason(known) || reason !== ''
}

test('every line is either taken or rejected with a reason, none is lost and none appears twice', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const pasted = [COLUMNS.join('\t'), ...rows.map((one) => lineOf(one, COLUMNS))].join('\n')
      const { actions, rejects } = readPastedActions(pasted)
      const lines = [...actions, ...rejects].map(({ line }) => line).sort((one, other) => one - other)
      expect(lines).toEqual(rows.map((_, at) => at + 2))
      for (const reject of rejects) expect(reject.reasons.length).toBeGreaterThan(0)
      expect(actions.length).toBe(rows.filter(isGood).length)
    }),
  )
})

test('the order of the columns changes nothing but the line as it was pasted', () => {
  const order = fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 10 }), order, (rows, columns) => {
      const sheet = (one: readonly (typeof COLUMNS)[number][]) =>
        readPastedActions([one.join('\t'), ...rows.map((line) => lineOf(line, one))].join('\n')).actions.map(
          ({ content: _, ...read }) => read,
        )
      expect(sheet(columns)).toEqual(sheet(COLUMNS))
    }),
  )
})

test('no more lines are taken at once than a person can look through', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), (count) => {
      const pasted = ['action', ...Array.from({ length: count }, (_, at) => `Do ${at}`)].join('\r\n')
      expect(readPastedActions(pasted).actions.length).toBe(Math.min(count, PASTED_LINES))
    }),
    { numRuns: 20 },
  )
})
