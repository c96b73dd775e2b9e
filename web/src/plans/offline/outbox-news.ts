const listeners = new Set<() => void>()

/** What waits has changed in this window. */
export function noteChange(): void {
  for (const listener of listeners) listener()
}

export function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
