import { isCurrencyCode } from './currencies.ts'
import type { ImportField } from './field.ts'
import { plainWords } from './plain-words.ts'

/** How well a header names a field (0 to 1), and the currency it names beside it ("annual_sales_usd"). */
export interface HeaderMatch {
  readonly strength: number
  readonly currency: string | null
}

const SAME_WORDS = 0.85
const HOLDS_WORDS = 0.65
const SYNONYM = 0.95
const CURRENCY_COST = 0.05

/**
 * Compares a header with a field: the field's own key or name 1, a synonym 0.95, the same words in another order 0.85,
 * a longer header that holds a synonym of at least two words 0.65; a currency code beside the words costs 0.05; none of
 * them 0. Words that make it another thing (gross for net) rule the weaker matches out.
 */
export function matchHeader(header: string, field: ImportField): HeaderMatch {
  const words = plainWords(header)
  const { rest, currency } = takeCurrency(words)
  const direct = strengthOf(words, field)
  const beside = currency === null ? 0 : strengthOf(rest, field) - CURRENCY_COST
  return beside > direct ? { strength: beside, currency } : { strength: direct, currency: null }
}

function strengthOf(words: string, field: ImportField): number {
  if (words === '') return 0
  const own = [plainWords(field.key), plainWords(field.name)]
  if (own.includes(words)) return 1
  if (field.synonyms.includes(words)) return SYNONYM
  const tokens = words.split(' ')
  if (field.unlike.some((word) => tokens.includes(word))) return 0
  const sorted = [...tokens].sort().join(' ')
  const known = [...own, ...field.synonyms]
  if (known.some((name) => name.split(' ').sort().join(' ') === sorted)) return SAME_WORDS
  const isHeld = known.some((name) => name.includes(' ') && ` ${words} `.includes(` ${name} `))
  return isHeld ? HOLDS_WORDS : 0
}

function takeCurrency(words: string): { rest: string; currency: string | null } {
  const tokens = words.split(' ')
  const index = tokens.findIndex((token) => token.length === 3 && isLikelyCurrency(token))
  if (index < 0 || tokens.length < 2) return { rest: words, currency: null }
  const currency = tokens[index]?.toUpperCase() ?? null
  return { rest: tokens.filter((_, place) => place !== index).join(' '), currency }
}

/** Some codes are words people use in headers. */
function isLikelyCurrency(token: string): boolean {
  return !['all', 'top', 'try', 'cup', 'mad', 'lei'].includes(token) && isCurrencyCode(token.toUpperCase())
}
