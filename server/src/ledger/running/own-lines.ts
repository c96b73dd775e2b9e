import type { CodeNumbers, DirectRows } from '../reading/direct-rows.ts'
import { markEverything } from './dirty-months.ts'
import { copyRows, type FileLoad, type StagedCounts } from './file-load.ts'
import { controlTotals, type KindResult, type LedgerExtent } from './invoice-lines.ts'
import { DEFAULT_CURRENCY, IMPORT_NUMBER, WORKSPACE } from './kind-plans.ts'

/** Below this many bytes a table of its own is not worth its making. */
const SMALLEST_BYTES = 1024 ** 2
/** Codes that the reader holds in memory. */
const MOST_CODES = 300_000
/** A rule that only a look at all rows can settle (a key twice, no net amount), or somebody in the way. */
const EXPECTED = new Set(['23505', '23502', '23503', '55P03', '40P01'])

const TARGETS: Readonly<Record<string, string>> = { customer_code: 'account_id', product_code: 'product_id' }

/**
 * Fills an empty ledger the fast way: rows go from the reader straight into a table of the workspace's own, which joins
 * the ledger when its keys have proved unique. Null, with everything as before, where that cannot be.
 */
export async function fillOwnLines(load: FileLoad): Promise<{ staged: StagedCounts; result: KindResult } | null> {
  const { client } = load
  if (load.bytes < SMALLEST_BYTES || load.read.attributes.length > 0 || !load.fields.has('net_amount')) return null
  const direct = await directRows(load)
  if (!direct) return null
  await client.query('savepoint own_lines')
  try {
    const { rows } = await client.query<{ name: string | null }>('select mainstay.begin_own_lines() as name')
    const name = rows[0]?.name
    if (!name) {
      await client.query('release savepoint own_lines')
      return null
    }
    const staged = await copyRows(load, copyStatement(load, name), direct)
    load.meter.phase('writing')
    const extent = await noteOwnTotals(load, name)
    await client.query('select mainstay.finish_own_lines()')
    await client.query('release savepoint own_lines')
    if (staged.staged > 0) await markEverything(client)
    const counts = { inserted: staged.staged, updated: 0, rejected: 0, unchanged: 0 }
    return { staged, result: { ...counts, totals: await controlTotals(load), extent } }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!EXPECTED.has(code)) throw error
    await client.query('rollback to savepoint own_lines')
    load.meter.restartFile()
    return null
  }
}

function copyStatement(load: FileLoad, name: string): string {
  const fields = load.read.columns.map(({ field }) => TARGETS[field] ?? field)
  const currency = load.fields.has('currency') ? [] : ['currency']
  return `copy ${name} (${['workspace_id', 'import_number', ...currency, ...fields].join(', ')}) from stdin (freeze)`
}

async function directRows(load: FileLoad): Promise<DirectRows | null> {
  const { rows } = await load.client.query<{ workspace: number; number: number; currency: string; codes: string }>(
    `select ${WORKSPACE} as workspace, ${IMPORT_NUMBER} as number, ${DEFAULT_CURRENCY} as currency,
       (select count(*) from mainstay.account a where a.workspace_id = ${WORKSPACE}) + (select count(*) from mainstay.product p where p.workspace_id = ${WORKSPACE}) as codes`,
  )
  const [known] = rows
  if (!known || Number(known.codes) > MOST_CODES) return null
  const accounts = await numbersOf(load, 'mainstay.account')
  const products = await numbersOf(load, 'mainstay.product')
  const constants = [known.workspace, known.number, ...(load.fields.has('currency') ? [] : [known.currency])]
  return {
    constants: constants.join('\t'),
    defaults: { currency: known.currency },
    codes: {
      customer_code: { numbers: accounts, fault: 'ledger/unknown-customer' },
      // Without any product the codes in the lines name nothing.
      product_code: { numbers: products, fault: products.size > 0 ? 'ledger/unknown-product' : null },
    },
  }
}

async function numbersOf(
  load: FileLoad,
  table: 'mainstay.account' | 'mainstay.product',
): Promise<CodeNumbers['numbers']> {
  const { rows } = await load.client.query<[string, string]>({
    text: `select t.code, t.id from ${table} t where t.workspace_id = ${WORKSPACE}`,
    rowMode: 'array',
  })
  return new Map(rows)
}

/** Adds all lines up in one look at them, for the control totals and for what the ledger says of itself. */
async function noteOwnTotals(load: FileLoad, name: string): Promise<LedgerExtent> {
  await load.client.query(
    `create temporary table part_total on commit drop as
     select l.currency, count(*) as lines, sum(l.net_amount) as net, min(l.invoice_date) as first_date, max(l.invoice_date) as last_date from ${name} l group by 1`,
  )
  const { rows } = await load.client.query<LedgerExtent>(
    `select coalesce(sum(p.lines), 0)::text as lines, min(p.first_date) as "firstDate", max(p.last_date) as "lastDate" from pg_temp.part_total p`,
  )
  const [extent] = rows
  if (!extent) throw new Error('an aggregate without grouping gave no row')
  return extent
}
