import { actorOf } from './cast.ts'
import { dayAfter } from './days.ts'
import type { SampleAction, SampleEvent } from './sample-plan.ts'
import { dayInLife, type PlanSetting } from './setting.ts'
import type { Theme } from './theme.ts'

/** How an action went. */
type Course =
  | 'done'
  | 'done_late'
  | 'late'
  | 'in_progress'
  | 'blocked'
  | 'ahead'
  | 'recurring'
  | 'dropped'
  | 'no_date'
  | 'waits'

/** What a living plan looks like, action by action. */
const COURSES: readonly Course[] = [
  'done',
  'late',
  'recurring',
  'in_progress',
  'done_late',
  'no_date',
  'blocked',
  'ahead',
  'done',
  'dropped',
  'done_late',
  'waits',
]

/** When an action of a course is due, in days from the last day of the plan. */
const DUE: Readonly<Record<Exclude<Course, 'no_date'>, number>> = {
  done: -70,
  done_late: -110,
  late: -23,
  in_progress: 21,
  blocked: -6,
  ahead: 64,
  recurring: -31,
  dropped: -45,
  waits: 90,
}

const WORK_DAYS = 35
const LATE_DAYS = 12
const BLOCKED_BECAUSE = 'Waits for the drawings of the customer, promised twice'
const DROPPED_BECAUSE = 'Their engineering does this itself now'

interface Work {
  readonly actions: readonly SampleAction[]
  readonly events: readonly SampleEvent[]
}

/** Actions of every theme of a plan, and how each went. */
export function workOf(setting: PlanSetting, themes: readonly Theme[]): Work {
  const pieces = themes.flatMap((theme, position) =>
    theme.actions.map((_, index) =>
      pieceOf(setting, { theme, index, number: position * theme.actions.length + index }),
    ),
  )
  return {
    actions: pieces.map(({ action }) => action),
    events: pieces.flatMap(({ events }) => events),
  }
}

interface Place {
  readonly theme: Theme
  readonly index: number
  /** Position in the whole plan. */
  readonly number: number
}

function pieceOf(setting: PlanSetting, place: Place): { action: SampleAction; events: SampleEvent[] } {
  const course = courseOf(setting, place.number)
  const action = actionOf(setting, place, course)
  return {
    action,
    events: eventsOf(setting, { action, course, evidence: place.theme.actions[place.index]?.evidence ?? '' }),
  }
}

function courseOf({ outline }: PlanSetting, number: number): Course {
  if (outline.progress === 0) return 'ahead'
  const course = COURSES[(number + outline.rank) % COURSES.length] ?? 'ahead'
  if (outline.progress < 1) return course
  return course === 'dropped' ? 'dropped' : 'done'
}

function actionOf(setting: PlanSetting, { theme, index, number }: Place, course: Course): SampleAction {
  const { outline, cast } = setting
  const { title = '', details = '', role = 'nobody' } = theme.actions[index] ?? {}
  const dueOn = course === 'no_date' ? null : dueOf(setting, course, number)
  const keyOf = (position: number) => `${theme.key}-${position}`
  return {
    key: keyOf(index),
    title,
    details,
    owner: actorOf(role, cast),
    customerOwner: index % 2 === 0 ? cast.buyer.name : '',
    startsOn: dueOn === null ? null : dayAfter(dueOn, -WORK_DAYS),
    dueOn,
    objectiveKey: theme.key,
    keyResultKey: index === 0 ? `${theme.key}-typed` : null,
    repeat: course === 'recurring' ? { every: 1, unit: 'month' } : null,
    cause: index === 1 && outline.progress > 0 ? { kind: 'swot', key: theme.cause[0] } : null,
    needs: course === 'waits' && index > 0 ? [keyOf(index - 1)] : [],
  }
}

/** Drafts plan ahead; what is done was due within the plan's life. */
function dueOf(setting: PlanSetting, course: Exclude<Course, 'no_date'>, number: number): string {
  const { outline, lastDay, begunOn } = setting
  if (outline.progress === 0) return dayAfter(setting.until, 75 + number * 14)
  const day = dayAfter(lastDay, DUE[course] - (course === 'done' ? number * 9 : number % 3))
  return day < dayAfter(begunOn, WORK_DAYS) && day < lastDay ? dayAfter(begunOn, WORK_DAYS) : day
}

interface Finished {
  readonly action: SampleAction
  readonly course: Course
  readonly evidence: string
}

function eventsOf(setting: PlanSetting, { action, course, evidence }: Finished): SampleEvent[] {
  const due = action.dueOn ?? setting.lastDay
  const move = (state: 'in_progress' | 'blocked' | 'done' | 'dropped', days: number, more = {}): SampleEvent => ({
    kind: 'move',
    on: dayInLife(setting, dayAfter(due, days)),
    actionKey: action.key,
    state,
    reason: '',
    evidence: '',
    ...more,
  })
  const begun = move('in_progress', -WORK_DAYS + 7)
  if (course === 'done' || course === 'recurring') return [begun, move('done', -2, { evidence })]
  if (course === 'done_late') return [begun, move('done', LATE_DAYS, { evidence })]
  if (course === 'late' || course === 'in_progress') return [begun]
  if (course === 'blocked') return [begun, move('blocked', -14, { reason: BLOCKED_BECAUSE })]
  return course === 'dropped' ? [move('dropped', -9, { reason: DROPPED_BECAUSE })] : []
}
