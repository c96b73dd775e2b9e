import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { inWorkspace, moment, text, uuid } from './values.ts'

/** What can be commented on: the plan as a whole, one of its sections, or something in it. */
export const COMMENT_SUBJECTS = [
  'plan',
  'section',
  'statement',
  'swot_item',
  'objective',
  'key_result',
  'action',
  'person',
  'white_space_cell',
  'purchase',
  'buying_step',
  'value_case',
] as const

export const commentSubject = z.enum(COMMENT_SUBJECTS)
/** Id of the thing; of a section its key; of the plan its own id; of a white-space cell "unit:offering". */
const subjectId = text(80)

export const planComment = z.object({
  id: uuid,
  planId: uuid,
  subjectKind: commentSubject,
  subjectId: z.string(),
  content: z.string(),
  /** Members named in it, who were told. */
  mentions: z.array(z.object({ personId: z.string(), name: z.string() })),
  author: z.object({ personId: z.string(), name: z.string() }),
  isOwn: z.boolean(),
  createdAt: moment,
  /** When its author last changed it; null while it stands as first written. */
  editedAt: moment.nullable(),
  mayChange: z.boolean(),
  mayRemove: z.boolean(),
  version: z.number().int(),
})

/** Somebody who may see the plan, and so can be named in it. */
export const planReader = z.object({
  personId: z.string(),
  name: z.string(),
  role: z.string(),
  isInner: z.boolean(),
})

export type PlanComment = z.output<typeof planComment>
export type CommentSubject = z.output<typeof commentSubject>
export type PlanReader = z.output<typeof planReader>

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}' as const
const comments = `${base}/comments` as const
const byPlan = inWorkspace.extend({ planId: uuid })
const byId = byPlan.extend({ id: uuid })
const content = text(4_000)
const mentionIds = z.array(text(64)).max(30)

export const planCommentRoutes = {
  listPlanComments: route('plans:read')
    .route({ method: 'GET', path: comments, tags, summary: 'Comments on a plan or on something in it, oldest first' })
    .input(byPlan.extend(pageQuery.shape).extend({ subjectKind: commentSubject, subjectId }))
    .output(pageOf(planComment)),
  countPlanComments: route('plans:read')
    .route({ method: 'GET', path: `${base}/comment-counts`, tags, summary: 'How many comments each thing has' })
    .input(byPlan)
    .output(
      z.object({
        rows: z.array(z.object({ subjectKind: commentSubject, subjectId: z.string(), comments: z.number().int() })),
      }),
    ),
  addPlanComment: route('plans:write', 'creates')
    .route({ method: 'POST', path: comments, tags, summary: 'Comment, and tell those named', successStatus: 201 })
    .input(byPlan.extend({ subjectKind: commentSubject, subjectId, content, mentionIds: mentionIds.default([]) }))
    .output(planComment),
  changePlanComment: route('plans:write', 'changes')
    .route({
      method: 'PUT',
      path: `${comments}/{id}`,
      tags,
      summary: 'Change one’s own comment; it is marked as edited',
    })
    .input(byId.extend({ content, mentionIds: mentionIds.optional() }))
    .output(planComment),
  removePlanComment: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${comments}/{id}/remove`, tags, summary: 'Take a comment out; it can be put back' })
    .input(byId)
    .output(planComment),
  putBackPlanComment: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${comments}/{id}/put-back`,
      tags,
      summary: 'Put back a comment that was taken out',
    })
    .input(byId)
    .output(planComment),
  listPlanReaders: route('plans:read')
    .route({
      method: 'GET',
      path: `${base}/readers`,
      tags,
      summary: 'Members who may see the plan and so can be named',
    })
    .input(byPlan)
    .output(z.object({ rows: z.array(planReader) })),
}
