import { useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { clipboardRows, readAmount } from '../shared/read-amount.ts'
import { isStale } from '../shared/stale.ts'
import { type GoalWish, useSetGoals, useTakeGoalsBack } from './api/goal-changes.ts'
import { text } from './text.ts'
import { type GoalPlace, type GoalsPart, MEASURES, measureOf, placeKey } from './types.ts'

interface Unsaved {
  readonly wishes: readonly GoalWish[]
  readonly isStale: boolean
  readonly sentence: string
}

/** The goal as the server has it now. */
export function goalAt(part: GoalsPart, { period, measure }: GoalPlace) {
  const found = part.periods.find(({ number }) => number === period)
  return found ? measureOf(found, measure) : null
}

type Reading =
  | { readonly wishes: readonly GoalWish[]; readonly faults: readonly [] }
  | { readonly wishes: readonly []; readonly faults: readonly string[] }

/** Reads a block: measures down, periods across, from the goal in which it was pasted. Nothing is taken over in part. */
function readPaste(part: GoalsPart, from: GoalPlace, content: string): Reading {
  const measures = MEASURES.filter((measure) => part.periods.some((period) => measureOf(period, measure) !== null))
  const top = measures.indexOf(from.measure)
  const left = part.periods.findIndex(({ number }) => number === from.period)
  const faults: string[] = []
  const wishes: GoalWish[] = []
  for (const [row, cells] of clipboardRows(content).entries()) {
    for (const [column, value] of cells.entries()) {
      const measure = measures[top + row]
      const period = part.periods[left + column]?.number
      const fault = (sentence: string) => faults.push(text.pasteFault(row + 1, column + 1, value, sentence))
      if (value.trim() === '') continue
      const amount = readAmount(value)
      if (measure === undefined || period === undefined) fault(text.beyond)
      else if (amount === undefined) fault(text.notAnAmount)
      else wishes.push({ period, measure, amount, version: goalAt(part, { period, measure })?.version ?? 0 })
    }
  }
  return faults.length > 0 ? { wishes: [], faults } : { wishes, faults: [] }
}

/** What was typed into goals and is not saved, and how it is saved. */
export function useGoalDrafts(planId: string, part: GoalsPart) {
  const set = useSetGoals(planId)
  const takeBack = useTakeGoalsBack(planId)
  const [drafts, setDrafts] = useState<ReadonlyMap<string, string>>(new Map())
  const [unsaved, setUnsaved] = useState<Unsaved | null>(null)
  const [faults, setFaults] = useState<readonly string[]>([])
  const forget = (places: readonly GoalPlace[]) =>
    setDrafts((known) => new Map([...known].filter(([key]) => !places.some((place) => placeKey(place) === key))))
  const backOf = (after: GoalsPart, wishes: readonly GoalWish[]) =>
    wishes.map(({ period, measure }) => ({
      period,
      measure,
      amount: goalAt(part, { period, measure })?.own ?? null,
      version: goalAt(after, { period, measure })?.version ?? 0,
    }))
  /** What was typed after it was sent stays, and so does the word about others that are not saved. */
  const settle = (wishes: readonly GoalWish[], sent: ReadonlyMap<string, string>) => {
    const keys = new Set(wishes.map(placeKey))
    setDrafts((known) => new Map([...known].filter(([key, draft]) => !keys.has(key) || draft !== sent.get(key))))
    setUnsaved((known) => (known?.wishes.every((wish) => keys.has(placeKey(wish))) ? null : known))
  }
  const save = (wishes: readonly GoalWish[]) => {
    const sent = drafts
    // A promise of its own: whoever goes on to the next goal before the answer still hears of this one.
    void set.mutateAsync(wishes).then(
      (after) => {
        settle(wishes, sent)
        showUndo({ message: text.set(wishes.length), undo: () => takeBack(backOf(after, wishes)) })
      },
      (error: Error) => {
        if (isKept(error)) settle(wishes, sent)
        else setUnsaved({ wishes, isStale: isStale(error), sentence: toProblem(error).detail })
      },
    )
  }
  return {
    unsaved,
    faults,
    isBusy: set.isPending,
    draftOf: (place: GoalPlace) => drafts.get(placeKey(place)),
    type: (place: GoalPlace, value: string) => setDrafts((known) => new Map([...known, [placeKey(place), value]])),
    takeBack: (place: GoalPlace) => forget([place]),
    closeFaults: () => setFaults([]),
    leave: (place: GoalPlace) => {
      const draft = drafts.get(placeKey(place))
      const amount = draft === undefined ? undefined : readAmount(draft)
      const goal = goalAt(part, place)
      if (amount === undefined || !goal) return
      const isSame = amount === null ? goal.own === null : goal.own !== null && Number(goal.own) === Number(amount)
      if (isSame) forget([place])
      else save([{ ...place, amount, version: goal.version }])
    },
    paste: (place: GoalPlace, content: string) => {
      const reading = readPaste(part, place, content)
      setFaults(reading.faults)
      if (reading.wishes.length > 0) save(reading.wishes)
    },
    keepMine: () => {
      const wishes = unsaved?.wishes ?? []
      save(wishes.map((wish) => ({ ...wish, version: goalAt(part, wish)?.version ?? 0 })))
    },
    takeTheirs: () => settle(unsaved?.wishes ?? [], drafts),
  }
}

export type GoalDrafts = ReturnType<typeof useGoalDrafts>
