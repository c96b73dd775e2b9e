import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, doorPath, tabId } from '../../client/index.ts'
import { openChangeFeed } from './change-feed.ts'
import { type ApiPart, movesFigures, staleAfter } from './change-topics.ts'
import { showFeedHint } from './feed-hint.ts'

const GATHER_MILLISECONDS = 120
const PAUSE_MILLISECONDS = 1_500

/** A first answer still on its way may be of before the change, and nothing asks it again: so it is, once it is there. */
function askAgain(queryClient: QueryClient, queryKey: readonly unknown[]): void {
  const underWay = queryClient
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching', predicate: ({ state }) => state.data === undefined })
  void queryClient.invalidateQueries({ queryKey })
  for (const query of underWay) {
    const again = () => queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
    void query.promise?.then(again, again)
  }
}

/** Asks stale answers again: at once for a single change, and not more than every second and a half in a flood. */
export function createRefresher(queryClient: QueryClient): {
  add: (parts: readonly ApiPart[]) => void
  stop: () => void
} {
  const waiting = new Set<ApiPart>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let pauseUntil = 0
  const flush = () => {
    timer = undefined
    pauseUntil = Date.now() + PAUSE_MILLISECONDS
    for (const part of waiting) askAgain(queryClient, api[part].key())
    waiting.clear()
  }
  return {
    add: (parts) => {
      for (const part of parts) waiting.add(part)
      if (waiting.size > 0) timer ??= setTimeout(flush, Math.max(GATHER_MILLISECONDS, pauseUntil - Date.now()))
    },
    stop: () => clearTimeout(timer),
  }
}

/** Keeps the screen in step with what others change in this workspace. Used once, around all pages. */
export function useChangeFeed(workspace: string | undefined): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (workspace === undefined || typeof EventSource === 'undefined') return
    const refresher = createRefresher(queryClient)
    const close = openChangeFeed({
      address: doorPath('changes'),
      tab: tabId,
      onChange: ({ topic, actorName }) => {
        refresher.add(staleAfter(topic))
        if (movesFigures(topic)) showFeedHint(actorName)
      },
      onGap: () => void queryClient.invalidateQueries(),
      onShutOut: () => void queryClient.invalidateQueries({ queryKey: api.session.key() }),
    })
    return () => {
      close()
      refresher.stop()
    }
  }, [queryClient, workspace])
}
