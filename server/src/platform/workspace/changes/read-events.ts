import type { ReadScope } from '../../use-case.ts'

/** Beyond this many new events a reader is told to load afresh instead. */
const BATCH = 500
const KEPT_SECONDS = 7 * 86_400
const LONGEST_PLACE = 4_000

/**
 * How far a reader has come: the database's own account of which transactions had ended when it last looked. Numbers
 * alone would not do: a transaction that takes its number early may end late, and would be skipped.
 */
export interface Place {
  readonly snapshot: string
  readonly seconds: number
}

export interface ChangeEvent {
  readonly at: Date
  readonly topic: string
  readonly subjectType: string
  readonly subjectId: string
  readonly accountId: string | null
  readonly actorName: string
  readonly origin: string | null
}

export interface EventBatch {
  readonly events: readonly ChangeEvent[]
  readonly place: Place
  /** More is new than is worth sending, or the place belongs to another time of the database. */
  readonly mustReload: boolean
}

/** The text with which a browser comes back and goes on where it was. */
export function encodePlace(place: Place): string {
  return `${place.snapshot}@${place.seconds}`
}

/** Reads a place back; null when it is none of ours or so old that events after it may be gone. */
export function decodePlace(text: string | undefined, now: Date): Place | null {
  if (text === undefined || text.length > LONGEST_PLACE) return null
  const [, first = '', next = '', running = '', seconds = ''] =
    /^(\d{1,19}):(\d{1,19}):([\d,]*)@(\d{1,12})$/.exec(text) ?? []
  if (seconds === '' || !isSnapshot(BigInt(first), BigInt(next), running)) return null
  const age = now.getTime() / 1000 - Number(seconds)
  return age < KEPT_SECONDS - 3_600 ? { snapshot: `${first}:${next}:${running}`, seconds: Number(seconds) } : null
}

/** Running transactions are listed in ascending order, between the first and the next. */
function isSnapshot(first: bigint, next: bigint, running: string): boolean {
  if (first === 0n || first > next) return false
  if (running === '') return true
  if (!/^\d{1,19}(,\d{1,19})*$/.test(running)) return false
  const numbers = running.split(',').map(BigInt)
  return numbers.every((number, index) => number >= (numbers[index - 1] ?? first) && number < next)
}

const HERE = 'pg_current_snapshot()::text as snapshot, extract(epoch from now())::integer as seconds'

/** Everything that is there now is the past. */
export async function readCurrentPlace(scope: ReadScope): Promise<Place> {
  const { rows } = await scope.client.query<Place>(`select ${HERE}`)
  if (!rows[0]) throw new Error('the database named no place')
  return rows[0]
}

/**
 * What became visible since a place, in the order (transaction, number): nothing is skipped, nothing comes twice, and
 * a long transaction elsewhere holds nothing back. The reader's row security hides what is not theirs.
 */
export async function readEvents(scope: ReadScope, since: Place): Promise<EventBatch> {
  const here = await scope.client.query<Place & { isForeign: boolean }>(
    `select ${HERE}, pg_snapshot_xmax($1::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) as "isForeign"`,
    [since.snapshot],
  )
  const found = here.rows[0]
  if (!found) throw new Error('the database named no place')
  const place = { snapshot: found.snapshot, seconds: found.seconds }
  if (found.isForeign) return { events: [], place, mustReload: true }
  const { rows } = await scope.client.query<ChangeEvent>(
    `select e.at, e.topic, e.subject_type as "subjectType", e.subject_id as "subjectId", e.account_id as "accountId",
       e.actor_name as "actorName", e.origin
     from mainstay.outbox_event e
     where e.workspace_id = $1 and e.transaction_id >= pg_snapshot_xmin($2::pg_snapshot)
       and not pg_visible_in_snapshot(e.transaction_id, $2::pg_snapshot)
     order by e.transaction_id, e.id limit $3`,
    [scope.workspaceId, since.snapshot, BATCH + 1],
  )
  return rows.length > BATCH ? { events: [], place, mustReload: true } : { events: rows, place, mustReload: false }
}
