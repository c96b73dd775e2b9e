import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { roleName, visibility } from './session.ts'
import { currency, inWorkspace, moment, rowId, text, uuid } from './values.ts'

export const settings = z.object({
  slug: z.string(),
  name: z.string(),
  reportingCurrency: currency,
  requiresTwoFactor: z.boolean(),
  version: z.number().int(),
})

/** What became of the latest mail about something; null where none was sent. */
export const mailState = z.object({
  status: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.number().int(),
  fault: z.string().nullable(),
  at: moment,
})

export const member = z.object({
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleName,
  visibility,
  unit: z.string().nullable(),
  seesMargins: z.boolean(),
  status: z.enum(['active', 'disabled']),
  hasTwoFactor: z.boolean(),
  lastSeenAt: moment.nullable(),
  /** Mail address they want to have instead, which waits for approval; only for those who manage people. */
  wantedEmail: z.string().nullable().default(null),
  /** The latest link for a new password that was mailed to them; only for those who manage people. */
  mail: mailState.nullable().default(null),
  version: z.number().int(),
})

const access = { role: roleName, visibility, unit: text(120).nullable(), seesMargins: z.boolean() }

export const invitation = z.object({
  id: uuid,
  email: z.string(),
  ...access,
  unit: z.string().nullable(),
  invitedBy: z.string(),
  mail: mailState.nullable().default(null),
  expiresAt: moment,
  createdAt: moment,
})

export const apiKey = z.object({
  id: uuid,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(['read', 'write', 'import', 'admin'])),
  personName: z.string(),
  expiresAt: moment,
  lastUsedAt: moment.nullable(),
  revokedAt: moment.nullable(),
  createdAt: moment,
})

export const auditEntry = z.object({
  id: rowId,
  at: moment,
  actorKind: z.enum(['person', 'api_key', 'operator', 'system']),
  actorName: z.string(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  accountId: rowId.nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  requestId: z.string().nullable(),
})

/** Whether the sealed chain of the audit holds. */
export const auditVerification = z.object({
  entries: z.number().int(),
  sealed: z.number().int(),
  waiting: z.number().int(),
  lastSeal: z.object({ number: z.string(), hash: z.string() }).nullable(),
  faults: z.array(
    z.object({
      kind: z.enum(['changed', 'removed', 'seal-missing', 'unsealed']),
      seal: z.string().nullable(),
      entryId: rowId.nullable(),
    }),
  ),
  verifiedAt: moment,
})

export const savedView = z.object({
  id: uuid,
  screen: z.string(),
  name: z.string(),
  isShared: z.boolean(),
  isMine: z.boolean(),
  definition: z.record(z.string(), z.unknown()),
  version: z.number().int(),
})

/** Deeper than any view is; what is read and written part by part must end. */
const VIEW_DEPTH = 32

function isShallow(value: unknown, depth = VIEW_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1))
}

const viewDefinition = z
  .record(z.string().max(60), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 8_000, { error: 'is larger than 8,000 characters' })
  .refine((value) => isShallow(value), { error: `is nested more than ${VIEW_DEPTH} deep` })
  // Written out as JSON, what no database can store is an escape.
  .refine((value) => !/\\u(0000|d[89a-f])/i.test(JSON.stringify(value)), {
    error: 'contains characters that cannot be stored',
  })

const tags = ['workspace']
const path = '/workspaces/{workspace}' as const

