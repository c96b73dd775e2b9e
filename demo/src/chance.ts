import { type RandomSource, seededRandom } from '@mainstay/domain/kernel'

/** Repeatable chance, in the few shapes the sample needs. Only + - * / are used, so every machine draws the same. */
export interface Chance {
  /** A number from low up to, but not reaching, high. */
  between(low: number, high: number): number
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number
  /** True with the given probability. */
  happens(probability: number): boolean
  /** One of the list, each as likely as the other. */
  pick<T>(list: readonly T[]): T
  /** The position of one of the weights, heavier ones more often. */
  pickWeighted(weights: readonly number[]): number
}

/** The element at a position that is known to exist; a fault, not a refusal, when it does not. */
export function elementAt<T>(list: readonly T[], index: number): T {
  const element = list[index]
  if (element === undefined) throw new RangeError(`No element at position ${index} of ${list.length}`)
  return element
}

/** A series of its own for each topic and number, so that a change in one part of the sample leaves the others alone. */
export function chanceFor(seed: number, topic: number, number = 0): Chance {
  let mixed = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ Math.imul(topic + 1, 0x85ebca6b), 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ Math.imul(number + 1, 0x27d4eb2f), 0x165667b1)
  return chanceFrom(seededRandom((mixed ^ (mixed >>> 16)) >>> 0))
}

function chanceFrom(random: RandomSource): Chance {
  return {
    between: (low, high) => low + (high - low) * random(),
    whole: (low, high) => low + Math.floor((high - low + 1) * random()),
    happens: (probability) => random() < probability,
    pick: (list) => elementAt(list, Math.floor(list.length * random())),
    pickWeighted: (weights) => {
      let left = weights.reduce((sum, weight) => sum + weight, 0) * random()
      for (const [index, weight] of weights.entries()) {
        left -= weight
        if (left < 0) return index
      }
      return weights.length - 1
    },
  }
}
