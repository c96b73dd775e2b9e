import type { ColumnType, Generated } from 'kysely'

type CreatedAt = ColumnType<Date, never, never>
/** JSON columns are written as text. */
export type Json<Value> = ColumnType<Value, string, string>
export type NullableJson<Value> = ColumnType<Value | null, string | null, string | null>
/** Exact decimals travel as strings. */
export type Numeric = ColumnType<string, string | number, string | number>
export type NullableNumeric = ColumnType<string | null, string | number | null, string | number | null>

/** Row types of all tables, by qualified name. Each area adds its own by declaration merging in its tables.ts. */
export interface Database {
  'mainstay.workspace': {
    id: Generated<number>
    slug: string
    name: string
    reporting_currency: string
    requires_two_factor: Generated<boolean>
    version: Generated<number>
    created_at: CreatedAt
  }
  'mainstay.installation': {
    only_row: Generated<boolean>
    setup_code_hash: string | null
    setup_completed_at: Date | null
    secret: string
  }
  'mainstay.membership': {
    workspace_id: number
    person_id: string
    role: string
    visibility: Generated<string>
    unit: string | null
    sees_margins: Generated<boolean>
    status: Generated<string>
    version: Generated<number>
    created_at: CreatedAt
  }
  'mainstay.invitation': {
    workspace_id: number
    id: string
    email: string
    role: string
    visibility: string
    unit: string | null
    sees_margins: boolean
    token_hash: string
    invited_by: string
    expires_at: Date
    accepted_at: Date | null
    revoked_at: Date | null
    created_at: CreatedAt
  }
  'mainstay.api_key': {
    workspace_id: number
    id: string
    name: string
    prefix: string
    token_hash: string
    person_id: string
    scopes: string[]
    expires_at: Date
    last_used_at: Date | null
    revoked_at: Date | null
    created_at: CreatedAt
  }
  'mainstay.audit_entry': {
    workspace_id: number
    id: Generated<string>
    at: CreatedAt
    actor_kind: string
    actor_id: string
    actor_name: string
    action: string
    subject_type: string
    subject_id: string
    account_id: string | null
    before: ColumnType<Record<string, unknown> | null, string | null, never>
    after: ColumnType<Record<string, unknown> | null, string | null, never>
    request_id: string | null
    source_address: string | null
  }
  'mainstay.security_entry': {
    id: Generated<string>
    at: CreatedAt
    event: string
    person_id: string | null
    email_hash: string | null
    source_address: string | null
    request_id: string | null
  }
  'mainstay.outbox_event': {
    workspace_id: number
    id: Generated<string>
    transaction_id: Generated<string>
    at: CreatedAt
    topic: string
    subject_type: string
    subject_id: string
    account_id: string | null
    actor_name: string
    origin: string | null
  }
  'mainstay.idempotency_record': {
    workspace_id: number
    actor_id: string
    endpoint: string
    key: string
    request_hash: string
    status: number | null
    body: ColumnType<unknown, string | null, string | null>
    created_at: CreatedAt
  }
  'mainstay.saved_view': {
    workspace_id: number
    id: string
    screen: string
    name: string
    person_id: string
    is_shared: boolean
    definition: Json<Record<string, unknown>>
    version: Generated<number>
    created_at: CreatedAt
  }
  'identity.person': {
    id: string
    name: string
    email: string
    twoFactorEnabled: Generated<boolean>
    createdAt: CreatedAt
  }
  'identity.session': { id: string; userId: string; expiresAt: Date; updatedAt: Date; createdAt: CreatedAt }
}
