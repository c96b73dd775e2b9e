import { useHotkeys } from '@mantine/hooks'
import { useEffect } from 'react'
import { type Hotkey, listHotkeys } from './hotkey-registry.ts'

/** Makes keys work while a screen is shown (never while typing in a field) and lists them in the overlay of "?". */
export function useHotkeyMap(label: string, hotkeys: readonly Hotkey[]): void {
  useHotkeys(hotkeys.map(({ keys, run }) => [keys, run]))
  const listed = JSON.stringify(hotkeys.map(({ keys, description }) => ({ keys, description })))
  useEffect(
    () => listHotkeys({ label, hotkeys: JSON.parse(listed) as Pick<Hotkey, 'keys' | 'description'>[] }),
    [label, listed],
  )
}
