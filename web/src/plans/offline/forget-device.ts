import { forgetDrafts } from '../shared/use-kept-draft.ts'
import { forgetLastWords, placesWithLastWords } from '../texts/last-words.ts'
import { forgetCopies } from '../texts/local-copies.ts'
import { isMarkOf } from '../texts/unsent-marks.ts'
import { forgetKept } from './kept-store.ts'
import { isChangesOf } from './outbox.ts'

/** Takes out of this browser what plans keep in it for a person who signs out. What waits for others stays theirs. */
export async function forgetDevice(personId: string): Promise<void> {
  const isTheirs = (key: string) => isChangesOf(personId, key) || isMarkOf(personId, key)
  forgetDrafts()
  for (const place of placesWithLastWords()) if (place.personId === personId) forgetLastWords(place)
  await Promise.all([forgetKept(isTheirs).catch(() => undefined), forgetCopies((copy) => copy.personId === personId)])
}
