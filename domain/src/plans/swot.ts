import { agesOf, freshnessOn } from './freshness.ts'

/** Whose situation an item describes: the customer's own, or ours as the customer sees it. Two lists, never mixed. */
export const SWOT_VIEWPOINTS = ['customer', 'view_of_us'] as const
export type SwotViewpoint = (typeof SWOT_VIEWPOINTS)[number]

/** Strengths and weaknesses lie inside, opportunities and threats outside of whom the list is about. */
export const SWOT_KINDS = ['strength', 'weakness', 'opportunity', 'threat'] as const
export type SwotKind = (typeof SWOT_KINDS)[number]

/** What makes an item stand out; see `swotMarks`. */
export const SWOT_MARKS = [
  'not_graded',
  'without_evidence',
  'without_date',
  'old_evidence',
  'high_without_action',
] as const
export type SwotMark = (typeof SWOT_MARKS)[number]

export type SwotGrade = 'high' | 'medium' | 'low'

/** Lowest scores of the grades high and medium; of the products of two numbers from 1 to 3 none is 5, 7 or 8. */
export const HIGH_FROM_SCORE = 6
export const MEDIUM_FROM_SCORE = 3

/** How much an item matters and how sure we are of it, each from 1 (small) to 3 (great), or null where nobody has said. */
export interface SwotJudgement {
  readonly impact: number | null
  readonly confidence: number | null
}

/** What ordering and pairing need to know of an item. */
export interface RankedSwotItem extends SwotJudgement {
  readonly id: string
  readonly kind: SwotKind
  readonly text: string
}

/** What the marks of an item depend on. */
export interface EvidencedSwotItem extends SwotJudgement {
  readonly evidence: string
  /** Day the evidence is of, "YYYY-MM-DD". */
  readonly evidenceOn: string | null
  /** Settled items call for nothing any more. */
  readonly isSettled: boolean
  /** Objectives and actions that came of the item, or of a pair it stands in, and were not dropped. */
  readonly standingEffects: number
}

/**
 * How much an item counts: impact times confidence, from 1 to 9. Null until both are judged: an item nobody has judged is
 * unknown, not low. Source: our own scale over the usual high, medium and low.
 */
export function swotScore({ impact, confidence }: SwotJudgement): number | null {
  return impact === null || confidence === null ? null : impact * confidence
}

/** The grade of a score: high from 6, medium from 3 to 5, low up to 2; null stays null. */
export function swotGrade(score: number | null): SwotGrade | null {
  if (score === null) return null
  if (score >= HIGH_FROM_SCORE) return 'high'
  return score >= MEDIUM_FROM_SCORE ? 'medium' : 'low'
}

/**
 * The order in which items are read: the higher score first, those without a grade last; of equal scores the greater
 * impact, then the words, then the id. No two different items are equal, so the order never depends on how they came.
 */
export function compareSwotItems(one: Omit<RankedSwotItem, 'kind'>, other: Omit<RankedSwotItem, 'kind'>): number {
  return (
    (swotScore(other) ?? 0) - (swotScore(one) ?? 0) ||
    (other.impact ?? 0) - (one.impact ?? 0) ||
    compareWords(one.text, other.text) ||
    compareWords(one.id, other.id)
  )
}

/**
 * What is missing in a living item: a grade; evidence; the date of it; evidence that is not too old, that is, not yet
 * doubtful as a confirmed statement would be after so many months (null: it does not age); and, of a high item, an
 * objective or action that answers it. A settled item has no marks. Days are written "2026-10-31".
 */
export function swotMarks(
  item: EvidencedSwotItem,
  { asOf, freshMonths }: { readonly asOf: string; readonly freshMonths: number | null },
): readonly SwotMark[] {
  if (item.isSettled) return []
  const score = swotScore(item)
  const marks: SwotMark[] = []
  if (score === null) marks.push('not_graded')
  if (item.evidence.trim() === '') marks.push('without_evidence')
  if (item.evidenceOn === null) marks.push('without_date')
  else if (isDoubtful(item.evidenceOn, { asOf, freshMonths })) marks.push('old_evidence')
  if (swotGrade(score) === 'high' && item.standingEffects === 0) marks.push('high_without_action')
  return marks
}

function isDoubtful(
  evidenceOn: string,
  { asOf, freshMonths }: { readonly asOf: string; readonly freshMonths: number | null },
): boolean {
  return freshnessOn(asOf, agesOf({ asOf: evidenceOn, isConfirmed: true }, freshMonths)) === 'doubtful'
}

/** By code unit, not by language: the same on every machine. */
function compareWords(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
