/** A source of numbers in [0, 1) that always gives the same series for the same seed. */
export type RandomSource = () => number

/** Seeded generator (mulberry32, 32-bit state): not for secrets; for simulations that must repeat exactly. */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
