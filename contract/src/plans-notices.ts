import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { commentSubject } from './plans-comments.ts'
import { route } from './route.ts'
import { inWorkspace, moment, rowId, uuid } from './values.ts'

/** How closely somebody follows a plan; "normal" tells them what concerns them. */
export const planStance = z.enum(['watching', 'normal', 'muted'])

/** What somebody wants to hear of a plan, and the duty by which they hear of everything in it unless they mute it. */
export const stanceOfPlan = z.object({ stance: planStance, toldAs: z.enum(['accountable', 'responsible']).nullable() })

export const noticeKind = z.enum([
  'mentioned',
  'commented',
  'approval_asked',
  'changes_asked',
  'approved',
  'withdrawn',
  'action_given',
  'duty_given',
  'account_duty_given',
  'handed_over',
])

/** A duty as it was given then; the team may have changed since. */
export const noticeDuty = z.enum([
  'accountable',
  'responsible',
  'consulted',
  'informed',
  'account_manager',
  'executive_sponsor',
  'team_member',
])

/** Something in a plan, or of its account, that somebody was told. */
export const planNotice = z.object({
  id: uuid,
  kind: noticeKind,
  /** Null where it is about the account itself. */
  plan: z.object({ id: uuid, title: z.string(), accountName: z.string() }).nullable(),
  account: z.object({ id: rowId, name: z.string() }),
  /** Of a duty that was given: which. */
  duty: noticeDuty.nullable(),
  /** How many other accounts the same duty was given at, at once. */
  others: z.number().int(),
  actorName: z.string(),
  /** What it is about; null for the plan as a whole. */
  subject: z.object({ kind: commentSubject, id: z.string() }).nullable(),
  /** Beginning of the comment; null where there is none, or it is gone. */
  excerpt: z.string().nullable(),
  at: moment,
  isRead: z.boolean(),
})

export const presentPerson = z.object({ personId: z.string(), name: z.string(), isYou: z.boolean() })

export type PlanStance = z.output<typeof planStance>
export type NoticeDuty = z.output<typeof noticeDuty>
export type StanceOfPlan = z.output<typeof stanceOfPlan>
export type PlanNotice = z.output<typeof planNotice>
export type PresentPerson = z.output<typeof presentPerson>

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}' as const
const notices = '/workspaces/{workspace}/plan-notices' as const
const byPlan = inWorkspace.extend({ planId: uuid })
const present = z.object({ people: z.array(presentPerson) })

export const planNoticeRoutes = {
  readPlanStance: route('plans:read')
    .route({ method: 'GET', path: `${base}/stance`, tags, summary: 'How closely one follows this plan' })
    .input(byPlan)
    .output(stanceOfPlan),
  setPlanStance: route('plans:read', 'creates')
    .route({ method: 'POST', path: `${base}/stance`, tags, summary: 'Watch a plan, mute it, or neither' })
    .input(byPlan.extend({ stance: planStance }))
    .output(stanceOfPlan),
  listPlanNotices: route('plans:read')
    .route({ method: 'GET', path: notices, tags, summary: 'What one was told, the latest first' })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(planNotice)),
  countPlanNotices: route('plans:read')
    .route({ method: 'GET', path: `${notices}/unread`, tags, summary: 'How much of it is unread' })
    .input(inWorkspace)
    .output(z.object({ unread: z.number().int() })),
  markPlanNotices: route('plans:read', 'creates')
    .route({ method: 'POST', path: `${notices}/read`, tags, summary: 'Mark as read: some, or all up to now' })
    .input(inWorkspace.extend({ ids: z.union([z.array(uuid).min(1).max(200), z.literal('all')]) }))
    .output(z.object({ unread: z.number().int() })),
  listPlanPresence: route('plans:read')
    .route({ method: 'GET', path: `${base}/presence`, tags, summary: 'Who has the plan open now' })
    .input(byPlan)
    .output(present),
  // Said again every twenty seconds and forgotten soon after: no key is kept for it.
  beatPlanPresence: route('plans:read', 'asks')
    .route({ method: 'POST', path: `${base}/presence`, tags, summary: 'Say that one has the plan open' })
    .input(byPlan)
    .output(present),
  leavePlan: route('plans:read', 'asks')
    .route({ method: 'POST', path: `${base}/presence/leave`, tags, summary: 'Say that one has closed the plan' })
    .input(byPlan)
    .output(present),
}
