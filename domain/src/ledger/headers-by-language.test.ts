import { describe, expect, it } from 'vitest'
import type { ImportKindKey } from './kinds.ts'
import { proposeColumns, proposeKind } from './propose-mapping.ts'

/** A column as ledger programs of a country write it: heading, meaning, and a value of that shape. */
type Column = readonly [header: string, target: string, value: string]

interface Export {
  readonly kind: ImportKindKey
  readonly columns: readonly Column[]
}

const german: readonly Export[] = [
  {
    kind: 'customers',
    columns: [
      ['Kundennummer', 'customer_code', '10001'],
      ['Kundenname', 'customer_name', 'Maier GmbH'],
      ['Konzernnummer', 'parent_code', '10000'],
      ['Branche', 'segment', 'Handel'],
      ['Sparte', 'unit', 'Nord'],
      ['Ort', 'city', 'Ulm'],
      ['Bundesland', 'region', 'BW'],
      ['Land', 'country', 'DE'],
      ['Mitarbeiterzahl', 'employees', '120'],
      ['Jahresumsatz', 'annual_sales', '1200000'],
      ['Kunde seit', 'year_opened', '1998'],
      ['Kundenbetreuer', 'account_manager', 'a@b.example'],
      ['Telefon', 'attribute', '0731'],
    ],
  },
  {
    kind: 'products',
    columns: [
      ['Artikelnummer', 'product_code', '4711'],
      ['Artikelbezeichnung', 'product_name', 'Pumpe'],
      ['Lagernummer', 'sku', 'L-1'],
      ['Produktgruppe', 'product_line', 'Pumpen'],
      ['Hauptgruppe', 'product_category', 'Technik'],
      ['Herstellkosten', 'standard_cost', '12.50'],
      ['Listenpreis', 'list_price', '25.00'],
    ],
  },
  {
    kind: 'invoice_lines',
    columns: [
      ['Rechnungsnummer', 'invoice_no', 'R1'],
      ['Positionsnummer', 'line_no', '1'],
      ['Rechnungsdatum', 'invoice_date', '2025-01-31'],
      ['Kundennummer', 'customer_code', '10001'],
      ['Artikelnummer', 'product_code', '4711'],
      ['Menge', 'quantity', '2'],
      ['Einzelpreis', 'unit_price', '25.00'],
      ['Bruttowert', 'list_amount', '50.00'],
      ['Rabattbetrag', 'discount_amount', '5.00'],
      ['Nettobetrag', 'net_amount', '45.00'],
      ['Wareneinsatz', 'cost_amount', '25.00'],
      ['Frachtkosten', 'freight_amount', '3.00'],
      ['Skonto', 'payment_terms_amount', '1.00'],
      ['Währung', 'currency', 'EUR'],
      ['Vertreter', 'salesperson_code', 'V1'],
    ],
  },
  {
    kind: 'exchange_rates',
    columns: [
      ['Kursdatum', 'rate_date', '2025-01-31'],
      ['Währung', 'currency', 'USD'],
      ['Wechselkurs', 'rate', '0.95'],
    ],
  },
  {
    kind: 'activity_counts',
    columns: [
      ['Kundennummer', 'customer_code', '10001'],
      ['Tätigkeit', 'activity_code', 'ORDER'],
      ['Monat', 'month', '2025-01'],
      ['Anzahl', 'quantity', '12'],
    ],
  },
  {
    kind: 'cost_rates',
    columns: [
      ['Tätigkeit', 'activity_code', 'ORDER'],
      ['Bezeichnung', 'activity_name', 'Auftrag erfassen'],
      ['Kostenstelle', 'pool_code', 'INNEN'],
      ['Minuten je Einheit', 'unit_minutes', '8'],
      ['Gültig ab', 'month_from', '2025-01'],
      ['Kapazitätskosten', 'capacity_cost', '20000'],
      ['Verfügbare Minuten', 'practical_minutes', '30000'],
    ],
  },
  {
    kind: 'wallet_estimates',
    columns: [
      ['Kundennummer', 'customer_code', '10001'],
      ['Jahr', 'period_year', '2025'],
      ['Warengruppe', 'category', 'Pumpen'],
      ['Untergrenze', 'low', '100'],
      ['Gesamtbedarf', 'base', '200'],
      ['Obergrenze', 'high', '300'],
      ['Quelle', 'source', 'Einkauf'],
      ['Stand', 'estimate_date', '2025-02-01'],
    ],
  },
]

