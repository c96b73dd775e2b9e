import { describe, expect, it } from 'vitest'
import type { ImportKindKey } from './kinds.ts'
import { type ColumnProposal, proposeColumns, proposeKind } from './propose-mapping.ts'

/** Headers of a bicycle maker's ledger as it comes, with made-up rows of the same shape. */
const files: Record<'customers' | 'products' | 'invoice_lines' | 'exchange_rates', { header: string; row: string }> = {
  customers: {
    header: 'customer_code,customer_name,segment,city,region,country,employees,year_opened,annual_sales_usd,phone',
    row: 'AW00000009,Corner Cycles,Warehouse,Lyon,Rhone,FR,12,1990,300000.00,245-555-0199',
  },
  products: {
    header: 'product_code,sku,product_name,product_line,product_category,standard_cost,list_price',
    row: '999,HX-1,Helmet,Helmets,Accessories,12.0278,33.6442',
  },
  invoice_lines: {
    header:
      'invoice_no,line_no,invoice_date,customer_code,product_code,quantity,unit_price,discount_amount,net_amount,cost_amount,freight_amount,currency,salesperson_code',
    row: 'SO1,1,2010-12-29,AW00000009,349,1,2024.9940,0.0000,2024.9940,1898.0944,50.6249,USD,285',
  },
  exchange_rates: {
    header: 'rate_date,currency,usd_per_unit_average,usd_per_unit_end_of_day',
    row: '2010-12-29,AUD,0.645536117745788,0.645161290322581',
  },
}

function split(text: string): string[] {
  return text.split(',')
}

function targets(columns: readonly ColumnProposal[]): Record<string, string> {
  return Object.fromEntries(
    columns.map(({ header, target }) => [header, target.kind === 'field' ? target.field : target.kind]),
  )
}

function mapped(kind: ImportKindKey, header: string[], row: string[] = []): Record<string, string> {
  return targets(proposeColumns(kind, header, row.length === 0 ? [] : [row]))
}

describe('the ledger of a bicycle maker', () => {
  it.each(Object.keys(files) as (keyof typeof files)[])('is recognized as %s without help', (kind) => {
    const { header, row } = files[kind]
    const [best, second] = proposeKind(split(header), [split(row)])
    expect(best?.kind).toBe(kind)
    expect(best?.missing).toEqual([])
    expect(best?.confidence).toBeGreaterThan(0.8)
    expect(second?.confidence).toBeLessThan(0.4)
  })

  it('has every invoice column on the field of its name', () => {
    const { header, row } = files.invoice_lines
    for (const [name, target] of Object.entries(mapped('invoice_lines', split(header), split(row)))) {
      expect(target).toBe(name)
    }
  })

  it('has every product column on the field of its name', () => {
    const { header, row } = files.products
    for (const [name, target] of Object.entries(mapped('products', split(header), split(row))))
      expect(target).toBe(name)
  })

  it('reads annual sales with their currency and keeps the telephone as an attribute', () => {
    const { header, row } = files.customers
    const columns = proposeColumns('customers', split(header), [split(row)])
    expect(targets(columns)).toMatchObject({ annual_sales_usd: 'annual_sales', phone: 'attribute', country: 'country' })
    expect(columns.find((column) => column.header === 'annual_sales_usd')?.currency).toBe('USD')
  })

  it('takes the average as the rate and the end of day beside it', () => {
    const { header, row } = files.exchange_rates
    expect(mapped('exchange_rates', split(header), split(row))).toEqual({
      rate_date: 'rate_date',
      currency: 'currency',
      usd_per_unit_average: 'rate',
      usd_per_unit_end_of_day: 'rate_end_of_day',
    })
  })
})

