import type { TablerIcon } from '@tabler/icons-react'
import type { QueryClient } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import type { Command } from '../commands/command-registry.ts'

/** Groups of the navigation, in the order they are shown. */
export type NavigationGroup = 'main' | 'work' | 'program' | 'selection' | 'proof' | 'data'

export interface NavigationEntry {
  readonly id: string
  readonly label: string
  readonly href: string
  readonly icon: TablerIcon
  readonly group: NavigationGroup
  /** Lower comes first within the group; steps of ten leave room. */
  readonly order: number
  /** A hook that gives the count or remark at the right ("701", "12 open"), or undefined for none. */
  readonly useRemark?: () => string | undefined
}

/** A page that is about to open. */
export interface PageAhead {
  readonly queryClient: QueryClient
  readonly search: Readonly<Record<string, unknown>>
  readonly parameters: Readonly<Record<string, string | undefined>>
}

/** A page under an address. Its code is loaded when it is first opened. */
export interface AreaRoute {
  /** Pattern from `paths.ts`, with `$name` for parameters. */
  readonly path: string
  readonly load: () => Promise<ComponentType>
  /** Asks for what the page shows first, before it is drawn, so that its questions do not wait for each other. */
  readonly askAhead?: (page: PageAhead) => Promise<void>
  /** `bare` pages (sign-in) stand without navigation. */
  readonly frame?: 'app' | 'bare'
}

/** What an area plugs into the shell: one line in `shell/areas.ts` adds it. */
export interface AreaModule {
  readonly id: string
  readonly navigation: readonly NavigationEntry[]
  readonly routes: readonly AreaRoute[]
  readonly commands: readonly Command[]
}