const french: readonly Export[] = [
  {
    kind: 'customers',
    columns: [
      ['Code client', 'customer_code', 'C01'],
      ['Raison sociale', 'customer_name', 'Durand SA'],
      ['Maison mère', 'parent_code', 'C00'],
      ['Secteur', 'segment', 'Commerce'],
      ['Ville', 'city', 'Lyon'],
      ['Département', 'region', '69'],
      ['Pays', 'country', 'FR'],
      ['Effectif', 'employees', '50'],
      ['Chiffre d’affaires annuel', 'annual_sales', '900000'],
      ['Client depuis', 'year_opened', '2001'],
      ['Responsable de compte', 'account_manager', 'a@b.example'],
    ],
  },
  {
    kind: 'products',
    columns: [
      ['Code article', 'product_code', 'A1'],
      ['Désignation', 'product_name', 'Pompe'],
      ['Code EAN', 'sku', '301'],
      ['Famille', 'product_line', 'Pompes'],
      ['Catégorie', 'product_category', 'Technique'],
      ['Prix de revient', 'standard_cost', '12.50'],
      ['Prix tarif', 'list_price', '25.00'],
    ],
  },
  {
    kind: 'invoice_lines',
    columns: [
      ['Numéro de facture', 'invoice_no', 'F1'],
      ['Numéro de ligne', 'line_no', '1'],
      ['Date de facture', 'invoice_date', '2025-01-31'],
      ['Code client', 'customer_code', 'C01'],
      ['Code article', 'product_code', 'A1'],
      ['Quantité', 'quantity', '2'],
      ['Prix unitaire', 'unit_price', '25.00'],
      ['Remise', 'discount_amount', '5.00'],
      ['Montant HT', 'net_amount', '45.00'],
      ['Coût total', 'cost_amount', '25.00'],
      ['Frais de port', 'freight_amount', '3.00'],
      ['Escompte', 'payment_terms_amount', '1.00'],
      ['Devise', 'currency', 'EUR'],
      ['Vendeur', 'salesperson_code', 'V1'],
      ['Facture d’origine', 'original_invoice_no', 'F0'],
    ],
  },
  {
    kind: 'exchange_rates',
    columns: [
      ['Date du cours', 'rate_date', '2025-01-31'],
      ['Devise', 'currency', 'USD'],
      ['Taux de change', 'rate', '0.95'],
      ['Cours de clôture', 'rate_end_of_day', '0.96'],
    ],
  },
  {
    kind: 'activity_counts',
    columns: [
      ['Code client', 'customer_code', 'C01'],
      ['Code activité', 'activity_code', 'ORDER'],
      ['Mois', 'month', '2025-01'],
      ['Nombre', 'quantity', '12'],
    ],
  },
  {
    kind: 'cost_rates',
    columns: [
      ['Code activité', 'activity_code', 'ORDER'],
      ['Libellé', 'activity_name', 'Saisie'],
      ['Centre de coût', 'pool_code', 'ADV'],
      ['Temps unitaire', 'unit_minutes', '8'],
      ['À partir de', 'month_from', '2025-01'],
      ['Coût mensuel', 'capacity_cost', '20000'],
      ['Minutes disponibles', 'practical_minutes', '30000'],
      ['Monnaie', 'currency', 'EUR'],
    ],
  },
  {
    kind: 'wallet_estimates',
    columns: [
      ['Code client', 'customer_code', 'C01'],
      ['Année', 'period_year', '2025'],
      ['Catégorie', 'category', 'Pompes'],
      ['Bas', 'low', '100'],
      ['Dépense totale', 'base', '200'],
      ['Haut', 'high', '300'],
      ['Date d’estimation', 'estimate_date', '2025-02-01'],
    ],
  },
]

