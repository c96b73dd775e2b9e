import type { Permission } from '@mainstay/domain/accounts'
import { paths } from '../../paths.ts'

/** What a page demands to be of any use. Pages that are not named are open to everybody in the workspace. */
const DEMANDS: readonly (readonly [string, Permission])[] = [
  [paths.portfolio(), 'portfolio:read'],
  [paths.accounts(), 'accounts:read'],
  [paths.criteria(), 'program:read'],
  [paths.definition(), 'program:read'],
  [paths.council(), 'program:read'],
  [paths.adoption(), 'program:read'],
  [paths.tiers(), 'program:read'],
  [paths.selection(), 'selection:read'],
  [paths.importData(), 'ledger:import'],
  [paths.people(), 'people:read'],
  [paths.apiKeys(), 'keys:manage'],
  [paths.audit(), 'audit:read'],
]

/** Whether somebody with these permissions gets anything from a page. */
export function mayOpenAddress(address: string, permissions: readonly string[]): boolean {
  const path = address.split('?')[0] ?? address
  const demand = DEMANDS.find(([known]) => path === known || path.startsWith(`${known}/`))
  return demand === undefined || permissions.includes(demand[1])
}
