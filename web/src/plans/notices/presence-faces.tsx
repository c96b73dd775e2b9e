// How to use, once on the plan page: <PresenceFaces planId={plan.id} />
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, client, inWorkspace } from '../../client/index.ts'
import classes from './notices.module.css'
import { text } from './text.ts'

const BEAT_MILLISECONDS = 20_000
const MOST_FACES = 6

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return `${[...first][0] ?? '?'}${[...last][0] ?? ''}`.toUpperCase()
}

/**
 * Says that this browser has the plan open while it is looked at, and that it has closed it at the end. True once it has
 * been said: an answer from before would not know of oneself.
 */
function useBeat(planId: string): boolean {
  const queryClient = useQueryClient()
  const [isSaid, setSaid] = useState(false)
  useEffect(() => {
    const keyOfPlan = api.plans.listPlanPresence.queryKey({ input: inWorkspace({ planId }) })
    const beat = () => {
      if (document.visibilityState === 'hidden') return
      client.plans.beatPlanPresence(inWorkspace({ planId })).then(
        (present) => {
          queryClient.setQueryData(keyOfPlan, present)
          setSaid(true)
        },
        // Missing once, others see no difference; the next one says it again.
        () => undefined,
      )
    }
    const leave = () => void client.plans.leavePlan(inWorkspace({ planId })).catch(() => undefined)
    beat()
    const timer = setInterval(beat, BEAT_MILLISECONDS)
    document.addEventListener('visibilitychange', beat)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', beat)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [planId, queryClient])
  return isSaid
}

/** Who has the plan open now. Alone, nothing is shown. */
export function PresenceFaces({ planId }: { planId: string }) {
  const isSaid = useBeat(planId)
  const present = useQuery({
    ...api.plans.listPlanPresence.queryOptions({ input: inWorkspace({ planId }) }),
    enabled: isSaid,
  })
  const people = present.data?.people ?? []
  if (!people.some(({ isYou }) => !isYou)) return null
  const names = people.map(({ name, isYou }) => (isYou ? text.you(name) : name)).join(', ')
  return (
    <span className={classes.faces} role="img" aria-label={text.present(names)} title={text.present(names)}>
      {people.slice(0, MOST_FACES).map(({ personId, name, isYou }) => (
        <span key={personId} className={classes.face} data-you={isYou}>
          {initialsOf(name)}
        </span>
      ))}
      {people.length > MOST_FACES ? <span className={classes.face}>+{people.length - MOST_FACES}</span> : null}
    </span>
  )
}
