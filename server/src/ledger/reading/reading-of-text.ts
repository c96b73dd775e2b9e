import { fileReading } from '@mainstay/contract/file-reading'
import type { ReadingChoice } from './inspection.ts'

export type { ReadingChoice } from './inspection.ts'

const WORDS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  bar: '|',
  pipe: '|',
  double: '"',
  single: "'",
}

/** What somebody has typed about how files are to be read, as words or as the signs themselves; or everything that is wrong with it. */
export function readingOfText(typed: {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  readonly quote?: string | undefined
  readonly headerRow?: string | undefined
}): { readonly reading: ReadingChoice } | { readonly faults: readonly string[] } {
  const signOf = (text: string | undefined) => (text === undefined ? null : (WORDS[text] ?? text))
  const parsed = fileReading.safeParse({
    encoding: typed.encoding?.toLowerCase() ?? null,
    delimiter: signOf(typed.delimiter),
    quote: signOf(typed.quote),
    headerRow: typed.headerRow === undefined ? null : Number(typed.headerRow === '' ? Number.NaN : typed.headerRow),
  })
  if (!parsed.success)
    return { faults: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) }
  const { delimiter, quote } = parsed.data
  if (delimiter === (quote ?? '"')) return { faults: ['delimiter: it is the quote character'] }
  return { reading: parsed.data }
}
