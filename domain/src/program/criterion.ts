import type { MeasureKey } from './measures.ts'

/**
 * A fixed point of a criterion's scale: this raw value earns these points (0 to 100). Points between two anchors lie on
 * the straight line between them; beyond the ends they stay. The sentence says what the level means, for judged ones.
 */
export interface Anchor {
  readonly raw: number
  readonly points: number
  readonly sentence: string | null
}

/** Where a criterion's raw value comes from: a measure of the ledger, or people's judgement from 1 to 5. */
export type CriterionSource = { readonly kind: 'measured'; readonly measure: MeasureKey } | { readonly kind: 'judged' }

/** One thing every account is held against. Weight in whole points; anchors are fixed, so no account moves another's score. */
export interface Criterion {
  readonly key: string
  readonly name: string
  readonly definition: string
  readonly weight: number
  readonly isSizeCriterion: boolean
  readonly source: CriterionSource
  readonly anchors: readonly Anchor[]
}

/** What a gate looks at: a measure, or the judgement of one of the set's judged criteria. */
export type GateSubject =
  | { readonly kind: 'measured'; readonly measure: MeasureKey }
  | { readonly kind: 'judged'; readonly criterionKey: string }

/** A must-pass: no score makes up for failing it. */
export interface Gate {
  readonly key: string
  readonly name: string
  readonly subject: GateSubject
  readonly operator: 'at_least' | 'at_most'
  readonly value: number
}

/**
 * The content of a criteria set. Accounts with evidence for less than `minimumConfidence` (a fraction of the weight) are
 * not ranked among the others.
 */
export interface CriteriaSetContent {
  readonly criteria: readonly Criterion[]
  readonly gates: readonly Gate[]
  readonly minimumConfidence: number
}

/** Points that the five judged levels earn, from 1 (lowest) to 5. */
export const JUDGED_POINTS = [0, 25, 50, 75, 100] as const

/** The anchors of a judged criterion: its five sentences, from level 1 to level 5, on the fixed points 0, 25, 50, 75, 100. */
export function judgedAnchors(sentences: readonly [string, string, string, string, string]): readonly Anchor[] {
  return sentences.map((sentence, index) => ({ raw: index + 1, points: JUDGED_POINTS[index] ?? 0, sentence }))
}

/** Anchors of a measured criterion from pairs of raw value and points. */
export function measuredAnchors(...pairs: readonly (readonly [number, number])[]): readonly Anchor[] {
  return pairs.map(([raw, points]) => ({ raw, points, sentence: null }))
}

/**
 * Points of a raw value on a criterion's fixed scale: the straight line between the two neighboring anchors, the end
 * anchor's points beyond the ends. Takes anchors strictly increasing in raw, as validation guarantees; the points may
 * rise or fall. A weighted sum over fixed anchors keeps the order of two accounts when others join or leave.
 */
export function anchorPoints(anchors: readonly Anchor[], raw: number): number {
  let below: Anchor | null = null
  for (const anchor of anchors) {
    if (raw <= anchor.raw) {
      if (!below || raw === anchor.raw) return anchor.points
      return pointsBetween(below, anchor, (raw - below.raw) / (anchor.raw - below.raw))
    }
    below = anchor
  }
  return below?.points ?? 0
}

function pointsBetween(below: Anchor, above: Anchor, share: number): number {
  const points = below.points + (above.points - below.points) * share
  return Math.min(Math.max(points, Math.min(below.points, above.points)), Math.max(below.points, above.points))
}
