/** One change somebody made, as the server tells it: what and who, never the values. */
export interface Change {
  readonly topic: string
  readonly subjectType: string
  readonly subjectId: string
  readonly accountId: string | null
  readonly actorName: string
  /** The tab that made it; null for the program itself and for other doors. */
  readonly origin: string | null
}

export interface FeedOptions {
  readonly address: string
  readonly tab: string
  readonly onChange: (change: Change) => void
  /** Changes may have been missed: everything on the screen may be old. */
  readonly onGap: () => void
  /** The person may no longer follow this workspace. */
  readonly onShutOut: () => void
  readonly open?: (address: string) => EventSource
}

const FIRST_WAIT_MILLISECONDS = 1_000
const LONGEST_WAIT_MILLISECONDS = 30_000

function readChange(data: unknown): Change | null {
  try {
    const parsed: unknown = JSON.parse(String(data))
    const isChange =
      typeof parsed === 'object' && parsed !== null && 'topic' in parsed && typeof parsed.topic === 'string'
    return isChange ? (parsed as Change) : null
  } catch {
    return null
  }
}

function readReason(data: unknown): string {
  try {
    const parsed: unknown = JSON.parse(String(data))
    return typeof parsed === 'object' && parsed !== null && 'reason' in parsed ? String(parsed.reason) : ''
  } catch {
    return ''
  }
}

/**
 * Follows a workspace. The browser itself comes back after a lost connection and goes on where it was; where it gives
 * up (the server refused or was away), we try again with growing pauses and assume that something was missed.
 */
export function openChangeFeed(options: FeedOptions): () => void {
  const open = options.open ?? ((address) => new EventSource(address))
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isStopped = false

  const again = () => {
    source?.close()
    source = null
    if (isStopped || timer !== undefined) return
    const wait = Math.min(FIRST_WAIT_MILLISECONDS * 2 ** failures, LONGEST_WAIT_MILLISECONDS)
    failures += 1
    timer = setTimeout(() => {
      timer = undefined
      connect()
    }, wait)
  }
  const connect = () => {
    const current = open(options.address)
    source = current
    current.addEventListener('open', () => {
      if (failures > 0) options.onGap()
      failures = 0
    })
    current.addEventListener('change', (event) => {
      const change = readChange(event.data)
      if (change !== null && change.origin !== options.tab) options.onChange(change)
    })
    current.addEventListener('reload', options.onGap)
    current.addEventListener('closed', (event) => {
      if (readReason(event.data) !== 'no_access') return again()
      isStopped = true
      current.close()
      options.onShutOut()
    })
    current.addEventListener('error', () => {
      if (current.readyState === 2) again()
    })
  }
  connect()
  return () => {
    isStopped = true
    clearTimeout(timer)
    source?.close()
  }
}
