import { cellKey } from '@mainstay/domain/plans'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { CODE_UNREACHABLE, toProblem } from '../../kit/api/api-error.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { isStale } from '../shared/stale.ts'
import { type CellWish, patchCells, useSetCells, useUndoCells } from './api/white-space-changes.ts'
import { whiteSpaceOptions } from './api/white-space-queries.ts'
import { writtenCell } from './grid-model.ts'
import { text } from './text.ts'
import type { CellPlace, CellState, WhiteSpaceCell } from './types.ts'

interface Typed {
  readonly place: CellPlace
  readonly state: CellState
}

/** With what stood there before it was shown. */
interface Shown extends Typed {
  readonly before: WhiteSpaceCell | undefined
}

/** States that were typed and refused: nothing typed is lost. */
export interface RefusedStates {
  readonly typed: readonly Typed[]
  readonly isStale: boolean
  readonly sentence: string
}

/**
 * Writes states as fast as they are typed: each shows at once, and goes to the server in order, one batch at a time, so
 * that every batch is written over the versions that the one before has made.
 */
export function useCellWriter(planId: string) {
  const queryClient = useQueryClient()
  const set = useSetCells(planId)
  const undo = useUndoCells(planId)
  const waiting = useRef<ReadonlyMap<string, Shown>>(new Map())
  const isSending = useRef(false)
  const changes = useRef<readonly string[]>([])
  const [refused, setRefused] = useState<RefusedStates | null>(null)
  const key = whiteSpaceOptions(planId).queryKey
  const cellAt = (place: CellPlace) =>
    queryClient.getQueryData(key)?.cells.find((cell) => cellKey(cell) === cellKey(place))
  const show = (typed: Iterable<Typed>) =>
    patchCells(queryClient, planId, {
      cells: [...typed].map(({ place, state }) => writtenCell(cellAt(place), place, state)),
      emptied: [],
    })
  const refuse = (typed: readonly Typed[], error: unknown) => {
    const all = [...typed, ...waiting.current.values()]
    waiting.current = new Map()
    setRefused({ typed: all, isStale: isStale(error), sentence: toProblem(error).detail })
    return queryClient.invalidateQueries({ queryKey: key })
  }
  const send = async () => {
    if (isSending.current || waiting.current.size === 0) return
    isSending.current = true
    const batch = [...waiting.current.values()]
    waiting.current = new Map()
    const cells: CellWish[] = batch.map(({ place, state }) => ({
      ...place,
      state,
      version: cellAt(place)?.version ?? 0,
    }))
    try {
      const before = batch.map((one) => [one.place, one.before] as const)
      const { changeId } = await set.mutateAsync({ cells, before })
      changes.current = [...changes.current, changeId]
      show(waiting.current.values())
    } catch (error) {
      // What is kept stays as it is shown, with what was typed since.
      if (isKept(error)) show(waiting.current.values())
      else await refuse(batch, error)
    }
    isSending.current = false
    void send()
  }
  const type = (typed: readonly Typed[]) => {
    const shown = typed.map((one): Shown => {
      const earlier = waiting.current.get(cellKey(one.place))
      return { ...one, before: earlier ? earlier.before : cellAt(one.place) }
    })
    waiting.current = new Map([...waiting.current, ...shown.map((one) => [cellKey(one.place), one] as const)])
    show(typed)
    void send()
  }
  return {
    refused,
    type,
    remember: (changeId: string) => {
      changes.current = [...changes.current, changeId]
    },
    takeBack: async () => {
      const last = changes.current.at(-1)
      if (last === undefined) return
      changes.current = changes.current.slice(0, -1)
      try {
        await undo.mutateAsync(last)
        showNotice(text.undoing)
      } catch (error) {
        showFailure(error, text.notSaved)
        // What did not reach the server can still be taken back.
        if (toProblem(error).code === CODE_UNREACHABLE) {
          changes.current = [...changes.current, last]
          return
        }
        await queryClient.invalidateQueries({ queryKey: key })
      }
    },
    keepMine: () => {
      const typed = refused?.typed ?? []
      setRefused(null)
      type(typed)
    },
    takeTheirs: () => setRefused(null),
  }
}

export type CellWriter = ReturnType<typeof useCellWriter>
