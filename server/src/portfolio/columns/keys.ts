import { formatAmount, MONEY_DECIMALS, parseAmount } from '@mainstay/domain/kernel'
import type { Order } from '../queries/portfolio-order.ts'
import type { FigureColumns, ScoreColumns } from './figure-columns.ts'
import { compareMoney, joinAmount, type MoneyColumn, splitAmount } from './money-column.ts'
import { compareTexts, keyOf, ranksOf, type TextColumn, textColumn, writeText } from './text-column.ts'

/** What the accounts are put in order by. Comparing is for those that have a key. */
export interface Keys {
  isMissing(position: number): boolean
  compare(one: number, other: number): number
  /** Compares with a key as a cursor holds it. */
  against(written: string): (position: number) => number
  /** The key as a cursor holds it. */
  written(position: number): string
}

export interface KeySources {
  readonly figures: FigureColumns
  readonly scores: ScoreColumns | null
  /** Tiers by account, where the order is theirs. */
  readonly tiers: ReadonlyMap<string, string> | null
}

/** The keys of a column of the portfolio table. */
export function keysOf({ figures, scores, tiers }: KeySources, column: Order['column']): Keys {
  switch (column) {
    case 'name':
      return nameKeys(figures.sortName)
    case 'code':
      return nameKeys(figures.code)
    case 'city':
    case 'segment':
    case 'country':
    case 'outlook':
      return textKeys(figures.texts[column])
    case 'tier':
      return textKeys(tierColumn(figures, tiers ?? new Map()))
    case 'net_revenue':
    case 'gross_margin':
    case 'cost_to_serve':
    case 'contribution':
      return moneyKeys(figures.money[column])
    case 'rank':
    case 'score':
    case 'confidence':
      return numberKeys(scores?.[column] ?? new Float64Array(figures.capacity).fill(Number.NaN))
    default:
      return numberKeys(figures.numbers[column])
  }
}

function tierColumn(figures: FigureColumns, tiers: ReadonlyMap<string, string>): TextColumn {
  const column = textColumn(figures.count)
  for (const [accountId, tier] of tiers) {
    const position = figures.positionOf.get(Number(accountId))
    if (position !== undefined) writeText(column, position, tier)
  }
  return column
}

function numberKeys(values: Float64Array): Keys {
  const at = (position: number) => values[position] ?? Number.NaN
  return {
    isMissing: (position) => Number.isNaN(at(position)),
    compare: (one, other) => at(one) - at(other),
    against: (written) => {
      const value = Number(written)
      return (position) => at(position) - value
    },
    written: (position) => String(at(position)),
  }
}

/** A decimal with more decimals than amounts have. */
const LONGER = /(\.\d{10})\d+$/

function moneyKeys(column: MoneyColumn): Keys {
  const at = (position: number) => ({ units: column.units[position] ?? 0, parts: column.parts[position] ?? 0 })
  return {
    isMissing: (position) => Number.isNaN(column.units[position] ?? Number.NaN),
    compare: (one, other) => {
      const difference = (column.units[one] ?? 0) - (column.units[other] ?? 0)
      return difference === 0 ? (column.parts[one] ?? 0) - (column.parts[other] ?? 0) : difference
    },
    against: (written) => {
      const amount = splitAmount(parseAmount(written.replace(LONGER, '$1')) ?? 0n)
      return (position) => compareMoney(column, position, amount)
    },
    written: (position) => formatAmount(joinAmount(at(position)), MONEY_DECIMALS),
  }
}

function nameKeys(texts: readonly string[]): Keys {
  const at = (position: number) => texts[position] ?? ''
  return {
    isMissing: () => false,
    compare: (one, other) => compareTexts(at(one), at(other)),
    against: (written) => (position) => compareTexts(at(position), written),
    written: at,
  }
}

function textKeys(column: TextColumn): Keys {
  const ranks = ranksOf(column)
  const codeAt = (position: number) => column.codes[position] ?? -1
  const rankAt = (position: number) => ranks[codeAt(position)] ?? 0
  const keyAt = (position: number) => keyOf(column.texts[codeAt(position)] ?? '')
  return {
    isMissing: (position) => codeAt(position) === -1,
    compare: (one, other) => rankAt(one) - rankAt(other),
    against: (written) => {
      const byCode = column.texts.map((text) => compareTexts(keyOf(text), written))
      return (position) => byCode[codeAt(position)] ?? 0
    },
    written: keyAt,
  }
}
