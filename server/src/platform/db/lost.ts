/** What the driver says without a code. */
const SAID = /timeout exceeded when trying to connect|Connection terminated|is not queryable/
const CODES = /^(08|57P)|^(ECONNREFUSED|ECONNRESET|EPIPE)$/

/** Whether the database went away, or the way to it: nothing of what was asked stays, and it may be asked again. */
export function isDatabaseLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'code' in error && typeof error.code === 'string' ? CODES.test(error.code) : SAID.test(error.message)
}
