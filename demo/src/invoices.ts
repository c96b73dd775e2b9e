import { type Calendar, type SampleMonth, workingDayFrom } from './calendar.ts'
import { type Chance, chanceFor, elementAt } from './chance.ts'
import type { Customer } from './customers.ts'
import { type DailyRates, PRICE_LIST_RATES } from './exchange-rates.ts'
import { type Invoice, type InvoiceLine, priceLine, takenBack } from './invoice.ts'
import { PRODUCT_LINES, type Product } from './products.ts'
import { PROFILES } from './profiles.ts'
import { centsText } from './sample-file.ts'

/** When and at which rates the company trades. */
export interface Market {
  readonly calendar: Calendar
  readonly rates: DailyRates
}

const INVOICE_TOPIC = 6
/** Thousandths of the last year's level, by years before it. */
const PRICE_LEVELS = [1000, 971, 943, 915]
const COST_LEVELS = [1000, 974, 949, 925]
const MAXIMUM_LINES = 6
const NEGATIVE_LINE_SHARE = 0.004
const FAREWELL_RETURN_SHARE = 0.4

/** Every invoice and credit note of the sample, by date, numbered in that order. */
export function sampleInvoices(seed: number, customers: readonly Customer[], market: Market): Invoice[] {
  const invoices = customers.flatMap((customer, index) => {
    const chance = chanceFor(seed, INVOICE_TOPIC, index)
    const sold = market.calendar.months.flatMap((_, month) => monthInvoices(chance, { customer, month }, market))
    const credits = creditNotes(chance, sold, market.calendar)
    const untouched = sold.filter((invoice) => credits.every((credit) => credit.original !== invoice))
    return [...sold, ...credits, ...farewellReturn(chance, untouched, market.calendar)]
  })
  invoices.sort((a, b) => a.day - b.day)
  numberInvoices(invoices, market.calendar)
  return invoices
}

interface CustomerMonth {
  readonly customer: Customer
  readonly month: number
}

function monthInvoices(chance: Chance, of: CustomerMonth, market: Market): Invoice[] {
  const { customer } = of
  const month = elementAt(market.calendar.months, of.month)
  const demand = elementAt(customer.demand, of.month)
  if (demand === 0 || !chance.happens(customer.orderChance)) return []
  const seasonal = customer.lineWeights.map(
    (weight, line) => (weight * elementAt(elementAt(PRODUCT_LINES, line).season, month.monthOfYear)) / 100,
  )
  const season = total(seasonal) / total(customer.lineWeights)
  const value = (customer.monthlyList * demand * season * chance.between(0.75, 1.25)) / customer.orderChance
  const busy = Math.min(1.5, Math.max(0.4, demand))
  const count = Math.max(1, Math.round(customer.monthlyLines * busy * chance.between(0.6, 1.4)))
  const invoices: Invoice[] = []
  for (let left = count; left > 0; ) {
    const size = Math.min(left, chance.whole(1, MAXIMUM_LINES))
    invoices.push(drawInvoice(chance, of, { month, market, seasonal, size, lineValue: value / count }))
    left -= size
  }
  return invoices
}

interface Basket {
  readonly month: SampleMonth
  readonly market: Market
  readonly seasonal: readonly number[]
  readonly size: number
  /** List value an average line should have, euro cents. */
  readonly lineValue: number
}

function drawInvoice(chance: Chance, of: CustomerMonth, basket: Basket): Invoice {
  const { customer, month } = of
  const day = chance.pick(basket.month.workingDays)
  const lines: InvoiceLine[] = []
  for (let number = 0; number < basket.size; number += 1) {
    const line = drawLine(chance, customer, { ...basket, day })
    lines.push(line)
    if (chance.happens(NEGATIVE_LINE_SHARE)) lines.push(takeBackFew(chance, line, customer))
  }
  const sellerCode = customer.sellerCodes[month < customer.sellerChangeMonth ? 0 : 1]
  return { number: '', day, customer, sellerCode, lines, original: null }
}

