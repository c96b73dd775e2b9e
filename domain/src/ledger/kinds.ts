import { accountFields, activityCountFields, costRateFields, walletEstimateFields } from './account-fields.ts'
import type { ImportField } from './field.ts'
import { exchangeRateFields, invoiceLineFields, productFields } from './sales-fields.ts'

/** The seven kinds of table a workspace can take in; nothing else is imported. */
export type ImportKindKey =
  | 'customers'
  | 'products'
  | 'invoice_lines'
  | 'exchange_rates'
  | 'activity_counts'
  | 'cost_rates'
  | 'wallet_estimates'

/** What happens to columns that fit no field: kept with the account as an attribute, or left out. */
export type SpareColumns = 'attribute' | 'ignore'

/** One kind of table: its fields and which of them tell two rows apart. */
export interface ImportKind {
  readonly key: ImportKindKey
  readonly name: string
  readonly meaning: string
  readonly fields: readonly ImportField[]
  /** Fields whose values together name a row: the same file imported twice changes nothing. */
  readonly naturalKey: readonly string[]
  readonly spareColumns: SpareColumns
}

/** The closed list of import kinds, in the order people usually think of them. */
export const importKinds: readonly ImportKind[] = [
  {
    key: 'customers',
    name: 'Customers',
    meaning: 'The companies sold to, with the group each belongs to.',
    fields: accountFields,
    naturalKey: ['customer_code'],
    spareColumns: 'attribute',
  },
  {
    key: 'products',
    name: 'Products',
    meaning: 'What is sold, in product lines and categories.',
    fields: productFields,
    naturalKey: ['product_code'],
    spareColumns: 'ignore',
  },
  {
    key: 'invoice_lines',
    name: 'Invoice lines',
    meaning: 'What was invoiced, line by line, credit notes as negative lines.',
    fields: invoiceLineFields,
    naturalKey: ['invoice_no', 'line_no'],
    spareColumns: 'ignore',
  },
  {
    key: 'exchange_rates',
    name: 'Exchange rates',
    meaning: 'What one unit of a currency was worth in reporting currency, day by day.',
    fields: exchangeRateFields,
    naturalKey: ['rate_date', 'currency'],
    spareColumns: 'ignore',
  },
  {
    key: 'activity_counts',
    name: 'Activity counts',
    meaning: 'How often each activity was done for a customer in a month: orders, deliveries, complaints.',
    fields: activityCountFields,
    naturalKey: ['customer_code', 'activity_code', 'month'],
    spareColumns: 'ignore',
  },
  {
    key: 'cost_rates',
    name: 'Cost rates',
    meaning: 'How long each activity takes and what the people who do it cost in a month.',
    fields: costRateFields,
    naturalKey: ['activity_code', 'month_from'],
    spareColumns: 'ignore',
  },
  {
    key: 'wallet_estimates',
    name: 'Wallet estimates',
    meaning: 'What a customer spends in our categories with all suppliers, as low, base and high.',
    fields: walletEstimateFields,
    naturalKey: ['customer_code', 'period_year', 'category', 'estimate_date'],
    spareColumns: 'ignore',
  },
]

/** The kind of that key. */
export function importKind(key: ImportKindKey): ImportKind {
  const found = importKinds.find((kind) => kind.key === key)
  if (!found) throw new Error(`no import kind ${key}`)
  return found
}

/** Whether a text names an import kind. */
export function isImportKindKey(text: string): text is ImportKindKey {
  return importKinds.some((kind) => kind.key === text)
}

/**
 * Required fields that the mapped ones leave open. The net amount of an invoice line need not be there where quantity
 * and unit price are: net = quantity * unit price - discount.
 */
export function missingFields(kind: ImportKind, mapped: ReadonlySet<string>): readonly ImportField[] {
  return kind.fields.filter((field) => {
    if (!field.isRequired || mapped.has(field.key)) return false
    return field.derivedFrom === null || !field.derivedFrom.every((key) => mapped.has(key))
  })
}
