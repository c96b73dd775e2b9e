import { criteriaDefinition } from '@mainstay/contract/program'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api, client, inWorkspace } from '../client/index.ts'
import { toProblem } from '../kit/api/api-error.ts'
import { saveCriteria } from './api/criteria-changes.ts'
import { text } from './text.ts'
import type { CriteriaDefinition, CriteriaSet } from './types.ts'

const PAUSE_MILLISECONDS = 700
const STALE = 412

export interface DraftContent {
  readonly name: string
  readonly definition: CriteriaDefinition
}

export interface Fault {
  readonly path: string
  readonly message: string
}

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'incomplete'; readonly faults: readonly Fault[] }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'conflict'; readonly theirs: CriteriaSet }

export interface DraftEditor {
  readonly content: DraftContent
  /** The draft as the server last answered it. */
  readonly stored: CriteriaSet
  readonly save: SaveState
  readonly change: (content: DraftContent) => void
  readonly retry: () => void
  readonly keepMine: () => void
  readonly takeTheirs: () => void
}

/** What the server would refuse to read at all, so that it is said at the field instead. */
export function findUnreadable({ name, definition }: DraftContent): Fault[] {
  const outcome = criteriaDefinition.safeParse(definition)
  const faults = outcome.success
    ? []
    : outcome.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))
  return name.trim() === '' ? [{ path: 'name', message: text.editor.nameMissing }, ...faults] : faults
}

function contentOf({ name, definition }: CriteriaSet): DraftContent {
  return { name, definition }
}

/** A draft under the hands of its editor: saved by itself after a pause, never over somebody else's change. */
export function useDraftEditor(set: CriteriaSet): DraftEditor {
  const queryClient = useQueryClient()
  const [content, setContent] = useState<DraftContent>(() => contentOf(set))
  const [stored, setStored] = useState(set)
  const [save, setSave] = useState<SaveState>({ kind: 'saved' })
  const latest = useRef(content)
  const version = useRef(set.version)
  const timer = useRef<number | undefined>(undefined)
  const isSending = useRef(false)
  const isInConflict = useRef(false)

  const adopt = useCallback(
    (answer: CriteriaSet) => {
      version.current = answer.version
      setStored(answer)
      queryClient.setQueryData(api.program.readCriteriaSet.queryKey({ input: inWorkspace({ id: answer.id }) }), answer)
      queryClient.setQueryData(
        api.program.listCriteriaSets.queryKey({ input: inWorkspace({}) }),
        (known: { rows: CriteriaSet[] } | undefined) =>
          known && { rows: known.rows.map((row) => (row.id === answer.id ? answer : row)) },
      )
      void queryClient.invalidateQueries({ queryKey: api.selection.rank.key() })
    },
    [queryClient],
  )

  const send = useCallback(async () => {
    timer.current = undefined
    if (isSending.current) return
    const sent = latest.current
    const faults = findUnreadable(sent)
    if (faults.length > 0) {
      setSave({ kind: 'incomplete', faults })
      return
    }
    isSending.current = true
    setSave({ kind: 'saving' })
    try {
      adopt(await saveCriteria({ id: set.id, version: version.current, ...sent }))
      isSending.current = false
      if (latest.current === sent) setSave({ kind: 'saved' })
      else void send()
    } catch (error) {
      isSending.current = false
      if (toProblem(error).status !== STALE) {
        setSave({ kind: 'failed', error })
        return
      }
      const theirs = await client.program.readCriteriaSet(inWorkspace({ id: set.id })).catch(() => null)
      isInConflict.current = theirs !== null
      setSave(theirs ? { kind: 'conflict', theirs } : { kind: 'failed', error })
    }
  }, [adopt, set.id])

  const change = useCallback(
    (next: DraftContent) => {
      latest.current = next
      setContent(next)
      setSave((known) => (known.kind === 'conflict' ? known : { kind: 'waiting' }))
      window.clearTimeout(timer.current)
      timer.current = isInConflict.current ? undefined : window.setTimeout(() => void send(), PAUSE_MILLISECONDS)
    },
    [send],
  )

  // What was typed in the last moment before the page is left is sent at once.
  useEffect(
    () => () => {
      if (timer.current === undefined) return
      window.clearTimeout(timer.current)
      void send()
    },
    [send],
  )

  // Somebody else's change arrives while nothing of ours is unsaved: show it.
  useEffect(() => {
    if (save.kind !== 'saved' || set.version <= version.current) return
    version.current = set.version
    latest.current = contentOf(set)
    setContent(latest.current)
    setStored(set)
  }, [set, save.kind])

  const keepMine = () => {
    if (save.kind !== 'conflict') return
    isInConflict.current = false
    version.current = save.theirs.version
    void send()
  }
  const takeTheirs = () => {
    if (save.kind !== 'conflict') return
    isInConflict.current = false
    latest.current = contentOf(save.theirs)
    setContent(latest.current)
    adopt(save.theirs)
    setSave({ kind: 'saved' })
  }
  return { content, stored, save, change, retry: () => void send(), keepMine, takeTheirs }
}
