import { get } from 'idb-keyval'
import { toProblem } from '../../kit/api/api-error.ts'
import { type Changed, type Deed, follow, type Sending, seenBy, sendDeed, subjectsOf } from './deeds.ts'
import { isPassing } from './is-passing.ts'
import { changeKept, keptStore, keptUnder } from './kept-store.ts'
import { noteChange } from './outbox-news.ts'
import type { Move } from './places.ts'

/** A change that waits, with what is needed to send it once. */
export interface Waiting extends Sending {
  readonly deed: Deed
  /** It may have reached the server already: what is sent again must be the very same. */
  readonly wasTried: boolean
  readonly outcome:
    | { readonly kind: 'waiting' }
    /** What the server says of each of several things. */
    | { readonly kind: 'conflict'; readonly faults?: readonly string[] }
    | { readonly kind: 'refused'; readonly sentence: string; readonly faults?: readonly string[] }
  /** What the screen showed before, to show it again where the change is dropped. */
  readonly before: Readonly<Record<string, unknown>>
}

/** Whose changes: nobody else sends them. */
export interface Sender {
  readonly workspace: string
  readonly personId: string
}

const WAITING = { kind: 'waiting' } as const
const FRESH = { wasTried: false, outcome: WAITING } as const

const BEGINNING = 'changes:'

function keyOf({ workspace, personId }: Sender): string {
  return `${BEGINNING}${workspace}/${personId}`
}

/** Whether changes of this person are kept under a name, of whatever workspace. */
export function isChangesOf(personId: string, key: string): boolean {
  return key.startsWith(BEGINNING) && key.endsWith(`/${personId}`)
}

/** How many changes of this person wait in other workspaces. */
export async function waitingElsewhere({ workspace, personId }: Sender): Promise<number> {
  const lists = await keptUnder<readonly Waiting[]>(BEGINNING, (key) => isChangesOf(personId, key)).catch(() => [])
  const here = await waitingOf({ workspace, personId })
  return lists.reduce((sum, list) => sum + list.length, 0) - here.length
}

/** What waits, in the order in which it was done. */
export async function waitingOf(sender: Sender): Promise<readonly Waiting[]> {
  try {
    return (await get<readonly Waiting[]>(keyOf(sender), keptStore())) ?? []
  } catch {
    return []
  }
}

async function change(sender: Sender, next: (before: readonly Waiting[]) => readonly Waiting[]): Promise<void> {
  await changeKept<readonly Waiting[]>(keyOf(sender), (before) => next(before ?? []))
  noteChange()
}

/** Puts a change behind those that wait already. */
export function keepDeed(sender: Sender, waiting: Omit<Waiting, 'outcome'>): Promise<void> {
  return change(sender, (before) => [...before, { ...waiting, outcome: WAITING }])
}

/** Takes a change out. The next of the same thing goes back, where it is dropped too, to before both. */
export function dropDeed(sender: Sender, key: string): Promise<void> {
  return change(sender, (all) => {
    const at = all.findIndex((each) => each.key === key)
    const dropped = all[at]
    if (!dropped) return all
    const inherited = new Map(Object.entries(dropped.before))
    const later = all.slice(at + 1).map((each) => {
      if (!sharesThing(dropped.deed, each.deed)) return each
      const before = { ...each.before }
      for (const [name, value] of inherited) {
        if (!(name in before)) continue
        before[name] = value
        inherited.delete(name)
      }
      return { ...each, before }
    })
    return [...all.slice(0, at), ...later]
  })
}

/** Whether two changes are of the same thing. */
export function sharesThing(one: Deed, other: Deed): boolean {
  const things = new Set(subjectsOf(one))
  return subjectsOf(other).some((thing) => things.has(thing))
}

/** Sends a change of one thing over the version that was just looked at; what was built on it follows. */
export function sendOver(sender: Sender, key: string, version: number): Promise<void> {
  return change(sender, (all) => {
    const conflict = all.find((each) => each.key === key)
    const moves = conflict ? seenBy(conflict).map(({ subject, version: from }) => ({ subject, from, to: version })) : []
    return all.map((each) => {
      if (each.key === key) return { ...follow(each, moves), ...FRESH, key: crypto.randomUUID() }
      return each.wasTried ? each : follow(each, moves)
    })
  })
}

/** One window at a time sends; browsers without such locks rely on the keys. */
function alone<Value>(work: () => Promise<Value>): Promise<Value> {
  const locks: LockManager | undefined = navigator.locks
  return locks ? locks.request('mainstay-waiting', work) : work()
}

export interface Emptied {
  readonly sent: number
  /** The line is still down. */
  readonly isStuck: boolean
}

/** Told of each change that arrived, with the versions it has made. */
export type OnSent = (deed: Deed, changed: readonly Changed[]) => void

/** Sends what waits, one after another, until the line breaks or nothing is left. */
export function emptyOutbox(sender: Sender, onSent: OnSent = () => undefined): Promise<Emptied> {
  return alone(async () => {
    let sent = 0
    for (;;) {
      const next = nextOf(await waitingOf(sender))
      if (!next) return { sent, isStuck: false }
      const outcome = await sendOne(sender, next, onSent)
      if (outcome === 'stuck') return { sent, isStuck: true }
      if (outcome === 'sent') sent += 1
    }
  })
}

/** The first that nothing of its own thing stands before: what builds on an unsettled change waits with it. */
function nextOf(all: readonly Waiting[]): Waiting | undefined {
  const unsettled = new Set<string>()
  return all.find(({ deed, outcome }) => {
    const subjects = subjectsOf(deed)
    if (outcome.kind === 'waiting' && !subjects.some((subject) => unsettled.has(subject))) return true
    for (const subject of subjects) unsettled.add(subject)
    return false
  })
}

async function sendOne(sender: Sender, waiting: Waiting, onSent: OnSent): Promise<'sent' | 'settled' | 'stuck'> {
  const { key, deed, version } = waiting
  const settle = (outcome: Waiting['outcome'], wasTried: boolean) =>
    change(sender, (before) => before.map((each) => (each.key === key ? { ...each, outcome, wasTried } : each)))
  try {
    await settle(WAITING, true)
    const { changed } = await sendDeed(deed, { key, version })
    await change(sender, (before) => afterSending(before, waiting, changed))
    onSent(deed, changed)
    return 'sent'
  } catch (error) {
    const problem = toProblem(error)
    if (isPassing(problem) || problem.status === 401) return 'stuck'
    const faults = problem.errors.map(({ message }) => message)
    const isConflict = problem.status === 412
    await settle(
      isConflict ? { kind: 'conflict', faults } : { kind: 'refused', sentence: problem.detail, faults },
      true,
    )
    return 'settled'
  }
}

/** Whoever changed the same thing twice without the network built the second on the first: it follows its version. */
function afterSending(all: readonly Waiting[], sent: Waiting, changed: readonly Changed[]): readonly Waiting[] {
  const moves: readonly Move[] = seenBy(sent).flatMap(({ subject, version: from }) => {
    const now = changed.find(({ id }) => id === subject)
    return now ? [{ subject, from, to: now.version }] : []
  })
  return all.flatMap((each) => {
    if (each.key === sent.key) return []
    return [each.wasTried ? each : follow(each, moves)]
  })
}
