import { detectDateFormat } from './date-format.ts'
import { detectDecimalFormat } from './decimal-format.ts'
import type { FieldType, ImportField } from './field.ts'
import { matchHeader } from './header-match.ts'
import { type ImportKind, type ImportKindKey, importKind, importKinds, missingFields } from './kinds.ts'
import { plainFormats, readField } from './read-field.ts'

/** What a column is taken for. */
export type ColumnTarget =
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'attribute' }
  | { readonly kind: 'ignore' }

/** A proposal for one column, how sure it is (0 to 1) and why, for a person to confirm or correct. */
export interface ColumnProposal {
  readonly column: number
  readonly header: string
  readonly target: ColumnTarget
  readonly confidence: number
  readonly why: 'header' | 'similar-header' | 'values-differ' | 'spare' | 'empty'
  /** A currency the header names, such as USD in "annual_sales_usd". */
  readonly currency: string | null
}

/** How well a file fits a kind, 0 to 1. */
export interface KindProposal {
  readonly kind: ImportKindKey
  readonly confidence: number
  /** Required fields that no column gives. */
  readonly missing: readonly string[]
}

interface Pair {
  readonly column: number
  readonly field: ImportField
  readonly strength: number
  readonly fit: number
  readonly currency: string | null
}

const LEAST_STRENGTH = 0.3

/**
 * Ranks the kinds a file may be. Confidence = 0.8 * (found required fields, by how surely, / required fields)^2
 * + 0.2 * share of columns that fit a field.
 */
export function proposeKind(header: readonly string[], sampleRows: readonly (readonly string[])[]): KindProposal[] {
  const proposals = importKinds.map((kind): KindProposal => {
    const columns = proposeColumns(kind.key, header, sampleRows)
    const sureness = new Map<string, number>()
    for (const { target, confidence } of columns) if (target.kind === 'field') sureness.set(target.field, confidence)
    const missing = missingFields(kind, new Set(sureness.keys())).map((field) => field.key)
    const required = kind.fields.filter((field) => field.isRequired)
    const found = required.reduce((sum, field) => sum + surenessOf(field, sureness), 0)
    const share = header.length === 0 ? 0 : sureness.size / header.length
    return { kind: kind.key, confidence: 0.8 * (found / required.length) ** 2 + 0.2 * share, missing }
  })
  return proposals.sort((one, other) => other.confidence - one.confidence)
}

/**
 * Proposes a meaning for each column. Every pair of column and field gets a strength by the header, lowered where the
 * values do not look like the field's type; the strongest pairs win, so that no field is ever given twice.
 */
export function proposeColumns(
  key: ImportKindKey,
  header: readonly string[],
  sampleRows: readonly (readonly string[])[],
): ColumnProposal[] {
  const kind = importKind(key)
  const taken = assignStrongest(rankPairs(kind, header, sampleRows))
  return header.map((name, column): ColumnProposal => {
    const pair = taken.get(column)
    if (!pair) return proposeSpare(kind, { name, column, sampleRows })
    const confidence = confidenceOf(pair)
    const why = pair.fit < 0.5 ? 'values-differ' : pair.strength >= 0.9 ? 'header' : 'similar-header'
    const target = { kind: 'field', field: pair.field.key } as const
    return { column, header: name, target, confidence, why, currency: pair.currency }
  })
}

function surenessOf(field: ImportField, sureness: ReadonlyMap<string, number>): number {
  const own = sureness.get(field.key)
  if (own !== undefined || field.derivedFrom === null) return own ?? 0
  return Math.min(...field.derivedFrom.map((key) => sureness.get(key) ?? 0))
}

function rankPairs(kind: ImportKind, header: readonly string[], sampleRows: readonly (readonly string[])[]): Pair[] {
  const pairs: Pair[] = []
  header.forEach((name, column) => {
    const samples = sampleRows.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '')
    for (const field of kind.fields) {
      const { strength, currency } = matchHeader(name, field)
      if (strength < LEAST_STRENGTH) continue
      pairs.push({ column, field, strength, currency, fit: shareOfType(field.type, samples) })
    }
  })
  return pairs.sort((one, other) => confidenceOf(other) - confidenceOf(one) || one.column - other.column)
}

function assignStrongest(pairs: readonly Pair[]): Map<number, Pair> {
  const taken = new Map<number, Pair>()
  const used = new Set<string>()
  for (const pair of pairs) {
    if (taken.has(pair.column) || used.has(pair.field.key)) continue
    taken.set(pair.column, pair)
    used.add(pair.field.key)
  }
  return taken
}

function confidenceOf(pair: Pair): number {
  return pair.strength * (0.4 + 0.6 * pair.fit)
}

function proposeSpare(
  kind: ImportKind,
  spare: { name: string; column: number; sampleRows: readonly (readonly string[])[] },
): ColumnProposal {
  const { name, column, sampleRows } = spare
  const isEmpty = sampleRows.every((row) => (row[column] ?? '').trim() === '')
  const target: ColumnTarget = isEmpty ? { kind: 'ignore' } : { kind: kind.spareColumns }
  const why = isEmpty ? 'empty' : 'spare'
  return { column, header: name, target, confidence: isEmpty ? 1 : 0.5, why, currency: null }
}

/** Share of the filled samples that can be read as the type, in whichever format suits them best; 1 without samples. */
function shareOfType(type: FieldType, samples: readonly string[]): number {
  if (samples.length === 0) return 1
  const decimals = detectDecimalFormat(samples)
  const dates = type === 'date' || type === 'month' ? detectDateFormat(samples) : ({ kind: 'none' } as const)
  const decimal =
    decimals.kind === 'ambiguous' ? decimals.formats[0] : decimals.kind === 'certain' ? decimals.format : null
  const date = dates.kind === 'ambiguous' ? dates.formats[0] : dates.kind === 'certain' ? dates.format : null
  const formats = { decimal: decimal ?? plainFormats.decimal, date: date ?? plainFormats.date }
  return samples.filter((sample) => readField(type, sample, formats).ok).length / samples.length
}
