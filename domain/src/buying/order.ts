/** A step of ours that serves a milestone of theirs, by the places of both in their order, counted from 0. */
export interface MappedPair {
  readonly step: number
  readonly milestone: number
}

/** How far the order of our steps agrees with the order of the milestones they serve. */
export interface OrderAgreement {
  /** Pairs of mappings that stand in the opposite order on the other side. */
  readonly opposed: number
  /** Pairs of mappings with different steps and different milestones: only those have an order to compare. */
  readonly comparable: number
  /** Places of our steps, and of their milestones, with a mapping that is out of order. */
  readonly movedSteps: ReadonlySet<number>
  readonly movedMilestones: ReadonlySet<number>
}

/**
 * Compares the order of every two mappings: they agree when the earlier step serves the earlier milestone, and are opposed
 * when it serves the later one. Opposed / comparable is the Kendall distance between the two orders, from 0 (the same) to 1
 * (reversed). Two mappings that share a step or a milestone say nothing. A mapping that is given twice counts once.
 * Out of order are those that would have to go for all the others to agree, as few of them as possible; where there is a
 * choice of which, all it could be. One step that comes too early is so marked alone, and not everything it was put before.
 * Counted by running sums over the places instead of pair by pair, because sixty steps can serve sixty milestones each.
 */
export function compareOrders(mappings: readonly MappedPair[]): OrderAgreement {
  const table = runningCounts(mappings)
  let opposed = 0
  let comparable = 0
  for (const { step, milestone } of table.distinct) {
    const agreeing = table.countIn({ steps: [0, step], milestones: [0, milestone] })
    const turned = table.countIn({ steps: [0, step], milestones: [milestone + 1, table.width] })
    opposed += turned
    comparable += agreeing + turned
  }
  const moved = outOfOrder(table.distinct)
  return {
    opposed,
    comparable,
    movedSteps: new Set(moved.map(({ step }) => step)),
    movedMilestones: new Set(moved.map(({ milestone }) => milestone)),
  }
}

/** Mappings that not every longest row of agreeing ones holds. */
function outOfOrder(distinct: readonly MappedPair[]): MappedPair[] {
  const ordered = distinct.toSorted((one, other) => one.step - other.step || one.milestone - other.milestone)
  const places = ordered.map(({ milestone }) => milestone)
  const before = risingLengths(places)
  const after = risingLengths(places.map((place) => -place).toReversed()).toReversed()
  const longest = before.reduce((most, length) => Math.max(most, length), 0)
  const isOnLongest = (at: number) => (before[at] ?? 0) + (after[at] ?? 0) === longest + 1
  const choices = new Map<number, number>()
  for (const [at, length] of before.entries()) {
    if (isOnLongest(at)) choices.set(length, (choices.get(length) ?? 0) + 1)
  }
  return ordered.filter((_pair, at) => !isOnLongest(at) || choices.get(before[at] ?? 0) !== 1)
}

/** For each value, how many the longest row holds that ends with it and never falls. */
function risingLengths(values: readonly number[]): number[] {
  /** The smallest value with which a row of each length ends. */
  const ends: number[] = []
  return values.map((value) => {
    let from = 0
    let to = ends.length
    while (from < to) {
      const middle = (from + to) >> 1
      if ((ends[middle] ?? 0) <= value) from = middle + 1
      else to = middle
    }
    ends[from] = value
    return from + 1
  })
}

interface Rectangle {
  /** From the first place, up to the place before the second. */
  readonly steps: readonly [number, number]
  readonly milestones: readonly [number, number]
}

function runningCounts(mappings: readonly MappedPair[]) {
  const height = mappings.reduce((most, { step }) => Math.max(most, step + 1), 0)
  const width = mappings.reduce((most, { milestone }) => Math.max(most, milestone + 1), 0)
  const distinct = [...new Map(mappings.map((pair) => [pair.step * width + pair.milestone, pair])).values()]
  const taken = new Set(distinct.map(({ step, milestone }) => step * width + milestone))
  // One more row and column than there are places: `upTo(step, milestone)` counts those before both.
  const counts = new Array<number>((height + 1) * (width + 1)).fill(0)
  const upTo = (step: number, milestone: number) => counts[step * (width + 1) + milestone] ?? 0
  for (let step = 1; step <= height; step += 1) {
    for (let milestone = 1; milestone <= width; milestone += 1) {
      const own = taken.has((step - 1) * width + milestone - 1) ? 1 : 0
      counts[step * (width + 1) + milestone] =
        own + upTo(step - 1, milestone) + upTo(step, milestone - 1) - upTo(step - 1, milestone - 1)
    }
  }
  const countIn = ({ steps: [top, bottom], milestones: [left, right] }: Rectangle) =>
    upTo(bottom, right) - upTo(top, right) - upTo(bottom, left) + upTo(top, left)
  return { width, distinct, countIn }
}
