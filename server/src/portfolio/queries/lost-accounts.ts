import { sql } from 'kysely'
import { type FigureSet, moneyText } from '../../economics/index.ts'
import type { CellValue } from '../../platform/files/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'

interface LostRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly city: string | null
  readonly country: string | null
  readonly segment: string | null
  readonly unit: string | null
  readonly before: string
  readonly last_month: string | null
}

const PORTION = 5_000

/** Everybody who bought in the period before and nothing in this one, the largest first, as rows of cells. */
export async function* lostAccountCells(scope: ReadScope, set: FigureSet): AsyncGenerator<readonly CellValue[]> {
  const net = `Net revenue ${set.period.beforeFrom} to ${set.period.beforeTo}, ${set.period.currency}`
  yield ['Code', 'Account', 'City', 'Country', 'Segment', 'Unit', net, 'Last month bought']
  let last: LostRow | undefined
  do {
    const rows = await readPortion(scope, set, last)
    for (const row of rows) {
      const before = moneyText(row.before)
      yield [
        row.code,
        row.name,
        row.city,
        row.country,
        row.segment,
        row.unit,
        before === null ? null : { decimal: before },
        row.last_month?.slice(0, 7) ?? null,
      ]
    }
    last = rows.length < PORTION ? undefined : rows.at(-1)
  } while (last !== undefined)
}

async function readPortion(scope: ReadScope, set: FigureSet, after: LostRow | undefined): Promise<LostRow[]> {
  const further = after
    ? sql`and (f.net_revenue_before, f.account_id) < (${after.before}::numeric, ${after.id}::bigint)`
    : sql``
  const { rows } = await sql<LostRow>`
    select f.account_id as id, a.code, a.name, a.city, a.country, a.segment, a.unit, f.net_revenue_before::text as before,
      f.last_month::text as last_month
    from mainstay.account_figure f
    join mainstay.account a on a.workspace_id = f.workspace_id and a.id = f.account_id
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id} and f.net_revenue_before > 0 and f.net_revenue <= 0 ${further}
    order by f.net_revenue_before desc, f.account_id desc limit ${PORTION}`.execute(scope.db)
  return rows
}
