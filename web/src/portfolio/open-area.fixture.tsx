import { notifications } from '@mantine/notifications'
import { RouterProvider } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { accounts } from '../accounts/index.ts'
import { createQueryClient } from '../kit/api/query-client.ts'
import { AppProviders } from '../shell/app-providers.tsx'
import { buildRouter } from '../shell/routes.tsx'
import { createWorkspaceHistory } from '../shell/session/workspace-history.ts'
import { portfolio } from './index.ts'

// A busy machine draws a whole page more slowly than the usual second.
configure({ asyncUtilTimeout: 8_000 })

/** Opens an address of the accounts or portfolio pages in the workspace "acme". */
export async function openArea(address: string): Promise<UserEvent> {
  const areas = [accounts, portfolio]
  // Pages are loaded when first opened; a busy machine may take longer for that than a test waits.
  await Promise.all(areas.flatMap((area) => area.routes).map((route) => route.load()))
  // Notices live outside of the page and would stay from the test before.
  notifications.clean()
  window.sessionStorage.clear()
  window.history.replaceState(null, '', `/w/acme${address}`)
  const queryClient = createQueryClient()
  const router = buildRouter({ areas, queryClient, history: createWorkspaceHistory() })
  render(
    <AppProviders queryClient={queryClient}>
      <RouterProvider router={router} />
    </AppProviders>,
  )
  return userEvent.setup()
}
