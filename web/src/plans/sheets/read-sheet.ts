import type { SheetCells } from '@mainstay/contract/plans-sheets'
import { useMutation } from '@tanstack/react-query'
import { doorPath } from '../../client/index.ts'

interface Wanted {
  readonly file: File
  readonly sheet?: string
}

/** Reads a spreadsheet file into cells that could have been pasted. */
export function useReadSheet() {
  return useMutation({
    mutationFn: async ({ file, sheet }: Wanted): Promise<SheetCells> => {
      const query = new URLSearchParams({ name: file.name, ...(sheet === undefined ? {} : { sheet }) })
      const reply = await fetch(`${doorPath('plan-sheets')}?${query.toString()}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      })
      const body: unknown = await reply.json()
      if (!reply.ok) throw body
      return body as SheetCells
    },
  })
}
