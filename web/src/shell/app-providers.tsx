import { Notifications } from '@mantine/notifications'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PaletteRoot } from '../kit/commands/palette-root.tsx'
import { HotkeyRoot } from '../kit/keys/hotkey-root.tsx'
import { AppTheme } from './theme/app-theme.tsx'

/** What stands around the router: colors, the cache of answers, notices. */
export function AppProviders({ queryClient, children }: { queryClient: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <AppTheme>
        {children}
        <Notifications position="bottom-right" />
      </AppTheme>
    </QueryClientProvider>
  )
}

/** What needs the router and belongs to every page: the palette and the list of keys. */
export function EveryPage() {
  return (
    <>
      <PaletteRoot />
      <HotkeyRoot />
    </>
  )
}
