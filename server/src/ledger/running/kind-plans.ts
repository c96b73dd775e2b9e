import type { ImportKindKey, RowFaultCode } from '@mainstay/domain/ledger'

/** Values every statement of a run uses; set once for the transaction, so that no statement is put together from them. */
export const WORKSPACE = '(select mainstay.current_workspace())'
export const IMPORT_NUMBER = "(select current_setting('mainstay.import_number')::integer)"
export const DEFAULT_CURRENCY = "(select current_setting('mainstay.default_currency'))"

/** A column of the target table and how the staged row gives it; `fields` are the staged fields it is made of. */
export interface TargetColumn {
  readonly name: string
  readonly source: string
  readonly fields: readonly string[]
}

/** A rule over all rows: those for which `when` holds are rejected. `field` says which column of the file is to blame. */
export interface RowCheck {
  readonly code: RowFaultCode
  readonly field: string
  readonly when: string
  readonly needs: readonly string[]
}

/** How rows of one kind get from the staging table into the ledger. `s` is the staged row. */
export interface KindPlan {
  readonly kind: ImportKindKey
  readonly table: string
  readonly keys: readonly string[]
  /** What tells staged rows apart, as expressions over `s`. */
  readonly stagedKeys: readonly string[]
  readonly keyField: string
  readonly columns: readonly TargetColumn[]
  readonly joins: string
  readonly checks: readonly RowCheck[]
  /** Further assignments when a stored row changes. */
  readonly touch: string
}

const column = (name: string, source = `s.${name}`, fields: readonly string[] = [name]): TargetColumn => ({
  name,
  source,
  fields,
})
const plain = (names: string): TargetColumn[] => names.split(' ').map((name) => column(name))

const ACCOUNT = `left join mainstay.account a on a.workspace_id = ${WORKSPACE} and a.code = s.customer_code`
const unknownCustomer: RowCheck = {
  code: 'ledger/unknown-customer',
  field: 'customer_code',
  needs: ['customer_code'],
  when: `not exists (select 1 from mainstay.account a where a.workspace_id = ${WORKSPACE} and a.code = s.customer_code)`,
}
const check = (code: RowFaultCode, field: string, when: string, needs: readonly string[] = [field]): RowCheck => ({
  code,
  field,
  when,
  needs,
})
const notPositive = (field: string) => check('ledger/not-positive', field, `s.${field} <= 0`)
const negative = (field: string) => check('ledger/not-positive', field, `s.${field} < 0`)
const currencyColumn = column('currency', `coalesce(s.currency, ${DEFAULT_CURRENCY})`, ['currency'])

const NET = 's.net_amount'
const COMPUTED_NET = 's.quantity * s.unit_price'

const customers: KindPlan = {
  kind: 'customers',
  table: 'mainstay.account',
  keys: ['code'],
  stagedKeys: ['s.customer_code'],
  keyField: 'customer_code',
  columns: [
    column('code', 's.customer_code', ['customer_code']),
    column('name', 's.customer_name', ['customer_name']),
    column('parent_id', 'p.id', ['parent_code']),
    ...plain('segment unit city region country'),
    column('employees', 's.employees::integer', ['employees']),
    column('annual_sales'),
    column(
      'annual_sales_currency',
      `case when s.annual_sales is not null then coalesce(s.annual_sales_currency, ${DEFAULT_CURRENCY}) end`,
      ['annual_sales'],
    ),
    column('year_opened', 's.year_opened::integer', ['year_opened']),
  ],
  joins: `left join mainstay.account p on p.workspace_id = ${WORKSPACE} and p.code = s.parent_code`,
  checks: [
    check('ledger/number-too-long', 'employees', 's.employees < 0 or s.employees > 2000000000'),
    check('ledger/date-does-not-exist', 'year_opened', 's.year_opened < 1000 or s.year_opened > 2200'),
  ],
  touch: 'version = t.version + 1, updated_at = now()',
}

