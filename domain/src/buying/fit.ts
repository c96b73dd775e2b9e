import { degraded, type Figure, insufficient, known } from '../kernel/index.ts'
import { daysBetween } from '../program/index.ts'
import { compareOrders, type MappedPair } from './order.ts'

/** What stands out in a step; see `BuyingStepFit`. */
export const BUYING_MARKS = [
  'not_served',
  'serves_nothing',
  'out_of_order',
  'late',
  'passed_over',
  'no_evidence',
  'nobody_named',
] as const
export type BuyingMark = (typeof BUYING_MARKS)[number]

/** Lead or lag beyond which the two sides have come apart; exactly this much has not. */
export const LEAD_ALARM = 0.25
/** Fewer milestones than this describe no way of buying; measures over them are doubtful. */
export const FEWEST_MILESTONES = 3

/** What fit depends on of a step, of either side. Days are written "2026-10-31". */
export interface FittedStep {
  readonly id: string
  /** Of ours: the milestones it serves; ids that are no milestone of the purchase count for nothing. */
  readonly serves: readonly string[]
  readonly plannedOn: string | null
  readonly doneOn: string | null
  /** What the customer does or gives that shows the step is done. */
  readonly evidence: string
  /** Whether somebody of the team is named for it. */
  readonly isNamed: boolean
}

/** The two ways of a purchase, both in their order. */
export interface TwoWays {
  readonly customer: readonly FittedStep[]
  readonly ours: readonly FittedStep[]
}

/** How one step fits. */
export interface BuyingStepFit {
  /** Steps of the other side that it is mapped to, in their order. */
  readonly mappedTo: readonly string[]
  readonly slipDays: number | null
  /**
   * A milestone that no step serves; a step that serves none; one with a mapping that is out of order; open past its day; open while a later one of its side is done; no evidence; nobody named.
   */
  readonly marks: readonly BuyingMark[]
}

export type LeadAlarm = 'ahead_of_buyer' | 'behind_buyer'

/** How well our selling fits their buying. */
export interface BuyingFit {
  readonly coverageGap: Figure
  readonly notServed: number
  readonly orphanShare: Figure
  readonly orphans: number
  readonly inversions: Figure
  readonly inverted: number
  readonly customerProgress: Figure
  readonly ourProgress: Figure
  readonly leadLag: Figure
  readonly alarm: LeadAlarm | null
  readonly medianSlipDays: Figure
  readonly lateSteps: number
  readonly roleGap: Figure
}

/**
 * How our way of selling fits their way of buying on a day. Coverage gap = milestones that no step serves / all milestones.
 * Orphan share = our steps that serve no milestone / all our steps. Inversions = Kendall distance between the two orders
 * over all mappings. Progress of a side = place of its furthest step that is done / number of its steps. Lead = our
 * progress less theirs, with an alarm where it is larger than a quarter either way. Median slip = median of days from
 * planned to done, of whatever is done, on both sides. Role gap = milestones for which nobody is named / all milestones.
 * An empty side leaves its measures unknown; fewer than three milestones leave those that count them doubtful. Fractions
 * are 0 to 1. Source: measures of our own over the customer's milestones, as the glossary names them.
 */
export function fitOfWays(ways: TwoWays, asOf: string): { fit: BuyingFit; steps: ReadonlyMap<string, BuyingStepFit> } {
  const mapping = mapWays(ways)
  const order = compareOrders(mapping.pairs)
  const { customer, ours } = ways
  const notServed = customer.filter(({ id }) => !mapping.stepsOf.has(id)).length
  const orphans = ours.filter(({ id }) => !mapping.milestonesOf.has(id)).length
  const unnamed = customer.filter(({ isNamed }) => !isNamed).length
  const steps = stepFits(ways, { asOf, mapping, order })
  return {
    steps,
    fit: {
      coverageGap: ofMilestones(customer, notServed / customer.length),
      notServed,
      orphanShare: ours.length === 0 ? insufficient('plans/no-steps-of-ours') : known(orphans / ours.length),
      orphans,
      inversions:
        order.comparable === 0
          ? insufficient('plans/nothing-to-compare')
          : ofMilestones(customer, order.opposed / order.comparable),
      inverted: order.opposed,
      ...progressOf(ways),
      medianSlipDays: medianSlip([...customer, ...ours]),
      lateSteps: [...steps.values()].filter(({ marks }) => marks.includes('late')).length,
      roleGap: ofMilestones(customer, unnamed / customer.length),
    },
  }
}

interface Mapping {
  readonly pairs: readonly MappedPair[]
  /** Our steps by the milestone they serve, and milestones by the step that serves them, each in order. */
  readonly stepsOf: ReadonlyMap<string, readonly string[]>
  readonly milestonesOf: ReadonlyMap<string, readonly string[]>
}

function mapWays({ customer, ours }: TwoWays): Mapping {
  const links = ours.flatMap((own, step) => {
    const served = new Set(own.serves)
    return customer.flatMap((theirs, milestone) =>
      served.has(theirs.id) ? [{ step, milestone, stepId: own.id, milestoneId: theirs.id }] : [],
    )
  })
  return {
    pairs: links,
    stepsOf: idsBy(links, ({ milestoneId, stepId }) => [milestoneId, stepId]),
    milestonesOf: idsBy(links, ({ milestoneId, stepId }) => [stepId, milestoneId]),
  }
}

