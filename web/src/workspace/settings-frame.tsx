import type { ReactNode } from 'react'
import { useAccess } from '../client/index.ts'
import { Page } from '../kit/layout/page.tsx'
import { TabBar, TopBar } from '../kit/layout/top-bar.tsx'
import { paths } from '../paths.ts'
import { text } from './text.ts'

export type SettingsTab = keyof typeof text.tabs

export interface SettingsFrameProps {
  readonly tab: SettingsTab
  readonly actions?: ReactNode
  readonly height?: 'scroll' | 'fill'
  readonly children: ReactNode
}

/** The bar and the tabs that all pages about the workspace share; a tab nobody here may open is left out. */
export function SettingsFrame({ tab, actions, height = 'scroll', children }: SettingsFrameProps) {
  const { may } = useAccess()
  const tabs = [
    { id: 'workspace', label: text.tabs.workspace, href: paths.settings(), isOpen: true },
    { id: 'people', label: text.tabs.people, href: paths.people(), isOpen: may('people:read') },
    { id: 'keys', label: text.tabs.keys, href: paths.apiKeys(), isOpen: may('keys:manage') },
    { id: 'audit', label: text.tabs.audit, href: paths.audit(), isOpen: may('audit:read') },
  ].filter(({ isOpen }) => isOpen)
  return (
    <Page
      title={text.tabs[tab]}
      topBar={<TopBar title={text.settings} actions={actions} />}
      band={<TabBar tabs={tabs} active={tab} />}
      height={height}
    >
      {children}
    </Page>
  )
}
