import { useEffect } from 'react'
import { currentWorkspace, useAccess } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import type { PlanHeader } from '../api.ts'

/**
 * Takes copies of notes out of this browser that its person may not see any more: of sections that are hidden from them by
 * now, or of the whole plan.
 */
export function useForgetHidden(planId: string, plan: PlanHeader | undefined, error: unknown): void {
  const personId = useAccess().person?.id
  const seen = plan?.sections.map(({ key }) => key).join('\n')
  const isGone = error !== null && [403, 404].includes(toProblem(error).status)
  useEffect(() => {
    if (personId === undefined || (seen === undefined && !isGone)) return
    const kept = new Set(isGone ? [] : seen?.split('\n'))
    const workspace = currentWorkspace()
    void import('./local-copies.ts').then(({ forgetCopies }) =>
      forgetCopies(
        (copy) =>
          copy.workspace === workspace &&
          copy.personId === personId &&
          copy.planId === planId &&
          !kept.has(copy.sectionKey),
      ),
    )
  }, [planId, personId, seen, isGone])
}
