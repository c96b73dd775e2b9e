import type { QueryClient } from '@tanstack/react-query'
import { unsentElsewhere, unsentNotes } from '../texts/unsent-marks.ts'
import { emptyAll } from './keep-emptying.ts'
import { type Sender, waitingElsewhere, waitingOf } from './outbox.ts'
import { senderOf } from './send-or-keep.ts'

/** Sends what waits in the workspace in view; gives how much of the person is left, there and in other workspaces. */
export async function sendBeforeLeaving(queryClient: QueryClient): Promise<number> {
  const sender = senderOf(queryClient)
  if (sender === null) return 0
  if ((await countOf(sender)) > 0) await emptyAll(queryClient, sender)
  const elsewhere = (await waitingElsewhere(sender)) + (await unsentElsewhere(sender.workspace, sender.personId))
  return (await countOf(sender)) + elsewhere
}

async function countOf(sender: Sender): Promise<number> {
  const notes = await unsentNotes(sender.workspace, sender.personId).catch(() => [])
  return (await waitingOf(sender)).length + notes.length
}
