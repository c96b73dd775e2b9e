import type { PlanAction } from './types.ts'

export const FILTERS = ['open', 'mine', 'overdue', 'blocked', 'defects', 'over', 'all'] as const
export type ActionFilter = (typeof FILTERS)[number]

const FITS: Readonly<Record<ActionFilter, (action: PlanAction, me: string | undefined) => boolean>> = {
  open: ({ isOpen }) => isOpen,
  mine: ({ isOpen, owner }, me) => isOpen && me !== undefined && owner?.personId === me,
  overdue: ({ isOpen, daysLate }) => isOpen && daysLate > 0,
  blocked: ({ state }) => state === 'blocked',
  defects: ({ defects }) => defects.length > 0,
  over: ({ isOpen }) => !isOpen,
  all: () => true,
}

export interface ActionSearch {
  readonly filter: ActionFilter
  readonly words: string
  /** Person in front of the screen. */
  readonly me: string | undefined
}

/** The actions that fit a filter and hold the words, in title, reason or owner. */
export function filterActions(actions: readonly PlanAction[], { filter, words, me }: ActionSearch): PlanAction[] {
  const wanted = words.trim().toLocaleLowerCase()
  return actions.filter((action) => {
    if (!FITS[filter](action, me)) return false
    if (wanted === '') return true
    const content = [action.title, action.stateReason, action.owner?.name ?? '', action.objective?.title ?? '']
    return content.some((one) => one.toLocaleLowerCase().includes(wanted))
  })
}
