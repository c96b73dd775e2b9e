import type { tier, tierScheme } from '@mainstay/contract/program'
import { starterTierScheme, type TierScheme, validateTierScheme } from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { FieldFault } from '../platform/refusal.ts'
import type { ReadScope } from '../platform/use-case.ts'
import { sentenceOf } from './fault-sentences.ts'
import type {} from './tables.ts'

export type WrittenTier = z.infer<typeof tier>
export type TierSchemeAnswer = z.infer<typeof tierScheme>

const GIVES = '; gives '

/** The tiers of a workspace; the starter ones, as version 0, until it has stored its own. */
export async function readTierScheme(scope: ReadScope): Promise<TierSchemeAnswer> {
  const row = await scope.db
    .selectFrom('mainstay.tier_scheme as t')
    .select(['t.definition', 't.version'])
    .where('t.workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  return row ? { tiers: row.definition, version: row.version } : { tiers: starterTiers(), version: 0 }
}

export async function storeTierScheme(scope: ReadScope, scheme: TierSchemeAnswer, now: Date): Promise<void> {
  const values = { definition: JSON.stringify(scheme.tiers), version: scheme.version, updated_at: now }
  await scope.db
    .insertInto('mainstay.tier_scheme')
    .values({ workspace_id: scope.workspaceId, ...values } as never)
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(values))
    .execute()
}

/** Tiers that accounts are in today or are decided to enter. */
export async function listTiersInUse(scope: ReadScope, today: string): Promise<string[]> {
  const { rows } = await sql<{
    tier: string
  }>`select t.tier from mainstay.tiers_in_use(${today}::date) as t(tier)`.execute(scope.db)
  return rows.map(({ tier }) => tier)
}

/** The tiers as the rules see them. */
export function ruleSchemeOf(tiers: readonly WrittenTier[]): TierScheme {
  return {
    tiers: tiers.map(({ gets, gives, ...tier }) => ({ ...tier, promise: [gets, gives].filter(Boolean).join(GIVES) })),
  }
}

export function tierFaults(tiers: readonly WrittenTier[]): FieldFault[] {
  return validateTierScheme(ruleSchemeOf(tiers)).map(({ path, code }) => ({
    path: path.replace(/promise$/, 'gets'),
    code,
    message: sentenceOf(code),
  }))
}

function starterTiers(): WrittenTier[] {
  return starterTierScheme().tiers.map(({ promise, ...tier }) => {
    const [gets = '', gives = ''] = promise.split(GIVES)
    return { ...tier, gets: gets.replace(/^Gets /, ''), gives: gives.replace(/\.$/, '') }
  })
}
