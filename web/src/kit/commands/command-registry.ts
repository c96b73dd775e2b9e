import type { TablerIcon } from '@tabler/icons-react'

/** Something the palette can do. Either `href` or `run`. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly description?: string
  /** Heading it stands under. */
  readonly group?: string
  readonly keywords?: readonly string[]
  readonly icon?: TablerIcon
  readonly href?: string
  readonly run?: () => void
}

/** Finds things while the user types: accounts, people. */
export interface SearchProvider {
  readonly id: string
  /** Heading its results stand under. */
  readonly group: string
  readonly search: (query: string, signal: AbortSignal) => Promise<readonly Command[]>
}

export interface CommandSnapshot {
  readonly commands: readonly Command[]
  readonly providers: readonly SearchProvider[]
  /** Grows each time somebody asks for the palette. */
  readonly openings: number
}

let snapshot: CommandSnapshot = { commands: [], providers: [], openings: 0 }
const listeners = new Set<() => void>()

function update(change: Partial<CommandSnapshot>): void {
  snapshot = { ...snapshot, ...change }
  for (const listener of listeners) listener()
}

/** Adds commands to the palette; call what it returns to take them out again. */
export function registerCommands(commands: readonly Command[]): () => void {
  const ids = new Set(commands.map((command) => command.id))
  update({ commands: [...snapshot.commands.filter((command) => !ids.has(command.id)), ...commands] })
  return () => update({ commands: snapshot.commands.filter((command) => !commands.includes(command)) })
}

/** Adds a search that answers while the user types; call what it returns to take it out again. */
export function registerSearchProvider(provider: SearchProvider): () => void {
  update({ providers: [...snapshot.providers.filter(({ id }) => id !== provider.id), provider] })
  return () => update({ providers: snapshot.providers.filter((known) => known !== provider) })
}

/** Opens the palette. */
export function openPalette(): void {
  update({ openings: snapshot.openings + 1 })
}

export function subscribeToCommands(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function commandSnapshot(): CommandSnapshot {
  return snapshot
}
