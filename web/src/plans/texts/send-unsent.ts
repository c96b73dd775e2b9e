import { copyName, openNotes } from './local-copies.ts'
import type { UnsentNotes } from './unsent-marks.ts'

const LONGEST_MILLISECONDS = 20_000

/** Sends what was written before the window was closed, without opening an editor. */
export async function sendUnsent({ title, ...place }: UnsentNotes): Promise<void> {
  if (openNotes.has(copyName(place))) return
  const { TextSession } = await import('./text-session.ts')
  const session = new TextSession(place, { title, isUnwritten: false })
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LONGEST_MILLISECONDS)
    const stop = session.subscribe(() => {
      if (session.state().kind === 'loading' || session.state().kind === 'saving') return
      clearTimeout(timer)
      stop()
      resolve()
    })
  })
  await session.close()
}
