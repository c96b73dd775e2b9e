import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './shell/theme/tokens.css'
import './shell/theme/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './kit/api/query-client.ts'
import { registerCommands } from './kit/commands/command-registry.ts'
import type { AreaModule } from './kit/routing/area-module.ts'
import { AppProviders } from './shell/app-providers.tsx'
import { areas } from './shell/areas.ts'
import { buildRouter } from './shell/routes.tsx'
import { readStyleNonce } from './shell/theme/app-theme.tsx'

declare global {
  /** Read by the scroll lock of dialogs, which writes its own style tag. */
  var __webpack_nonce__: string | undefined
}

async function start(): Promise<void> {
  const nonce = readStyleNonce()
  if (nonce !== '') globalThis.__webpack_nonce__ = nonce
  const developer: readonly AreaModule[] = import.meta.env.DEV ? [(await import('./kit/showcase.tsx')).showcase] : []
  const everything = [...areas, ...developer]
  const queryClient = createQueryClient()
  const router = buildRouter({ areas: everything, queryClient })
  registerCommands(everything.flatMap((area) => area.commands))
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  createRoot(root).render(
    <StrictMode>
      <AppProviders queryClient={queryClient}>
        <RouterProvider router={router} />
      </AppProviders>
    </StrictMode>,
  )
}

void start()