describe('headers in other words and languages', () => {
  it.each<[ImportKindKey, string, string]>([
    [
      'invoice_lines',
      'Rechnungsnummer;Pos;Rechnungsdatum;Kundennummer;Artikelnummer;Menge;Einzelpreis;Nettobetrag;Währung',
      'R1;1;31.05.2013;K1;A1;1;2,50;2,50;EUR',
    ],
    [
      'invoice_lines',
      'Numéro de facture;Ligne;Date facture;Code client;Quantité;Prix unitaire;Montant HT;Devise',
      'F1;1;31/05/2013;C1;1;2,50;2,50;EUR',
    ],
    [
      'invoice_lines',
      'Número de factura;Línea;Fecha;Código cliente;Cantidad;Precio unitario;Importe neto;Moneda',
      'F1;1;31/05/2013;C1;1;2,50;2,50;EUR',
    ],
    [
      'invoice_lines',
      'Factuurnummer;Regel;Factuurdatum;Klantnummer;Aantal;Eenheidsprijs;Nettobedrag;Valuta',
      'F1;1;31-05-2013;C1;1;2,50;2,50;EUR',
    ],
    ['invoice_lines', 'InvoiceNo;LineNo;InvoiceDate;CustomerID;Revenue', 'F1;1;2013-05-31;C1;2.50'],
    ['customers', 'Kundennummer;Kundenname;Konzern;Branche;Ort;Land', 'K1;Muster AG;K0;Handel;Bern;CH'],
    [
      'customers',
      'Account Number;Account Name;Parent Account;Industry;City;Country',
      'K1;Sample Ltd;K0;Retail;Bern;CH',
    ],
    ['products', 'Artikelnummer;Bezeichnung;Warengruppe;Listenpreis', 'A1;Schraube;Eisen;2,50'],
    ['exchange_rates', 'Datum;Währung;Kurs', '31.05.2013;USD;0,75'],
    ['activity_counts', 'customer code;activity;month;count', 'C1;order;2013-05;12'],
    [
      'cost_rates',
      'activity_code;activity_name;pool;minutes per unit;capacity cost per month;practical capacity',
      'order;Handle an order;desk;40;560000;700000',
    ],
    [
      'wallet_estimates',
      'customer;customer code;year;low;base;high;source;estimate date',
      'A;C1;2013;1;2;3;customer;2013-05-31',
    ],
  ])('are taken for %s: %s', (kind, header, row) => {
    const [best] = proposeKind(header.split(';'), [row.split(';')])
    expect(best).toMatchObject({ kind, missing: [] })
  })

  it('never takes gross or taxed amounts for net', () => {
    const header = ['Invoice No', 'Net Amount', 'Gross Amount', 'Tax Amount', 'Amount incl VAT']
    expect(mapped('invoice_lines', header)).toMatchObject({
      'Net Amount': 'net_amount',
      'Gross Amount': 'ignore',
      'Tax Amount': 'ignore',
      'Amount incl VAT': 'ignore',
    })
  })

  it('keeps the parent apart from the customer', () => {
    const header = ['Customer Code', 'Parent Customer Code', 'Customer Name']
    expect(mapped('customers', header)).toEqual({
      'Customer Code': 'customer_code',
      'Parent Customer Code': 'parent_code',
      'Customer Name': 'customer_name',
    })
  })

  it('keeps the original invoice of a credit note apart from its own number', () => {
    expect(mapped('invoice_lines', ['Original invoice number', 'Invoice number'])).toEqual({
      'Original invoice number': 'original_invoice_no',
      'Invoice number': 'invoice_no',
    })
  })
})

describe('what values say', () => {
  it('trusts a header less whose values are of another type', () => {
    const [fitting] = proposeColumns('invoice_lines', ['net_amount'], [['12.50']])
    const [strange] = proposeColumns('invoice_lines', ['net_amount'], [['twelve']])
    expect(fitting?.confidence).toBe(1)
    expect(strange).toMatchObject({ why: 'values-differ' })
    expect(strange?.confidence).toBeLessThan(0.5)
  })

  it('prefers the column whose values fit, where two headers could mean a field', () => {
    const columns = proposeColumns('exchange_rates', ['date', 'day'], [['last week', '2013-05-31']])
    expect(targets(columns)).toMatchObject({ day: 'rate_date' })
  })

  it('leaves out a column without name and value', () => {
    expect(mapped('customers', ['customer_code', 'Column 2'], ['C1', ''])).toMatchObject({ 'Column 2': 'ignore' })
  })

  it('knows that net amount can be computed from quantity and price', () => {
    const header = ['invoice_no', 'line_no', 'invoice_date', 'customer_code', 'quantity', 'unit_price']
    const [best] = proposeKind(header, [['1', '1', '2013-05-31', 'C', '2', '1.50']])
    expect(best).toMatchObject({ kind: 'invoice_lines', missing: [] })
    expect(proposeKind(header.slice(0, 5), [])[0]?.missing).toContain('net_amount')
  })

  it('is sure of nothing where a file has nothing to do with the program', () => {
    const proposals = proposeKind(['sepal_length', 'sepal_width', 'species'], [['5.1', '3.5', 'setosa']])
    expect(proposals.every((proposal) => proposal.confidence < 0.1)).toBe(true)
  })

  it('answers for a file without columns', () => {
    expect(proposeKind([], []).every((proposal) => proposal.confidence === 0)).toBe(true)
  })
})
