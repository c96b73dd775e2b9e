import { type SampleCompany, type SampleFileKind, sampleCompany } from './index.ts'

/** A row of a file by column name. */
export type SampleRecord = Readonly<Record<string, string>>

/** What one customer or group brought and cost in a span of months, euro. */
export interface CustomerFigures {
  readonly code: string
  readonly net: number
  readonly grossMargin: number
  readonly costToServe: number
  readonly contribution: number
}

export interface FiguresSpan {
  readonly from: string
  readonly to: string
  /** Whose figures a company's lines count to. */
  readonly level: 'company' | 'group'
}

const texts = new Map<string, readonly SampleRecord[]>()
const defaultSample = sampleCompany()

/** The default sample company, made once for all tests of a file. */
export function theSample(): SampleCompany {
  return defaultSample
}

/** Rows of one file of the default sample by column name. */
export function recordsOf(kind: SampleFileKind): readonly SampleRecord[] {
  const known = texts.get(kind)
  if (known) return known
  const records = readRecords(defaultSample, kind)
  texts.set(kind, records)
  return records
}

export function readRecords(sample: SampleCompany, kind: SampleFileKind): SampleRecord[] {
  const file = sample.files.find((candidate) => candidate.kind === kind)
  if (!file) throw new Error(`The sample has no file of kind ${kind}`)
  return Array.from(file.rows(), (row) =>
    Object.fromEntries(file.header.map((name, index) => [name, row[index] ?? ''])),
  )
}

/** The text of a column; a fault when the column is not there, so that a renamed column cannot pass unseen. */
export function field(record: SampleRecord, name: string): string {
  const text = record[name]
  if (text === undefined) throw new Error(`No column ${name}`)
  return text
}

/** An amount with two decimals as whole cents. */
export function cents(record: SampleRecord, name: string): number {
  const text = field(record, name)
  if (!/^-?\d+\.\d\d$/.test(text)) throw new Error(`"${text}" in ${name} is not an amount with two decimals`)
  return Number(text.replace('.', ''))
}

/** Root of the group each customer belongs to. */
export function groupRoots(): ReadonlyMap<string, string> {
  const parents = new Map(recordsOf('customers').map((row) => [field(row, 'customer_code'), field(row, 'parent_code')]))
  const rootOf = (code: string): string => {
    const parent = parents.get(code)
    return parent ? rootOf(parent) : code
  }
  return new Map([...parents.keys()].map((code) => [code, rootOf(code)]))
}

/** Euro for one unit of a currency on a day, from the exchange rate file. */
export function euroRates(): ReadonlyMap<string, number> {
  return new Map(
    recordsOf('exchange_rates').map((row) => [
      `${field(row, 'rate_date')} ${field(row, 'currency')}`,
      Number(field(row, 'rate')),
    ]),
  )
}

/** Pool cost per minute and unit minutes in force in a month, by activity. */
function costOfOne(activityCode: string, month: string): number {
  const inForce = recordsOf('cost_rates')
    .filter((row) => field(row, 'activity_code') === activityCode && field(row, 'month_from') <= month)
    .at(-1)
  if (!inForce) throw new Error(`No rate for ${activityCode} in ${month}`)
  const perMinute = cents(inForce, 'capacity_cost') / 100 / Number(field(inForce, 'practical_minutes'))
  return perMinute * Number(field(inForce, 'unit_minutes'))
}

/**
 * Net revenue, gross margin, cost to serve and contribution of everybody who bought in the span, largest net first,
 * computed from the files alone.
 */
export function customerFigures(span: FiguresSpan): CustomerFigures[] {
  const roots = groupRoots()
  const ownerOf = (code: string): string => (span.level === 'group' ? (roots.get(code) ?? code) : code)
  const net = new Map<string, number>()
  const cost = new Map<string, number>()
  const service = new Map<string, number>()
  const rates = euroRates()
  for (const row of recordsOf('invoice_lines')) {
    const month = field(row, 'invoice_date').slice(0, 7)
    if (month < span.from || month > span.to) continue
    const rate = rates.get(`${field(row, 'invoice_date')} ${field(row, 'currency')}`) ?? Number.NaN
    add(net, ownerOf(field(row, 'customer_code')), (cents(row, 'net_amount') / 100) * rate)
    add(cost, ownerOf(field(row, 'customer_code')), (cents(row, 'cost_amount') / 100) * rate)
  }
  const unitCosts = new Map<string, number>()
  for (const row of recordsOf('activity_counts')) {
    const month = field(row, 'month')
    if (month < span.from || month > span.to) continue
    const key = `${field(row, 'activity_code')} ${month}`
    const unitCost = unitCosts.get(key) ?? costOfOne(field(row, 'activity_code'), month)
    unitCosts.set(key, unitCost)
    add(service, ownerOf(field(row, 'customer_code')), Number(field(row, 'quantity')) * unitCost)
  }
  return [...net]
    .map(([code, revenue]) => {
      const grossMargin = revenue - (cost.get(code) ?? 0)
      const costToServe = service.get(code) ?? 0
      return { code, net: revenue, grossMargin, costToServe, contribution: grossMargin - costToServe }
    })
    .sort((a, b) => b.net - a.net)
}

/** Highest point of the whale curve as a share of the whole contribution. */
export function whalePeak(figures: readonly CustomerFigures[]): number {
  const gains = figures.reduce((sum, customer) => sum + Math.max(0, customer.contribution), 0)
  return gains / figures.reduce((sum, customer) => sum + customer.contribution, 0)
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
