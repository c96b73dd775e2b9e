import { type ImportField, optionalField, requiredField } from './field.ts'

const TAX_WORDS = 'gross, tax, vat, brutto, mwst, ust, ttc, tva, brut, bruto, iva, btw, incl, inkl'

/** Fields of a product list. */
export const productFields: readonly ImportField[] = [
  requiredField('product_code', 'Product code', 'code', {
    meaning: 'The code by which invoice lines name the product.',
    synonyms:
      'product id, product number, product no, item code, item number, item no, item id, article number, article no, material, material number, part number, product key, artikelnummer, artikel nr, artikelnr, produktnummer, materialnummer, code article, code produit, reference, ref produit, codigo producto, codigo articulo, codigo de producto, referencia, artikelcode, productnummer, productcode',
    unlike: 'name, category, line',
  }),
  requiredField('product_name', 'Product name', 'text', {
    meaning: 'The name of the product.',
    synonyms:
      'name, product, description, product description, item name, item description, item, artikelbezeichnung, bezeichnung, produktname, artikel, beschreibung, designation, libelle, nom produit, produit, nombre producto, producto, descripcion, articulo, productnaam, omschrijving',
    unlike: 'code, number, id, category, line',
  }),
  optionalField('sku', 'Stock keeping unit', 'text', {
    meaning: 'The stock keeping unit; several products may share one.',
    synonyms: 'stock keeping unit, sku code, sku number, ean, gtin, upc, lagernummer, codigo ean, code ean, ean code',
  }),
  optionalField('product_line', 'Product line', 'text', {
    meaning: 'The line of products it belongs to, for the product mix of an account.',
    synonyms:
      'line, product family, family, product group, subcategory, product subcategory, produktlinie, produktfamilie, produktgruppe, warengruppe, gamme, famille, famille de produits, ligne de produits, linea, linea de producto, familia, subcategoria, productlijn, productgroep, productfamilie',
  }),
  optionalField('product_category', 'Product category', 'text', {
    meaning: 'The wider category of the line.',
    synonyms:
      'category, main category, division, kategorie, produktkategorie, hauptgruppe, categorie, categorie de produit, categoria, categoria de producto, productcategorie, hoofdgroep',
    unlike: 'sub',
  }),
  optionalField('standard_cost', 'Standard cost', 'decimal', {
    meaning: 'What one unit costs us at standard.',
    synonyms:
      'cost, unit cost, cost price, standard price, standardkosten, herstellkosten, einstandspreis, selbstkosten, cout standard, prix de revient, cout unitaire, coste estandar, costo estandar, precio de coste, standaardkosten, kostprijs',
  }),
  optionalField('list_price', 'List price', 'decimal', {
    meaning: 'The price of one unit before any discount.',
    synonyms:
      'price, catalog price, catalogue price, retail price, listenpreis, katalogpreis, bruttopreis, prix catalogue, prix tarif, tarif, precio de lista, precio de catalogo, precio tarifa, catalogusprijs, lijstprijs',
  }),
]

