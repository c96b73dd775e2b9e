import { useRef, useState } from 'react'
import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { localToday } from '../shared/local-today.ts'
import { type StepChange, useBuyingCalls } from './api/buying-changes.ts'
import { beforeAfterMove, findStep } from './fit-rules.ts'
import { text } from './text.ts'
import type { BuyingStep, Purchase } from './types.ts'

const words = text.board

/** Runs what is asked one after the other, so that each is built on what the one before it has made. */
function useInTurn() {
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return (task: () => Promise<void>): Promise<void> => {
    const next = last.current.then(task).catch((error) => showFailure(error, words.refused))
    last.current = next
    return next
  }
}

function sideOf(purchase: Purchase, { side }: BuyingStep): readonly BuyingStep[] {
  return side === 'ours' ? purchase.ourSteps : purchase.customerSteps
}

/** What is done to steps in the columns themselves: ticking off, moving, mapping. */
export function useStepDeeds(planId: string) {
  const calls = useBuyingCalls(planId)
  const inTurn = useInTurn()
  const [announced, setAnnounced] = useState('')
  /** Changes a step on top of its newest version that this page knows. */
  const change = async (id: string, changes: StepChange) => {
    const found = findStep(calls.known(), id)
    if (found) await calls.changeStep(found.step, changes)
  }
  const tick = (step: BuyingStep, isDone: boolean) =>
    inTurn(async () => {
      const before = findStep(calls.known(), step.id)?.step.doneOn ?? null
      await change(step.id, { doneOn: isDone ? localToday(new Date()) : null })
      const message = isDone ? words.ticked(step.title) : words.unticked(step.title)
      showUndo({ message, undo: () => change(step.id, { doneOn: before }) })
    })
  const move = (step: BuyingStep, by: 1 | -1) =>
    inTurn(async () => {
      const found = findStep(calls.known(), step.id)
      if (!found) return
      const ids = sideOf(found.purchase, step).map(({ id }) => id)
      const beforeId = beforeAfterMove(ids, step.id, by)
      const place = ids.indexOf(step.id) + 1
      if (beforeId === undefined) return setAnnounced(words.atEnd(step.title, place, ids.length))
      await calls.orderStep(found.step, beforeId)
      setAnnounced(words.moved(step.title, place + by, ids.length))
    })
  return { tick, move, announced }
}

export type StepDeeds = ReturnType<typeof useStepDeeds>
