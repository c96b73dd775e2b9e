import type { BuyingMark, BuyingPart, BuyingStep, BuyingTemplate, Purchase } from './types.ts'

/** Marks that say that the two sides do not fit; the others only say what is not written yet. */
const MISMATCHES: readonly BuyingMark[] = ['not_served', 'serves_nothing', 'out_of_order', 'late', 'passed_over']

export type Mismatch = 'not_served' | 'serves_nothing' | 'out_of_order' | 'late' | 'passed_over'

function isMismatch(mark: BuyingMark): mark is Mismatch {
  return MISMATCHES.includes(mark)
}

/** What does not fit of a step, the gravest first. */
export function mismatchesOf(step: BuyingStep): readonly Mismatch[] {
  return step.marks.filter(isMismatch).toSorted((one, other) => MISMATCHES.indexOf(one) - MISMATCHES.indexOf(other))
}

/**
 * What is to be mended of a step, the gravest first. The order of their milestones is theirs: where the two orders differ
 * it is our step that is mended.
 */
export function toMend(step: BuyingStep): readonly Mismatch[] {
  return mismatchesOf(step).filter((mark) => mark !== 'out_of_order' || step.side === 'ours')
}

/** Steps of both sides with something to mend, the gravest first, theirs before ours. */
export function misfits(purchase: Purchase): readonly BuyingStep[] {
  const gravity = (step: BuyingStep) => MISMATCHES.indexOf(toMend(step)[0] ?? 'passed_over')
  return [...purchase.customerSteps, ...purchase.ourSteps]
    .filter((step) => toMend(step).length > 0)
    .toSorted((one, other) => gravity(one) - gravity(other))
}

/** What a side does next: the first open step behind the furthest one that is done. */
export function nextStep(steps: readonly BuyingStep[]): BuyingStep | undefined {
  const furthest = steps.findLastIndex(({ doneOn }) => doneOn !== null)
  return steps.slice(furthest + 1).find(({ doneOn }) => doneOn === null)
}

/** A line from a milestone of theirs to a step of ours. */
export interface MapLine {
  readonly milestoneId: string
  readonly stepId: string
  readonly kind: 'mapped' | 'crossing' | 'done'
}

interface Link {
  readonly step: BuyingStep
  readonly milestone: BuyingStep
  /** Places of both in their columns. */
  readonly ours: number
  readonly theirs: number
}

function linksOf({ customerSteps, ourSteps }: Purchase): readonly Link[] {
  const milestones = new Map(customerSteps.map((milestone, theirs) => [milestone.id, { milestone, theirs }]))
  return ourSteps.flatMap((step, ours) =>
    step.mappedTo.flatMap((id) => {
      const found = milestones.get(id)
      return found === undefined ? [] : [{ step, ours, ...found }]
    }),
  )
}

/** Lines between what is mapped. One that crosses another is marked as such, whatever else is true of it. */
export function linesOf(purchase: Purchase): readonly MapLine[] {
  const links = linksOf(purchase)
  // A line crosses another where one above it on our side ends below it on theirs, or the other way round.
  const lowestAbove: number[] = []
  const highestBelow: number[] = []
  const rows = purchase.ourSteps.map((_, ours) =>
    links.filter((link) => link.ours === ours).map(({ theirs }) => theirs),
  )
  for (let at = 0, lowest = -1; at < rows.length; at += 1) {
    lowestAbove[at] = lowest
    lowest = Math.max(lowest, ...(rows[at] ?? []))
  }
  for (let at = rows.length - 1, highest = Number.POSITIVE_INFINITY; at >= 0; at -= 1) {
    highestBelow[at] = highest
    highest = Math.min(highest, ...(rows[at] ?? []))
  }
  return links.map(({ step, milestone, ours, theirs }) => {
    const isCrossing = (lowestAbove[ours] ?? -1) > theirs || (highestBelow[ours] ?? theirs) < theirs
    const isDone = step.doneOn !== null && milestone.doneOn !== null
    return { milestoneId: milestone.id, stepId: step.id, kind: isCrossing ? 'crossing' : isDone ? 'done' : 'mapped' }
  })
}

/** Before which step one stands after it has moved by a place; undefined where it is at the end already. */
export function beforeAfterMove(ids: readonly string[], id: string, by: 1 | -1): string | null | undefined {
  const from = ids.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= ids.length) return undefined
  return by === -1 ? (ids[to] ?? null) : (ids[to + 1] ?? null)
}

/** A step of the part by its id, with the purchase it stands in. */
export function findStep(part: Pick<BuyingPart, 'purchases'> | undefined, id: string) {
  for (const purchase of part?.purchases ?? []) {
    const step = [...purchase.customerSteps, ...purchase.ourSteps].find((one) => one.id === id)
    if (step) return { purchase, step }
  }
  return undefined
}

/** Lines that were pasted or typed, as steps to add. */
export function titlesOf(written: string): readonly string[] {
  return written
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const DAY_MILLISECONDS = 86_400_000

/** Whole days from one day to another, below 0 into the past. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / DAY_MILLISECONDS)
}

/** The template that keeping under a name makes a new version of; upper and lower case are the same name. */
export function sameTemplate(templates: readonly BuyingTemplate[], name: string): BuyingTemplate | undefined {
  const wanted = name.trim().toLowerCase()
  return templates.find((template) => template.name.toLowerCase() === wanted)
}
