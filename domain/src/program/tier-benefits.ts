import { type Amount, type Figure, insufficient, known } from '../kernel/index.ts'
import { isMeasureKey } from './measures.ts'
import { type TierScheme, tierRank } from './tiers.ts'

/** Months between two reviews that a program may set: monthly to yearly. */
export const REVIEW_RHYTHMS = [1, 2, 3, 4, 6, 12] as const

/** A goal for every account of a tier: in words, and where it can be measured by a measure with its target. */
export interface TierGoal {
  readonly text: string
  readonly measure: string | null
  readonly target: number | null
}

/**
 * What a tier means beyond its thresholds: what an account gets and gives, what goes into it and how often it is looked
 * at. Every field may be left open (null or empty); later parts of the product then have nothing to hold to.
 */
export interface TierBenefits {
  readonly tierKey: string
  readonly accountGets: readonly string[]
  readonly accountGives: readonly string[]
  readonly hoursPerMonth: number | null
  readonly moneyPerYear: Amount | null
  readonly internalReviewEveryMonths: number | null
  readonly jointReviewEveryMonths: number | null
  readonly goals: readonly TierGoal[]
  readonly initiatives: readonly string[]
  readonly planTemplate: string | null
}

export type TierBenefitsFaultCode =
  | 'program/tier-unknown'
  | 'program/tier-benefits-duplicate'
  | 'program/tier-hours-out-of-range'
  | 'program/tier-money-negative'
  | 'program/review-rhythm-unknown'
  | 'program/tier-text-missing'
  | 'program/tier-goal-measure-unknown'
  | 'program/tier-goal-target-missing'
  | 'program/plan-template-missing'

/** One thing wrong with the benefits of tiers: where ("benefits.1.goals.0.text") and what. */
export interface TierBenefitsFault {
  readonly path: string
  readonly code: TierBenefitsFaultCode
}

/** A higher tier that gets less than the one below it: allowed, but seldom meant. */
export interface TierBenefitsCaution {
  readonly code: 'program/higher-tier-gets-less'
  readonly tierKey: string
  readonly lowerTierKey: string
  readonly field: 'hoursPerMonth' | 'moneyPerYear'
}

/** What the scheme promises when every place is taken: hours a month and money a year. */
export interface PromisedInvestment {
  readonly hoursPerMonth: Figure
  readonly moneyPerYear: Figure<Amount>
}

/** Most hours a month that one account may be promised: the working hours of five people. */
export const MOST_HOURS_PER_MONTH = 800

/**
 * Everything wrong with the benefits of a scheme's tiers, all at once: a tier the scheme lacks or that comes twice, hours
 * outside 0 to 800 a month, negative money, a rhythm other than 1, 2, 3, 4, 6 or 12 months, an empty line, a goal on an
 * unknown measure or with a measure but no target, and an empty template name.
 */
export function tierBenefitsFaults(
  benefits: readonly TierBenefits[],
  scheme: TierScheme,
): readonly TierBenefitsFault[] {
  return benefits.flatMap((benefit, index) => {
    const known = tierRank(scheme, benefit.tierKey) < scheme.tiers.length
    const isTwice = benefits.slice(0, index).some(({ tierKey }) => tierKey === benefit.tierKey)
    const faults: (TierBenefitsFault | null)[] = [
      faultIf(!known, 'tierKey', 'program/tier-unknown'),
      faultIf(isTwice, 'tierKey', 'program/tier-benefits-duplicate'),
      ...numberFaults(benefit),
      ...textFaults(benefit),
      ...benefit.goals.flatMap((goal, position) => goalFaults(goal, `goals.${position}`)),
    ]
    return faults
      .filter((fault) => fault !== null)
      .map(({ path, code }) => ({ path: `benefits.${index}.${path}`, code }))
  })
}