/** Fields of invoice lines: the price waterfall from list value to net amount, the cost, and who sold to whom when. */
export const invoiceLineFields: readonly ImportField[] = [
  requiredField('invoice_no', 'Invoice number', 'code', {
    meaning: 'The number of the invoice or credit note.',
    synonyms:
      'invoice number, invoice id, invoice, document number, document no, doc no, billing document, sales order number, order number, order no, voucher number, rechnungsnummer, rechnung nr, rechnungsnr, belegnummer, beleg nr, belegnr, fakturanummer, faktura, numero de facture, numero facture, no facture, n facture, facture, numero de factura, numero factura, no factura, factura, factuurnummer, factuur nr, factuurnr, factuur',
    unlike: 'original, date, line, datum',
  }),
  requiredField('line_no', 'Line number', 'code', {
    meaning: 'The number of the line on the invoice.',
    synonyms:
      'line number, line, line id, item no, item number, position, pos, pos nr, invoice line, invoice line no, order line, position number, positionsnummer, zeile, rechnungsposition, belegposition, numero de ligne, ligne, no ligne, numero de linea, linea, no linea, posicion, regelnummer, regel, factuurregel',
  }),
  requiredField('invoice_date', 'Invoice date', 'date', {
    meaning: 'The day of the invoice, by which it counts in a month and is converted.',
    synonyms:
      'date, document date, billing date, posting date, order date, transaction date, rechnungsdatum, belegdatum, buchungsdatum, fakturadatum, datum, date facture, date de facture, date de facturation, date comptable, fecha factura, fecha de factura, fecha de facturacion, fecha, factuurdatum, boekdatum',
    unlike: 'due, ship, delivery',
  }),
  requiredField('customer_code', 'Customer code', 'code', {
    meaning: 'The customer who was invoiced.',
    synonyms:
      'customer, customer number, customer no, customer id, cust id, cust no, account code, account number, account no, account id, client code, client id, client, sold to, sold to party, bill to, debtor number, kundennummer, kunden nr, kundennr, kunde, kundencode, debitor, debitorennummer, debitoren nr, auftraggeber, code client, numero client, no client, n client, compte client, codigo cliente, numero cliente, id cliente, cliente, codigo de cliente, klantnummer, klantcode, klant nr, klantnr, klant, debiteurnummer, debiteur',
    unlike: 'name, ship',
  }),
  requiredField('net_amount', 'Net amount', 'decimal', {
    meaning: 'What the line brings after discounts on the invoice, without tax; negative on credit notes.',
    synonyms:
      'amount, net, net value, net sales, net revenue, revenue, sales, sales amount, line total, line amount, net line amount, extended amount, turnover, nettobetrag, nettoumsatz, netto, nettowert, umsatz, erlos, betrag, warenwert, montant net, montant ht, montant, chiffre d affaires, total ht, importe neto, importe, ventas, venta neta, ventas netas, total neto, base imponible, nettobedrag, netto omzet, omzet, bedrag, netto bedrag',
    unlike: `${TAX_WORDS}, discount, cost, freight, list`,
    derivedFrom: ['quantity', 'unit_price'],
  }),
  optionalField('product_code', 'Product code', 'code', {
    meaning: 'The product sold, as in the product list.',
    synonyms:
      'product, product id, product number, product no, item, item code, item id, article, article number, material, material number, sku, part number, artikelnummer, artikel nr, artikelnr, artikel, materialnummer, code article, code produit, produit, reference, codigo producto, codigo articulo, codigo de producto, producto, articulo, referencia, artikelcode, productcode',
    unlike: 'name',
  }),
  optionalField('quantity', 'Quantity', 'decimal', {
    meaning: 'How many units.',
    synonyms:
      'qty, units, pieces, order quantity, invoiced quantity, order qty, menge, anzahl, stuck, stueck, stuckzahl, quantite, qte, cantidad, cant, unidades, aantal, hoeveelheid, stuks',
  }),
  optionalField('unit_price', 'Unit price', 'decimal', {
    meaning: 'The invoiced price of one unit.',
    synonyms:
      'price, price per unit, price each, sales price, einzelpreis, stuckpreis, preis, preis pro stuck, prix unitaire, pu, prix, precio unitario, precio, eenheidsprijs, prijs, stuksprijs',
    unlike: 'list',
  }),
  optionalField('list_amount', 'List value', 'decimal', {
    meaning: 'Value of the line at list price, before any discount.',
    synonyms:
      'list value, list price amount, gross sales, gross value, amount at list price, value at list price, listenwert, bruttoumsatz, bruttowert, valeur catalogue, valeur tarif, valor de lista, ventas brutas, bruto omzet, lijstwaarde',
    unlike: 'tax, vat, mwst, ust, ttc, tva, iva, btw',
  }),
  optionalField('discount_amount', 'Discount', 'decimal', {
    meaning: 'Discounts shown on the invoice, as a positive amount.',
    synonyms:
      'discount, discounts, on invoice discount, line discount, discount value, rabatt, rabattbetrag, nachlass, remise, montant remise, descuento, importe descuento, korting, kortingsbedrag',
    unlike: 'percent, pct, rate, prozent, cash',
  }),
  optionalField('rebate_amount', 'Rebate', 'decimal', {
    meaning: 'Rebates granted later for this line, such as volume bonuses.',
    synonyms:
      'rebate, rebates, bonus, volume bonus, year end bonus, ruckvergutung, rueckverguetung, umsatzbonus, ristourne, rfa, rappel, rapel, jaarbonus',
  }),
  optionalField('promotion_amount', 'Promotion', 'decimal', {
    meaning: 'Promotion money given for this line.',
    synonyms:
      'promotion, promotions, promo, marketing allowance, promotional allowance, werbekostenzuschuss, wkz, aktion, promotion commerciale, promocion, promociones, promotie, actiekorting',
  }),
  optionalField('payment_terms_amount', 'Payment terms', 'decimal', {
    meaning: 'Cash discount taken for early payment.',
    synonyms:
      'payment terms, payment discount, cash discount, early payment discount, skonto, skontobetrag, escompte, descuento por pronto pago, pronto pago, betalingskorting',
  }),
  optionalField('freight_allowance_amount', 'Freight allowance', 'decimal', {
    meaning: 'Freight we allow the customer off the price.',
    synonyms:
      'freight allowance, freight rebate, frachtvergutung, frachtnachlass, remise transport, participation au transport, bonificacion de portes, vrachtkorting',
  }),
  optionalField('free_goods_amount', 'Free goods', 'decimal', {
    meaning: 'Value of goods given free with this line.',
    synonyms:
      'free goods, free of charge, foc, naturalrabatt, gratisware, produits gratuits, gratuites, mercancia gratuita, bonificacion en especie, gratis goederen',
  }),
  optionalField('cost_amount', 'Cost of goods', 'decimal', {
    meaning: 'What the goods of the line cost us in all.',
    synonyms:
      'cost, cogs, cost of goods, cost of goods sold, cost of sales, total cost, standard cost, total product cost, wareneinsatz, kosten, herstellkosten, einstandswert, selbstkosten, cout, cout des ventes, cout total, prix de revient, coste, costo, coste de ventas, costo de ventas, kostprijs, inkoopwaarde, kostprijs verkopen',
    unlike: 'unit, per',
  }),
  optionalField('freight_amount', 'Freight', 'decimal', {
    meaning: 'Freight shown beside the line, kept as a note and in no margin.',
    synonyms:
      'freight, shipping, shipping cost, delivery charge, fracht, frachtkosten, versandkosten, transport, frais de port, port, portes, flete, gastos de envio, vracht, vrachtkosten, verzendkosten',
    unlike: 'allowance',
  }),
  optionalField('currency', 'Currency', 'currency', {
    meaning: 'The currency of the amounts; the workspace currency without it.',
    synonyms:
      'currency code, curr, ccy, document currency, doc currency, transaction currency, billing currency, invoice currency, waehrung, wahrung, belegwahrung, devise, monnaie, moneda, divisa, valuta, munt',
  }),
  optionalField('salesperson_code', 'Salesperson', 'code', {
    meaning: 'Who sold it.',
    synonyms:
      'salesperson, sales person, sales rep, sales representative, seller, rep, sales employee, verkaufer, verkaeufer, vertreter, vendeur, representant, commercial, vendedor, comercial, verkoper, vertegenwoordiger',
    unlike: 'name',
  }),
  optionalField('original_invoice_no', 'Original invoice', 'code', {
    meaning: 'On a credit note, the invoice it takes back.',
    synonyms:
      'original invoice, original invoice number, credited invoice, reference invoice, corrected invoice, ursprungsrechnung, bezugsrechnung, originalrechnung, facture d origine, facture origine, factura original, factura rectificada, oorspronkelijke factuur',
  }),
  optionalField('line_type', 'Line type', 'text', {
    meaning: 'What sort of line it is: invoice, credit note, return.',
    synonyms:
      'type, document type, doc type, invoice type, transaction type, belegart, rechnungsart, type de document, type de piece, tipo, tipo de documento, documenttype, soort',
  }),
]

