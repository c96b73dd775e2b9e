import { definitionContent } from '@mainstay/contract/program-record'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api, inWorkspace } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { rereadDefinition, saveDefinition } from './api/definitions.ts'
import type { Definition, DefinitionContent } from './types.ts'

const PAUSE_MILLISECONDS = 700
const STALE = 412

export type DraftSave =
  | { readonly kind: 'saved' | 'waiting' | 'saving' }
  | { readonly kind: 'unreadable'; readonly paths: readonly string[] }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'conflict'; readonly theirs: Definition }

export interface DefinitionDraft {
  readonly content: DefinitionContent
  /** The draft as the server last answered it. */
  readonly stored: Definition
  readonly save: DraftSave
  readonly change: (content: DefinitionContent) => void
  readonly retry: () => void
  readonly keepMine: () => void
  readonly takeTheirs: () => void
}

function unreadablePaths(content: DefinitionContent): string[] {
  const outcome = definitionContent.safeParse(content)
  return outcome.success ? [] : outcome.error.issues.map(({ path }) => path.map(String).join('.'))
}

/** What was typed, what was last answered, and which version that was, outside of what is drawn. */
function useAnswers(draft: Definition) {
  const queryClient = useQueryClient()
  const version = useRef(draft.version)
  const [stored, setStored] = useState(draft)
  const adopt = useCallback(
    (answer: Definition) => {
      version.current = answer.version
      setStored(answer)
      queryClient.setQueryData(
        api.program.listDefinitions.queryKey({ input: inWorkspace({}) }),
        (known: { rows: Definition[] } | undefined) =>
          known && { rows: known.rows.map((row) => (row.id === answer.id ? answer : row)) },
      )
    },
    [queryClient],
  )
  return { version, stored, adopt }
}

/** A draft of the definition under the hands of its writer: saved by itself, never over somebody else's change. */
export function useDefinitionDraft(draft: Definition): DefinitionDraft {
  const { version, stored, adopt } = useAnswers(draft)
  const [content, setContent] = useState(draft.content)
  const [save, setSave] = useState<DraftSave>({ kind: 'saved' })
  const latest = useRef(content)
  const timer = useRef<number | undefined>(undefined)
  const isBusy = useRef(false)
  const isInConflict = useRef(false)

  const send = useCallback(async () => {
    timer.current = undefined
    if (isBusy.current) return
    const sent = latest.current
    const paths = unreadablePaths(sent)
    if (paths.length > 0) return setSave({ kind: 'unreadable', paths })
    isBusy.current = true
    setSave({ kind: 'saving' })
    try {
      adopt(await saveDefinition({ id: draft.id, version: version.current, content: sent }))
      isBusy.current = false
      if (latest.current === sent) setSave({ kind: 'saved' })
      else void send()
    } catch (error) {
      isBusy.current = false
      const theirs = toProblem(error).status === STALE ? await rereadDefinition(draft.id).catch(() => null) : null
      isInConflict.current = theirs !== null
      setSave(theirs ? { kind: 'conflict', theirs } : { kind: 'failed', error })
    }
  }, [adopt, draft.id, version])

  const change = useCallback(
    (next: DefinitionContent) => {
      latest.current = next
      setContent(next)
      window.clearTimeout(timer.current)
      if (isInConflict.current) return
      setSave({ kind: 'waiting' })
      timer.current = window.setTimeout(() => void send(), PAUSE_MILLISECONDS)
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
    if (save.kind !== 'saved' || draft.version <= version.current) return
    adopt(draft)
    latest.current = draft.content
    setContent(draft.content)
  }, [draft, save.kind, adopt, version])

  const settle = (isMine: boolean) => {
    if (save.kind !== 'conflict') return
    isInConflict.current = false
    version.current = save.theirs.version
    if (isMine) return void send()
    latest.current = save.theirs.content
    setContent(save.theirs.content)
    adopt(save.theirs)
    setSave({ kind: 'saved' })
  }
  return {
    content,
    stored,
    save,
    change,
    retry: () => void send(),
    keepMine: () => settle(true),
    takeTheirs: () => settle(false),
  }
}
