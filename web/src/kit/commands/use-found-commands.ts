import { useEffect, useState } from 'react'
import type { Command, SearchProvider } from './command-registry.ts'

const PAUSE_MILLISECONDS = 120
const SHORTEST_QUERY = 2

export interface FoundGroup {
  readonly group: string
  readonly commands: readonly Command[]
}

export interface Found {
  readonly status: 'idle' | 'searching' | 'failed'
  readonly groups: readonly FoundGroup[]
}

const NOTHING: Found = { status: 'idle', groups: [] }

async function askAll(providers: readonly SearchProvider[], query: string, signal: AbortSignal): Promise<Found> {
  const answers = await Promise.allSettled(providers.map((provider) => provider.search(query, signal)))
  const groups = answers.flatMap((answer, index) => {
    const group = providers[index]?.group ?? ''
    return answer.status === 'fulfilled' && answer.value.length > 0 ? [{ group, commands: answer.value }] : []
  })
  return { status: answers.some((answer) => answer.status === 'rejected') ? 'failed' : 'idle', groups }
}

/** Asks the search providers after a short pause in typing; an older answer never overtakes a newer one. */
export function useFoundCommands(providers: readonly SearchProvider[], query: string): Found {
  const [found, setFound] = useState<Found>(NOTHING)
  const wanted = query.trim()
  useEffect(() => {
    if (wanted.length < SHORTEST_QUERY || providers.length === 0) {
      setFound(NOTHING)
      return
    }
    const abort = new AbortController()
    setFound((previous) => ({ ...previous, status: 'searching' }))
    const timer = window.setTimeout(async () => {
      const answer = await askAll(providers, wanted, abort.signal)
      if (!abort.signal.aborted) setFound(answer)
    }, PAUSE_MILLISECONDS)
    return () => {
      abort.abort()
      window.clearTimeout(timer)
    }
  }, [providers, wanted])
  return found
}
