/** Who moved figures last; null when there is nothing to say. */
let latest: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()
const SHOWN_MILLISECONDS = 6_000

function publish(next: string | null): void {
  latest = next
  for (const listener of listeners) listener()
}

/** Says for some seconds that somebody else moved figures. */
export function showFeedHint(actorName: string): void {
  clearTimeout(timer)
  publish(actorName)
  timer = setTimeout(() => publish(null), SHOWN_MILLISECONDS)
}

export function feedHint(): string | null {
  return latest
}

export function subscribeToFeedHint(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
