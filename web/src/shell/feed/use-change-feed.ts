import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, doorPath, tabId } from '../../client/index.ts'
import { openChangeFeed } from './change-feed.ts'
import { type ApiPart, movesFigures, staleAfter } from './change-topics.ts'
import { showFeedHint } from './feed-hint.ts'

const GATHER_MILLISECONDS = 120
const PAUSE_MILLISECONDS = 1_500
/** Where people work together they wait for each other; its answers are small. */
const TOGETHER_PAUSE_MILLISECONDS = 600
const TOGETHER: ReadonlySet<ApiPart> = new Set(['plans', 'presence', 'texts'])
/** Who writes in the same notes sees the other's words as they come. */
const TYPING_PAUSE_MILLISECONDS = 150

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

function keyOf(part: ApiPart): readonly unknown[] {
  switch (part) {
    case 'presence':
      return api.plans.listPlanPresence.key()
    case 'texts':
      return api.plans.readPlanTexts.key()
    case 'text-updates':
      return api.plans.listPlanTextUpdates.key()
    default:
      return api[part].key()
  }
}

interface Refresher {
  readonly add: (parts: readonly ApiPart[]) => void
  readonly stop: () => void
}

/** Asks stale answers again: at once for a single change, and not more often than the pause allows in a flood. */
export function createRefresher(queryClient: QueryClient, pause: number = PAUSE_MILLISECONDS): Refresher {
  const waiting = new Set<ApiPart>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let pauseUntil = 0
  const flush = () => {
    timer = undefined
    pauseUntil = Date.now() + pause
    for (const part of waiting) askAgain(queryClient, keyOf(part))
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
    const together = createRefresher(queryClient, TOGETHER_PAUSE_MILLISECONDS)
    const typing = createRefresher(queryClient, TYPING_PAUSE_MILLISECONDS)
    const close = openChangeFeed({
      address: doorPath('changes'),
      tab: tabId,
      onChange: ({ topic, actorName }) => {
        const parts = staleAfter(topic)
        together.add(parts.filter((part) => TOGETHER.has(part)))
        typing.add(parts.filter((part) => part === 'text-updates'))
        refresher.add(parts.filter((part) => !TOGETHER.has(part) && part !== 'text-updates'))
        if (movesFigures(topic)) showFeedHint(actorName)
      },
      onGap: () => void queryClient.invalidateQueries(),
      onShutOut: () => void queryClient.invalidateQueries({ queryKey: api.session.key() }),
    })
    return () => {
      close()
      refresher.stop()
      together.stop()
      typing.stop()
    }
  }, [queryClient, workspace])
}
