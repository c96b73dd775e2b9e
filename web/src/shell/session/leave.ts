const REMEMBERED = 'mainstay-workspace'

/**
 * Loads another part of the application anew. Used wherever the person or the workspace changes, so that nothing of
 * the one before stays in memory.
 */
export function leaveFor(address: string): void {
  window.location.assign(address)
}

/** The workspace that "/" leads to next time. */
export function rememberWorkspace(slug: string): void {
  try {
    window.localStorage.setItem(REMEMBERED, slug)
  } catch {
    // A browser that keeps nothing only forgets the last workspace.
  }
}

export function rememberedWorkspace(): string | null {
  try {
    return window.localStorage.getItem(REMEMBERED)
  } catch {
    return null
  }
}

export function forgetWorkspace(): void {
  try {
    window.localStorage.removeItem(REMEMBERED)
  } catch {
    // Nothing was kept.
  }
}
