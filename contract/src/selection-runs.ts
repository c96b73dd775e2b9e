import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { inWorkspace, moment, uuid } from './values.ts'

export const runKind = z.enum(['firmness', 'back_test', 'program_result'])

/** A long question about selection on its way: how far it is, and where it ended. */
export const selectionRun = z.object({
  id: uuid,
  kind: runKind,
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** 0 to 1. */
  progress: z.number(),
  step: z.string(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  personName: z.string(),
  isOwn: z.boolean(),
  createdAt: moment,
  finishedAt: moment.nullable(),
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection/runs' as const

export const selectionRunRoutes = {
  listRuns: route('selection:read')
    .route({ method: 'GET', path: base, tags, summary: 'Long questions asked so far, newest first' })
    .input(inWorkspace.extend(pageQuery.shape).extend({ kind: runKind.optional() }))
    .output(pageOf(selectionRun)),
  readRun: route('selection:read')
    .route({ method: 'GET', path: `${base}/{id}`, tags, summary: 'How far a long question is' })
    .input(inWorkspace.extend({ id: uuid }))
    .output(selectionRun),
  cancelRun: route('selection:read', 'creates')
    .route({
      method: 'POST',
      path: `${base}/{id}/cancellation`,
      tags,
      summary: 'Stop a long question of one’s own, or of anybody for those who decide',
    })
    .input(inWorkspace.extend({ id: uuid }))
    .output(selectionRun),
}
