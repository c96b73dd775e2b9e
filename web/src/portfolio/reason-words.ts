import type { PortfolioRow } from './api/portfolio-queries.ts'

const LIFTS = new Set(['above-median', 'above_median', 'lifts', 'strong'])
const HOLDS = new Set(['below-median', 'below_median', 'holds', 'weak'])
const MISSING = new Set(['no-evidence', 'no_evidence', 'missing'])

function lastPart(code: string): string {
  return code.slice(code.lastIndexOf('/') + 1)
}

function joined(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function capital(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1)
}

/** What carries a score and what holds it down, in a sentence a colleague would say. */
export function reasonWords(reasons: PortfolioRow['reasons']): string {
  const named = (codes: ReadonlySet<string>) =>
    reasons.filter((reason) => codes.has(lastPart(reason.code))).map((reason) => reason.criterion.toLowerCase())
  const [lifts, holds, missing] = [named(LIFTS), named(HOLDS), named(MISSING)]
  const parts = [
    lifts.length > 0 ? `${joined(lifts)} ${lifts.length > 1 ? 'carry' : 'carries'} it` : null,
    holds.length > 0 ? `${joined(holds)} ${holds.length > 1 ? 'hold' : 'holds'} it down` : null,
    missing.length > 0 ? `${joined(missing)} not known` : null,
  ].filter((part) => part !== null)
  return capital(parts.join('; '))
}
