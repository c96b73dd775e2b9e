export interface Hotkey {
  /** In the notation of Mantine: "mod+S", "shift+?", "L". */
  readonly keys: string
  /** What it does, in words, for the overlay. */
  readonly description: string
  readonly run: (event: KeyboardEvent) => void
}

export interface HotkeyGroup {
  readonly label: string
  readonly hotkeys: readonly Pick<Hotkey, 'keys' | 'description'>[]
}

let groups: readonly HotkeyGroup[] = []
const listeners = new Set<() => void>()

function publish(next: readonly HotkeyGroup[]): void {
  groups = next
  for (const listener of listeners) listener()
}

/** Lists keys in the overlay for as long as they work. */
export function listHotkeys(group: HotkeyGroup): () => void {
  publish([...groups, group])
  return () => publish(groups.filter((known) => known !== group))
}

export function subscribeToHotkeys(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function hotkeyGroups(): readonly HotkeyGroup[] {
  return groups
}
