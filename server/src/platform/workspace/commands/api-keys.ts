import { randomUUID } from 'node:crypto'
import type { KeyScope } from '@mainstay/domain/accounts'
import { newKey } from '../../auth/key-store.ts'
import { Refused } from '../../refusal.ts'
import type { WriteScope } from '../../use-case.ts'
import { readKeyAnswer } from '../queries/api-keys.ts'

export interface CreateKeyInput {
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly days: number
}

/** A key that acts as its maker within its scopes. A key cannot make keys: it could outgrow its own scopes. */
export async function createApiKey(scope: WriteScope, input: CreateKeyInput, now: Date) {
  if (scope.actor.kind !== 'person') throw new Refused('http/not-allowed')
  const { key, prefix, hash } = newKey()
  const id = randomUUID()
  const scopes = [...new Set(input.scopes)]
  const expires = new Date(now.getTime() + input.days * 86_400_000)
  await scope.db
    .insertInto('mainstay.api_key')
    .values({
      workspace_id: scope.workspaceId,
      id,
      name: input.name,
      prefix,
      token_hash: hash,
      person_id: scope.actor.id,
      scopes,
      expires_at: expires,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
  await scope.record({
    action: 'workspace.create-api-key',
    subjectType: 'api_key',
    subjectId: id,
    after: { name: input.name, prefix, scopes, expiresAt: expires.toISOString() },
  })
  return { ...(await readKeyAnswer(scope, id)), key }
}

export async function revokeApiKey(scope: WriteScope, id: string, now: Date) {
  const row = await scope.db
    .updateTable('mainstay.api_key as k')
    .set({ revoked_at: now })
    .where('k.workspace_id', '=', scope.workspaceId)
    .where('k.id', '=', id)
    .where('k.revoked_at', 'is', null)
    .returning(['k.name', 'k.prefix'])
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  await scope.record({
    action: 'workspace.revoke-api-key',
    subjectType: 'api_key',
    subjectId: id,
    before: { name: row.name, prefix: row.prefix },
  })
  return { id }
}
