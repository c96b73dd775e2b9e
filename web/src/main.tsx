import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './shell/theme/tokens.css'
import './shell/theme/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { client, inWorkspace } from './client/index.ts'
import { createQueryClient } from './kit/api/query-client.ts'
import type { AreaModule } from './kit/routing/area-module.ts'
import { watchMissingCode } from './kit/states/missing-code.ts'
import { AppProviders } from './shell/app-providers.tsx'
import { areas } from './shell/areas.ts'
import { routeInView } from './shell/route-in-view.ts'
import { buildRouter } from './shell/routes.tsx'
import { FrameSessionProvider } from './shell/session/frame-session-provider.tsx'
import { chooseHome, guardPage, settleAddress } from './shell/session/guard.ts'
import { createWorkspaceHistory } from './shell/session/workspace-history.ts'
import { sessionArea } from './shell/session-area.ts'
import { readStyleNonce } from './shell/theme/app-theme.tsx'
import { workspaceArea } from './workspace/index.ts'

declare global {
  /** Read by the scroll lock of dialogs, which writes its own style tag. */
  var __webpack_nonce__: string | undefined
}

async function start(): Promise<void> {
  const nonce = readStyleNonce()
  if (nonce !== '') globalThis.__webpack_nonce__ = nonce
  watchMissingCode({ version: import.meta.url, reload: () => window.location.reload() })
  const developer: readonly AreaModule[] = import.meta.env.DEV ? [(await import('./kit/showcase.tsx')).showcase] : []
  const everything = [...areas, workspaceArea, sessionArea, ...developer]
  const queryClient = createQueryClient()
  // The code of the page comes while the server says who is here; a failure shows when the router asks again.
  routeInView(everything, window.location.pathname)
    ?.load()
    .catch(() => undefined)
  await settleAddress(queryClient)
  const hasLedger = async () => {
    const ledger = await client.ledger.state(inWorkspace({}))
    return ledger.lines > 0 || ledger.accounts > 0
  }
  const router = buildRouter({
    areas: everything,
    queryClient,
    history: createWorkspaceHistory(),
    guard: guardPage,
    start: () => chooseHome(hasLedger),
  })
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  createRoot(root).render(
    <StrictMode>
      <AppProviders queryClient={queryClient}>
        <FrameSessionProvider areas={everything}>
          <RouterProvider router={router} />
        </FrameSessionProvider>
      </AppProviders>
    </StrictMode>,
  )
}

void start()
