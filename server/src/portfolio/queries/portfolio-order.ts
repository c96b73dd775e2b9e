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
}

const COLUMNS: Record<z.infer<typeof portfolioSortKey>, SortColumn> = {
  rank: { expression: 's.rank', type: 'integer', source: 'score' },
  score: { expression: 's.score', type: 'double precision', source: 'score' },
  confidence: { expression: 's.confidence', type: 'double precision', source: 'score' },
  tier: { expression: 't.tier', type: 'text', source: 'tier' },
  name: { expression: 'f.sort_name', type: 'text' },
  code: { expression: 'f.code', type: 'text' },
  city: { expression: 'f.city', type: 'text' },
  segment: { expression: 'f.segment', type: 'text' },
  country: { expression: 'f.country', type: 'text' },
  net_revenue: { expression: 'f.net_revenue', type: 'numeric' },
  growth: { expression: 'f.growth', type: 'double precision' },
  wallet_share: { expression: 'f.wallet_share', type: 'double precision' },
  outlook: { expression: 'f.outlook', type: 'text' },
  gross_margin: { expression: 'f.gross_margin', type: 'numeric', isConfidential: true },
  gross_margin_rate: { expression: 'f.gross_margin_rate', type: 'double precision', isConfidential: true },
  cost_to_serve: { expression: 'f.cost_to_serve', type: 'numeric', isConfidential: true },
  contribution: { expression: 'f.contribution', type: 'numeric', isConfidential: true },
  contribution_rate: { expression: 'f.contribution_rate', type: 'double precision', isConfidential: true },
}

export interface Order {
  readonly expression: RawBuilder<unknown>
  readonly by: (key: RawBuilder<unknown>) => RawBuilder<unknown>
  /** Only what comes after the cursor; null on the first page. */
  readonly after: ((key: RawBuilder<unknown>) => RawBuilder<unknown>) | null
  readonly source: Source | null
}

/** Any column, either way; accounts without a value come last both ways, and equal ones go by id. */
export function orderOf(scope: ReadScope, sort: string, cursor: string | undefined): Order {
  const isDescending = sort.startsWith('-')
  const key = portfolioSortKey.safeParse(isDescending ? sort.slice(1) : sort)
  if (!key.success) throw new Refused('http/sort-unknown', { sort })
  const column = COLUMNS[key.data]
  if (column.isConfidential && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
  const collate = column.type === 'text' ? sql.raw(' collate "C"') : sql``
  const expression = sql`(${sql.raw(column.expression)})${collate}`
  const direction = sql.raw(isDescending ? 'desc' : 'asc')
  const position = decodeCursor(cursor, sort, ['any', 'id'])
  return {
    expression,
    by: (value) => sql`${value} ${direction} nulls last, f.account_id`,
    after: position && ((value) => afterPosition({ expression: value, isDescending, type: column.type, position })),
    source: column.source ?? null,
  }
}

interface Place {
  readonly expression: RawBuilder<unknown>
  readonly isDescending: boolean
  readonly type: SortColumn['type']
  readonly position: readonly (string | number | null)[]
}

function afterPosition({ expression, isDescending, type, position }: Place): RawBuilder<unknown> {
  const [value = null, accountId = null] = position
  const id = sql`${accountId}::bigint`
  if (value === null) return sql`(${expression} is null and f.account_id > ${id})`
  const edge = sql`${validValue(value, type)}::${sql.raw(type)}`
  const beyond = sql.raw(isDescending ? '<' : '>')
  return sql`(${expression} ${beyond} ${edge} or (${expression} = ${edge} and f.account_id > ${id}) or ${expression} is null)`
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
