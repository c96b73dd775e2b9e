import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import IconChartLine from '@tabler/icons-react/dist/esm/icons/IconChartLine.mjs'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import IconFilter2 from '@tabler/icons-react/dist/esm/icons/IconFilter2.mjs'
import IconShield from '@tabler/icons-react/dist/esm/icons/IconShield.mjs'
import type { AreaModule } from './routing/area-module.ts'

/** Every part of the kit on one page with invented data; only in the development build. */
export const showcase: AreaModule = {
  id: 'showcase',
  navigation: [
    { id: 'showcase', label: 'Showcase', href: '/showcase', icon: IconChartLine, group: 'main', order: 5 },
    {
      id: 'showcase-table',
      label: 'Long table',
      href: '/showcase/table',
      icon: IconBuilding,
      group: 'main',
      order: 6,
      useRemark: () => '100,000',
    },
    {
      id: 'showcase-program',
      label: 'Small parts',
      href: '/showcase/parts',
      icon: IconShield,
      group: 'program',
      order: 5,
    },
    {
      id: 'showcase-states',
      label: 'States',
      href: '/showcase/states',
      icon: IconFilter2,
      group: 'program',
      order: 6,
      useRemark: () => '12 open',
    },
    { id: 'showcase-import', label: 'Import', href: '/showcase/import', icon: IconDownload, group: 'data', order: 5 },
  ],
  routes: [
    { path: '/showcase', load: async () => (await import('./showcase/portfolio-page.tsx')).PortfolioPage },
    { path: '/showcase/table', load: async () => (await import('./showcase/table-page.tsx')).TablePage },
    { path: '/showcase/parts', load: async () => (await import('./showcase/parts-page.tsx')).PartsPage },
    { path: '/showcase/states', load: async () => (await import('./showcase/states-page.tsx')).StatesPage },
    { path: '/showcase/import', load: async () => (await import('./showcase/states-page.tsx')).StatesPage },
  ],
  commands: [{ id: 'showcase-open', label: 'Showcase', href: '/showcase', keywords: ['kit'] }],
}
