import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { navigationText } from './navigation-text.ts'
import { useAccountCount } from './use-account-count.ts'

export { AccountLink } from './account-link.tsx'
export { AccountPicker } from './account-picker.tsx'
export {
  type Account,
  type AccountDetail,
  type AccountReference,
  accountOptions,
  defined,
  facetsOptions,
  type TeamMember,
} from './api/account-queries.ts'
export { EditAccountDialog } from './edit-account.tsx'
export { GroupTree } from './group-tree.tsx'
export { SearchField } from './search-field.tsx'
export { TeamList } from './team-list.tsx'

export const accounts: AreaModule = {
  id: 'accounts',
  navigation: [
    {
      id: 'accounts',
      label: navigationText.page,
      href: paths.accounts(),
      icon: IconBuilding,
      group: 'main',
      order: 30,
      useRemark: useAccountCount,
    },
  ],
  routes: [{ path: patterns.accounts, load: async () => (await import('./account-list-page.tsx')).AccountListPage }],
  commands: [
    { id: 'accounts-open', label: navigationText.open, href: paths.accounts(), icon: IconBuilding },
    {
      id: 'accounts-create',
      label: navigationText.create,
      href: `${paths.accounts()}?create=true`,
      icon: IconBuilding,
    },
  ],
}
