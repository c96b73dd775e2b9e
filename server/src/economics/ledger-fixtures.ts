import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** Folder of the real data, outside the repository. */
export const ADVENTURE_WORKS = join(
  process.env.MAINSTAY_SHARED_DATA ?? resolve(import.meta.dirname, '../../../../shared/data'),
  'adventureworks',
)
export const hasAdventureWorks = existsSync(ADVENTURE_WORKS)

/** Puts the four files into a workspace's ledger as they are, past the import. */
export async function loadAdventureWorks(superuser: pg.Pool, workspaceId: number): Promise<void> {
  const client = await superuser.connect()
  try {
    await client.query('begin')
    await copyFile(client, 'customers', 'customers.csv')
    await copyFile(client, 'products', 'products.csv')
    await copyFile(client, 'rates', 'fx_rates.csv')
    await copyFile(client, 'lines', 'invoice_lines.csv')
    const w = workspaceId
    await client.query(`
      insert into mainstay.account (workspace_id, code, name, group_id, segment, city, region, country)
        select ${w}, customer_code, customer_name, 0, segment, city, region, country from customers order by customer_code;
      update mainstay.account set group_id = id where workspace_id = ${w};
      insert into mainstay.product_line (workspace_id, name, category) select distinct ${w}, product_line, product_category from products;
      insert into mainstay.product (workspace_id, code, name, sku, product_line_id)
        select ${w}, p.product_code, p.product_name, p.sku, l.id from products p
        join mainstay.product_line l on l.workspace_id = ${w} and l.name = p.product_line;
      insert into mainstay.exchange_rate (workspace_id, currency, rate_date, rate)
        select ${w}, currency, rate_date::date, usd_per_unit_average::numeric from rates where currency <> 'USD';
      insert into mainstay.invoice_line (workspace_id, account_id, product_id, invoice_date, invoice_no, line_no, currency, net_amount, cost_amount, quantity, unit_price, discount_amount)
        select ${w}, a.id, p.id, l.invoice_date::date, l.invoice_no, l.line_no, l.currency, l.net_amount::numeric, l.cost_amount::numeric, l.quantity::numeric, l.unit_price::numeric, l.discount_amount::numeric
        from lines l join mainstay.account a on a.workspace_id = ${w} and a.code = l.customer_code
        join mainstay.product p on p.workspace_id = ${w} and p.code = l.product_code;
    `)
    await markEverything(client, w)
    await client.query('commit')
  } finally {
    client.release()
  }
  await superuser.query('analyze')
}

async function copyFile(client: pg.PoolClient, table: string, file: string): Promise<void> {
  const text = readFileSync(join(ADVENTURE_WORKS, file), 'utf8')
  const columns = text.slice(0, text.indexOf('\n')).trim().split(',')
  await client.query(
    `create temporary table ${table} (${columns.map((column) => `${column} text`).join(', ')}) on commit drop`,
  )
  await pipeline(Readable.from([text]), client.query(copyFrom(`copy ${table} from stdin (format csv, header)`)))
}

/** Says that the whole ledger has changed, as an import does in its own transaction. */
export async function markEverything(
  client: { query(text: string): Promise<unknown> },
  workspaceId: number,
): Promise<void> {
  await client.query(`
    insert into mainstay.ledger_dirty_month (workspace_id, account_id, month) values (${workspaceId}, null, null);
    insert into mainstay.ledger_state (workspace_id, revision) values (${workspaceId}, 1)
      on conflict (workspace_id) do update set revision = mainstay.ledger_state.revision + 1`)
}
