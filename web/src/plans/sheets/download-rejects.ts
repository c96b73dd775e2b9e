import { toCsv } from '../../kit/data/csv.ts'
import { downloadText } from '../../kit/data/download.ts'
import { text } from './text.ts'

interface RejectedSheet {
  readonly headings: readonly string[]
  readonly rejects: readonly { readonly content: string; readonly reasons: readonly string[] }[]
}

/** Hands the lines that could not be taken to the user as they were, with the reason beside each, to be brought again. */
export function downloadRejects(name: string, { headings, rejects }: RejectedSheet): void {
  const rows = rejects.map(({ content, reasons }) => {
    const cells = content.split('\t')
    return [...headings.map((_, at) => cells[at] ?? ''), reasons.join('; ')]
  })
  downloadText(`${name}.csv`, toCsv([...headings, text.reasonColumn], rows), 'text/csv')
}
