export interface SortState {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

/** Reads "-score" from the address as "score, descending"; null for empty text. */
export function parseSort(written: string | undefined): SortState | null {
  if (!written) return null
  return written.startsWith('-')
    ? { column: written.slice(1), direction: 'descending' }
    : { column: written, direction: 'ascending' }
}

/** Writes a sort for the address and for the API. */
export function writeSort(sort: SortState | null): string | undefined {
  if (sort === null) return undefined
  return sort.direction === 'descending' ? `-${sort.column}` : sort.column
}
