import { toCsv } from '../../kit/data/csv.ts'
import { downloadText } from '../../kit/data/download.ts'
import { text } from './text.ts'
import type { ImportPreview } from './types.ts'

const words = text.paste

/** Hands the lines that could not be taken to the user, with their reasons, to be mended in a spreadsheet. */
export function downloadRejects(rejects: ImportPreview['rejects']): void {
  const { line, content, reasons } = words.rejectColumns
  const rows = rejects.map((reject) => [reject.line, reject.content.replaceAll('\t', ' | '), reject.reasons.join('; ')])
  downloadText(`${words.file}.csv`, toCsv([line, content, reasons], rows), 'text/csv')
}
