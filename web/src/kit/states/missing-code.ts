const REMEMBERED = 'mainstay-reloaded'
const MISSING = /dynamically imported module|importing a module script failed|unable to preload css/i

/** Whether a part of the program could not be fetched: usually because a newer version has taken its place. */
export function isMissingCode(error: unknown): boolean {
  return error instanceof Error && MISSING.test(error.message)
}

/** Something is being written or decided that a reload would lose. */
function isBusy(): boolean {
  const field = document.activeElement
  const isWriting = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.value !== '')
  return isWriting || document.querySelector('[role="dialog"]') !== null
}

export interface Reloading {
  /** Names the version that is running; each is left by itself once at most. */
  readonly version: string
  readonly reload: () => void
}

/** Reloads once when code is missing and nothing can be lost by it; otherwise the page says so and the person decides. */
export function watchMissingCode({ version, reload }: Reloading): () => void {
  const onMissing = () => {
    if (isBusy() || window.sessionStorage.getItem(REMEMBERED) === version) return
    window.sessionStorage.setItem(REMEMBERED, version)
    reload()
  }
  window.addEventListener('vite:preloadError', onMissing)
  return () => window.removeEventListener('vite:preloadError', onMissing)
}
