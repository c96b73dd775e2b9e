import { createContext, useContext } from 'react'
import type { NavigationEntry } from '../kit/routing/area-module.ts'

export interface FrameWorkspace {
  readonly slug: string
  readonly name: string
}

/** What the frame shows of who is signed in and where. Provided by the session pages. */
export interface FrameSession {
  readonly workspaceName: string
  readonly userName: string
  /** Every workspace the person may go to, the one in view among them. */
  readonly workspaces: readonly FrameWorkspace[]
  readonly onSwitchWorkspace: (slug: string) => void
  readonly onCreateWorkspace: () => void
  readonly onSignOut: () => void
  /** Entries this person may not use are left out of the navigation. */
  readonly mayOpen: (entry: NavigationEntry) => boolean
}

export const FrameSessionContext = createContext<FrameSession | null>(null)

/** Null before anybody is signed in. */
export function useFrameSession(): FrameSession | null {
  return useContext(FrameSessionContext)
}
