import { useMutation } from '@tanstack/react-query'
import { doorPath } from '../../client/index.ts'
import { downloadBlob } from '../../kit/data/download.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { text } from './text.ts'

export type BookFormat = 'pdf' | 'xlsx'

/** Address of the decision book under a criteria set, the published one without. */
export function bookPath(format: BookFormat, criteriaSetId: string): string {
  const set = criteriaSetId === '' ? [] : [['criteriaSetId', criteriaSetId]]
  return `${doorPath('selection/decision-book')}?${new URLSearchParams([['format', format], ...set]).toString()}`
}

/** Fetches the printed book, so that a refusal can be told; printing takes some seconds. */
export function usePrintBook(criteriaSetId: string) {
  return useMutation({
    mutationFn: async () => {
      const response = await fetch(bookPath('pdf', criteriaSetId))
      if (!response.ok) throw await response.json()
      return response.blob()
    },
    onSuccess: (pdf) => {
      downloadBlob('decision-book.pdf', pdf)
      showNotice(text.done)
    },
    onError: (error) => showFailure(error, text.failed),
  })
}
