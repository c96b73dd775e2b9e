import { addDays } from '@mainstay/domain/program'
import type { MyAction } from '../types.ts'

/** A stretch of my work: what is late, a week by its Monday, or what has no date. */
export type WorkGroup =
  | { readonly kind: 'overdue' | 'no_date'; readonly actions: readonly MyAction[] }
  | {
      readonly kind: 'this_week' | 'next_week' | 'week'
      readonly monday: string
      readonly actions: readonly MyAction[]
    }

/** Monday of the week a day is in. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}

/** My open actions by week: what is overdue first, then week by week, at the end what has no date. */
export function groupByWeek(actions: readonly MyAction[], today: string): WorkGroup[] {
  const thisWeek = mondayOf(today)
  const nextWeek = addDays(thisWeek, 7)
  const overdue = actions.filter(({ dueOn }) => dueOn !== null && dueOn < today)
  const withoutDate = actions.filter(({ dueOn }) => dueOn === null)
  const ahead = actions.filter(({ dueOn }) => dueOn !== null && dueOn >= today)
  const weeks = [...Map.groupBy(ahead, ({ dueOn }) => mondayOf(dueOn ?? today))].sort(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const kindOf = (monday: string) => (monday === thisWeek ? 'this_week' : monday === nextWeek ? 'next_week' : 'week')
  return [
    ...(overdue.length > 0 ? [{ kind: 'overdue' as const, actions: overdue }] : []),
    ...weeks.map(([monday, due]) => ({ kind: kindOf(monday), monday, actions: due }) as const),
    ...(withoutDate.length > 0 ? [{ kind: 'no_date' as const, actions: withoutDate }] : []),
  ]
}
