import { forgetCopies } from '../texts/local-copies.ts'
import { forgetKept } from './kept-store.ts'

/** Takes everything that plans keep out of this browser, as somebody who signs out expects. */
export async function forgetDevice(): Promise<void> {
  await Promise.all([forgetKept().catch(() => undefined), forgetCopies()])
}
