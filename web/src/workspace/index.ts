import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { navigationText } from './navigation-text.ts'

export { likelyCurrency } from './currencies.ts'
export { CurrencySelect, type CurrencySelectProps } from './currency-select.tsx'

/** The workspace itself: rules, people, keys, audit. */
export const workspaceArea: AreaModule = {
  id: 'workspace',
  navigation: [
    {
      id: 'settings',
      label: navigationText.settings,
      href: paths.settings(),
      icon: IconSettings,
      group: 'data',
      order: 90,
    },
  ],
  routes: [
    { path: patterns.settings, load: async () => (await import('./settings-page.tsx')).SettingsPage },
    { path: patterns.people, load: async () => (await import('./people-page.tsx')).PeoplePage },
    { path: patterns.apiKeys, load: async () => (await import('./keys-page.tsx')).KeysPage },
    { path: patterns.audit, load: async () => (await import('./audit-page.tsx')).AuditPage },
  ],
  commands: [
    { id: 'people', label: navigationText.people, href: paths.people(), keywords: ['members', 'invite', 'roles'] },
    { id: 'api-keys', label: navigationText.keys, href: paths.apiKeys(), keywords: ['token', 'programs'] },
    { id: 'audit', label: navigationText.audit, href: paths.audit(), keywords: ['history', 'log', 'changes'] },
  ],
}