export const workspaceRoutes = {
  readSettings: route('portfolio:read')
    .route({ method: 'GET', path: `${path}/settings`, tags, summary: 'Name, currency and rules of the workspace' })
    .input(inWorkspace)
    .output(settings),
  changeSettings: route('workspace:manage', 'changes')
    .route({
      method: 'PATCH',
      path: `${path}/settings`,
      tags,
      summary: 'Change name or rules; the reporting currency only before the first import',
    })
    .input(
      inWorkspace.extend({
        name: text(120).optional(),
        reportingCurrency: currency.optional(),
        requiresTwoFactor: z.boolean().optional(),
      }),
    )
    .output(settings),
  listMembers: route('people:read')
    .route({ method: 'GET', path: `${path}/members`, tags, summary: 'People of the workspace' })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(member)),
  changeMember: route('people:manage', 'changes')
    .route({
      method: 'PATCH',
      path: `${path}/members/{personId}`,
      tags,
      summary: 'Change role, visibility, right to margins, or disable',
    })
    .input(
      inWorkspace.extend({
        personId: text(80),
        role: roleName.optional(),
        visibility: visibility.optional(),
        unit: text(120).nullable().optional(),
        seesMargins: z.boolean().optional(),
        status: z.enum(['active', 'disabled']).optional(),
      }),
    )
    .output(member),
  revokeSessions: route('people:manage', 'asks')
    .route({
      method: 'POST',
      path: `${path}/members/{personId}/session-revocation`,
      tags,
      summary: 'End every open session of a member',
    })
    .input(inWorkspace.extend({ personId: text(80) }))
    .output(z.object({ revoked: z.number().int() })),
  resetPassword: route('people:manage', 'asks')
    .route({
      method: 'POST',
      path: `${path}/members/{personId}/password-reset`,
      tags,
      summary: 'Make a one-time link with which a member sets a new password',
    })
    .input(inWorkspace.extend({ personId: text(80) }))
    .output(z.object({ link: z.string(), expiresAt: moment, isMailed: z.boolean().default(false) })),
  decideEmailChange: route('people:manage', 'asks')
    .route({
      method: 'POST',
      path: `${path}/members/{personId}/email-change`,
      tags,
      summary: 'Approve or decline the change of mail address a member asked for, where no mail is sent',
    })
    .input(
      inWorkspace.extend({ personId: text(80), email: z.email().max(254), decision: z.enum(['approve', 'decline']) }),
    )
    .output(member),
  listInvitations: route('people:manage')
    .route({ method: 'GET', path: `${path}/invitations`, tags, summary: 'Open invitations' })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(invitation)),
  invite: route('people:manage', 'asks')
    .route({
      method: 'POST',
      path: `${path}/invitations`,
      tags,
      summary: 'Invite a person; the link is shown once',
      successStatus: 201,
    })
    .input(inWorkspace.extend({ email: z.email().max(254), ...access, unit: text(120).nullable().default(null) }))
    .output(invitation.extend({ link: z.string() })),
  revokeInvitation: route('people:manage', 'asks')
    .route({ method: 'DELETE', path: `${path}/invitations/{id}`, tags, summary: 'Withdraw an invitation' })
    .input(inWorkspace.extend({ id: uuid }))
    .output(z.object({ id: uuid })),
  listApiKeys: route('keys:manage')
    .route({ method: 'GET', path: `${path}/api-keys`, tags, summary: 'API keys' })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(apiKey)),
  createApiKey: route('keys:manage', 'asks')
    .route({
      method: 'POST',
      path: `${path}/api-keys`,
      tags,
      summary: 'Create an API key; the key is shown once',
      successStatus: 201,
    })
    .input(
      inWorkspace.extend({
        name: text(80),
        scopes: apiKey.shape.scopes.min(1),
        days: z.number().int().min(1).max(366),
      }),
    )
    .output(apiKey.extend({ key: z.string() })),
  revokeApiKey: route('keys:manage', 'asks')
    .route({ method: 'DELETE', path: `${path}/api-keys/{id}`, tags, summary: 'Revoke an API key' })
    .input(inWorkspace.extend({ id: uuid }))
    .output(z.object({ id: uuid })),
  listAudit: route('audit:read')
    .route({ method: 'GET', path: `${path}/audit`, tags, summary: 'Who changed what, newest first' })
    .input(
      inWorkspace
        .extend(pageQuery.shape)
        .extend({ subjectType: text(60).optional(), subjectId: text(80).optional(), accountId: rowId.optional() }),
    )
    .output(pageOf(auditEntry)),
  verifyAudit: route('audit:read')
    .route({
      method: 'GET',
      path: `${path}/audit/verification`,
      tags,
      summary: 'Whether nobody changed the audit afterwards',
    })
    .input(inWorkspace)
    .output(auditVerification),
  listViews: route('portfolio:read')
    .route({ method: 'GET', path: `${path}/views`, tags, summary: 'Saved views of a screen' })
    .input(inWorkspace.extend({ screen: text(60) }))
    .output(z.object({ rows: z.array(savedView) })),
  saveView: route('views:write', 'creates')
    .route({ method: 'POST', path: `${path}/views`, tags, summary: 'Save a view', successStatus: 201 })
    .input(
      inWorkspace.extend({
        screen: text(60),
        name: text(80),
        isShared: z.boolean().default(false),
        definition: viewDefinition,
      }),
    )
    .output(savedView),
  changeView: route('views:write', 'changes')
    .route({ method: 'PATCH', path: `${path}/views/{id}`, tags, summary: 'Change a saved view' })
    .input(
      inWorkspace.extend({
        id: uuid,
        name: text(80).optional(),
        isShared: z.boolean().optional(),
        definition: viewDefinition.optional(),
      }),
    )
    .output(savedView),
  deleteView: route('views:write', 'changes')
    .route({ method: 'DELETE', path: `${path}/views/{id}`, tags, summary: 'Delete a saved view' })
    .input(inWorkspace.extend({ id: uuid }))
    .output(z.object({ id: uuid })),
}
