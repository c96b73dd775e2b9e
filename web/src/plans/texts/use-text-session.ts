import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { api, currentWorkspace } from '../../client/index.ts'
import { TextSession, type TextState } from './text-session.ts'

const LOADING: TextState = { kind: 'loading' }
const quiet = () => () => undefined

export interface NotesToWrite {
  readonly planId: string
  readonly sectionKey: string
  readonly personId: string
  readonly title: string
  readonly isUnwritten: boolean
}

/** The notes of a section for as long as somebody writes in them; another `attempt` begins anew. */
export function useTextSession(notes: NotesToWrite, attempt: number) {
  const { planId, sectionKey, personId, title, isUnwritten } = notes
  const [session, setSession] = useState<TextSession | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt opens the same notes again, and what was unwritten when they were opened may be written since
  useEffect(() => {
    const place = { workspace: currentWorkspace(), personId, planId, sectionKey }
    const opened = new TextSession(place, { title, isUnwritten })
    setSession(opened)
    return () => void opened.close()
  }, [planId, sectionKey, personId, attempt])
  const state = useSyncExternalStore(session?.subscribe ?? quiet, session?.state ?? (() => LOADING))
  // What others write is announced without its words: this question is asked again then.
  useQuery({
    queryKey: [...api.plans.listPlanTextUpdates.key(), planId, sectionKey],
    queryFn: () => session?.pull() ?? 0,
    enabled: session !== null,
    networkMode: 'always',
    staleTime: 0,
    gcTime: 0,
  })
  return { session, state }
}