function idsBy<Link>(links: readonly Link[], idsOf: (link: Link) => readonly [string, string]) {
  const byId = new Map<string, string[]>()
  for (const link of links) {
    const [id, other] = idsOf(link)
    byId.set(id, [...(byId.get(id) ?? []), other])
  }
  return byId
}

function ofMilestones(milestones: readonly FittedStep[], value: number): Figure {
  if (milestones.length === 0) return insufficient('plans/no-milestones')
  return milestones.length < FEWEST_MILESTONES ? degraded(value, 'plans/few-milestones') : known(value)
}

/**
 * How far both sides have come and which of them leads. The alarm is decided in whole steps, so that a lead of exactly a
 * quarter never becomes one by rounding.
 */
function progressOf({ customer, ours }: TwoWays) {
  const theirs = furthestDone(customer)
  const own = furthestDone(ours)
  const customerProgress = ofMilestones(customer, theirs / customer.length)
  const ourProgress: Figure = ours.length === 0 ? insufficient('plans/no-steps-of-ours') : known(own / ours.length)
  if (customerProgress.value === null || ourProgress.value === null) {
    const missing: Figure = insufficient(...customerProgress.reasons, ...ourProgress.reasons)
    return { customerProgress, ourProgress, leadLag: missing, alarm: null }
  }
  const lead = own * customer.length - theirs * ours.length
  const isApart = Math.abs(lead) > LEAD_ALARM * customer.length * ours.length
  return {
    customerProgress,
    ourProgress,
    leadLag: ofMilestones(customer, lead / (customer.length * ours.length)),
    alarm: alarmOf(isApart ? lead : 0),
  }
}

function alarmOf(lead: number): LeadAlarm | null {
  if (lead === 0) return null
  return lead > 0 ? 'ahead_of_buyer' : 'behind_buyer'
}

function furthestDone(steps: readonly FittedStep[]): number {
  return steps.findLastIndex(({ doneOn }) => doneOn !== null) + 1
}

function medianSlip(steps: readonly FittedStep[]): Figure {
  const slips = steps
    .flatMap(({ plannedOn, doneOn }) => (plannedOn && doneOn ? [daysBetween(plannedOn, doneOn) ?? 0] : []))
    .sort((one, other) => one - other)
  if (slips.length === 0) return insufficient('plans/nothing-done')
  const middle = (slips.length - 1) / 2
  return known(((slips[Math.floor(middle)] ?? 0) + (slips[Math.ceil(middle)] ?? 0)) / 2)
}

/**
 * Days that a step was done after its planned day, below 0 before it; of an open one that is past its day, the days it is
 * late by now. Null where a day is missing or has not come.
 */
export function slipDays({ plannedOn, doneOn }: Pick<FittedStep, 'plannedOn' | 'doneOn'>, asOf: string): number | null {
  if (plannedOn === null) return null
  if (doneOn !== null) return daysBetween(plannedOn, doneOn)
  return plannedOn < asOf ? daysBetween(plannedOn, asOf) : null
}

interface Judging {
  readonly asOf: string
  readonly mapping: Mapping
  readonly order: ReturnType<typeof compareOrders>
}

function stepFits({ customer, ours }: TwoWays, judging: Judging): ReadonlyMap<string, BuyingStepFit> {
  const { mapping, order } = judging
  return new Map([
    ...fitsOfSide(customer, judging, {
      alone: 'not_served',
      mapped: mapping.stepsOf,
      moved: order.movedMilestones,
    }),
    ...fitsOfSide(ours, judging, {
      alone: 'serves_nothing',
      mapped: mapping.milestonesOf,
      moved: order.movedSteps,
    }),
  ])
}

interface SideOfMapping {
  /** The mark of a step that is mapped to nothing. */
  readonly alone: BuyingMark
  readonly mapped: ReadonlyMap<string, readonly string[]>
  readonly moved: ReadonlySet<number>
}

function fitsOfSide(
  steps: readonly FittedStep[],
  { asOf }: Judging,
  { alone, mapped, moved }: SideOfMapping,
): [string, BuyingStepFit][] {
  const furthest = furthestDone(steps)
  return steps.map((step, place) => {
    const isOpen = step.doneOn === null
    const mappedTo = mapped.get(step.id) ?? []
    const marks: BuyingMark[] = []
    if (mappedTo.length === 0) marks.push(alone)
    if (moved.has(place)) marks.push('out_of_order')
    if (isOpen && step.plannedOn !== null && step.plannedOn < asOf) marks.push('late')
    if (isOpen && place < furthest) marks.push('passed_over')
    if (step.evidence.trim() === '') marks.push('no_evidence')
    if (!step.isNamed) marks.push('nobody_named')
    return [step.id, { mappedTo, slipDays: slipDays(step, asOf), marks }]
  })
}
