import type { QueryClient } from '@tanstack/react-query'
import { accessOf, api, currentWorkspace, type Session, sessionOptions } from '../../client/index.ts'
import { CODE_KEPT, CODE_UNREACHABLE, toProblem } from '../../kit/api/api-error.ts'
import { type Deed, type Sent, sendDeed } from './deeds.ts'
import { emptyOutbox, keepDeed, type Sender, waitingOf } from './outbox.ts'
import { showDeed, showVersions } from './show-deed.ts'
import { text } from './text.ts'

/** Thrown in place of an answer: the change is not lost, and not done yet. Reads like a problem, for forms that show one. */
export class KeptForLater extends Error {
  override name = 'KeptForLater'
  readonly code = CODE_KEPT
  readonly title = text.keptTitle
  readonly detail = text.kept
}

/** Whether a form can close: what was typed in it waits for the network. */
export function isKept(error: unknown): boolean {
  return error instanceof KeptForLater
}

/** Who is here; null before that is known. */
export function senderOf(queryClient: QueryClient): Sender | null {
  const session = queryClient.getQueryData<Session>(sessionOptions().queryKey)
  const { person } = accessOf(session)
  const workspace = currentWorkspace()
  return person === null || workspace === '' ? null : { workspace, personId: person.id }
}

/**
 * Sends changes that follow each other, or keeps what could not be sent. Where others wait already these are put behind
 * them, so that they arrive in the order in which they were done.
 */
export async function sendOrKeep(queryClient: QueryClient, deeds: readonly Deed[]): Promise<unknown> {
  const sender = senderOf(queryClient)
  const isQueued = sender !== null && (await waitingOf(sender)).some(({ outcome }) => outcome.kind === 'waiting')
  let last: Sent | null = null
  for (const [at, deed] of deeds.entries()) {
    const key = crypto.randomUUID()
    const version: number | null = deed.version === null ? null : (last?.changed[0]?.version ?? deed.version)
    try {
      if (isQueued) throw new KeptForLater()
      last = await sendDeed(deed, { key, version })
    } catch (error) {
      if (sender === null || !(isKept(error) || toProblem(error).code === CODE_UNREACHABLE)) throw error
      const rest = deeds.slice(at)
      await keepAll(queryClient, sender, { rest, key, version, wasTried: !isKept(error) })
      if (isQueued) void emptyNow(queryClient, sender)
      throw new KeptForLater()
    }
  }
  return last?.answer ?? null
}

/** What was put behind others may be able to go with them at once. */
async function emptyNow(queryClient: QueryClient, sender: Sender): Promise<void> {
  const { sent } = await emptyOutbox(sender, (deed, changed) => showVersions(queryClient, deed, changed))
  if (sent > 0) await queryClient.invalidateQueries({ queryKey: api.plans.key() })
}

interface Kept {
  readonly rest: readonly Deed[]
  readonly key: string
  readonly version: number | null
  readonly wasTried: boolean
}

async function keepAll(queryClient: QueryClient, sender: Sender, { rest, key, version, wasTried }: Kept) {
  // An answer that is on its way tells of before, and would wipe what is shown from here on.
  await queryClient.cancelQueries({
    queryKey: api.plans.key(),
    predicate: ({ state }) => state.data !== undefined,
  })
  for (const [at, deed] of rest.entries()) {
    const before = { ...showDeed(queryClient, deed), ...deed.before }
    const sending = at === 0 ? { key, wasTried } : { key: crypto.randomUUID(), wasTried: false }
    await keepDeed(sender, { ...sending, version: deed.version === null ? null : version, deed, before })
  }
}
