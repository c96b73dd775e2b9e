import { describe, expect, test } from 'vitest'
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

const today = '2026-11-20'
const action: ActionFacts = {
  state: 'in_progress',
  startsOn: '2026-11-01',
  dueOn: '2026-11-15',
  doneOn: null,
  owner: 'named',
}
const move = (from: ActionState, to: ActionState, changes: { reason?: string; openNeeds?: string[] } = {}) =>
  moveAction(from, { to, reason: '', today, openNeeds: [], ...changes })

describe('moving an action', () => {
  test.each([
    ['planned', 'in_progress'],
    ['planned', 'done'],
    ['in_progress', 'done'],
    ['blocked', 'in_progress'],
    ['done', 'in_progress'],
    ['dropped', 'planned'],
  ] as const)('%s may become %s', (from, to) => {
    expect(move(from, to)).toMatchObject({ ok: true, value: { state: to, stateReason: '' } })
  })

  test.each([
    ['done', 'dropped'],
    ['done', 'planned'],
    ['done', 'blocked'],
    ['dropped', 'done'],
    ['dropped', 'in_progress'],
    ['planned', 'planned'],
    ['done', 'done'],
  ] as const)('%s does not become %s', (from, to) => {
    expect(move(from, to, { reason: 'because' })).toEqual({
      ok: false,
      refusal: { code: 'plans/action-move-not-allowed', detail: { from, to } },
    })
  })

  test.each(['blocked', 'dropped'] as const)('%s says why', (to) => {
    expect(move('planned', to, { reason: '  ' })).toMatchObject({ refusal: { code: 'plans/action-reason-missing' } })
    expect(move('planned', to, { reason: ' their legal department is slow ' })).toEqual({
      ok: true,
      value: { state: to, stateReason: 'their legal department is slow', doneOn: null },
    })
  })

  test('a blocked action may be blocked for another reason', () => {
    expect(move('blocked', 'blocked', { reason: 'now their budget' })).toMatchObject({
      ok: true,
      value: { stateReason: 'now their budget' },
    })
    expect(move('blocked', 'blocked')).toMatchObject({ refusal: { code: 'plans/action-reason-missing' } })
  })

  test('done notes the day, and opened again forgets it', () => {
    expect(move('planned', 'done')).toMatchObject({ value: { doneOn: today } })
    expect(move('done', 'in_progress')).toMatchObject({ value: { doneOn: null } })
  })

  test('done waits for what the action needs, and names it; every other state does not', () => {
    const openNeeds = ['Price list agreed', 'Samples sent']
    expect(move('in_progress', 'done', { openNeeds })).toEqual({
      ok: false,
      refusal: { code: 'plans/action-needs-open', detail: { need: 'Price list agreed', open: 2 } },
    })
    expect(move('planned', 'in_progress', { openNeeds })).toMatchObject({ ok: true })
  })

  test('from every state there is a way on, and every reason that is no use is forgotten', () => {
    for (const from of ACTION_STATES) {
      expect(movesFrom(from).length).toBeGreaterThan(0)
      for (const to of movesFrom(from)) {
        const moved = move(from, to, { reason: 'said' })
        expect(moved).toMatchObject({ ok: true, value: { stateReason: needsReason(to) ? 'said' : '' } })
      }
    }
  })

  test('only done and dropped are over', () => {
    expect(ACTION_STATES.filter((state) => !isOpenAction(state))).toEqual(['done', 'dropped'])
  })
})

describe('defects of an action', () => {
  test('a complete one has none', () => {
    expect(actionDefects(action)).toEqual([])
  })

  test('no owner, no date, an owner who has left and a date before the start stand out', () => {
    expect(actionDefects({ ...action, owner: 'nobody', dueOn: null })).toEqual(['no_owner', 'no_due_date'])
    expect(actionDefects({ ...action, owner: 'left' })).toEqual(['owner_left'])
    expect(actionDefects({ ...action, dueOn: '2026-10-31' })).toEqual(['due_before_start'])
  })

  test('due on the day it starts is no defect', () => {
    expect(actionDefects({ ...action, dueOn: '2026-11-01' })).toEqual([])
  })

  test.each(['done', 'dropped'] as const)('%s has nothing left to mend', (state) => {
    expect(actionDefects({ ...action, state, owner: 'nobody', dueOn: null })).toEqual([])
  })
})

describe('days late', () => {
  test('an open action is late from the day after its due date', () => {
    expect(daysLate(action, '2026-11-15')).toBe(0)
    expect(daysLate(action, '2026-11-16')).toBe(1)
    expect(daysLate(action, today)).toBe(5)
    expect(isOverdue(action, '2026-11-15')).toBe(false)
    expect(isOverdue(action, '2026-11-16')).toBe(true)
  })

  test('a done one is late by the day it was done, and no longer overdue', () => {
    const done = { ...action, state: 'done', doneOn: '2026-11-18' } as const
    expect(daysLate(done, today)).toBe(3)
    expect(isOverdue(done, today)).toBe(false)
    expect(daysLate({ ...done, doneOn: '2026-11-10' }, today)).toBe(0)
  })

  test('without a due date, or dropped, nothing is late', () => {
    expect(daysLate({ ...action, dueOn: null }, today)).toBe(0)
    expect(daysLate({ ...action, state: 'dropped' }, today)).toBe(0)
  })
})
