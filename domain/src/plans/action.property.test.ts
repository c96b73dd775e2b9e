import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../program/index.ts'
import {
  ACTION_STATES,
  type ActionFacts,
  type ActionState,
  actionDefects,
  daysLate,
  isOpenAction,
  isOverdue,
  moveAction,
  movesFrom,
  needsReason,
} from './action.ts'

const state = fc.constantFrom(...ACTION_STATES)
const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days))
const facts: fc.Arbitrary<ActionFacts> = fc
  .record({
    state,
    startsOn: fc.option(day),
    dueOn: fc.option(day),
    doneDay: day,
    owner: fc.constantFrom('named' as const, 'left' as const, 'nobody' as const),
  })
  .map(({ doneDay, ...action }) => ({ ...action, doneOn: action.state === 'done' ? doneDay : null }))
const move = fc.record({
  to: state,
  reason: fc.constantFrom('', '   ', 'because'),
  today: day,
  openNeeds: fc.subarray(['Samples', 'Offer']),
})

test('an action is done exactly on a day, and has a reason exactly where its state asks for one', () => {
  fc.assert(
    fc.property(state, move, (from, wanted) => {
      const moved = moveAction(from, wanted)
      if (!moved.ok) return
      expect(moved.value.doneOn === null).toBe(moved.value.state !== 'done')
      expect(moved.value.stateReason !== '').toBe(needsReason(moved.value.state))
      if (moved.value.state === 'done') expect(wanted.openNeeds).toEqual([])
    }),
  )
})

test('however an action is moved, every state can be reached again', () => {
  const reached = (from: ActionState) => {
    const found = new Set<ActionState>([from])
    for (const one of found) for (const next of movesFrom(one)) found.add(next)
    return found
  }
  for (const from of ACTION_STATES) expect([...reached(from)].sort()).toEqual([...ACTION_STATES].sort())
})

test('a refused move names its reason and a taken one is in the table', () => {
  fc.assert(
    fc.property(state, move, (from, wanted) => {
      const moved = moveAction(from, wanted)
      const isListed = movesFrom(from).includes(wanted.to) || (from === wanted.to && needsReason(from))
      if (moved.ok) expect(isListed).toBe(true)
      else expect(moved.refusal.code).toMatch(/^plans\/action-/)
      if (!isListed) expect(moved).toMatchObject({ refusal: { code: 'plans/action-move-not-allowed' } })
    }),
  )
})

test('an action never becomes less late by waiting, and one that is done stays as late as it was', () => {
  fc.assert(
    fc.property(facts, day, fc.nat(200), (action, today, wait) => {
      const later = addDays(today, wait)
      expect(daysLate(action, later)).toBeGreaterThanOrEqual(daysLate(action, today))
      if (action.state === 'done') expect(daysLate(action, later)).toBe(daysLate(action, today))
      if (isOpenAction(action.state) && daysLate(action, today) > 0) {
        expect(daysLate(action, later)).toBe(daysLate(action, today) + wait)
      }
    }),
  )
})

test('only what is open and dated is overdue', () => {
  fc.assert(
    fc.property(facts, day, (action, today) => {
      if (!isOverdue(action, today)) return
      expect(isOpenAction(action.state)).toBe(true)
      expect(action.dueOn !== null && action.dueOn < today).toBe(true)
    }),
  )
})

test('mending what is named leaves no defect', () => {
  fc.assert(
    fc.property(facts, (action) => {
      const defects = new Set(actionDefects(action))
      const mended: ActionFacts = {
        ...action,
        owner: defects.has('no_owner') || defects.has('owner_left') ? 'named' : action.owner,
        dueOn:
          defects.has('no_due_date') || defects.has('due_before_start')
            ? (action.startsOn ?? '2026-06-01')
            : action.dueOn,
      }
      expect(actionDefects(mended)).toEqual([])
    }),
  )
})