const spanish: readonly Export[] = [
  {
    kind: 'customers',
    columns: [
      ['Código cliente', 'customer_code', 'C01'],
      ['Razón social', 'customer_name', 'García SL'],
      ['Matriz', 'parent_code', 'C00'],
      ['Segmento', 'segment', 'Comercio'],
      ['Población', 'city', 'Jaén'],
      ['Provincia', 'region', 'Jaén'],
      ['País', 'country', 'ES'],
      ['Número de empleados', 'employees', '50'],
      ['Facturación anual', 'annual_sales', '900000'],
      ['Cliente desde', 'year_opened', '2001'],
      ['Gestor de cuenta', 'account_manager', 'a@b.example'],
    ],
  },
  {
    kind: 'products',
    columns: [
      ['Código artículo', 'product_code', 'A1'],
      ['Descripción', 'product_name', 'Bomba'],
      ['Familia', 'product_line', 'Bombas'],
      ['Categoría', 'product_category', 'Técnica'],
      ['Coste estándar', 'standard_cost', '12.50'],
      ['Precio de lista', 'list_price', '25.00'],
    ],
  },
  {
    kind: 'invoice_lines',
    columns: [
      ['Número de factura', 'invoice_no', 'F1'],
      ['Número de línea', 'line_no', '1'],
      ['Fecha de factura', 'invoice_date', '2025-01-31'],
      ['Código cliente', 'customer_code', 'C01'],
      ['Código artículo', 'product_code', 'A1'],
      ['Cantidad', 'quantity', '2'],
      ['Precio unitario', 'unit_price', '25.00'],
      ['Descuento', 'discount_amount', '5.00'],
      ['Importe neto', 'net_amount', '45.00'],
      ['Coste de ventas', 'cost_amount', '25.00'],
      ['Portes', 'freight_amount', '3.00'],
      ['Pronto pago', 'payment_terms_amount', '1.00'],
      ['Moneda', 'currency', 'EUR'],
      ['Vendedor', 'salesperson_code', 'V1'],
    ],
  },
  {
    kind: 'exchange_rates',
    columns: [
      ['Fecha del tipo', 'rate_date', '2025-01-31'],
      ['Divisa', 'currency', 'USD'],
      ['Tipo de cambio', 'rate', '0.95'],
      ['Tipo de cierre', 'rate_end_of_day', '0.96'],
    ],
  },
  {
    kind: 'activity_counts',
    columns: [
      ['Código cliente', 'customer_code', 'C01'],
      ['Código actividad', 'activity_code', 'ORDER'],
      ['Mes', 'month', '2025-01'],
      ['Cantidad', 'quantity', '12'],
    ],
  },
  {
    kind: 'cost_rates',
    columns: [
      ['Código actividad', 'activity_code', 'ORDER'],
      ['Descripción', 'activity_name', 'Pedido'],
      ['Centro de coste', 'pool_code', 'ADM'],
      ['Minutos por unidad', 'unit_minutes', '8'],
      ['Desde', 'month_from', '2025-01'],
      ['Coste mensual', 'capacity_cost', '20000'],
      ['Minutos disponibles', 'practical_minutes', '30000'],
    ],
  },
  {
    kind: 'wallet_estimates',
    columns: [
      ['Código cliente', 'customer_code', 'C01'],
      ['Ejercicio', 'period_year', '2025'],
      ['Categoría', 'category', 'Bombas'],
      ['Mínimo', 'low', '100'],
      ['Gasto total', 'base', '200'],
      ['Máximo', 'high', '300'],
      ['Origen', 'source', 'Compras'],
      ['Fecha de estimación', 'estimate_date', '2025-02-01'],
    ],
  },
]

