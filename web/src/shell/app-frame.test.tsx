import IconShield from '@tabler/icons-react/dist/esm/icons/IconShield.mjs'
import { RouterProvider } from '@tanstack/react-router'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { createQueryClient } from '../kit/api/query-client.ts'
import { AppLink } from '../kit/routing/app-link.tsx'
import type { AreaModule, NavigationEntry } from '../kit/routing/area-module.ts'
import { useRouteParameter } from '../kit/routing/use-url-state.ts'
import { AppProviders } from './app-providers.tsx'
import { buildRouter } from './routes.tsx'
import { activeEntry } from './side-navigation.tsx'

function AccountPage() {
  return <h1>{`Account ${useRouteParameter('accountId')}`}</h1>
}

function AllAccounts() {
  return (
    <>
      <h1>All accounts</h1>
      <AppLink href="/accounts/9">Nine</AppLink>
    </>
  )
}

const entry = (id: string, href: string): NavigationEntry => ({
  id,
  label: id,
  href,
  icon: IconShield,
  group: 'main',
  order: 1,
})
const accounts: AreaModule = {
  id: 'accounts',
  navigation: [{ ...entry('Accounts', '/accounts'), useRemark: () => '701' }, entry('Seven', '/accounts/7')],
  routes: [
    { path: '/accounts', load: async () => AllAccounts },
    { path: '/accounts/$accountId', load: async () => AccountPage },
    { path: '/sign-in', frame: 'bare', load: async () => () => <h1>Sign in</h1> },
  ],
  commands: [],
}

function open(address: string) {
  window.history.replaceState(null, '', address)
  const queryClient = createQueryClient()
  const router = buildRouter({ areas: [accounts], queryClient, start: '/accounts' })
  render(
    <AppProviders queryClient={queryClient}>
      <RouterProvider router={router} />
    </AppProviders>,
  )
  return userEvent.setup()
}

beforeEach(() => window.history.replaceState(null, '', '/'))

it('leads from the start page through the navigation to an account without loading the page anew', async () => {
  const user = open('/')
  expect(await screen.findByRole('heading', { name: 'All accounts' })).toBeDefined()
  expect(screen.getByRole('link', { name: /Accounts 701/ }).getAttribute('aria-current')).toBe('page')
  await user.click(screen.getByRole('link', { name: 'Seven' }))
  expect(await screen.findByRole('heading', { name: 'Account 7' })).toBeDefined()
  expect(window.location.pathname).toBe('/accounts/7')
})

it('begins a page at its content when what led there is gone with the page before', async () => {
  const user = open('/accounts')
  await user.click(await screen.findByRole('link', { name: 'Nine' }))
  expect(await screen.findByRole('heading', { name: 'Account 9' })).toBeDefined()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')))
})

it('shows a page before sign-in without the navigation', async () => {
  open('/sign-in')
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeDefined()
  expect(screen.queryByRole('navigation')).toBeNull()
})

it('says that an address leads nowhere, with a way back', async () => {
  open('/nowhere')
  expect(await screen.findByText('There is no such page')).toBeDefined()
  expect(screen.getByRole('link', { name: 'Go to the portfolio' })).toBeDefined()
})

it('opens the list of keys by a question mark', async () => {
  const user = open('/accounts')
  await screen.findByRole('heading', { name: 'All accounts' })
  await user.keyboard('?')
  expect(await screen.findByText('First and last row')).toBeDefined()
})

it('marks the entry whose address fits best', () => {
  const entries = [entry('all', '/accounts'), entry('lines', '/accounts/7/lines')]
  expect(activeEntry(entries, '/accounts/7')).toBe('all')
  expect(activeEntry(entries, '/accounts/7/lines')).toBe('lines')
  expect(activeEntry(entries, '/accounting')).toBeNull()
})
