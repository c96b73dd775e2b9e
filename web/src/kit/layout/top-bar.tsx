import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Fragment, type ReactNode, useLayoutEffect, useRef } from 'react'
import { openPalette } from '../commands/command-registry.ts'
import { KeyHint } from '../keys/key-hint.tsx'
import { AppLink } from '../routing/app-link.tsx'
import classes from './layout.module.css'
import { text } from './text.ts'

export interface Breadcrumb {
  readonly label: string
  readonly href: string
}

export interface TopBarProps {
  readonly title: string
  readonly breadcrumbs?: readonly Breadcrumb[]
  /** Stands right after the title: a tier, a draft tag. */
  readonly badge?: ReactNode
  /** One muted line after the title. */
  readonly note?: ReactNode
  /** Period, comparison and currency. */
  readonly pickers?: ReactNode
  /** Buttons at the right; the last one is the main one. */
  readonly actions?: ReactNode
}

/** The bar over a screen: what it is, for which period, what can be done. */
export function TopBar({ title, breadcrumbs = [], badge, note, pickers, actions }: TopBarProps) {
  return (
    <header className={classes.topBar}>
      <div className={classes.topBarTitle}>
        {breadcrumbs.length > 0 ? (
          <nav aria-label={text.breadcrumbs} className={classes.breadcrumbs}>
            {breadcrumbs.map((crumb) => (
              <Fragment key={crumb.href}>
                <AppLink href={crumb.href}>{crumb.label}</AppLink>
                <span aria-hidden> / </span>
              </Fragment>
            ))}
          </nav>
        ) : null}
        <h1 className={classes.title}>{title}</h1>
        {badge}
        {note ? <span className={classes.note}>{note}</span> : null}
      </div>
      {pickers ? <div className={classes.pickers}>{pickers}</div> : null}
      <div className={classes.actions}>
        <button type="button" className={classes.search} onClick={openPalette}>
          <IconSearch className={classes.searchIcon} size={17} stroke={1.6} aria-hidden />
          <span className={classes.searchText}>
            {text.search} <KeyHint keys="mod+K" />
          </span>
        </button>
        {actions}
      </div>
    </header>
  )
}

export interface TabLink {
  readonly id: string
  readonly label: string
  readonly href: string
}

/** Parts of one page, each with its own address. */
export function TabBar({ tabs, active }: { tabs: readonly TabLink[]; active: string }) {
  const bar = useRef<HTMLElement>(null)
  // Where there is no room for all, the one that is open must not stand out of sight.
  useLayoutEffect(() => {
    const open = bar.current?.querySelector<HTMLElement>(`[data-tab="${active}"]`)
    if (bar.current && open)
      bar.current.scrollLeft =
        open.offsetLeft - bar.current.offsetLeft - (bar.current.clientWidth - open.offsetWidth) / 2
  }, [active])
  return (
    <nav className={classes.tabs} aria-label={text.tabs} ref={bar}>
      {tabs.map((tab) => (
        <AppLink
          key={tab.id}
          href={tab.href}
          className={classes.tab}
          data-tab={tab.id}
          aria-current={tab.id === active ? 'page' : undefined}
        >
          {tab.label}
        </AppLink>
      ))}
    </nav>
  )
}