const dutch: readonly Export[] = [
  {
    kind: 'customers',
    columns: [
      ['Klantnummer', 'customer_code', 'K01'],
      ['Klantnaam', 'customer_name', 'Jansen BV'],
      ['Moedermaatschappij', 'parent_code', 'K00'],
      ['Klantsegment', 'segment', 'Handel'],
      ['Woonplaats', 'city', 'Breda'],
      ['Provincie', 'region', 'NB'],
      ['Landcode', 'country', 'NL'],
      ['Aantal medewerkers', 'employees', '50'],
      ['Jaaromzet', 'annual_sales', '900000'],
      ['Klant sinds', 'year_opened', '2001'],
      ['Relatiebeheerder', 'account_manager', 'a@b.example'],
    ],
  },
  {
    kind: 'products',
    columns: [
      ['Artikelcode', 'product_code', 'A1'],
      ['Omschrijving', 'product_name', 'Pomp'],
      ['Productgroep', 'product_line', 'Pompen'],
      ['Hoofdgroep', 'product_category', 'Techniek'],
      ['Kostprijs', 'standard_cost', '12.50'],
      ['Catalogusprijs', 'list_price', '25.00'],
    ],
  },
  {
    kind: 'invoice_lines',
    columns: [
      ['Factuurnummer', 'invoice_no', 'F1'],
      ['Regelnummer', 'line_no', '1'],
      ['Factuurdatum', 'invoice_date', '2025-01-31'],
      ['Klantnummer', 'customer_code', 'K01'],
      ['Artikelcode', 'product_code', 'A1'],
      ['Aantal', 'quantity', '2'],
      ['Stuksprijs', 'unit_price', '25.00'],
      ['Korting', 'discount_amount', '5.00'],
      ['Nettobedrag', 'net_amount', '45.00'],
      ['Inkoopwaarde', 'cost_amount', '25.00'],
      ['Vrachtkosten', 'freight_amount', '3.00'],
      ['Valuta', 'currency', 'EUR'],
      ['Verkoper', 'salesperson_code', 'V1'],
    ],
  },
  {
    kind: 'exchange_rates',
    columns: [
      ['Koersdatum', 'rate_date', '2025-01-31'],
      ['Valuta', 'currency', 'USD'],
      ['Wisselkoers', 'rate', '0.95'],
      ['Slotkoers', 'rate_end_of_day', '0.96'],
    ],
  },
  {
    kind: 'activity_counts',
    columns: [
      ['Klantnummer', 'customer_code', 'K01'],
      ['Activiteitcode', 'activity_code', 'ORDER'],
      ['Maand', 'month', '2025-01'],
      ['Aantal', 'quantity', '12'],
    ],
  },
  {
    kind: 'cost_rates',
    columns: [
      ['Activiteitcode', 'activity_code', 'ORDER'],
      ['Omschrijving', 'activity_name', 'Order'],
      ['Kostenplaats', 'pool_code', 'ADM'],
      ['Minuten per eenheid', 'unit_minutes', '8'],
      ['Geldig vanaf', 'month_from', '2025-01'],
      ['Capaciteitskosten', 'capacity_cost', '20000'],
      ['Beschikbare minuten', 'practical_minutes', '30000'],
    ],
  },
  {
    kind: 'wallet_estimates',
    columns: [
      ['Klantnummer', 'customer_code', 'K01'],
      ['Boekjaar', 'period_year', '2025'],
      ['Productcategorie', 'category', 'Pompen'],
      ['Ondergrens', 'low', '100'],
      ['Totale uitgaven', 'base', '200'],
      ['Bovengrens', 'high', '300'],
      ['Herkomst', 'source', 'Inkoop'],
      ['Schattingsdatum', 'estimate_date', '2025-02-01'],
    ],
  },
]

