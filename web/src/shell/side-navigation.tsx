import { useRouterState } from '@tanstack/react-router'
import { AppLink } from '../kit/routing/app-link.tsx'
import type { NavigationEntry, NavigationGroup } from '../kit/routing/area-module.ts'
import classes from './frame.module.css'
import { text } from './text.ts'

const GROUPS: readonly NavigationGroup[] = ['main', 'work', 'program', 'selection', 'proof', 'data']

function noRemark(): undefined {
  return undefined
}

function NavigationItem({
  entry,
  isActive,
  onNavigate,
}: {
  entry: NavigationEntry
  isActive: boolean
  onNavigate: () => void
}) {
  // The hook belongs to the entry and an entry never changes its hook, so the order of hooks is stable.
  const useRemark = entry.useRemark ?? noRemark
  const remark = useRemark()
  return (
    <li>
      <AppLink
        className={classes.item}
        href={entry.href}
        aria-current={isActive ? 'page' : undefined}
        onClick={onNavigate}
      >
        <entry.icon size={16} stroke={1.6} aria-hidden />
        <span className={classes.itemLabel}>{entry.label}</span>{' '}
        {remark ? <span className={classes.remark}>{remark}</span> : null}
      </AppLink>
    </li>
  )
}

/** The entry whose address is the longest beginning of where we are. */
export function activeEntry(entries: readonly NavigationEntry[], pathname: string): string | null {
  const matching = entries.filter((entry) => pathname === entry.href || pathname.startsWith(`${entry.href}/`))
  return matching.toSorted((one, other) => other.href.length - one.href.length)[0]?.id ?? null
}

export interface SideNavigationProps {
  readonly entries: readonly NavigationEntry[]
  readonly onNavigate: () => void
}

/** The entries of all areas in their groups. */
export function SideNavigation({ entries, onNavigate }: SideNavigationProps) {
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const active = activeEntry(entries, pathname)
  return (
    <nav className={classes.navigation} aria-label={text.navigation}>
      {GROUPS.map((group) => {
        const members = entries
          .filter((entry) => entry.group === group)
          .toSorted((one, other) => one.order - other.order)
        if (members.length === 0) return null
        return (
          <div key={group} className={classes.group}>
            {text.groups[group] ? <h2 className={classes.groupName}>{text.groups[group]}</h2> : null}
            <ul className={classes.items}>
              {members.map((entry) => (
                <NavigationItem key={entry.id} entry={entry} isActive={entry.id === active} onNavigate={onNavigate} />
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}