const products: KindPlan = {
  kind: 'products',
  table: 'mainstay.product',
  keys: ['code'],
  stagedKeys: ['s.product_code'],
  keyField: 'product_code',
  columns: [
    column('code', 's.product_code', ['product_code']),
    column('name', 's.product_name', ['product_name']),
    column('sku'),
    column('product_line_id', 'pl.id', ['product_line']),
    ...plain('standard_cost list_price'),
  ],
  joins: `left join mainstay.product_line pl on pl.workspace_id = ${WORKSPACE} and pl.name = s.product_line`,
  checks: [],
  touch: '',
}

const invoiceLines: KindPlan = {
  kind: 'invoice_lines',
  table: 'mainstay.invoice_line',
  keys: ['invoice_no', 'line_no'],
  stagedKeys: ['s.invoice_no', 's.line_no'],
  keyField: 'invoice_no',
  columns: [
    ...plain('invoice_no line_no invoice_date'),
    column('account_id', 'a.id', ['customer_code']),
    // A product that is named but unknown gets a number no product has: the statement fails and the rows are looked at one by one.
    column(
      'product_id',
      `coalesce(pr.id, case when s.product_code is not null and (select exists (select 1 from mainstay.product x where x.workspace_id = ${WORKSPACE})) then -1 end)`,
      ['product_code'],
    ),
    { name: 'currency', source: currencyColumn.source, fields: [] },
    column('net_amount', NET, []),
    ...plain(
      'cost_amount quantity unit_price list_amount discount_amount rebate_amount promotion_amount payment_terms_amount freight_allowance_amount free_goods_amount freight_amount salesperson_code original_invoice_no',
    ),
  ],
  joins: `${ACCOUNT} left join mainstay.product pr on pr.workspace_id = ${WORKSPACE} and pr.code = s.product_code`,
  checks: [
    unknownCustomer,
    check(
      'ledger/unknown-product',
      'product_code',
      `s.product_code is not null and (select exists (select 1 from mainstay.product x where x.workspace_id = ${WORKSPACE}))
        and not exists (select 1 from mainstay.product x where x.workspace_id = ${WORKSPACE} and x.code = s.product_code)`,
    ),
    check('ledger/net-amount-unknown', 'net_amount', NET, []),
  ],
  touch: '',
}

const exchangeRates: KindPlan = {
  kind: 'exchange_rates',
  table: 'mainstay.exchange_rate',
  keys: ['currency', 'rate_date'],
  stagedKeys: ['s.currency', 's.rate_date'],
  keyField: 'rate_date',
  columns: plain('currency rate_date rate rate_end_of_day'),
  joins: '',
  checks: [notPositive('rate'), notPositive('rate_end_of_day')],
  touch: '',
}

const costRates: KindPlan = {
  kind: 'cost_rates',
  table: 'mainstay.cost_rate',
  keys: ['activity_code', 'month_from'],
  stagedKeys: ['s.activity_code', "coalesce(s.month_from, '1900-01-01'::date)"],
  keyField: 'activity_code',
  columns: [
    column('activity_code'),
    { name: 'month_from', source: "coalesce(s.month_from, '1900-01-01'::date)", fields: [] },
    ...plain('activity_name pool_code'),
    { name: 'pool_name', source: 'coalesce(s.pool_name, s.pool_code)', fields: [] },
    ...plain('unit_minutes capacity_cost practical_minutes'),
    { name: 'currency', source: currencyColumn.source, fields: [] },
  ],
  joins: '',
  checks: [negative('unit_minutes'), negative('capacity_cost'), notPositive('practical_minutes')],
  touch: '',
}

