import pg from 'pg'
import type { Log } from '../../log/log.ts'

const CHANNEL = 'mainstay_changes'
const RECONNECT_MILLISECONDS = 1_000

/** Hears in which workspace something changed, over one connection of its own for the whole process. */
export interface ChangeListener {
  /** Calls back with each change in a workspace; answers how to stop. */
  follow(workspaceId: number, heard: () => void): () => void
  stop(): Promise<void>
}

/**
 * The connection opens with the first follower and is renewed when it breaks. What is missed meanwhile is not lost:
 * followers look for themselves every few seconds.
 */
export function createChangeListener(pool: pg.Pool, log: Log): ChangeListener {
  const followers = new Map<number, Set<() => void>>()
  let client: pg.Client | null = null
  let isStopped = false

  const reconnect = (): void => {
    client = null
    if (isStopped || followers.size === 0) return
    setTimeout(() => void connect(), RECONNECT_MILLISECONDS).unref()
  }
  const connect = async (): Promise<void> => {
    if (client || isStopped) return
    const opening = new pg.Client({ ...connectionOf(pool), application_name: 'mainstay changes', keepAlive: true })
    client = opening
    opening.on('error', () => undefined)
    opening.on('end', reconnect)
    opening.on('notification', (message) => {
      for (const heard of followers.get(Number(message.payload)) ?? []) heard()
    })
    try {
      await opening.connect()
      await opening.query(`listen ${CHANNEL}`)
    } catch {
      log.warn('db', 'the change feed has no connection; trying again')
      if (client === opening) reconnect()
    }
  }
  return {
    follow: (workspaceId, heard) => {
      const own = followers.get(workspaceId) ?? new Set()
      followers.set(workspaceId, own.add(heard))
      void connect()
      return () => {
        own.delete(heard)
        if (own.size === 0) followers.delete(workspaceId)
      }
    },
    stop: async () => {
      isStopped = true
      followers.clear()
      await client?.end().catch(() => undefined)
    },
  }
}

/** Where the pool connects to. Its statement timeout would not hurt, but a listener sends no statements. */
function connectionOf(pool: pg.Pool): pg.ClientConfig {
  const { connectionString } = pool.options
  return connectionString === undefined ? {} : { connectionString }
}
