import { accountSort } from '@mainstay/contract/accounts'
import { rowId, text } from '@mainstay/contract/values'
import { z } from 'zod'
import type { AreaContext } from '../platform/area.ts'
import { exportFormat, openListFile } from '../platform/http/export-door.ts'
import { accountCells } from './queries/account-cells.ts'

const exportQuery = z.object({
  format: exportFormat,
  query: text(120, 0).optional(),
  segment: text(120).optional(),
  country: text(120).optional(),
  unit: text(120).optional(),
  groupId: rowId.optional(),
  sort: accountSort.default('name'),
})

/** The accounts as a file: every one that the filters let through and the caller sees, with all that is known of it. */
export function exportDoor(area: AreaContext) {
  return openListFile(area, {
    path: 'accounts',
    permissions: ['portfolio:export', 'accounts:read'],
    query: exportQuery,
    file: 'accounts',
    sheet: 'Accounts',
    subjectType: 'accounts',
    prepare: async (actor, query) => (send) =>
      area.useCases.read(actor, async (scope) => send(await accountCells(scope, query))),
  })
}
