import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace, useAccess } from '../../client/index.ts'
import { text } from './text.ts'

/** "3 new" at the entry of the navigation; nothing where there is nothing new. */
export function useUnreadRemark(): string | undefined {
  const mayRead = useAccess().may('plans:read')
  const count = useQuery({
    ...api.plans.countPlanNotices.queryOptions({ input: inWorkspace({}) }),
    enabled: mayRead,
  })
  const unread = count.data?.unread ?? 0
  return unread === 0 ? undefined : text.unread(unread)
}
