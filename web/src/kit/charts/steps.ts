/** One bar of a waterfall: a total stands on the ground, a change hangs between two totals. */
export interface Step {
  readonly id: string
  readonly label: string
  readonly amount: number
  readonly kind: 'total' | 'change'
}

export interface PlacedStep extends Step {
  readonly start: number
  readonly end: number
}

/** Where each bar begins and ends on the money axis. */
export function placeSteps(steps: readonly Step[]): PlacedStep[] {
  let level = 0
  return steps.map((step) => {
    const start = step.kind === 'total' ? 0 : level
    level = step.kind === 'total' ? step.amount : level + step.amount
    return { ...step, start, end: level }
  })
}

export interface StepSplit {
  readonly main: readonly PlacedStep[]
  /** Bars too small to read beside the others, drawn on a scale of their own; empty when all can be read. */
  readonly small: readonly PlacedStep[]
  /** How many times larger that scale is. */
  readonly times: number
}

const SMALL_SHARE = 0.2
const LEAST_SMALL = 2

function reach(steps: readonly PlacedStep[]): number {
  return Math.max(0, ...steps.flatMap((step) => [Math.abs(step.start), Math.abs(step.end)]))
}

/** Cuts off the last bars when they stay close to zero beside the huge ones before them. */
export function splitSteps(placed: readonly PlacedStep[]): StepSplit {
  const largest = reach(placed)
  const firstSmall = placed.findLastIndex((step) => reach([step]) > largest * SMALL_SHARE) + 1
  const small = placed.slice(firstSmall)
  const smallReach = reach(small)
  if (small.length < LEAST_SMALL || firstSmall === 0 || smallReach === 0) return { main: placed, small: [], times: 1 }
  return { main: placed.slice(0, firstSmall), small, times: largest / smallReach }
}
