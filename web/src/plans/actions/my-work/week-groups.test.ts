import { expect, it } from 'vitest'
import type { MyAction } from '../types.ts'
import { groupByWeek, mondayOf } from './week-groups.ts'

const due = (dueOn: string | null) => ({ id: String(dueOn), dueOn }) as MyAction

it('groups what is mine by week, overdue first and what has no date last', () => {
  const groups = groupByWeek(
    [due(null), due('2026-11-19'), due('2026-11-20'), due('2026-11-22'), due('2026-11-23'), due('2027-01-04')],
    '2026-11-20',
  )
  expect(groups.map(({ kind, actions }) => [kind, actions.map(({ dueOn }) => dueOn)])).toEqual([
    ['overdue', ['2026-11-19']],
    ['this_week', ['2026-11-20', '2026-11-22']],
    ['next_week', ['2026-11-23']],
    ['week', ['2027-01-04']],
    ['no_date', [null]],
  ])
})

it('knows the Monday of every day, over years and on Sundays', () => {
  expect(mondayOf('2026-11-22')).toBe('2026-11-16')
  expect(mondayOf('2026-11-23')).toBe('2026-11-23')
  expect(mondayOf('2027-01-01')).toBe('2026-12-28')
})

it('has nothing to show of nothing', () => {
  expect(groupByWeek([], '2026-11-20')).toEqual([])
})
