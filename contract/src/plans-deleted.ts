import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { route } from './route.ts'
import { inWorkspace, moment, uuid } from './values.ts'

/** Most deleted drafts that are listed, the latest. */
export const DELETED_DRAFTS_SHOWN = 50

export const deletedDraft = z.object({
  id: uuid,
  title: z.string(),
  scope: z.string(),
  account: accountReference,
  deletedAt: moment,
  /** Null where the audit does not tell. */
  deletedByName: z.string().nullable(),
  version: z.number().int(),
})

export const planDeletedRoutes = {
  listDeletedDrafts: route('plans:write')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/deleted-plan-drafts',
      tags: ['plans'],
      summary: 'Deleted drafts that whoever asks can put back, the latest first',
    })
    .input(inWorkspace)
    .output(z.object({ rows: z.array(deletedDraft) })),
}
