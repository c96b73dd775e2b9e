/** Fewest characters of text that count as a written reason. */
export const MINIMUM_REASON_LENGTH = 10

/**
 * Is this a written reason? At least ten characters once blanks at the ends and runs of blanks are taken out, and not
 * the same character over and over: a row of dots explains nothing to whoever challenges the list later.
 */
export function isWrittenReason(text: string | null): text is string {
  const written = (text ?? '').trim().replace(/\s+/g, ' ')
  return written.length >= MINIMUM_REASON_LENGTH && new Set(written).size > 2
}
