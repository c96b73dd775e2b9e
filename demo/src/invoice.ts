import type { Customer } from './customers.ts'
import type { Product } from './products.ts'
import type { CustomerTerms } from './profiles.ts'

/** One line of an invoice; all money in whole cents of the invoice currency. */
export interface InvoiceLine {
  readonly product: Product
  readonly quantity: number
  readonly unitPrice: number
  readonly listAmount: number
  readonly discount: number
  readonly rebate: number
  readonly paymentTerms: number
  readonly freight: number
  readonly netAmount: number
  readonly cost: number
}

/** An invoice or, with an original, a credit note. Its number is given once all are known. */
export interface Invoice {
  number: string
  readonly day: number
  readonly customer: Customer
  readonly sellerCode: string
  readonly lines: readonly InvoiceLine[]
  readonly original: Invoice | null
}

/** What a line is made from: price and cost for one piece, in cents of the invoice currency. */
export interface LineBasis {
  readonly product: Product
  readonly quantity: number
  readonly unitPrice: number
  readonly unitCost: number
}

/**
 * Prices a line: list is quantity times unit price; the discount comes off list; rebate, payment terms and freight
 * come off the invoice price; net is what is left. Each part is rounded to the cent, so that net is their exact
 * difference.
 */
export function priceLine(basis: LineBasis, terms: CustomerTerms): InvoiceLine {
  const listAmount = basis.quantity * basis.unitPrice
  const discount = partOf(listAmount, terms.discount)
  const invoiced = listAmount - discount
  const rebate = partOf(invoiced, terms.rebate)
  const paymentTerms = partOf(invoiced, terms.paymentTerms)
  const freight = partOf(invoiced, terms.freight)
  return {
    product: basis.product,
    quantity: basis.quantity,
    unitPrice: basis.unitPrice,
    listAmount,
    discount,
    rebate,
    paymentTerms,
    freight,
    netAmount: invoiced - rebate - paymentTerms - freight,
    cost: Math.round(basis.unitCost * basis.quantity),
  }
}

/** The same line taken back, in part or whole: every amount with the opposite sign. */
export function takenBack(line: InvoiceLine, quantity: number, terms: CustomerTerms): InvoiceLine {
  const { product, unitPrice } = line
  const back = priceLine({ product, quantity, unitPrice, unitCost: line.cost / line.quantity }, terms)
  return {
    product,
    quantity: -quantity,
    unitPrice,
    listAmount: negative(back.listAmount),
    discount: negative(back.discount),
    rebate: negative(back.rebate),
    paymentTerms: negative(back.paymentTerms),
    freight: negative(back.freight),
    netAmount: negative(back.netAmount),
    cost: negative(back.cost),
  }
}

function partOf(cents: number, basisPoints: number): number {
  return Math.round((cents * basisPoints) / 10_000)
}

/** Never minus zero. */
function negative(cents: number): number {
  return 0 - cents
}
