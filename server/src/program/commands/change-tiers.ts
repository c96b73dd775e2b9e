import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockProgram } from '../criteria-store.ts'
import {
  listTiersInUse,
  presentTierScheme,
  readTierScheme,
  storeTierScheme,
  type TierSchemeAnswer,
  tierFaults,
  type WrittenTier,
} from '../tier-store.ts'

/** Replaces the tiers. Refuses faults, and a scheme that lacks a tier which accounts are in or about to enter. */
export async function changeTiers(
  scope: WriteScope,
  input: { readonly tiers: WrittenTier[]; readonly now: Date },
): Promise<TierSchemeAnswer> {
  await lockProgram(scope)
  const before = await readTierScheme(scope)
  scope.expectVersion(before.version)
  const faults = tierFaults(input.tiers)
  if (faults.length > 0) throw new Refused('program/tier-scheme-faulty', { faults: faults.length }, faults)
  const kept = new Set(input.tiers.map(({ key }) => key))
  const inUse = await listTiersInUse(scope, input.now.toISOString().slice(0, 10))
  const missing = inUse.find((key) => !kept.has(key))
  if (missing !== undefined) throw new Refused('program/tier-in-use', { tier: missing })
  const after = { tiers: input.tiers, version: before.version + 1 }
  await storeTierScheme(scope, after, input.now)
  await scope.record({
    action: 'program.tiers',
    subjectType: 'tier_scheme',
    subjectId: String(scope.workspaceId),
    before: { tiers: before.tiers },
    after: { tiers: after.tiers },
  })
  return presentTierScheme(after)
}
