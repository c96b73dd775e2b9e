import { calendarEnding } from './calendar.ts'
import { customerRows, sampleCompanies } from './companies.ts'
import { sampleCustomers } from './customers.ts'
import { dailyRates, exchangeRateRows } from './exchange-rates.ts'
import { invoiceLineRows, sampleInvoices } from './invoices.ts'
import { type SampleJudgement, sampleJudgements } from './judgements.ts'
import { SAMPLE_PEOPLE, type SamplePerson } from './people.ts'
import { priceList, productRows } from './products.ts'
import type { SampleFile } from './sample-file.ts'
import { CUSTOMERS, MONTHS, type SampleOptions, settledOptions } from './sample-options.ts'
import { activityCountRows, costRateRows, sampleActivityCounts, staffPools } from './service.ts'
import { lastYearNet, sampleWallets, walletRows } from './wallets.ts'

/** An invented industrial supplier with its customers, its ledger and what its people think. */
export interface SampleCompany {
  readonly name: string
  readonly currency: 'EUR'
  /** Files in the order in which they can be imported. */
  readonly files: readonly SampleFile[]
  readonly judgements: readonly SampleJudgement[]
  readonly people: readonly SamplePerson[]
}

/**
 * Makes the sample company: 400 customers in groups, 36 months of invoices in four currencies, cost to serve, wallets
 * and judgements. The same options always give the same company, down to the cent.
 */
export function sampleCompany(options: SampleOptions = {}): SampleCompany {
  const { seed, lastMonth } = settledOptions(options)
  const calendar = calendarEnding(lastMonth, MONTHS)
  const rates = dailyRates(seed, calendar)
  const products = priceList(seed)
  const companies = sampleCompanies(seed, CUSTOMERS)
  const customers = sampleCustomers(seed, companies, { products, months: MONTHS })
  const invoices = sampleInvoices(seed, customers, { calendar, rates })
  const counts = sampleActivityCounts(seed, customers, { invoices, calendar })
  const capacities = staffPools(counts, calendar)
  const wallets = sampleWallets(seed, customers, { net: lastYearNet(invoices, calendar), calendar })
  return {
    name: 'Northwall Fittings',
    currency: 'EUR',
    files: [
      sampleFile('customers', () => customerRows(companies)),
      sampleFile('products', () => productRows(products)),
      sampleFile('exchange_rates', () => exchangeRateRows(calendar, rates)),
      sampleFile('invoice_lines', () => invoiceLineRows(invoices, calendar)),
      sampleFile('cost_rates', () => costRateRows(capacities, calendar)),
      sampleFile('activity_counts', () => activityCountRows(counts, calendar)),
      sampleFile('wallet_estimates', () => walletRows(wallets)),
    ],
    judgements: sampleJudgements(seed, companies, calendar),
    people: SAMPLE_PEOPLE,
  }
}

const HEADERS: Readonly<Record<SampleFile['kind'], string>> = {
  customers: 'customer_code customer_name parent_code segment unit city region country employees annual_sales',
  products: 'product_code sku product_name product_line product_category standard_cost list_price',
  exchange_rates: 'rate_date currency rate',
  invoice_lines:
    'invoice_no line_no invoice_date customer_code product_code quantity unit_price list_amount discount_amount rebate_amount payment_terms_amount freight_allowance_amount net_amount cost_amount currency salesperson_code original_invoice_no',
  cost_rates:
    'activity_code activity_name pool_code pool_name unit_minutes month_from capacity_cost practical_minutes currency',
  activity_counts: 'customer_code activity_code month quantity',
  wallet_estimates: 'customer_code year low base high source estimate_date currency',
}

function sampleFile(kind: SampleFile['kind'], rows: () => Iterable<string[]>): SampleFile {
  return { name: `${kind}.csv`, kind, header: HEADERS[kind].split(' '), rows }
}
