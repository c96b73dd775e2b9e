import { tier, type tierScheme } from '@mainstay/contract/program'
import {
  promisedInvestment,
  starterTierScheme,
  type TierBenefits,
  type TierScheme,
  tierBenefitsCautions,
  tierBenefitsFaults,
  validateTierScheme,
} from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { z } from 'zod'
import { amountOf, presentFigure } from '../economics/index.ts'
import type { FieldFault } from '../platform/refusal.ts'
import type { ReadScope } from '../platform/use-case.ts'
import { sentenceOf } from './fault-sentences.ts'
import type {} from './tables.ts'

export type WrittenTier = z.infer<typeof tier>
export type TierSchemeAnswer = z.infer<typeof tierScheme>
export type StoredTierScheme = Pick<TierSchemeAnswer, 'tiers' | 'version'>

const GIVES = '; gives '

/** The tiers of a workspace; the starter ones, as version 0, until it has stored its own. */
export async function readTierScheme(scope: ReadScope): Promise<StoredTierScheme> {
  const row = await scope.db
    .selectFrom('mainstay.tier_scheme as t')
    .select(['t.definition', 't.version'])
    .where('t.workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  // Schemes stored before tiers had benefits leave them open.
  return row
    ? { tiers: row.definition.map((one) => tier.parse(one)), version: row.version }
    : { tiers: starterTiers(), version: 0 }
}

export async function storeTierScheme(scope: ReadScope, scheme: StoredTierScheme, now: Date): Promise<void> {
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

/** The scheme with what it promises in all, and what is seldom meant in it. */
export function presentTierScheme(stored: StoredTierScheme): TierSchemeAnswer {
  const scheme = ruleSchemeOf(stored.tiers)
  const benefits = stored.tiers.map(benefitsOf)
  const promised = promisedInvestment(benefits, scheme)
  return {
    ...stored,
    cautions: tierBenefitsCautions(benefits, scheme).map(({ tierKey, lowerTierKey, field }) => ({
      tierKey,
      lowerTierKey,
      field,
    })),
    promised: {
      hoursPerMonth: presentFigure(promised.hoursPerMonth),
      moneyPerYear: presentFigure(promised.moneyPerYear),
    },
  }
}

/** The tiers as the rules see them. */
export function ruleSchemeOf(tiers: readonly WrittenTier[]): TierScheme {
  return {
    tiers: tiers.map(({ key, name, enterScore, exitScore, capacity, gets, gives }) => ({
      key,
      name,
      enterScore,
      exitScore,
      capacity,
      promise: [gets, gives].filter(Boolean).join(GIVES),
    })),
  }
}

function benefitsOf(written: WrittenTier): TierBenefits {
  const { key, gets, gives, moneyPerYear } = written
  return {
    tierKey: key,
    accountGets: [gets].filter(Boolean),
    accountGives: [gives].filter(Boolean),
    hoursPerMonth: written.hoursPerMonth,
    moneyPerYear: moneyPerYear === null ? null : amountOf(moneyPerYear),
    internalReviewEveryMonths: written.internalReviewEveryMonths,
    jointReviewEveryMonths: written.jointReviewEveryMonths,
    goals: written.goals,
    initiatives: written.initiatives,
    planTemplate: written.planTemplate,
  }
}

/** Everything wrong with the tiers, each at its place. A tier without a usable key has that fault alone. */
export function tierFaults(tiers: readonly WrittenTier[]): FieldFault[] {
  const scheme = ruleSchemeOf(tiers)
  const faults = [
    ...validateTierScheme(scheme).map(({ path, code }) => ({ path: path.replace(/promise$/, 'gets'), code })),
    ...tierBenefitsFaults(tiers.map(benefitsOf), scheme)
      .filter(({ code }) => code !== 'program/tier-benefits-duplicate')
      .map(({ path, code }) => ({ path: path.replace(/^benefits/, 'tiers'), code })),
  ]
  return faults.map((fault) => ({ ...fault, message: sentenceOf(fault.code) }))
}

function starterTiers(): WrittenTier[] {
  return starterTierScheme().tiers.map(({ promise, ...starter }) => {
    const [gets = '', gives = ''] = promise.split(GIVES)
    return tier.parse({ ...starter, gets: gets.replace(/^Gets /, ''), gives: gives.replace(/\.$/, '') })
  })
}
