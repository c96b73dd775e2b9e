import { del, set } from 'idb-keyval'
import { keptStore, keptUnder } from '../offline/kept-store.ts'
import { noteChange } from '../offline/outbox-news.ts'
import { forgetLastWords, placesWithLastWords } from './last-words.ts'
import { copyName, forgetCopies, forgetCopy, openNotes, readName, type TextPlace } from './local-copies.ts'

/** Notes in which something was written that the server does not have yet. */
export interface UnsentNotes extends TextPlace {
  /** Of their section. */
  readonly title: string
}

const BEGINNING = 'notes:'

/** Remembers that something waits, over a closed window; forgets it once it is there. A browser that keeps nothing has only the window. */
export async function markUnsent(notes: UnsentNotes, isWaiting: boolean): Promise<void> {
  const key = BEGINNING + copyName(notes)
  try {
    if (isWaiting) await set(key, notes, keptStore())
    else await del(key, keptStore())
  } catch {
    return
  }
  noteChange()
}

/** Whether a name marks notes of this person, of whatever workspace. */
export function isMarkOf(personId: string, key: string): boolean {
  return key.startsWith(BEGINNING) && readName(key.slice(BEGINNING.length))?.personId === personId
}

/** Notes of this person in other workspaces that wait. */
export async function unsentElsewhere(workspace: string, personId: string): Promise<number> {
  const all = await everyUnsent().catch(() => [])
  return all.filter((notes) => notes.workspace !== workspace && notes.personId === personId).length
}

/** Those that are marked, and those whose window went before they could be. */
async function everyUnsent(): Promise<readonly UnsentNotes[]> {
  const marked = await keptUnder<UnsentNotes>(BEGINNING)
  const names = new Set(marked.map(copyName))
  return [...marked, ...placesWithLastWords().filter((place) => !names.has(copyName(place)))]
}

export async function unsentNotes(workspace: string, personId: string): Promise<readonly UnsentNotes[]> {
  const all = await everyUnsent()
  return all.filter((notes) => notes.workspace === workspace && notes.personId === personId)
}

/** Those that do not see to their sending themselves: no window here has them open, or there is no network. */
export async function stuckNotes(workspace: string, personId: string): Promise<readonly UnsentNotes[]> {
  const all = await unsentNotes(workspace, personId).catch(() => [])
  return all.filter((notes) => !navigator.onLine || !openNotes.has(copyName(notes)))
}

/** Throws away what was written in notes that are not open, and never reached the server. */
export async function dropUnsent(notes: UnsentNotes): Promise<void> {
  await forgetCopy(notes)
  forgetLastWords(notes)
  await markUnsent(notes, false)
}

/**
 * Takes copies out of this browser that somebody else has left in it. Those with something that never reached the server
 * wait for whose they are, as their other changes do.
 */
export async function forgetOthers(personId: string): Promise<void> {
  const waiting = await everyUnsent().catch(() => null)
  if (waiting === null) return
  const names = new Set(waiting.map(copyName))
  await forgetCopies((copy) => copy.personId !== personId && !names.has(copyName(copy)))
}
