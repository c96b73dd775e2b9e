import { z } from 'zod'
import { route } from './route.ts'
import { currency, moment, text, workspaceSlug } from './values.ts'

export const roleName = z.enum(['owner', 'program_lead', 'account_manager', 'contributor', 'viewer'])
export const visibility = z.enum(['all', 'unit', 'team'])

export const workspaceAccess = z.object({
  slug: workspaceSlug,
  name: z.string(),
  reportingCurrency: currency,
  role: roleName,
  visibility,
  seesMargins: z.boolean(),
  permissions: z.array(z.string()),
  requiresTwoFactor: z.boolean(),
})

export const session = z.object({
  setupRequired: z.boolean(),
  person: z.object({ id: z.string(), name: z.string(), email: z.string(), hasTwoFactor: z.boolean() }).nullable(),
  workspaces: z.array(workspaceAccess),
  databaseNotice: z.string().nullable(),
  /** Whether this installation sends mail; without it links are passed on by hand. */
  sendsMail: z.boolean().default(false),
})

/** A change of mail address that waits for the link in the new mailbox, or for somebody who manages people. */
export const emailChange = z.object({
  email: z.string(),
  waitsFor: z.enum(['link', 'approval']),
  expiresAt: moment,
})

/** One open sign-in of a person; its token never leaves the server. */
export const openSession = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  createdAt: moment,
  lastUsedAt: moment,
  expiresAt: moment,
  address: z.string().nullable(),
  agent: z.string().nullable(),
})

export const newPassword = z.string().min(8).max(128)

export const sessionRoutes = {
  read: route('public')
    .route({ method: 'GET', path: '/session', tags: ['session'], summary: 'Who am I, and where may I go' })
    .output(session),
  setUp: route('public', 'asks')
    .route({
      method: 'POST',
      path: '/setup',
      tags: ['session'],
      summary: 'Create the first owner and workspace with the one-time code from the console',
    })
    .input(
      z.object({
        code: text(80),
        name: text(120),
        email: z.email().max(254),
        password: newPassword,
        workspaceName: text(120),
        workspaceSlug,
        reportingCurrency: currency,
      }),
    )
    .output(z.object({ workspace: workspaceSlug })),
  readInvitation: route('public')
    .route({
      method: 'GET',
      path: '/invitations/{token}',
      tags: ['session'],
      summary: 'What an invitation link offers',
    })
    .input(z.object({ token: text(200) }))
    .output(z.object({ workspaceName: z.string(), email: z.string(), role: roleName, isKnownPerson: z.boolean() })),
  acceptInvitation: route('public', 'asks')
    .route({
      method: 'POST',
      path: '/invitations/{token}/acceptance',
      tags: ['session'],
      summary: 'Join a workspace with an invitation link',
    })
    .input(z.object({ token: text(200), name: text(120).optional(), password: newPassword.optional() }))
    .output(z.object({ workspace: workspaceSlug, email: z.string() })),
  createWorkspace: route('signed-in', 'asks')
    .route({ method: 'POST', path: '/workspaces', tags: ['session'], summary: 'Create a further workspace' })
    .input(z.object({ name: text(120), slug: workspaceSlug, reportingCurrency: currency }))
    .output(z.object({ workspace: workspaceSlug })),
  setNewPassword: route('public', 'asks')
    .route({
      method: 'POST',
      path: '/password-resets/{token}',
      tags: ['session'],
      summary: 'Set a new password with a one-time link; ends every session and does not sign in',
    })
    .input(z.object({ token: text(200), password: newPassword }))
    .output(z.object({ email: z.string() })),
  askPasswordReset: route('public', 'asks')
    .route({
      method: 'POST',
      path: '/password-resets',
      tags: ['session'],
      summary:
        'Ask for a link for a new password by mail; the answer is the same whether or not there is such a person',
    })
    .input(z.object({ email: z.email().max(254) }))
    .output(z.object({ isAsked: z.literal(true) })),
  changeName: route('signed-in', 'asks')
    .route({ method: 'PATCH', path: '/person', tags: ['session'], summary: 'Change my own name, in every workspace' })
    .input(z.object({ name: text(120) }))
    .output(z.object({ name: z.string() })),
  readEmailChange: route('signed-in')
    .route({
      method: 'GET',
      path: '/person/email-change',
      tags: ['session'],
      summary: 'My change of mail address that waits',
    })
    .output(z.object({ change: emailChange.nullable() })),
  askEmailChange: route('signed-in', 'asks')
    .route({
      method: 'POST',
      path: '/person/email-change',
      tags: ['session'],
      summary:
        'Change my own mail address: with the password, and once the new address or an approver has confirmed it',
    })
    .input(z.object({ email: z.email().max(254), password: z.string().min(1).max(128) }))
    .output(z.object({ email: z.string(), change: emailChange.nullable() })),
  dropEmailChange: route('signed-in', 'asks')
    .route({
      method: 'DELETE',
      path: '/person/email-change',
      tags: ['session'],
      summary: 'Take back my change of mail address that waits',
    })
    .output(z.object({ isDropped: z.boolean() })),
  confirmEmailChange: route('public', 'asks')
    .route({
      method: 'POST',
      path: '/email-changes/{token}',
      tags: ['session'],
      summary: 'Confirm a new mail address with the one-time link sent to it; ends every other session of the person',
    })
    .input(z.object({ token: text(200) }))
    .output(z.object({ email: z.string() })),
  listSessions: route('signed-in')
    .route({ method: 'GET', path: '/sessions', tags: ['session'], summary: 'Where I am signed in' })
    .output(z.object({ rows: z.array(openSession) })),
  revokeSession: route('signed-in', 'asks')
    .route({ method: 'DELETE', path: '/sessions/{id}', tags: ['session'], summary: 'End one of my sessions' })
    .input(z.object({ id: text(80) }))
    .output(z.object({ id: z.string() })),
  revokeOtherSessions: route('signed-in', 'asks')
    .route({
      method: 'POST',
      path: '/sessions/revocation',
      tags: ['session'],
      summary: 'End all my sessions but this one',
    })
    .output(z.object({ revoked: z.number().int() })),
}
