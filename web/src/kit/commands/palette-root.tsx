import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { commandSnapshot, openPalette, subscribeToCommands } from './command-registry.ts'

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }))

/** Listens for Ctrl or Cmd and K; the palette itself is loaded when it is first asked for. */
export function PaletteRoot() {
  const { openings } = useSyncExternalStore(subscribeToCommands, commandSnapshot)
  useHotkeys([['mod+K', openPalette]], [])
  if (openings === 0) return null
  return (
    <Suspense fallback={null}>
      <CommandPalette openings={openings} />
    </Suspense>
  )
}
