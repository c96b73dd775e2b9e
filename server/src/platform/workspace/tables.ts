import type { Generated } from 'kysely'

declare module '../db/database.ts' {
  interface Database {
    'identity.password_reset': {
      token_hash: string
      person_id: string
      made_by: string
      expires_at: Date
      used_at: Date | null
      created_at: Generated<Date>
    }
    'identity.email_change': {
      person_id: string
      email: string
      token_hash: string | null
      session_id: string | null
      expires_at: Date
      created_at: Generated<Date>
    }
  }
}
