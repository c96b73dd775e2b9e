/** The columns an import adds to the rows it gives back. */
export const REJECT_COLUMNS = ['rejected_line', 'rejected_column', 'rejected_reason', 'rejected_remedy'] as const

const NAMES: ReadonlySet<string> = new Set(REJECT_COLUMNS)

/** Whether a file is one that an import gave back: its own columns mean nothing, and its guarded cells are read back. */
export function isRejectsFile(header: readonly string[]): boolean {
  return REJECT_COLUMNS.every((name) => header.includes(name))
}

export function isRejectColumn(name: string): boolean {
  return NAMES.has(name)
}
