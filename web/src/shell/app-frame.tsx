import IconMenu2 from '@tabler/icons-react/dist/esm/icons/IconMenu2.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { beginAtContent } from '../kit/keys/keep-focus.ts'
import { AppLink } from '../kit/routing/app-link.tsx'
import type { NavigationEntry } from '../kit/routing/area-module.ts'
import { ErrorBoundary } from '../kit/states/error-boundary.tsx'
import { paths } from '../paths.ts'
import { FeedHintLine } from './feed/feed-hint-line.tsx'
import classes from './frame.module.css'
import { useFrameSession } from './frame-session.ts'
import { SideNavigation } from './side-navigation.tsx'
import { text } from './text.ts'
import { WorkspaceMenu } from './workspace-menu.tsx'

const CONTENT_ID = 'content'

function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" className={classes.logo} aria-hidden>
      <path d="M10 1.5v17M10 3 3.5 18M10 3l6.5 15" />
    </svg>
  )
}

export interface AppFrameProps {
  readonly navigation: readonly NavigationEntry[]
  readonly children: ReactNode
}

/** Navigation at the left, the screen at the right; below 768 pixels the navigation folds into a menu at the foot. */
export function AppFrame({ navigation, children }: AppFrameProps) {
  const [isOpen, setOpen] = useState(false)
  const toggle = useRef<HTMLButtonElement>(null)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const arrivedAt = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const session = useFrameSession()
  const entries = navigation.filter((entry) => session?.mayOpen(entry) ?? true)
  const close = () => setOpen(false)

  useEffect(() => {
    if (!isOpen) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      toggle.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOpen])

  const shown = useRef(arrivedAt)
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== arrivedAt) beginAtContent()
    shown.current = arrivedAt
  }, [arrivedAt])

  return (
    <div className={classes.frame} data-menu={isOpen ? 'open' : 'closed'}>
      <a className={classes.skip} href={`#${CONTENT_ID}`}>
        {text.skip}
      </a>
      <div className={classes.mobileBar}>
        <button
          ref={toggle}
          type="button"
          className={classes.mobileButton}
          aria-expanded={isOpen}
          aria-controls="side"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <IconX size={18} stroke={1.6} aria-hidden /> : <IconMenu2 size={18} stroke={1.6} aria-hidden />}
          {isOpen ? text.closeMenu : text.openMenu}
        </button>
        <span className={classes.mobileWorkspace}>{session?.workspaceName}</span>
      </div>
      <header className={classes.side} id="side">
        <AppLink href={paths.home()} className={classes.brand} onClick={close}>
          <Logo />
          {text.product}
        </AppLink>
        <SideNavigation entries={entries} onNavigate={close} />
        <FeedHintLine />
        <WorkspaceMenu />
      </header>
      <main className={classes.main} id={CONTENT_ID} tabIndex={-1}>
        <ErrorBoundary resetKey={pathname}>{children}</ErrorBoundary>
      </main>
    </div>
  )
}