/** Where a higher tier is given less time or money than the next lower one that says how much. */
export function tierBenefitsCautions(
  benefits: readonly TierBenefits[],
  scheme: TierScheme,
): readonly TierBenefitsCaution[] {
  const inOrder = scheme.tiers.flatMap(({ key }) => benefits.filter(({ tierKey }) => tierKey === key))
  return (['hoursPerMonth', 'moneyPerYear'] as const).flatMap((field) => {
    const stated = inOrder.filter((benefit) => benefit[field] !== null)
    return stated.flatMap((benefit, index): TierBenefitsCaution[] => {
      const lower = stated[index + 1]
      if (!lower || (benefit[field] ?? 0) >= (lower[field] ?? 0)) return []
      return [{ code: 'program/higher-tier-gets-less', tierKey: benefit.tierKey, lowerTierKey: lower.tierKey, field }]
    })
  })
}

/**
 * What the promises of a scheme cost when it is full: places of each tier times its hours and its money, added up. Unknown
 * while one tier leaves its part open, since a promise without a size cannot be held against the program's investment.
 */
export function promisedInvestment(benefits: readonly TierBenefits[], scheme: TierScheme): PromisedInvestment {
  const byTier = scheme.tiers.map((tier) => ({ tier, benefit: benefits.find(({ tierKey }) => tierKey === tier.key) }))
  const hours = byTier.map(({ tier, benefit }) => (benefit?.hoursPerMonth ?? Number.NaN) * tier.capacity)
  let money: Amount | null = 0n
  for (const { tier, benefit } of byTier) {
    const each = benefit?.moneyPerYear ?? null
    money = money === null || each === null ? null : money + each * BigInt(tier.capacity)
  }
  return {
    hoursPerMonth: hours.some((value) => Number.isNaN(value))
      ? insufficient('program/tier-hours-open')
      : known(hours.reduce((sum, value) => sum + value, 0)),
    moneyPerYear: money === null ? insufficient('program/tier-money-open') : known(money),
  }
}

function numberFaults(benefit: TierBenefits): readonly (TierBenefitsFault | null)[] {
  const { hoursPerMonth, moneyPerYear } = benefit
  const isHoursFit = hoursPerMonth === null || (hoursPerMonth >= 0 && hoursPerMonth <= MOST_HOURS_PER_MONTH)
  return [
    faultIf(!isHoursFit, 'hoursPerMonth', 'program/tier-hours-out-of-range'),
    faultIf(moneyPerYear !== null && moneyPerYear < 0n, 'moneyPerYear', 'program/tier-money-negative'),
    ...(['internalReviewEveryMonths', 'jointReviewEveryMonths'] as const).map((field) =>
      faultIf(!isRhythm(benefit[field]), field, 'program/review-rhythm-unknown'),
    ),
  ]
}

function textFaults(benefit: TierBenefits): readonly (TierBenefitsFault | null)[] {
  const lines = (['accountGets', 'accountGives', 'initiatives'] as const).flatMap((field) =>
    benefit[field].map((text, index) => faultIf(isBlank(text), `${field}.${index}`, 'program/tier-text-missing')),
  )
  const isTemplateBlank = benefit.planTemplate !== null && isBlank(benefit.planTemplate)
  return [...lines, faultIf(isTemplateBlank, 'planTemplate', 'program/plan-template-missing')]
}

function goalFaults({ text, measure, target }: TierGoal, path: string): readonly (TierBenefitsFault | null)[] {
  return [
    faultIf(isBlank(text), `${path}.text`, 'program/tier-text-missing'),
    faultIf(measure !== null && !isMeasureKey(measure), `${path}.measure`, 'program/tier-goal-measure-unknown'),
    faultIf(
      measure !== null && (target === null || !Number.isFinite(target)),
      `${path}.target`,
      'program/tier-goal-target-missing',
    ),
  ]
}

function faultIf(isWrong: boolean, path: string, code: TierBenefitsFaultCode): TierBenefitsFault | null {
  return isWrong ? { path, code } : null
}

function isRhythm(months: number | null): boolean {
  return months === null || REVIEW_RHYTHMS.some((rhythm) => rhythm === months)
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}
