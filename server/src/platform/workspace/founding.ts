import { randomUUID } from 'node:crypto'
import type { AuditAction } from '@mainstay/contract/audit'
import type pg from 'pg'
import { normalizeEmail } from '../auth/tokens.ts'
import { Refused } from '../refusal.ts'

type Queries = Pick<pg.ClientBase, 'query'>

export interface Founder {
  readonly id: string
  readonly name: string
  readonly requestId: string | null
  readonly address: string | null
}

export interface WorkspacePlan {
  readonly slug: string
  readonly name: string
  readonly reportingCurrency: string
}

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly passwordHash: string
}

const UNIQUE_VIOLATION = '23505'

/** Creates a person with a password. The only place that does. */
export async function createPerson(client: Queries, person: NewPerson): Promise<string> {
  const id = randomUUID()
  try {
    await client.query('insert into identity.person (id, name, email) values ($1, $2, $3)', [
      id,
      person.name,
      normalizeEmail(person.email),
    ])
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION) {
      throw new Refused('session/email-taken')
    }
    throw error
  }
  await client.query(
    `insert into identity.credential (id, "userId", "accountId", "providerId", password) values ($1, $2, $2, 'credential', $3)`,
    [randomUUID(), id, person.passwordHash],
  )
  return id
}

/** Creates a workspace with its first owner; null when the short name is taken. Works inside the caller's transaction. */
export async function foundWorkspace(client: Queries, founder: Founder, plan: WorkspacePlan): Promise<number | null> {
  const { rows } = await client.query<{ id: number | null }>('select mainstay.create_workspace($1, $2, $3) as id', [
    plan.slug,
    plan.name,
    plan.reportingCurrency,
  ])
  const id = rows[0]?.id ?? null
  if (id === null) return null
  await enterAsOwner(client, founder, id)
  await auditFounding(client, founder, { workspaceId: id, action: 'workspace.create', after: { ...plan } })
  return id
}

/** Makes somebody owner of the workspaces that the operator created before anybody existed. */
export async function adoptWorkspaces(client: Queries, founder: Founder): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: number }>('select w as id from mainstay.workspaces_without_owner() w')
  const slugs: string[] = []
  for (const { id } of rows) {
    await enterAsOwner(client, founder, id)
    await auditFounding(client, founder, { workspaceId: id, action: 'workspace.adopt', after: { role: 'owner' } })
    const found = await client.query<{ slug: string }>('select w.slug from mainstay.workspace w where w.id = $1', [id])
    if (found.rows[0]) slugs.push(found.rows[0].slug)
  }
  return slugs
}

async function enterAsOwner(client: Queries, founder: Founder, workspaceId: number): Promise<void> {
  await client.query(
    "select set_config('mainstay.workspace_id', $1, true), set_config('mainstay.person_id', $2, true), set_config('mainstay.visibility', 'all', true)",
    [String(workspaceId), founder.id],
  )
  await client.query(
    `insert into mainstay.membership (workspace_id, person_id, role, visibility, sees_margins) values ($1, $2, 'owner', 'all', true)`,
    [workspaceId, founder.id],
  )
}

interface FoundingFact {
  readonly workspaceId: number
  readonly action: AuditAction
  readonly after: Record<string, unknown>
}

async function auditFounding(client: Queries, founder: Founder, fact: FoundingFact): Promise<void> {
  await client.query(
    `insert into mainstay.audit_entry (workspace_id, actor_kind, actor_id, actor_name, action, subject_type, subject_id, after, request_id, source_address)
     values ($1, 'person', $2, $3, $4, 'workspace', $5, $6, $7, $8)`,
    [
      fact.workspaceId,
      founder.id,
      founder.name,
      fact.action,
      String(fact.workspaceId),
      JSON.stringify(fact.after),
      founder.requestId,
      founder.address,
    ],
  )
}
