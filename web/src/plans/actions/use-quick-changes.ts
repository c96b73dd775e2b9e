import { useCallback, useState } from 'react'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { isStale } from '../shared/stale.ts'
import {
  type ActionPatch,
  takeMoveBack,
  useChangeAction,
  useMoveAction,
  useRefreshPlans,
} from './api/action-changes.ts'
import { readActionNow } from './api/action-queries.ts'
import { text } from './text.ts'
import type { ActionState, PlanAction } from './types.ts'

/** A change in the list that met another: mine, and the action as it is now. */
export interface QuickConflict {
  readonly patch: ActionPatch
  readonly theirs: PlanAction
}

/** Changes made in the list itself: state, owner, due date. */
export function useQuickChanges() {
  const change = useChangeAction()
  const move = useMoveAction()
  const refresh = useRefreshPlans()
  const [asked, setAsked] = useState<{ readonly action: PlanAction; readonly state: 'blocked' | 'dropped' } | null>(
    null,
  )
  const [conflict, setConflict] = useState<QuickConflict | null>(null)
  const { mutate: sendChange } = change
  const { mutate: sendMove } = move
  const save = useCallback(
    (action: PlanAction, patch: ActionPatch) =>
      sendChange(
        { at: action, patch, needs: null },
        {
          onError: async (error) => {
            if (isKept(error)) return
            const theirs = isStale(error) ? await readActionNow(action.planId, action.id).catch(() => null) : null
            if (theirs) setConflict({ patch, theirs })
            else showFailure(error, text.form.refused)
          },
        },
      ),
    [sendChange],
  )
  const moveTo = useCallback(
    (action: PlanAction, state: ActionState) => {
      if (state === action.state) return
      if (state === 'blocked' || state === 'dropped') return setAsked({ action, state })
      sendMove(
        { at: action, state },
        {
          onSuccess: (moved) => {
            const message =
              state === 'done' ? text.move.done(action.title) : text.move.moved(action.title, text.states[state])
            if (action.isOpen) showUndo({ message, undo: () => takeMoveBack(moved, action).then(refresh) })
            else showNotice(message)
          },
          onError: (error) => (isKept(error) ? undefined : showFailure(error, text.move.failed)),
        },
      )
    },
    [sendMove, refresh],
  )
  return { save, moveTo, asked, conflict, closeAsked: () => setAsked(null), closeConflict: () => setConflict(null) }
}
