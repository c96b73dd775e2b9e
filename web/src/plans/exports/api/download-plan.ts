import type { PlanAudience, PlanFormat } from '@mainstay/contract/plans-exports'
import { useMutation } from '@tanstack/react-query'
import { doorPath } from '../../../client/index.ts'
import { downloadBlob } from '../../../kit/data/download.ts'
import { showFailure, showNotice } from '../../../kit/feedback/undo-toast.tsx'
import { text } from '../text.ts'

export interface PlanOrder {
  readonly format: PlanFormat
  readonly audience: PlanAudience
  /** Keys of sections; null for all. */
  readonly sections: readonly string[] | null
}

/** Address of a plan as a file. */
function planFileAddress(planId: string, { format, audience, sections }: PlanOrder): string {
  const query = new URLSearchParams({
    format,
    audience,
    ...(sections === null ? {} : { sections: sections.join(',') }),
  })
  return `${doorPath(`plans/${planId}/export`)}?${query.toString()}`
}

/** Address of one part of a plan as a list. */
export function planListAddress(planId: string, part: 'white-space' | 'actions'): string {
  return `${doorPath(`plans/${planId}/${part}/export`)}?format=csv`
}

/** Fetches the file, so that a refusal can be told; a large plan takes some seconds. */
export function useDownloadPlan(planId: string) {
  return useMutation({
    mutationFn: async (order: PlanOrder) => {
      const response = await fetch(planFileAddress(planId, order))
      if (!response.ok) throw await response.json()
      return { name: nameIn(response.headers, order.format), content: await response.blob() }
    },
    onSuccess: ({ name, content }) => {
      downloadBlob(name, content)
      showNotice(text.menu.done(name))
    },
    onError: (error) => showFailure(error, text.menu.failed),
  })
}

function nameIn(headers: Headers, format: PlanFormat): string {
  return /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? `plan.${format}`
}
