import { get } from 'idb-keyval'
import { toProblem } from '../../kit/api/api-error.ts'
import { type Changed, type Deed, type Sending, sendDeed, subjectOf } from './deeds.ts'
import { isPassing } from './is-passing.ts'
import { changeKept, keptStore, keptUnder } from './kept-store.ts'
import { noteChange } from './outbox-news.ts'

/** A change that waits, with what is needed to send it once. */
export interface Waiting extends Sending {
  readonly deed: Deed
  /** It may have reached the server already: what is sent again must be the very same. */
  readonly wasTried: boolean
  readonly outcome:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'conflict' }
    | { readonly kind: 'refused'; readonly sentence: string }
  /** What the screen showed before, to show it again where the change is dropped. */
  readonly before: Readonly<Record<string, unknown>>
}

/** Whose changes: nobody else sends them. */
export interface Sender {
  readonly workspace: string
  readonly personId: string
}

const WAITING = { kind: 'waiting' } as const

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

export function dropDeed(sender: Sender, key: string): Promise<void> {
  return change(sender, (before) => before.filter((each) => each.key !== key))
}

/** Sends a change over the version that was just looked at. */
export function sendOver(sender: Sender, key: string, version: number): Promise<void> {
  const fresh = { key: crypto.randomUUID(), version, wasTried: false, outcome: WAITING }
  return change(sender, (before) => before.map((each) => (each.key === key ? { ...each, ...fresh } : each)))
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

/** Sends what waits, one after another, until the line breaks or nothing is left. */
export function emptyOutbox(sender: Sender): Promise<Emptied> {
  return alone(async () => {
    let sent = 0
    for (;;) {
      const next = nextOf(await waitingOf(sender))
      if (!next) return { sent, isStuck: false }
      const outcome = await sendOne(sender, next)
      if (outcome === 'stuck') return { sent, isStuck: true }
      if (outcome === 'sent') sent += 1
    }
  })
}

/** The first that nothing of its own thing stands before: what builds on an unsettled change waits with it. */
function nextOf(all: readonly Waiting[]): Waiting | undefined {
  const unsettled = new Set<string>()
  return all.find(({ deed, outcome }) => {
    const subject = subjectOf(deed)
    if (outcome.kind === 'waiting' && (subject === null || !unsettled.has(subject))) return true
    if (subject !== null) unsettled.add(subject)
    return false
  })
}

async function sendOne(sender: Sender, { key, deed, version }: Waiting): Promise<'sent' | 'settled' | 'stuck'> {
  const settle = (outcome: Waiting['outcome'], wasTried: boolean) =>
    change(sender, (before) => before.map((each) => (each.key === key ? { ...each, outcome, wasTried } : each)))
  try {
    await settle(WAITING, true)
    const changed = await sendDeed(deed, { key, version })
    await change(sender, (before) => afterSending(before, { key, deed, version }, changed))
    return 'sent'
  } catch (error) {
    const problem = toProblem(error)
    if (isPassing(problem) || problem.status === 401) return 'stuck'
    const isConflict = problem.status === 412
    await settle(isConflict ? { kind: 'conflict' } : { kind: 'refused', sentence: problem.detail }, true)
    return 'settled'
  }
}

/** Whoever changed the same thing twice without the network built the second on the first: it follows its version. */
function afterSending(
  all: readonly Waiting[],
  sent: Pick<Waiting, 'key' | 'deed' | 'version'>,
  changed: Changed,
): readonly Waiting[] {
  const subject = subjectOf(sent.deed)
  return all.flatMap((each) => {
    if (each.key === sent.key) return []
    const isBuiltOn = subject !== null && subjectOf(each.deed) === subject && each.version === sent.version
    return isBuiltOn && !each.wasTried ? [{ ...each, version: changed.version }] : [each]
  })
}
