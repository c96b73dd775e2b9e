import { type Chance, chanceFor } from './chance.ts'
import type { ProfileName } from './profiles.ts'
import { drawTrajectory, type Trajectory } from './trajectories.ts'

/** How a customer is built: one company, a head with subsidiaries, or a holding over subsidiaries with sites. */
export type AccountShape = 'single' | 'twoLevels' | 'threeLevels'

/** A customer as a whole, before it is divided into companies. */
export interface AccountPlan {
  /** 1 is the largest. */
  readonly rank: number
  /** Net revenue of an ordinary year, euro. */
  readonly yearlyNet: number
  readonly profile: ProfileName
  readonly trajectory: Trajectory
  readonly shape: AccountShape
  /** Country code of the head, null for chance. */
  readonly country: string | null
}

/** The ten largest are written by hand: they carry the story the sample tells. */
const LARGEST: readonly Omit<AccountPlan, 'rank'>[] = [
  { yearlyNet: 6_000_000, profile: 'costlyGiant', trajectory: 'steady', shape: 'threeLevels', country: 'DE' },
  { yearlyNet: 4_700_000, profile: 'star', trajectory: 'growing', shape: 'twoLevels', country: 'FR' },
  { yearlyNet: 4_100_000, profile: 'costlyGiant', trajectory: 'growing', shape: 'twoLevels', country: 'US' },
  { yearlyNet: 3_500_000, profile: 'star', trajectory: 'steady', shape: 'threeLevels', country: 'CH' },
  { yearlyNet: 3_100_000, profile: 'costlyGiant', trajectory: 'steady', shape: 'single', country: 'GB' },
  { yearlyNet: 2_900_000, profile: 'core', trajectory: 'declining', shape: 'twoLevels', country: 'IT' },
  { yearlyNet: 2_400_000, profile: 'costlyGiant', trajectory: 'steady', shape: 'single', country: 'DE' },
  { yearlyNet: 2_200_000, profile: 'star', trajectory: 'growing', shape: 'single', country: 'NL' },
  { yearlyNet: 2_100_000, profile: 'core', trajectory: 'fallen', shape: 'twoLevels', country: 'SE' },
  { yearlyNet: 1_900_000, profile: 'costlyGiant', trajectory: 'steady', shape: 'single', country: 'ES' },
]

const ACCOUNT_TOPIC = 3
const SMALLEST_RANK = 300

/** The plan of the customer at a rank: sizes fall off as one over the rank, faster towards the end. */
export function planAccount(seed: number, rank: number): AccountPlan {
  const largest = LARGEST[rank - 1]
  if (largest) return { rank, ...largest }
  const chance = chanceFor(seed, ACCOUNT_TOPIC, rank)
  return {
    rank,
    yearlyNet: Math.round((15_500_000 / rank) * Math.max(0.06, 1 - rank / SMALLEST_RANK) * chance.between(0.85, 1.15)),
    profile: drawProfile(chance, rank),
    trajectory: drawTrajectory(chance),
    shape: drawShape(chance, rank),
    country: null,
  }
}

function drawProfile(chance: Chance, rank: number): ProfileName {
  const roll = chance.between(0, 1)
  if (roll < 0.26) return 'highMaintenance'
  if (rank < 40) return roll < 0.4 ? 'star' : 'core'
  if (rank < 200 && roll > 0.86) return 'gem'
  return 'core'
}

function drawShape(chance: Chance, rank: number): AccountShape {
  if (rank > 120) return 'single'
  if (chance.happens(rank < 40 ? 0.3 : 0.04)) return 'threeLevels'
  return chance.happens(0.3) ? 'twoLevels' : 'single'
}
