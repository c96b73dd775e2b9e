/** A class of key accounts: enter at one score, leave only below a lower one, with so many places and what it promises. */
export interface Tier {
  readonly key: string
  readonly name: string
  readonly enterScore: number
  readonly exitScore: number
  readonly capacity: number
  readonly promise: string
}

/** The tiers of a program from the highest to the lowest. Accounts in none of them are out. */
export interface TierScheme {
  readonly tiers: readonly Tier[]
}

export type TierFaultCode =
  | 'program/no-tiers'
  | 'program/tier-key-missing'
  | 'program/tier-key-duplicate'
  | 'program/tier-key-reserved'
  | 'program/tier-name-missing'
  | 'program/tier-promise-missing'
  | 'program/score-out-of-range'
  | 'program/exit-not-below-entry'
  | 'program/tiers-not-falling'
  | 'program/capacity-not-whole-and-positive'

/** One thing wrong with a tier scheme: where ("tiers.1.exitScore") and what. */
export interface TierFault {
  readonly path: string
  readonly code: TierFaultCode
}

/** How a decision says "in no tier"; no tier may have this key. */
export const OUT_OF_PROGRAM = 'out'

/**
 * Everything wrong with a tier scheme, all at once. Scores lie within 0 to 100, exit below entry (else accounts flap
 * between two tiers), each tier enters and exits lower than the one above, capacity is a whole number above 0, and each
 * tier says what the account gets and gives.
 */
export function validateTierScheme(scheme: TierScheme): readonly TierFault[] {
  if (scheme.tiers.length === 0) return [{ path: 'tiers', code: 'program/no-tiers' }]
  return scheme.tiers.flatMap((tier, index) => {
    const above = scheme.tiers.slice(0, index)
    return [...tierTextFaults(tier, above), ...tierNumberFaults(tier, above.at(-1))].map(({ field, code }) => ({
      path: `tiers.${index}.${field}`,
      code,
    }))
  })
}

interface FieldFault {
  readonly field: keyof Tier
  readonly code: TierFaultCode
}

function tierTextFaults(tier: Tier, above: readonly Tier[]): readonly FieldFault[] {
  const faults: FieldFault[] = []
  if (tier.key.trim() === '') faults.push({ field: 'key', code: 'program/tier-key-missing' })
  if (tier.key === OUT_OF_PROGRAM) faults.push({ field: 'key', code: 'program/tier-key-reserved' })
  if (above.some(({ key }) => key === tier.key)) faults.push({ field: 'key', code: 'program/tier-key-duplicate' })
  if (tier.name.trim() === '') faults.push({ field: 'name', code: 'program/tier-name-missing' })
  if (tier.promise.trim() === '') faults.push({ field: 'promise', code: 'program/tier-promise-missing' })
  return faults
}

function tierNumberFaults(tier: Tier, above: Tier | undefined): readonly FieldFault[] {
  const faults: FieldFault[] = []
  for (const field of ['enterScore', 'exitScore'] as const) {
    if (!(tier[field] >= 0 && tier[field] <= 100)) faults.push({ field, code: 'program/score-out-of-range' })
    if (above && tier[field] >= above[field]) faults.push({ field, code: 'program/tiers-not-falling' })
  }
  if (tier.exitScore >= tier.enterScore) faults.push({ field: 'exitScore', code: 'program/exit-not-below-entry' })
  if (!(Number.isSafeInteger(tier.capacity) && tier.capacity > 0)) {
    faults.push({ field: 'capacity', code: 'program/capacity-not-whole-and-positive' })
  }
  return faults
}

/** Three tiers to begin with: entry 80, 65, 50; exit 70, 55, 40; places 10, 20, 40. Our own choice, to be changed. */
export function starterTierScheme(): TierScheme {
  return {
    tiers: [
      {
        key: 'A',
        name: 'Strategic',
        enterScore: 80,
        exitScore: 70,
        capacity: 10,
        promise:
          'Gets a dedicated manager, a sponsor among our executives and a joint plan; gives forecasts and open books on goals.',
      },
      {
        key: 'B',
        name: 'Key',
        enterScore: 65,
        exitScore: 55,
        capacity: 20,
        promise: 'Gets a named manager and two reviews a year; gives access to those who decide.',
      },
      {
        key: 'C',
        name: 'Developing',
        enterScore: 50,
        exitScore: 40,
        capacity: 40,
        promise: 'Gets a named contact and a yearly review; gives a first project to prove what is possible.',
      },
    ],
  }
}

/** Where a tier stands in its scheme, 0 the highest; out of the program is below them all. */
export function tierRank(scheme: TierScheme, key: string | null): number {
  const position = scheme.tiers.findIndex((tier) => tier.key === key)
  return position < 0 ? scheme.tiers.length : position
}

/** The key of the tier at that rank, null when it is out of the program. */
export function tierAtRank(scheme: TierScheme, rank: number): string | null {
  return scheme.tiers[rank]?.key ?? null
}

/**
 * The rank of the tier a score speaks for at one review, places aside: the highest tier it enters, or in which it may
 * stay. Who holds a tier holds every lower one, so a fall stops at the first tier whose exit it does not undercut.
 */
export function rankByScore(scheme: TierScheme, currentRank: number, score: number): number {
  const position = scheme.tiers.findIndex(
    (tier, rank) => score >= tier.enterScore || (currentRank <= rank && score >= tier.exitScore),
  )
  return position < 0 ? scheme.tiers.length : position
}
