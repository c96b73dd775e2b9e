import { doorPath } from '../client/index.ts'
import type { ExportChoice } from '../kit/layout/export-menu.tsx'
import { text } from './text.ts'

/** A list of selection as a file with all its rows, however few of them are on screen. */
export function fileChoices(
  list: 'ranking' | 'proposals' | 'decisions',
  total: string,
  asked: Readonly<Record<string, string | undefined>> = {},
): ExportChoice[] {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => !!entry[1])
  const href = (format: 'csv' | 'xlsx') =>
    `${doorPath(`selection/${list}/export`)}?${new URLSearchParams([['format', format], ...given]).toString()}`
  return [
    { label: text.files.csv(total), href: href('csv') },
    { label: text.files.xlsx(total), href: href('xlsx') },
  ]
}
