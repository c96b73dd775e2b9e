import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '@mainstay/domain/kernel'

export interface LedgerSize {
  readonly customers: number
  readonly lines: number
}

/**
 * How the lines hang together. `invoices`: sixteen lines to an invoice, all of one customer, from a range of five product
 * lines, so that an account month sums as many lines as one of AdventureWorks does. `scattered`: every line is of any
 * customer and any product, so that hardly any two add up.
 */
export type LedgerShape = 'invoices' | 'scattered'

const LINES_PER_INVOICE = { invoices: 16, scattered: 8 }
const PRODUCTS = 400
const PRODUCT_LINES = 25
const RANGE = 5

const CURRENCIES = ['USD', 'USD', 'USD', 'USD', 'USD', 'EUR', 'GBP', 'CAD']

/** Writes customers, products, rates and invoice lines of a made-up company of any size: the same for the same size. */
export async function writeLedger(
  folder: string,
  size: LedgerSize,
  shape: LedgerShape = 'scattered',
): Promise<{ folder: string; linesFile: string }> {
  const random = seededRandom(20_261_121)
  await writeFile(
    join(folder, 'customers.csv'),
    'customer_code,customer_name,segment,city,country,employees',
    size.customers,
    (row) =>
      `C${row},"Company ${row}, Ltd",${['Retail', 'Trade', 'Industry'][row % 3]},City ${row % 500},${['US', 'DE', 'GB', 'CA'][row % 4]},${(row * 7) % 900}`,
  )
  await writeFile(
    join(folder, 'products.csv'),
    'product_code,product_name,product_line,product_category,standard_cost,list_price',
    PRODUCTS,
    (row) => `P${row},Product ${row},Line ${row % PRODUCT_LINES},Category ${row % 5},${10 + row}.00,${20 + row * 2}.00`,
  )
  await writeFile(
    join(folder, 'exchange_rates.csv'),
    'rate_date,currency,rate',
    3 * 1_096,
    (row) =>
      `${dayOf(Math.floor(row / 3))},${['EUR', 'GBP', 'CAD'][row % 3]},${(0.7 + (row % 997) / 1_000).toFixed(6)}`,
  )
  const perInvoice = LINES_PER_INVOICE[shape]
  let customer = 0
  const linesFile = join(folder, 'invoice_lines.csv')
  await writeFile(
    linesFile,
    'invoice_no,line_no,invoice_date,customer_code,product_code,quantity,unit_price,discount_amount,net_amount,cost_amount,freight_amount,currency,salesperson_code',
    size.lines,
    (row) => {
      if (shape === 'scattered' || row % perInvoice === 0) customer = Math.floor(size.customers * random() ** 2)
      const quantity = 1 + Math.floor(random() * 20)
      const price = Math.floor(random() * 90_000) + 500
      const net = quantity * price
      const cost = Math.floor(net * (0.7 + random() * 0.45))
      const day = dayOf(Math.floor((row / size.lines) * 1_090))
      const product = shape === 'scattered' ? Math.floor(random() * PRODUCTS) : productOf(customer, random)
      return `I${Math.floor(row / perInvoice)},${(row % perInvoice) + 1},${day},C${customer},P${product},${quantity},${(price / 100).toFixed(4)},0.0000,${(net / 100).toFixed(4)},${(cost / 100).toFixed(4)},${(net / 4_000).toFixed(4)},${CURRENCIES[customer % 8]},S${row % 17}`
    },
  )
  return { folder, linesFile }
}

/** A product of one of the few product lines that the customer buys. */
function productOf(customer: number, random: () => number): number {
  const line = (customer * 7 + Math.floor(random() * RANGE)) % PRODUCT_LINES
  return line + PRODUCT_LINES * Math.floor((random() * PRODUCTS) / PRODUCT_LINES)
}

function dayOf(offset: number): string {
  return new Date(Date.UTC(2023, 10, 1) + offset * 86_400_000).toISOString().slice(0, 10)
}

async function writeFile(path: string, header: string, rows: number, rowText: (row: number) => string): Promise<void> {
  const stream = createWriteStream(path)
  let block = `${header}\n`
  for (let row = 0; row < rows; row++) {
    block += `${rowText(row)}\n`
    if (block.length < 1 << 18) continue
    if (!stream.write(block)) await once(stream, 'drain')
    block = ''
  }
  stream.end(block)
  await once(stream, 'finish')
}
