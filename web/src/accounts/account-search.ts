import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import type { SearchProvider } from '../kit/commands/command-registry.ts'
import { paths } from '../paths.ts'
import { searchAccounts } from './api/account-queries.ts'
import { text } from './text.ts'

/** Lets the palette find accounts while the user types. */
export const accountSearch: SearchProvider = {
  id: 'accounts',
  group: text.accounts,
  search: async (query, signal) => {
    const { accounts } = await searchAccounts(query, signal)
    return accounts.map((account) => ({
      id: `account-${account.id}`,
      label: account.name,
      description: text.placeOf([account.code, account.city, account.country]),
      icon: IconBuilding,
      href: paths.account(account.id),
    }))
  },
}
