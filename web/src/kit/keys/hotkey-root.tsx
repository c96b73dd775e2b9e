import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'

const HotkeyOverlay = lazy(async () => ({ default: (await import('./hotkey-overlay.tsx')).HotkeyOverlay }))

/** Listens for the question mark; the list of keys is loaded when it is first asked for. */
export function HotkeyRoot() {
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never')
  const open = () => setState('open')
  useHotkeys([
    ['shift+?', open],
    ['?', open],
  ])
  if (state === 'never') return null
  return (
    <Suspense fallback={null}>
      <HotkeyOverlay isOpen={state === 'open'} onClose={() => setState('closed')} />
    </Suspense>
  )
}
