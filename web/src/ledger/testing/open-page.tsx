import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createQueryClient } from '../../kit/api/query-client.ts'
import type { AreaModule } from '../../kit/routing/area-module.ts'
import { AppProviders } from '../../shell/app-providers.tsx'
import { buildRouter } from '../../shell/routes.tsx'

// A busy machine may take longer to draw a page than a test usually waits.
configure({ asyncUtilTimeout: 5_000 })

// jsdom has no fonts; text fields that grow with their text wait for them.
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() })

/** Opens an address of some areas in the workspace "acme". Their code is loaded first, so that no test waits for it. */
export async function openPage(areas: readonly AreaModule[], address: string) {
  await Promise.all(areas.flatMap(({ routes }) => routes.map(({ load }) => load())))
  window.history.replaceState(null, '', '/w/acme')
  const queryClient = createQueryClient()
  const history = createMemoryHistory({ initialEntries: [address] })
  const router = buildRouter({ areas, queryClient, history })
  render(
    <AppProviders queryClient={queryClient}>
      <RouterProvider router={router} />
    </AppProviders>,
  )
  return { user: userEvent.setup(), router, queryClient }
}
