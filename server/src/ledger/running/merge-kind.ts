import type { ImportKindKey } from '@mainstay/domain/ledger'
import { mergeCustomers } from './customers.ts'
import { markChangedMonths, markEverything } from './dirty-months.ts'
import type { FileLoad } from './file-load.ts'
import { controlTotals, type KindResult, noteTotals } from './invoice-lines.ts'
import { WORKSPACE } from './kind-plans.ts'
import { type MergeCounts, mergeRows } from './merge.ts'

/** Brings the staged rows of a file into the ledger by the rules of its kind, and marks what the economics must look at again. */
export async function mergeKind(load: FileLoad, staged: number): Promise<KindResult> {
  const kind: ImportKindKey = load.plan.kind
  if (kind === 'customers') return { ...(await mergeCustomers(load, staged)), totals: [] }
  if (kind === 'invoice_lines') return mergeInvoiceLines(load, staged)
  if (kind === 'products') await createProductLines(load)
  if (kind === 'cost_rates') await noteCapacityConflicts(load)
  if (kind === 'wallet_estimates') await dropSupersededEstimates(load)
  const counts = await mergeRows(load, staged)
  const hasChanges = counts.inserted + counts.updated > 0
  if (hasChanges && (kind === 'exchange_rates' || kind === 'cost_rates')) await markEverything(load.client)
  if (kind === 'products' && counts.updated > 0) await markEverything(load.client)
  if (kind === 'activity_counts' && hasChanges) await markChangedMonths(load, 'month')
  return { ...counts, totals: [] }
}

/** Lines of a ledger that holds some already are compared with them. */
async function mergeInvoiceLines(load: FileLoad, staged: number): Promise<KindResult> {
  const counts = await mergeRowsAndMark(load, staged)
  await noteTotals(load)
  return { ...counts, totals: await controlTotals(load) }
}

async function mergeRowsAndMark(load: FileLoad, staged: number): Promise<MergeCounts> {
  const counts = await mergeRows(load, staged)
  if (counts.inserted + counts.updated > 0) await markChangedMonths(load, 'invoice_date')
  return counts
}

async function createProductLines(load: FileLoad): Promise<void> {
  if (!load.fields.has('product_line')) return
  const category = load.fields.has('product_category') ? 'max(s.product_category)' : 'null'
  await load.client.query(`
    insert into mainstay.product_line as l (workspace_id, name, category)
    select ${WORKSPACE}, s.product_line, ${category} from pg_temp.stage s where s.product_line is not null group by s.product_line order by s.product_line
    on conflict (workspace_id, name) do update set category = coalesce(excluded.category, l.category)
    where l.category is distinct from coalesce(excluded.category, l.category)`)
}

/** A pool has one cost and one capacity in a month; a row that says otherwise than the first is rejected. */
async function noteCapacityConflicts(load: FileLoad): Promise<void> {
  const month = load.fields.has('month_from') ? "coalesce(s.month_from, '1900-01-01'::date)" : "'1900-01-01'::date"
  await load.client.query(`
    insert into pg_temp.stage_fault (line, code, field, value)
    select r.line, 'ledger/duplicate-in-file', 'capacity_cost', r.pool_code || ': ' || r.capacity_cost || ' for ' || r.practical_minutes || ' minutes (other than line ' || r.first_line || ')'
    from (
      select s.line, s.pool_code, s.capacity_cost, s.practical_minutes, first_value(s.line) over w as first_line,
        first_value(s.capacity_cost) over w as first_cost, first_value(s.practical_minutes) over w as first_minutes
      from pg_temp.stage s window w as (partition by s.pool_code, ${month} order by s.line)
    ) r where r.capacity_cost <> r.first_cost or r.practical_minutes <> r.first_minutes`)
}

/** Of several estimates for one customer and year the latest counts, in the file and against what is stored. */
async function dropSupersededEstimates(load: FileLoad): Promise<void> {
  const category = load.fields.has('category') ? "coalesce(s.category, '')" : "''"
  const { rowCount } = await load.client.query(`
    with ranked as (
      select s.line, s.estimate_date, max(s.estimate_date) over (partition by s.customer_code, s.period_year, ${category}) as latest,
        (select w.estimated_on from mainstay.wallet_estimate w join mainstay.account a on a.workspace_id = w.workspace_id and a.id = w.account_id
         where w.workspace_id = ${WORKSPACE} and a.code = s.customer_code and w.year = s.period_year and w.category = ${category}) as stored
      from pg_temp.stage s
    ) delete from pg_temp.stage s using ranked r where r.line = s.line and (r.estimate_date < r.latest or r.estimate_date < r.stored)`)
  if (rowCount)
    load.warnings.push({
      code: 'ledger/estimate-superseded',
      message: 'A later estimate for the same customer and year is known; these rows change nothing.',
      rows: rowCount,
    })
}
