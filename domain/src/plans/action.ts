import { accept, type Result, refuse } from '../kernel/index.ts'
import { daysBetween } from '../program/index.ts'

/** Where an action of an attack plan can stand. */
export const ACTION_STATES = ['planned', 'in_progress', 'blocked', 'done', 'dropped'] as const
export type ActionState = (typeof ACTION_STATES)[number]

/** What is wrong with an action as it stands; each is shown, none is ever hidden. */
export const ACTION_DEFECTS = ['no_owner', 'no_due_date', 'owner_left', 'due_before_start'] as const
export type ActionDefect = (typeof ACTION_DEFECTS)[number]

/** From each state the states an action may move to. What is over comes back by being opened again, not by a detour. */
const MOVES: Readonly<Record<ActionState, readonly ActionState[]>> = {
  planned: ['in_progress', 'blocked', 'done', 'dropped'],
  in_progress: ['planned', 'blocked', 'done', 'dropped'],
  blocked: ['planned', 'in_progress', 'done', 'dropped'],
  done: ['in_progress'],
  dropped: ['planned'],
}

/** States that say nothing without a reason. */
const REASONED: ReadonlySet<ActionState> = new Set(['blocked', 'dropped'])

/** What the rules need to know of an action. Dates are `YYYY-MM-DD`. */
export interface ActionFacts {
  readonly state: ActionState
  readonly startsOn: string | null
  readonly dueOn: string | null
  readonly doneOn: string | null
  /** Whether one person is named, and whether a member named has no access any more. */
  readonly owner: 'named' | 'left' | 'nobody'
}

/** How an action is to be moved, and on which day. */
export interface ActionMove {
  readonly to: ActionState
  readonly reason: string
  readonly today: string
  /** Titles of actions it needs that are neither done nor dropped. */
  readonly openNeeds: readonly string[]
}

/** What a move changes. */
export interface MovedAction {
  readonly state: ActionState
  readonly stateReason: string
  readonly doneOn: string | null
}

export type MoveRefusal = 'plans/action-move-not-allowed' | 'plans/action-reason-missing' | 'plans/action-needs-open'

/** States an action may move to from where it stands, in the order in which they are offered. */
export function movesFrom(state: ActionState): readonly ActionState[] {
  return MOVES[state]
}

/** Whether somebody still has to do something: neither done nor dropped. */
export function isOpenAction(state: ActionState): boolean {
  return state !== 'done' && state !== 'dropped'
}

/** Whether a state has to say why. */
export function needsReason(state: ActionState): boolean {
  return REASONED.has(state)
}

/**
 * Moves an action to another state. Blocked and dropped demand a reason; done demands that whatever the action needs is
 * over, and notes the day. Staying in a state with another reason is allowed where the state has one. Refuses moves that
 * are not in the table of moves, a missing reason, and done before its needs. Source: attack plan of `domain.md` 12.
 */
export function moveAction(from: ActionState, move: ActionMove): Result<MovedAction, MoveRefusal> {
  const reason = move.reason.trim()
  const keeps = from === move.to && needsReason(from)
  if (!keeps && !MOVES[from].includes(move.to)) {
    return refuse('plans/action-move-not-allowed', { from, to: move.to })
  }
  if (needsReason(move.to) && reason === '') return refuse('plans/action-reason-missing', { to: move.to })
  const need = move.openNeeds[0]
  if (move.to === 'done' && need !== undefined) {
    return refuse('plans/action-needs-open', { need, open: move.openNeeds.length })
  }
  return accept({
    state: move.to,
    stateReason: needsReason(move.to) ? reason : '',
    doneOn: move.to === 'done' ? move.today : null,
  })
}

/**
 * Defects of an action, which stand out wherever it is shown: nobody owns it, it has no due date, its owner has left, it
 * is due before it starts. Actions that are over have none: nothing is left to mend. Source: `domain.md` 12, "actions
 * without owner or date are a defect".
 */
export function actionDefects(action: ActionFacts): ActionDefect[] {
  if (!isOpenAction(action.state)) return []
  const { startsOn, dueOn } = action
  const defects: ActionDefect[] = []
  if (action.owner === 'nobody') defects.push('no_owner')
  if (dueOn === null) defects.push('no_due_date')
  if (action.owner === 'left') defects.push('owner_left')
  if (startsOn !== null && dueOn !== null && dueOn < startsOn) defects.push('due_before_start')
  return defects
}

/**
 * Whole days an action is late: of an open one from its due date to today, of a done one from its due date to the day it
 * was done. 0 when it is in time, was dropped, or has no due date. An action is not late on its due date itself.
 */
export function daysLate(action: Pick<ActionFacts, 'state' | 'dueOn' | 'doneOn'>, today: string): number {
  if (action.dueOn === null || action.state === 'dropped') return 0
  const until = action.state === 'done' ? (action.doneOn ?? today) : today
  return Math.max(0, daysBetween(action.dueOn, until) ?? 0)
}

/** Whether an action is overdue: still open after its due date. */
export function isOverdue(action: Pick<ActionFacts, 'state' | 'dueOn' | 'doneOn'>, today: string): boolean {
  return isOpenAction(action.state) && daysLate(action, today) > 0
}
