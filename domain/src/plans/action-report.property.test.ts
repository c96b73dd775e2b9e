import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACTION_STATES } from './action.ts'
import { actionReport, type ReportedAction } from './action-report.ts'
import { reportInWords } from './action-report-words.ts'

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-11-${String(number).padStart(2, '0')}`)
const actions: fc.Arbitrary<ReportedAction[]> = fc.array(
  fc
    .record({
      id: fc.uuid(),
      title: fc.string({ minLength: 1 }),
      state: fc.constantFrom(...ACTION_STATES),
      stateReason: fc.string(),
      startsOn: fc.option(day),
      dueOn: fc.option(day),
      doneDay: day,
      owner: fc.constantFrom('named' as const, 'left' as const, 'nobody' as const),
      keyResultId: fc.constant(null),
    })
    .map(({ doneDay, ...action }) => ({ ...action, doneOn: action.state === 'done' ? doneDay : null })),
)

test('the order of actions changes nothing but the order of what is named', () => {
  fc.assert(
    fc.property(actions, (list) => {
      const { blocked, ...report } = actionReport(list, [], '2026-11-20')
      const { blocked: turned, ...other } = actionReport([...list].reverse(), [], '2026-11-20')
      expect(other).toEqual(report)
      expect(turned.length).toBe(blocked.length)
    }),
  )
})

test('parts never exceed the whole, and dropping an action never makes the plan later', () => {
  fc.assert(
    fc.property(actions, (list) => {
      const report = actionReport(list, [], '2026-11-20')
      expect(report.done + report.overdue).toBeLessThanOrEqual(report.counted)
      expect(report.medianDaysLate === null).toBe(report.overdue === 0)
      const [first, ...rest] = list
      if (first === undefined) return
      const without = actionReport([{ ...first, state: 'dropped', doneOn: null }, ...rest], [], '2026-11-20')
      expect(without.overdue).toBeLessThanOrEqual(report.overdue)
      expect(without.counted).toBe(report.counted - (first.state === 'dropped' ? 0 : 1))
    }),
  )
})

test('the words never hold what is no word', () => {
  fc.assert(
    fc.property(actions, (list) => {
      const plain = list.map((action) => ({ ...action, title: 'Visit', stateReason: 'why' }))
      const words = reportInWords(actionReport(plain, [], '2026-11-20'))
      expect(words.length).toBeGreaterThan(0)
      for (const sentence of words) expect(sentence).not.toMatch(/NaN|null|undefined|Infinity/)
    }),
  )
})
