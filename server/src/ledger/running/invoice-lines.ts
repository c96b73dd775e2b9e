import type { ControlTotal } from '../tables.ts'
import { markEverything } from './dirty-months.ts'
import { type FileLoad, type StagedCounts, setFaultyRowsAside, stageFile } from './file-load.ts'
import { DEFAULT_CURRENCY, WORKSPACE } from './kind-plans.ts'
import { checkRows, compareRows, insertAll, insertNew, type MergeCounts, settleDuplicates } from './merge.ts'

/** How many lines the ledger holds and between which days. */
export interface LedgerExtent {
  readonly lines: string
  readonly firstDate: string | null
  readonly lastDate: string | null
}

export interface KindResult extends MergeCounts {
  readonly totals: readonly ControlTotal[]
  /** Where the file is the whole ledger, so that nobody needs to look at all lines once more. */
  readonly extent?: LedgerExtent
}

const PART_ROWS = 60_000
const EXPECTED = new Set(['23505', '23502', '23503'])

/** Whether the workspace has no invoice lines yet. */
export async function isLedgerEmpty(load: FileLoad): Promise<boolean> {
  const { rows } = await load.client.query<{ empty: boolean }>(
    `select not exists (select 1 from mainstay.invoice_line l where l.workspace_id = ${WORKSPACE}) as empty`,
  )
  return rows[0]?.empty ?? false
}

/**
 * Fills an empty ledger: nothing stored needs to be compared, so the file is written part by part while it is still
 * being read. A part that breaks a rule is looked at row by row.
 */
export async function fillEmptyLedger(load: FileLoad): Promise<{ staged: StagedCounts; result: KindResult }> {
  let inserted = 0
  const settle = async () => {
    inserted += (await insertPartOrNull(load)) ?? (await settlePart(load))
    await noteTotals(load)
    await load.client.query('truncate pg_temp.stage')
  }
  const staged = await stageFile(load, { rows: PART_ROWS, settle })
  const rejected = await setFaultyRowsAside(load)
  if (inserted > 0) await markEverything(load.client)
  const counts = { inserted, updated: 0, rejected, unchanged: staged.staged - inserted - rejected }
  return { staged, result: { ...counts, totals: await controlTotals(load) } }
}

async function insertPartOrNull(load: FileLoad): Promise<number | null> {
  await load.client.query('savepoint whole_part')
  try {
    const inserted = await insertAll(load)
    await load.client.query('release savepoint whole_part')
    return inserted
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!EXPECTED.has(code)) throw error
    await load.client.query('rollback to savepoint whole_part')
    return null
  }
}

/** Rows of the part against the rules, against one another, and against the parts before. */
async function settlePart(load: FileLoad): Promise<number> {
  const { client, plan } = load
  await checkRows(load)
  await settleDuplicates(load)
  await setFaultyRowsAside(load)
  await compareRows(load)
  await client.query(
    `insert into pg_temp.stage_fault (line, code, field, value)
     select n.line, 'ledger/duplicate-in-file', $1, left(n.invoice_no || ' / ' || n.line_no, 150) || ' (in an earlier line)' from pg_temp.incoming n where n.is_changed`,
    [plan.keyField],
  )
  await setFaultyRowsAside(load)
  const inserted = await insertNew(load)
  // The same line again changes nothing and counts in no total.
  await client.query('delete from pg_temp.stage s using pg_temp.incoming n where n.is_known and n.line = s.line')
  await client.query('drop table pg_temp.incoming')
  return inserted
}

/** Adds the accepted rows of the stage to the control totals. */
export async function noteTotals(load: FileLoad): Promise<void> {
  const net = load.plan.columns.find((target) => target.name === 'net_amount')?.source ?? 'null'
  const currency = load.fields.has('currency') ? `coalesce(s.currency, ${DEFAULT_CURRENCY})` : DEFAULT_CURRENCY
  await load.client.query(
    'create temporary table if not exists part_total (currency text, lines bigint, net numeric) on commit drop',
  )
  await load.client.query(
    `insert into pg_temp.part_total (currency, lines, net) select ${currency}, count(*), sum(${net}) from pg_temp.stage s group by 1`,
  )
}

/** Lines and net amount in each currency, of the rows that are accepted; and which currencies nobody can convert. */
export async function controlTotals(load: FileLoad): Promise<ControlTotal[]> {
  const { rows } = await load.client.query<{ currency: string; lines: string; net: string; has_rate: boolean }>(
    `select t.currency, t.lines, t.net,
       t.currency = $1 or exists (select 1 from mainstay.exchange_rate e where e.workspace_id = ${WORKSPACE} and e.currency = t.currency) as has_rate
     from (select p.currency, sum(p.lines) as lines, trim_scale(coalesce(sum(p.net), 0))::text as net from pg_temp.part_total p group by 1) t
     order by t.lines desc, t.currency`,
    [load.reportingCurrency],
  )
  await load.client.query('drop table if exists pg_temp.part_total')
  for (const row of rows) {
    if (row.has_rate) continue
    load.warnings.push({
      code: 'ledger/no-exchange-rate',
      message: `No exchange rate for ${row.currency} is known; these lines count in no total until rates are imported.`,
      rows: Number(row.lines),
    })
  }
  return rows.map((row) => ({ currency: row.currency, lines: Number(row.lines), net: row.net }))
}
