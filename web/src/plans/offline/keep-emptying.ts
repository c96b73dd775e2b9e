import type { QueryClient } from '@tanstack/react-query'
import { api } from '../../client/index.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { sendUnsent } from '../texts/send-unsent.ts'
import { forgetOthers, stuckNotes, unsentNotes } from '../texts/unsent-marks.ts'
import { emptyOutbox, type Sender, waitingOf } from './outbox.ts'
import { noteChange } from './outbox-news.ts'
import { showVersions } from './show-deed.ts'
import { text } from './text.ts'

const PAUSE_MILLISECONDS = 15_000

/** How much waits, and how much of it cannot go by itself. */
export interface Backlog {
  readonly waiting: number
  readonly unsettled: number
}

export async function backlogOf(sender: Sender): Promise<Backlog> {
  const all = await waitingOf(sender)
  const notes = await stuckNotes(sender.workspace, sender.personId)
  const waiting = all.filter(({ outcome }) => outcome.kind === 'waiting').length
  return { waiting: waiting + notes.length, unsettled: all.length - waiting }
}

/** Sends everything that waits for this person in this workspace. */
export async function emptyAll(queryClient: QueryClient, sender: Sender): Promise<void> {
  const { sent } = await emptyOutbox(sender, (deed, changed) => showVersions(queryClient, deed, changed))
  for (const notes of await unsentNotes(sender.workspace, sender.personId).catch(() => [])) await sendUnsent(notes)
  noteChange()
  if (sent === 0) return
  showNotice(text.sent(sent))
  await queryClient.invalidateQueries({ queryKey: api.plans.key() })
}

/**
 * Sends what waits as soon as that is possible, for as long as the page is open. Copies of notes that somebody else has
 * left in this browser are taken out, unless something in them waits too.
 */
export function keepEmptying(queryClient: QueryClient, sender: Sender): () => void {
  const run = () => void emptyAll(queryClient, sender)
  const timer = setInterval(async () => {
    if ((await backlogOf(sender)).waiting > 0) run()
  }, PAUSE_MILLISECONDS)
  window.addEventListener('online', run)
  run()
  void forgetOthers(sender.personId)
  return () => {
    clearInterval(timer)
    window.removeEventListener('online', run)
  }
}
