import type { QueryClient } from '@tanstack/react-query'
import { unsentNotes } from '../texts/unsent-marks.ts'
import { emptyAll } from './keep-emptying.ts'
import { type Sender, waitingOf } from './outbox.ts'
import { senderOf } from './send-or-keep.ts'

/** Sends what waits, if anything does; gives how much is left. */
export async function sendBeforeLeaving(queryClient: QueryClient): Promise<number> {
  const sender = senderOf(queryClient)
  if (sender === null) return 0
  if ((await countOf(sender)) === 0) return 0
  await emptyAll(queryClient, sender)
  return countOf(sender)
}

async function countOf(sender: Sender): Promise<number> {
  const notes = await unsentNotes(sender.workspace, sender.personId).catch(() => [])
  return (await waitingOf(sender)).length + notes.length
}