const english: readonly Export[] = [
  {
    kind: 'customers',
    columns: [
      ['Account Number', 'customer_code', 'C01'],
      ['Company Name', 'customer_name', 'Smith Ltd'],
      ['Ultimate Parent', 'parent_code', 'C00'],
      ['Industry', 'segment', 'Retail'],
      ['Business Unit', 'unit', 'North'],
      ['Town', 'city', 'Leeds'],
      ['Territory', 'region', 'Yorkshire'],
      ['Country/Region', 'country', 'GB'],
      ['Headcount', 'employees', '50'],
      ['Annual Turnover', 'annual_sales', '900000'],
      ['Customer Since', 'year_opened', '2001'],
      ['Account Owner', 'account_manager', 'a@b.example'],
      ['VAT number', 'attribute', 'GB1'],
    ],
  },
  {
    kind: 'products',
    columns: [
      ['Item No.', 'product_code', 'A1'],
      ['Item Description', 'product_name', 'Pump'],
      ['Stock-keeping unit', 'sku', 'S1'],
      ['Product Family', 'product_line', 'Pumps'],
      ['Main Category', 'product_category', 'Technical'],
      ['Unit Cost', 'standard_cost', '12.50'],
      ['Retail Price', 'list_price', '25.00'],
    ],
  },
  {
    kind: 'invoice_lines',
    columns: [
      ['Document No.', 'invoice_no', 'INV1'],
      ['Position', 'line_no', '1'],
      ['Posting Date', 'invoice_date', '2025-01-31'],
      ['Sold-to party', 'customer_code', 'C01'],
      ['Material Number', 'product_code', 'A1'],
      ['Qty', 'quantity', '2'],
      ['Price Each', 'unit_price', '25.00'],
      ['List Value', 'list_amount', '50.00'],
      ['Line Discount', 'discount_amount', '5.00'],
      ['Net Sales', 'net_amount', '45.00'],
      ['COGS', 'cost_amount', '25.00'],
      ['Shipping Cost', 'freight_amount', '3.00'],
      ['Volume Bonus', 'rebate_amount', '1.00'],
      ['Marketing Allowance', 'promotion_amount', '1.00'],
      ['Free of Charge', 'free_goods_amount', '0.00'],
      ['Freight Rebate', 'freight_allowance_amount', '0.00'],
      ['Doc. Currency', 'currency', 'EUR'],
      ['Sales Rep', 'salesperson_code', 'V1'],
      ['Transaction Type', 'line_type', 'Invoice'],
    ],
  },
  {
    kind: 'exchange_rates',
    columns: [
      ['Valid on', 'rate_date', '2025-01-31'],
      ['ISO code', 'currency', 'USD'],
      ['Mid rate', 'rate', '0.95'],
      ['Closing rate', 'rate_end_of_day', '0.96'],
    ],
  },
  {
    kind: 'activity_counts',
    columns: [
      ['Customer ID', 'customer_code', 'C01'],
      ['Cost Driver', 'activity_code', 'ORDER'],
      ['Period', 'month', '2025-01'],
      ['Volume', 'quantity', '12'],
    ],
  },
  {
    kind: 'cost_rates',
    columns: [
      ['Driver Code', 'activity_code', 'ORDER'],
      ['Activity Description', 'activity_name', 'Order entry'],
      ['Cost Centre', 'pool_code', 'ADM'],
      ['Cost centre name', 'pool_name', 'Administration'],
      ['Minutes per unit', 'unit_minutes', '8'],
      ['Effective from', 'month_from', '2025-01'],
      ['Cost per month', 'capacity_cost', '20000'],
      ['Capacity minutes', 'practical_minutes', '30000'],
    ],
  },
  {
    kind: 'wallet_estimates',
    columns: [
      ['Client ID', 'customer_code', 'C01'],
      ['Fiscal Year', 'period_year', '2025'],
      ['Spend Category', 'category', 'Pumps'],
      ['Minimum', 'low', '100'],
      ['Wallet Size', 'base', '200'],
      ['Maximum', 'high', '300'],
      ['Estimated on', 'estimate_date', '2025-02-01'],
    ],
  },
]

const spareIn = (kind: ImportKindKey) => (kind === 'customers' ? 'attribute' : 'ignore')

describe.each([
  ['German', german],
  ['French', french],
  ['Spanish', spanish],
  ['Dutch', dutch],
  ['English', english],
] as const)('a %s export', (_language, files) => {
  it.each(files)('of $kind has every column on its field', ({ kind, columns }) => {
    const header = columns.map(([name]) => name)
    const found = proposeColumns(kind, header, [columns.map(([, , value]) => value)])
    const meanings = found.map(({ target }) => (target.kind === 'field' ? target.field : target.kind))
    expect(meanings).toEqual(columns.map(([, target]) => target))
  })

  it.each(files)('of $kind is taken for what it is, with nothing missing', ({ kind, columns }) => {
    const header = columns.map(([name]) => name)
    const [best, second] = proposeKind(header, [columns.map(([, , value]) => value)])
    expect(best).toMatchObject({ kind, missing: [] })
    expect(best?.confidence ?? 0).toBeGreaterThan((second?.confidence ?? 0) + 0.05)
  })

  it.each(files)('of $kind is read the same in capitals, with underlines, or in another order', ({ kind, columns }) => {
    const turned = [...columns].reverse()
    for (const write of [(name: string) => name.toUpperCase(), (name: string) => name.replaceAll(' ', '_')]) {
      const header = turned.map(([name]) => write(name))
      const found = proposeColumns(kind, header, [turned.map(([, , value]) => value)])
      const meanings = found.map(({ target }) => (target.kind === 'field' ? target.field : target.kind))
      expect(meanings).toEqual(turned.map(([, target]) => target))
    }
  })

  it.each(files)('of $kind keeps a column nobody knows out of the fields', ({ kind, columns }) => {
    const header = [...columns.map(([name]) => name), 'Zzyzx']
    const found = proposeColumns(kind, header, [[...columns.map(([, , value]) => value), 'q']])
    expect(found.at(-1)?.target.kind).toBe(spareIn(kind))
  })
})
