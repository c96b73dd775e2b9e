import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { currentWorkspace, useAccess } from '../../client/index.ts'
import { remarkText } from './remark-text.ts'

/** "3 wait" in the navigation: on every page, and with it whatever sends them. Its code comes after the page. */
export function useWaitingRemark(): string | undefined {
  const queryClient = useQueryClient()
  const access = useAccess()
  const personId = access.may('plans:write') ? access.person?.id : undefined
  const workspace = currentWorkspace()
  const [many, setMany] = useState(0)
  useEffect(() => {
    if (personId === undefined || typeof indexedDB === 'undefined') return
    let stop: () => void = () => undefined
    let isGone = false
    const begin = async () => {
      const [{ backlogOf, keepEmptying }, { onChange }] = await Promise.all([
        import('./keep-emptying.ts'),
        import('./outbox-news.ts'),
      ])
      if (isGone) return
      const sender = { workspace, personId }
      const look = () =>
        void backlogOf(sender).then(({ waiting, unsettled }) => (isGone ? undefined : setMany(waiting + unsettled)))
      const unfollow = onChange(look)
      const rest = keepEmptying(queryClient, sender)
      look()
      stop = () => {
        unfollow()
        rest()
      }
    }
    void begin().catch(() => undefined)
    return () => {
      isGone = true
      stop()
    }
  }, [queryClient, workspace, personId])
  return many === 0 ? undefined : remarkText.waiting(many)
}
