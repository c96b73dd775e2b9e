import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { PaletteRoot } from '../kit/commands/palette-root.tsx'
import { closeTopmost } from '../kit/keys/close-topmost.ts'
import { goToFault } from '../kit/keys/go-to-fault.ts'
import { HotkeyRoot } from '../kit/keys/hotkey-root.tsx'
import { keepFocus } from '../kit/keys/keep-focus.ts'
import { AppTheme } from './theme/app-theme.tsx'

/** The first page goes before; browsers without idle times do not wait. */
async function untilIdle(): Promise<void> {
  if (typeof window.requestIdleCallback !== 'function') return
  await new Promise((resolve) => window.requestIdleCallback(resolve, { timeout: 2_000 }))
}

// Notices given before it has come wait in their store.
const Notices = lazy(async () => {
  await untilIdle()
  return { default: (await import('../kit/feedback/notices.tsx')).Notices }
})

/** What stands around the router: colors, the cache of answers, notices. */
export function AppProviders({ queryClient, children }: { queryClient: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <AppTheme>
        {children}
        <Suspense fallback={null}>
          <Notices />
        </Suspense>
      </AppTheme>
    </QueryClientProvider>
  )
}

/** What needs the router and belongs to every page: the palette, the list of keys and where the focus goes. */
export function EveryPage() {
  useEffect(closeTopmost, [])
  useEffect(keepFocus, [])
  useEffect(goToFault, [])
  return (
    <>
      <PaletteRoot />
      <HotkeyRoot />
    </>
  )
}
