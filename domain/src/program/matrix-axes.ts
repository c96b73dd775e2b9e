/** Where the axes of the portfolio matrix are cut. A policy of the program, never the median: else half are always low. */
export interface MatrixMidpoints {
  readonly attractiveness: number
  readonly strength: number
}

/** Which criteria, by key, make up each axis. A criterion may speak for both, or for neither. */
export interface MatrixAxes {
  readonly attractiveness: readonly string[]
  readonly strength: readonly string[]
}

/** The axes as a program writes them down; what it leaves out is as usual. */
export interface WrittenAxes {
  readonly strength: readonly string[]
  readonly attractiveness?: readonly string[] | undefined
  readonly midpoints?: MatrixMidpoints | undefined
}

/** Midpoints until the program sets its own. */
export const DEFAULT_MIDPOINTS: MatrixMidpoints = { attractiveness: 50, strength: 50 }

/**
 * The axes and midpoints in force for the criteria named: without a choice every criterion that tells nothing of our
 * strength tells how attractive the account is, and both axes are cut at 50 of 100.
 */
export function matrixAxes(
  keys: readonly string[],
  { strength, attractiveness, midpoints }: WrittenAxes,
): MatrixAxes & { readonly midpoints: MatrixMidpoints } {
  return {
    strength,
    attractiveness: attractiveness ?? keys.filter((key) => !strength.includes(key)),
    midpoints: midpoints ?? DEFAULT_MIDPOINTS,
  }
}
