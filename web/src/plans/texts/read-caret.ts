/**
 * Has an editor read where the caret stands. A browser moves it at once and tells of it a moment later: a key, or somebody
 * else's words, that come in between would find it where it was before.
 */
export function readCaret(): void {
  document.dispatchEvent(new Event('selectionchange'))
}
