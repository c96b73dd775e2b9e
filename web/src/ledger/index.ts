import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { navigationText } from './navigation-text.ts'

export { DropZone, type DropZoneProps } from './drop-zone.tsx'
export { useBringFiles } from './use-bring-files.ts'

/** The ledger: what comes in, and how it is taken back. */
export const ledger: AreaModule = {
  id: 'ledger',
  navigation: [
    {
      id: 'import',
      label: navigationText.page,
      href: paths.importData(),
      icon: IconDownload,
      group: 'data',
      order: 10,
    },
  ],
  routes: [
    { path: patterns.importData, load: async () => (await import('./import-page.tsx')).ImportPage },
    { path: patterns.importRun, load: async () => (await import('./import-run-page.tsx')).ImportRunPage },
  ],
  commands: [
    { id: 'import-open', label: navigationText.page, href: paths.importData(), keywords: ['upload', 'csv', 'sample'] },
  ],
}
