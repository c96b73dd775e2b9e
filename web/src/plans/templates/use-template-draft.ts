import { planSection } from '@mainstay/contract/plans-record'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isStale } from '../shared/stale.ts'
import { readTemplate, saveTemplate, type Template, type TemplateContent, useRefreshTemplates } from './templates.ts'

const PAUSE_MILLISECONDS = 700
const LONGEST_NAME = 120

export type TemplateSave =
  | { readonly kind: 'saved' | 'waiting' | 'saving' | 'unreadable' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'conflict'; readonly theirs: Template }

export interface TemplateDraft {
  readonly content: TemplateContent
  /** As the server last answered, with its faults. */
  readonly stored: Template
  readonly save: TemplateSave
  /** The next content, given the one of this moment. */
  readonly change: (next: (content: TemplateContent) => TemplateContent) => void
  readonly retry: () => void
  readonly keepMine: () => void
  readonly takeTheirs: () => void
}

function contentOf({ name, tier, kind, sections }: Template): TemplateContent {
  return { name, tier, kind, sections }
}

function isReadable({ name, sections }: TemplateContent): boolean {
  return (
    name.trim() !== '' && name.length <= LONGEST_NAME && sections.every((one) => planSection.safeParse(one).success)
  )
}

/** A draft under the hands of its writer: saved by itself after a pause, never over somebody else's change. */
export function useTemplateDraft(template: Template): TemplateDraft {
  const refresh = useRefreshTemplates()
  const [content, setContent] = useState(() => contentOf(template))
  const [stored, setStored] = useState(template)
  const [save, setSave] = useState<TemplateSave>({ kind: 'saved' })
  const latest = useRef(content)
  const version = useRef(template.version)
  const timer = useRef<number | undefined>(undefined)
  const isHeld = useRef(false)

  const send = useCallback(async () => {
    timer.current = undefined
    if (isHeld.current) return
    const sent = latest.current
    if (!isReadable(sent)) return setSave({ kind: 'unreadable' })
    isHeld.current = true
    setSave({ kind: 'saving' })
    try {
      const answer = await saveTemplate({ id: template.id, version: version.current, ...sent })
      version.current = answer.version
      setStored(answer)
      isHeld.current = false
      if (latest.current !== sent) return void send()
      setSave({ kind: 'saved' })
      void refresh()
    } catch (error) {
      const theirs = isStale(error) ? await readTemplate(template.id).catch(() => null) : null
      // While two versions stand side by side nothing is sent by itself.
      isHeld.current = theirs !== null
      setSave(theirs ? { kind: 'conflict', theirs } : { kind: 'failed', error })
    }
  }, [refresh, template.id])

  const change = useCallback(
    (next: (content: TemplateContent) => TemplateContent) => {
      latest.current = next(latest.current)
      setContent(latest.current)
      if (isHeld.current) return
      window.clearTimeout(timer.current)
      setSave({ kind: 'waiting' })
      timer.current = window.setTimeout(() => void send(), PAUSE_MILLISECONDS)
    },
    [send],
  )

  // What was typed in the last moment before the page is left is sent at once.
  const leave = useRef(send)
  leave.current = send
  useEffect(
    () => () => {
      if (timer.current === undefined) return
      window.clearTimeout(timer.current)
      void leave.current()
    },
    [],
  )

  const settle = (isMine: boolean) => {
    if (save.kind !== 'conflict') return
    isHeld.current = false
    version.current = save.theirs.version
    if (isMine) return void send()
    latest.current = contentOf(save.theirs)
    setContent(latest.current)
    setStored(save.theirs)
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
