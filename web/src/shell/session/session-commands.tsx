import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { client, inWorkspace } from '../../client/index.ts'
import {
  type Command,
  registerCommands,
  registerSearchProvider,
  type SearchProvider,
} from '../../kit/commands/command-registry.ts'
import type { AreaModule } from '../../kit/routing/area-module.ts'
import { paths } from '../../paths.ts'
import type { FrameSession } from '../frame-session.ts'
import { text } from '../text.ts'
import { mayOpenAddress } from './may-open.ts'

const MOST_FOUND = 8

type Found = Awaited<ReturnType<typeof client.accounts.search>>

function accountCommands({ accounts }: Found): Command[] {
  return accounts.map((account) => {
    const place = [account.city, account.country].filter(Boolean).join(', ')
    return {
      id: `account-${account.id}`,
      label: account.name,
      description: [account.code, place].filter(Boolean).join(' · '),
      href: paths.account(account.id),
    }
  })
}

function personCommands({ people }: Found): Command[] {
  return people.map((person) => ({
    id: `person-${person.personId}`,
    label: person.name,
    description: person.email,
    href: `${paths.people()}?find=${encodeURIComponent(person.name)}`,
  }))
}

async function search(query: string, signal: AbortSignal): Promise<Found> {
  return client.accounts.search(inWorkspace({ query, limit: MOST_FOUND }), { signal })
}

/** Both searches share one question: the second asker gets the answer that is on its way. */
export function searchProviders(): readonly SearchProvider[] {
  let asked: { query: string; answer: Promise<Found> } | null = null
  const ask = (query: string, signal: AbortSignal) => {
    if (asked?.query !== query) asked = { query, answer: search(query, signal) }
    return asked.answer
  }
  return [
    {
      id: 'accounts',
      group: text.foundAccounts,
      search: async (query, signal) => accountCommands(await ask(query, signal)),
    },
    {
      id: 'people',
      group: text.foundPeople,
      search: async (query, signal) => personCommands(await ask(query, signal)),
    },
  ]
}

function sessionCommands(session: FrameSession): Command[] {
  const others = session.workspaces.filter((workspace) => workspace.name !== session.workspaceName)
  return [
    { id: 'profile', label: text.profile, href: paths.profile(), keywords: ['password', 'two-factor', 'sessions'] },
    { id: 'new-workspace', label: text.createWorkspace, run: session.onCreateWorkspace },
    ...others.map(({ slug, name }) => ({
      id: `workspace-${slug}`,
      label: text.switchTo(name),
      keywords: ['workspace', slug],
      run: () => session.onSwitchWorkspace(slug),
    })),
    { id: 'sign-out', label: text.signOut, keywords: ['log out', 'leave'], run: session.onSignOut },
  ]
}

/** What the areas offer, without what this person may not open; a page without a command of its own gets one. */
export function pageCommands(areas: readonly AreaModule[], permissions: readonly string[]): Command[] {
  const commands = areas.flatMap((area) => area.commands)
  const known = new Set(commands.map((command) => command.href))
  const pages = areas.flatMap((area) => area.navigation).filter((entry) => !known.has(entry.href))
  const asCommands = pages.map(({ id, label, href, icon }) => ({ id: `page-${id}`, label, href, icon }))
  return [...asCommands, ...commands].filter(({ href }) => href === undefined || mayOpenAddress(href, permissions))
}

/** Puts into the palette what belongs to the person: search, colors, other workspaces, the way out. */
export function useSessionCommands(session: FrameSession | null, pages: readonly Command[]): void {
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    const schemes = (['light', 'dark', 'auto'] as const).map((scheme) => ({
      id: `theme-${scheme}`,
      label: `${text.theme}: ${text.themes[scheme].toLowerCase()}`,
      keywords: ['theme', 'colors', scheme],
      run: () => setColorScheme(scheme),
    }))
    return registerCommands(schemes)
  }, [setColorScheme])
  useEffect(() => (session ? registerCommands([...pages, ...sessionCommands(session)]) : undefined), [session, pages])
  const isInside = session !== null
  useEffect(() => {
    if (!isInside) return
    const removals = searchProviders().map(registerSearchProvider)
    return () => {
      for (const remove of removals) remove()
    }
  }, [isInside])
}
