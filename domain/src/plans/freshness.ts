import { accept, type Result, refuse } from '../kernel/index.ts'
import { addDays, addMonths, daysBetween } from '../program/index.ts'

/** How far a statement can still be trusted: as on its day, soon to be asked again, or no longer without asking. */
export type Freshness = 'fresh' | 'ageing' | 'doubtful'

/** What decides how a statement ages. */
export interface AgingStatement {
  /** The day the fact is of, as "2026-10-31". */
  readonly asOf: string
  /** False where it is assumed. */
  readonly isConfirmed: boolean
}

/** From which days on a statement is ageing and doubtful. */
export interface Ages {
  readonly ageingFrom: string
  readonly doubtfulFrom: string
}

/** Share of its life after which a statement is ageing: the last quarter is the time to ask again. */
const AGEING_SHARE = 0.75
/** An assumed statement is trusted half as long as a confirmed one. */
const ASSUMED_SHARE = 0.5

/**
 * The days on which a statement begins to age and to be doubtful. The life of a confirmed statement is the whole days from
 * its day to the same day so many months on; an assumed one lives half of them, rounded up. It is ageing after three
 * quarters of its life, rounded up, and doubtful when its life is over. `freshMonths` is the section's number of months;
 * null, for what does not age, gives null. House rule; no published source sets these shares.
 */
export function agesOf(statement: AgingStatement, freshMonths: number | null): Ages | null {
  if (freshMonths === null) return null
  const { asOf, isConfirmed } = statement
  const whole = daysBetween(asOf, addMonths(asOf, freshMonths)) ?? 0
  const life = isConfirmed ? whole : Math.ceil(whole * ASSUMED_SHARE)
  return { ageingFrom: addDays(asOf, Math.ceil(life * AGEING_SHARE)), doubtfulFrom: addDays(asOf, life) }
}

/**
 * How far a statement can be trusted on a day: doubtful from the end of its life on, ageing in its last quarter, and fresh
 * before. What does not age is always fresh; whether it is assumed is told apart. Days are written "2026-10-31".
 */
export function freshnessOn(day: string, ages: Ages | null): Freshness {
  if (ages === null) return 'fresh'
  if (day >= ages.doubtfulFrom) return 'doubtful'
  return day >= ages.ageingFrom ? 'ageing' : 'fresh'
}

/** What somebody says of a fact when they write, confirm or renew it. */
export interface Claim extends AgingStatement {
  readonly source: string
}

/** Why a claim is not taken. */
export type ClaimRefusal = 'plans/statement-in-future' | 'plans/source-missing'

/**
 * Takes a claim as it stands: a fact is of a day that has come somewhere on earth (`today` is the day in UTC, and its east
 * is up to a day ahead), and a confirmed one says where it is from. An assumption needs no source.
 */
export function checkClaim<Stated extends Claim>(claim: Stated, today: string): Result<Stated, ClaimRefusal> {
  if (claim.asOf > addDays(today, 1)) return refuse('plans/statement-in-future', { asOf: claim.asOf, today })
  if (claim.isConfirmed && claim.source.trim() === '') return refuse('plans/source-missing')
  return accept(claim)
}

/** What is said when a statement is still true: a newer day, and a source or a degree of certainty where they differ. */
export interface Renewal {
  readonly asOf: string
  readonly source?: string | undefined
  readonly isConfirmed?: boolean | undefined
}

/**
 * A statement that is still true gets a newer day; its source and whether it is confirmed stay unless said otherwise.
 * Refuses a day before the one it has, because renewing never makes a fact older, and whatever `checkClaim` refuses.
 */
export function renewClaim(
  claim: Claim,
  renewal: Renewal,
  today: string,
): Result<Claim, ClaimRefusal | 'plans/renewed-backwards'> {
  if (renewal.asOf < claim.asOf) return refuse('plans/renewed-backwards', { asOf: renewal.asOf, before: claim.asOf })
  return checkClaim(
    {
      asOf: renewal.asOf,
      source: renewal.source ?? claim.source,
      isConfirmed: renewal.isConfirmed ?? claim.isConfirmed,
    },
    today,
  )
}
