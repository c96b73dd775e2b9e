export type EmbeddedPostgresCode =
  | 'embedded/already-serving'
  | 'embedded/binaries-missing'
  | 'embedded/data-folder-not-ours'
  | 'embedded/data-folder-in-checkout'
  | 'embedded/data-folder-unreachable'
  | 'embedded/no-unprivileged-user'
  | 'embedded/password-unknown'
  | 'embedded/version-mismatch'
  | 'embedded/busy'
  | 'embedded/did-not-start'
  | 'embedded/did-not-initialize'
  | 'embedded/unsafe-settings'

/** The embedded database cannot be used; the message tells the person at the console what to do. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresCode

  constructor(code: EmbeddedPostgresCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedPostgresError'
    this.code = code
  }
}

/** The `code` of a system error, such as ENOENT. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
