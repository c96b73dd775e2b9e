import { portfolioSortKey } from '@mainstay/contract/portfolio'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { Source } from './portfolio-filter.ts'

interface SortColumn {
  readonly expression: string
  readonly type: 'text' | 'numeric' | 'double precision' | 'integer'
  readonly source?: Source
  readonly isConfidential?: true
  /** An index finds the first rows without looking at the others. */
  readonly isIndexed?: true
}

const COLUMNS: Record<z.infer<typeof portfolioSortKey>, SortColumn> = {
  rank: { expression: 's.rank', type: 'integer', source: 'score', isIndexed: true },
  score: { expression: 's.score', type: 'double precision', source: 'score', isIndexed: true },
  confidence: { expression: 's.confidence', type: 'double precision', source: 'score', isIndexed: true },
  tier: { expression: 't.tier', type: 'text', source: 'tier' },
  name: { expression: 'f.sort_name', type: 'text', isIndexed: true },
  code: { expression: 'f.code', type: 'text' },
  city: { expression: 'f.city_key', type: 'text' },
  segment: { expression: 'f.segment_key', type: 'text' },
  country: { expression: 'f.country_key', type: 'text' },
  net_revenue: { expression: 'f.net_revenue', type: 'numeric', isIndexed: true },
  growth: { expression: 'f.growth', type: 'double precision' },
  wallet_share: { expression: 'f.wallet_share', type: 'double precision' },
  outlook: { expression: 'f.outlook', type: 'text' },
  gross_margin: { expression: 'f.gross_margin', type: 'numeric', isConfidential: true },
  gross_margin_rate: { expression: 'f.gross_margin_rate', type: 'double precision', isConfidential: true },
  cost_to_serve: { expression: 'f.cost_to_serve', type: 'numeric', isConfidential: true },
  contribution: { expression: 'f.contribution', type: 'numeric', isConfidential: true },
  contribution_rate: { expression: 'f.contribution_rate', type: 'double precision', isConfidential: true },
}

/** One way through the accounts: those with a value in its order, then those without; equal ones go by id, the same way. */
export interface Order {
  readonly column: z.infer<typeof portfolioSortKey>
  readonly key: RawBuilder<unknown>
  readonly type: SortColumn['type']
  readonly direction: 'asc' | 'desc'
  readonly source: Source | null
  readonly isIndexed: boolean
  /** Where the page begins; null on the first one. */
  readonly after: { readonly value: string | null; readonly accountId: string } | null
}

/** Any column, either way; accounts without a value come last both ways. */
export function orderOf(scope: ReadScope, sort: string, cursor: string | undefined): Order {
  const isDescending = sort.startsWith('-')
  const key = portfolioSortKey.safeParse(isDescending ? sort.slice(1) : sort)
  if (!key.success) throw new Refused('http/sort-unknown', { sort })
  const column = COLUMNS[key.data]
  if (column.isConfidential && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
  const position = decodeCursor(cursor, sort, ['any', 'id'])
  return {
    column: key.data,
    key: sql`(${sql.raw(column.expression)})${column.type === 'text' ? sql.raw(' collate "C"') : sql``}`,
    type: column.type,
    direction: isDescending ? 'desc' : 'asc',
    source: column.source ?? null,
    isIndexed: column.isIndexed ?? false,
    after: position && placeOf(column.type, position),
  }
}

function placeOf(type: SortColumn['type'], [value = null, accountId = null]: readonly (string | number | null)[]) {
  return { value: value === null ? null : validValue(value, type), accountId: String(accountId) }
}

/** Rows with a key, behind the place where the page begins, in order. The direction is the same for both, as in an index. */
export function keyedRows({ key, type, direction, after }: Order, id: RawBuilder<unknown>): Piece {
  const way = sql.raw(direction)
  const by = sql`order by ${key} ${way}, ${id} ${way}`
  if (after === null) return { where: sql`${key} is not null`, by }
  if (after.value === null) return { where: sql`false`, by }
  const beyond = sql.raw(direction === 'desc' ? '<' : '>')
  return { where: sql`(${key}, ${id}) ${beyond} (${after.value}::${sql.raw(type)}, ${after.accountId}::bigint)`, by }
}

/** Rows without a key: the end of every list. */
export function keylessRows({ key, direction, after }: Order, id: RawBuilder<unknown>): Piece {
  const by = sql`order by ${id} ${sql.raw(direction)}`
  if (after === null || after.value !== null) return { where: sql`${key} is null`, by }
  const beyond = sql.raw(direction === 'desc' ? '<' : '>')
  return { where: sql`${key} is null and ${id} ${beyond} ${after.accountId}::bigint`, by }
}

/** A condition, and the order of what fulfils it. */
export interface Piece {
  readonly where: RawBuilder<unknown>
  readonly by: RawBuilder<unknown>
}

const SHAPES = {
  integer: /^-?\d{1,9}$/,
  numeric: /^-?\d{1,200}(\.\d{1,200})?$/,
  'double precision': /^-?(\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,2})?|Infinity)$/,
} as const

function validValue(value: string | number, type: SortColumn['type']): string {
  const text = String(value)
  if (type === 'text' || SHAPES[type].test(text)) return text
  throw new Refused('http/cursor-invalid')
}