const activityCounts: KindPlan = {
  kind: 'activity_counts',
  table: 'mainstay.activity_count',
  keys: ['account_id', 'activity_code', 'month'],
  stagedKeys: ['s.customer_code', 's.activity_code', 's.month'],
  keyField: 'activity_code',
  columns: [column('account_id', 'a.id', ['customer_code']), ...plain('activity_code month quantity')],
  joins: ACCOUNT,
  checks: [
    unknownCustomer,
    check(
      'ledger/unknown-activity',
      'activity_code',
      `(select exists (select 1 from mainstay.cost_rate c where c.workspace_id = ${WORKSPACE}))
        and not exists (select 1 from mainstay.cost_rate c where c.workspace_id = ${WORKSPACE} and c.activity_code = s.activity_code)`,
    ),
    negative('quantity'),
  ],
  touch: '',
}

const walletEstimates: KindPlan = {
  kind: 'wallet_estimates',
  table: 'mainstay.wallet_estimate',
  keys: ['account_id', 'year', 'category'],
  stagedKeys: ['s.customer_code', 's.period_year', "coalesce(s.category, '')"],
  keyField: 'customer_code',
  columns: [
    column('account_id', 'a.id', ['customer_code']),
    column('year', 's.period_year::integer', ['period_year']),
    { name: 'category', source: "coalesce(s.category, '')", fields: [] },
    ...plain('low base high'),
    { name: 'currency', source: currencyColumn.source, fields: [] },
    column('source'),
    column('estimated_on', 's.estimate_date', ['estimate_date']),
  ],
  joins: ACCOUNT,
  checks: [
    unknownCustomer,
    check('ledger/date-does-not-exist', 'period_year', 's.period_year < 1900 or s.period_year > 2200'),
    negative('base'),
    check('ledger/low-above-high', 'low', 's.low > s.base', ['low']),
    check('ledger/low-above-high', 'high', 's.base > s.high', ['high']),
  ],
  touch: '',
}

const plans: Readonly<Record<ImportKindKey, KindPlan>> = {
  customers,
  products,
  invoice_lines: invoiceLines,
  exchange_rates: exchangeRates,
  cost_rates: costRates,
  activity_counts: activityCounts,
  wallet_estimates: walletEstimates,
}

/** Kinds and their tables in the order in which an undo takes rows away. */
export const allKindPlans: readonly KindPlan[] = [
  walletEstimates,
  activityCounts,
  invoiceLines,
  costRates,
  customers,
  products,
  exchangeRates,
]

/** The plan of a kind, cut down to what the file gives: a column no field feeds is neither compared nor changed. */
export function kindPlan(kind: ImportKindKey, fields: ReadonlySet<string>): KindPlan {
  const plan = plans[kind]
  const net = netSource(fields)
  const adapted = plan.columns.filter((target) => target.fields.every((field) => fields.has(field)))
  const columns = adapted.map((target) => ({
    ...target,
    source: knownOnly(target.source === NET ? net : target.source, fields),
  }))
  const checks = plan.checks
    .filter((rule) => rule.needs.every((field) => fields.has(field)))
    .map((rule) =>
      rule.when === NET
        ? { ...rule, when: `(${net}) is null`, field: fields.has('net_amount') ? 'net_amount' : 'unit_price' }
        : rule,
    )
  return {
    ...plan,
    columns,
    checks,
    joins: knownOnly(plan.joins, fields),
    stagedKeys: plan.stagedKeys.map((key) => knownOnly(key, fields)),
  }
}

function netSource(fields: ReadonlySet<string>): string {
  const canCompute = fields.has('quantity') && fields.has('unit_price')
  const computed = fields.has('discount_amount') ? `${COMPUTED_NET} - coalesce(s.discount_amount, 0)` : COMPUTED_NET
  if (!fields.has('net_amount')) return computed
  return canCompute ? `coalesce(${NET}, ${computed})` : NET
}

/** Optional fields a file lacks are not staged; in an expression they stand as null. */
function knownOnly(expression: string, fields: ReadonlySet<string>): string {
  return expression.replace(/\bs\.([a-z_]+)/g, (whole, field: string) =>
    fields.has(field) ? whole : (NULLS[field] ?? 'null::text'),
  )
}

const NULLS: Readonly<Record<string, string>> = { month_from: 'null::date' }