/** Fields of daily or monthly exchange rates. */
export const exchangeRateFields: readonly ImportField[] = [
  requiredField('rate_date', 'Rate date', 'date', {
    meaning: 'The day for which the rate holds.',
    synonyms:
      'date, day, as of, valid on, exchange date, datum, tag, kursdatum, date du cours, jour, fecha, dia, fecha del tipo, koersdatum, dag',
  }),
  requiredField('currency', 'Currency', 'currency', {
    meaning: 'The foreign currency.',
    synonyms:
      'currency code, from currency, foreign currency, source currency, curr, ccy, iso code, waehrung, wahrung, fremdwahrung, devise, monnaie, moneda, divisa, valuta, munt',
    unlike: 'to, target',
  }),
  requiredField('rate', 'Rate', 'decimal', {
    meaning: 'Reporting currency for one unit of the foreign one, on average that day.',
    synonyms:
      'exchange rate, fx rate, average rate, average, per unit average, per unit, avg rate, mid rate, conversion rate, kurs, wechselkurs, mittelkurs, devisenkurs, taux, taux de change, cours, cours moyen, tipo de cambio, cambio, tasa, koers, wisselkoers, gemiddelde koers',
    unlike: 'end, closing, date',
  }),
  optionalField('rate_end_of_day', 'Rate at end of day', 'decimal', {
    meaning: 'The closing rate, for what is owned or owed rather than for sales.',
    synonyms:
      'end of day rate, end of day, per unit end of day, closing rate, close, spot rate, eod rate, schlusskurs, stichtagskurs, cours de cloture, taux de cloture, tipo de cierre, cierre, slotkoers',
  }),
]
