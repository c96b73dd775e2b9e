/** Whose copy of which notes a browser keeps. */
export interface TextPlace {
  readonly workspace: string
  readonly personId: string
  readonly planId: string
  readonly sectionKey: string
}

/** Names of the copies that are open in this window; they see to their sending themselves. */
export const openNotes = new Set<string>()

const PREFIX = 'mainstay-notes'

/** The name of the copy in this browser; nobody else who uses it is shown it. */
export function copyName({ workspace, personId, planId, sectionKey }: TextPlace): string {
  return [PREFIX, workspace, personId, planId, sectionKey].map(encodeURIComponent).join('/')
}

/** Whose copy has this name; null for a name of something else. */
export function readName(name: string): TextPlace | null {
  const [prefix, workspace, personId, planId, sectionKey] = name.split('/').map(decodeURIComponent)
  if (prefix !== PREFIX || !workspace || !personId || !planId || !sectionKey) return null
  return { workspace, personId, planId, sectionKey }
}

/** Every copy in this browser; browsers that cannot list them, or keep nothing, have none. */
export async function localCopies(): Promise<readonly TextPlace[]> {
  try {
    const databases = (await globalThis.indexedDB?.databases?.()) ?? []
    return databases.flatMap(({ name }) => readName(name ?? '') ?? [])
  } catch {
    return []
  }
}

export function forgetCopy(place: TextPlace): Promise<void> {
  if (typeof indexedDB === 'undefined') return Promise.resolve()
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(copyName(place))
    // A tab that still has it open closes it; then it goes.
    for (const event of ['success', 'error', 'blocked']) asked.addEventListener(event, () => resolve())
  })
}

/** Takes copies out of this browser: all, or those of which `isMeant` says so. */
export async function forgetCopies(isMeant: (place: TextPlace) => boolean = () => true): Promise<void> {
  await Promise.all((await localCopies()).filter(isMeant).map(forgetCopy))
}