function drawLine(chance: Chance, customer: Customer, basket: Basket & { readonly day: number }): InvoiceLine {
  const { currency } = customer.company.country
  const yearsBack = lastYear(basket.market.calendar) - basket.month.year
  const value = basket.lineValue * chance.between(0.4, 1.6)
  const product = affordableProduct(chance, customer, { seasonal: basket.seasonal, value })
  const listPrice = (product.listPrice * elementAt(PRICE_LEVELS, yearsBack)) / 1000
  const cost = (product.standardCost * elementAt(COST_LEVELS, yearsBack)) / 1000
  const rate = (basket.market.rates[currency][basket.day] ?? 0) / 1_000_000
  return priceLine(
    {
      product,
      quantity: Math.max(1, Math.round(value / listPrice)),
      unitPrice: Math.round(listPrice / PRICE_LIST_RATES[currency]),
      unitCost: cost / rate,
    },
    customer.terms,
  )
}

const TRIES = 5

/** A small customer does not buy one large pump: draws again while a single piece costs far more than intended. */
function affordableProduct(
  chance: Chance,
  customer: Customer,
  wish: { readonly seasonal: readonly number[]; readonly value: number },
): Product {
  let cheapest: Product | null = null
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const product = chance.pick(elementAt(customer.articles, chance.pickWeighted(wish.seasonal)))
    if (product.listPrice < wish.value * 1.5) return product
    if (cheapest === null || product.listPrice < cheapest.listPrice) cheapest = product
  }
  return cheapest ?? chance.pick(customer.articles.flat())
}

/** A few pieces taken back on the next invoice line, without a credit note. */
function takeBackFew(chance: Chance, line: InvoiceLine, customer: Customer): InvoiceLine {
  return takenBack(line, chance.whole(1, Math.max(1, Math.floor(line.quantity / 4))), customer.terms)
}

function creditNotes(chance: Chance, sold: readonly Invoice[], calendar: Calendar): Invoice[] {
  return sold.flatMap((original) => {
    const { customer, sellerCode } = original
    if (!chance.happens(PROFILES[customer.company.plan.profile].creditShare)) return []
    const day = workingDayFrom(calendar, original.day + chance.whole(4, 50))
    const line = elementAt(original.lines, chance.whole(0, original.lines.length - 1))
    if (day === null || line.quantity <= 0) return []
    const quantity = Math.max(1, Math.round(line.quantity * chance.pick([0.1, 0.25, 0.5, 1, 1])))
    return [{ number: '', day, customer, sellerCode, lines: [takenBack(line, quantity, customer.terms)], original }]
  })
}

/** Some who leave send back their last delivery long after: their year then ends below zero. */
function farewellReturn(chance: Chance, sold: readonly Invoice[], calendar: Calendar): Invoice[] {
  const original = sold.at(-1)
  if (original?.customer.company.plan.trajectory !== 'lost' || !chance.happens(FAREWELL_RETURN_SHARE)) return []
  const { customer, sellerCode } = original
  const day = workingDayFrom(calendar, original.day + chance.whole(90, 200))
  const lines = original.lines.filter((line) => line.quantity > 0)
  if (day === null) return []
  const back = lines.map((line) => takenBack(line, line.quantity, customer.terms))
  return [{ number: '', day, customer, sellerCode, lines: back, original }]
}

function numberInvoices(invoices: readonly Invoice[], calendar: Calendar): void {
  const counts = new Map<string, number>()
  for (const invoice of invoices) {
    const year = elementAt(calendar.days, invoice.day).date.slice(2, 4)
    const series = `${invoice.original === null ? 'IN' : 'CN'}${year}`
    const number = (counts.get(series) ?? 0) + 1
    counts.set(series, number)
    invoice.number = `${series}-${String(number).padStart(5, '0')}`
  }
}

function lastYear(calendar: Calendar): number {
  return calendar.months.at(-1)?.year ?? 0
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** Rows of the ledger, one an invoice line, by date. */
export function* invoiceLineRows(invoices: readonly Invoice[], calendar: Calendar): Iterable<string[]> {
  for (const invoice of invoices) {
    const { company } = invoice.customer
    const date = elementAt(calendar.days, invoice.day).date
    for (const [index, line] of invoice.lines.entries()) {
      yield [
        invoice.number,
        String(index + 1),
        date,
        company.code,
        line.product.code,
        String(line.quantity),
        ...[line.unitPrice, line.listAmount, line.discount, line.rebate, line.paymentTerms].map(centsText),
        ...[line.freight, line.netAmount, line.cost].map(centsText),
        company.country.currency,
        invoice.sellerCode,
        invoice.original?.number ?? '',
      ]
    }
  }
}
