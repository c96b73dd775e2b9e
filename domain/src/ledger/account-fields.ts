import { type ImportField, optionalField, requiredField } from './field.ts'

const customerCode = requiredField('customer_code', 'Customer code', 'code', {
  meaning: 'The code by which our books know the customer.',
  synonyms:
    'customer number, customer no, customer id, cust id, cust no, account code, account number, account no, account id, client code, client id, sold to, sold to party, debtor number, debtor no, kundennummer, kunden nr, kundennr, kundencode, kunde nr, debitor, debitorennummer, debitoren nr, auftraggeber, code client, numero client, no client, n client, compte client, codigo cliente, numero cliente, id cliente, codigo de cliente, numero de cliente, klantnummer, klantcode, klant nr, klantnr, debiteurnummer, debiteur',
  unlike: 'parent, group, name, konzern, groupe, grupo, groep',
})

/** Fields of a customer list. */
export const accountFields: readonly ImportField[] = [
  customerCode,
  requiredField('customer_name', 'Customer name', 'text', {
    meaning: 'The name of the customer.',
    synonyms:
      'name, customer, account name, account, company, company name, client name, client, reseller, organisation, organization, kundenname, kunde, firma, firmenname, name 1, nom client, nom du client, raison sociale, societe, nom, nombre, nombre cliente, nombre del cliente, cliente, razon social, empresa, klantnaam, naam, klant, bedrijf, bedrijfsnaam',
    unlike: 'code, number, no, nr, id, parent, group, manager',
  }),
  optionalField('parent_code', 'Parent code', 'code', {
    meaning: 'The customer code of the company this one belongs to.',
    synonyms:
      'parent, parent customer, parent account, parent id, parent customer code, parent number, group code, group, group id, ultimate parent, head office code, konzern, konzernnummer, muttergesellschaft, konzerncode, gruppe, maison mere, code groupe, groupe, societe mere, matriz, codigo matriz, grupo, codigo grupo, moedermaatschappij, groep, groepscode, concern',
    unlike: 'name',
  }),
  optionalField('segment', 'Segment', 'text', {
    meaning: 'The kind of customer in our own words.',
    synonyms:
      'customer segment, business type, type, customer type, channel, class, industry, sector, branche, kundensegment, kundengruppe, kundentyp, secteur, type de client, canal, segmento, tipo de cliente, sector de actividad, klantsegment, klanttype, klantgroep',
  }),
  optionalField('unit', 'Business unit', 'text', {
    meaning: 'The unit of ours that serves the customer; people can be limited to some units.',
    synonyms:
      'business unit, sales unit, sales office, division, sales organisation, sales organization, sales org, verkaufsorganisation, geschaftseinheit, geschaeftseinheit, vertriebseinheit, sparte, unite, division commerciale, unidad, unidad de negocio, organizacion de ventas, bedrijfseenheid, verkooporganisatie, businessunit',
  }),
  optionalField('city', 'City', 'text', {
    meaning: 'The town of the customer.',
    synonyms: 'town, ort, stadt, ville, commune, ciudad, poblacion, localidad, plaats, stad, woonplaats',
  }),
  optionalField('region', 'Region', 'text', {
    meaning: 'The state, province or sales region of the customer.',
    synonyms:
      'state, province, state province, territory, sales region, bundesland, gebiet, verkaufsgebiet, departement, provincia, comunidad autonoma, zona, provincie, regio, gebied',
  }),
  optionalField('country', 'Country', 'country', {
    meaning: 'The country of the customer.',
    synonyms:
      'country code, country region, nation, land, landercode, laenderschluessel, pays, code pays, pais, codigo pais, landcode',
  }),
  optionalField('employees', 'Employees', 'integer', {
    meaning: 'How many people the customer employs.',
    synonyms:
      'number of employees, headcount, staff, mitarbeiter, mitarbeiterzahl, anzahl mitarbeiter, beschaftigte, effectif, nombre d employes, employes, salaries, empleados, numero de empleados, plantilla, medewerkers, aantal medewerkers, werknemers',
  }),
  optionalField('annual_sales', 'Annual sales', 'decimal', {
    meaning: "The customer's own sales in a year, not what it buys from us.",
    synonyms:
      'annual revenue, company revenue, yearly sales, annual turnover, turnover, jahresumsatz, umsatz pro jahr, chiffre d affaires, chiffre d affaires annuel, ca annuel, ventas anuales, facturacion anual, jaaromzet',
  }),
  optionalField('annual_sales_currency', 'Annual sales currency', 'currency', {
    meaning: 'The currency of the annual sales.',
    synonyms: 'annual revenue currency, currency, waehrung, wahrung, devise, moneda, valuta',
  }),
  optionalField('year_opened', 'Year opened', 'integer', {
    meaning: 'The year the customer was founded or became a customer.',
    synonyms:
      'customer since, founded, year founded, since, established, kunde seit, grundungsjahr, gegrundet, annee de creation, client depuis, ano de fundacion, cliente desde, oprichtingsjaar, klant sinds',
  }),
  optionalField('account_manager', 'Account manager', 'text', {
    meaning: 'The e-mail address of the person who looks after the customer.',
    synonyms:
      'account manager email, key account manager, kam, account owner, owner, owner email, sales rep, sales representative, manager email, kundenbetreuer, betreuer, vertriebsmitarbeiter, aussendienst, responsable de compte, commercial, gestor de cuenta, responsable de cuenta, comercial, accountmanager, relatiebeheerder, vertegenwoordiger',
  }),
]

/** Fields of the counts by which the cost to serve is spread. */
export const activityCountFields: readonly ImportField[] = [
  customerCode,
  requiredField('activity_code', 'Activity code', 'code', {
    meaning: 'The activity that was done, as in the cost rates.',
    synonyms:
      'activity, activity id, driver, driver code, cost driver, aktivitat, aktivitatscode, tatigkeit, kostentreiber, prozess, activite, code activite, inducteur, actividad, codigo actividad, inductor, activiteit, activiteitcode, kostendrijver',
    unlike: 'name',
  }),
  requiredField('month', 'Month', 'month', {
    meaning: 'The month, or any day of the month, in which it was done.',
    synonyms:
      'date, activity date, period, day, monat, datum, periode, mois, date activite, mes, fecha, periodo, maand',
  }),
  requiredField('quantity', 'Quantity', 'decimal', {
    meaning: 'How often it was done.',
    synonyms:
      'count, number, qty, times, volume, anzahl, menge, haufigkeit, nombre, quantite, cantidad, numero, veces, aantal, hoeveelheid',
  }),
]

/** Fields of the time and cost of activities (time-driven activity-based costing). */
export const costRateFields: readonly ImportField[] = [
  requiredField('activity_code', 'Activity code', 'code', {
    meaning: 'The code of the activity.',
    synonyms:
      'activity id, activity, driver code, driver, aktivitat, aktivitatscode, tatigkeit, code activite, activite, codigo actividad, actividad, activiteitcode, activiteit',
    unlike: 'name',
  }),
  requiredField('activity_name', 'Activity name', 'text', {
    meaning: 'What is done, in words.',
    synonyms:
      'activity description, description, name, driver name, bezeichnung, beschreibung, nom activite, libelle, designation, nombre actividad, descripcion, activiteitnaam, omschrijving',
    unlike: 'pool',
  }),
  requiredField('pool_code', 'Pool code', 'code', {
    meaning: 'The group of people whose time the activity takes.',
    synonyms:
      'pool, resource pool, cost pool, cost center, cost centre, department, department code, kostenstelle, abteilung, centre de cout, centre de couts, service, centro de coste, centro de costos, departamento, kostenplaats, afdeling',
    unlike: 'name',
  }),
  optionalField('pool_name', 'Pool name', 'text', {
    meaning: 'The name of that group of people.',
    synonyms:
      'resource pool name, cost center name, cost centre name, department name, kostenstellenbezeichnung, abteilungsname, nom du centre de cout, nombre del centro de coste, naam kostenplaats',
  }),
  requiredField('unit_minutes', 'Minutes for one', 'decimal', {
    meaning: 'Minutes it takes to do the activity once.',
    synonyms:
      'minutes per unit, unit time, unit time minutes, minutes, minutes each, time per unit, minuten je einheit, minuten pro einheit, minuten, zeit je einheit, minutes par unite, temps unitaire, minutos por unidad, minutos, tiempo unitario, minuten per eenheid, tijd per eenheid',
    unlike: 'practical, capacity, available',
  }),
  optionalField('month_from', 'From month', 'month', {
    meaning: 'The first month for which these figures hold.',
    synonyms:
      'valid from, from, start month, month, effective from, from month, gultig ab, ab monat, a partir de, valable des, debut, valido desde, desde, mes desde, geldig vanaf, vanaf, vanaf maand',
  }),
  requiredField('capacity_cost', 'Capacity cost', 'decimal', {
    meaning: 'What the pool costs in a month.',
    synonyms:
      'capacity cost per month, monthly cost, cost per month, pool cost, cost of capacity, cost, kapazitatskosten, kosten pro monat, monatskosten, cout de capacite, cout mensuel, coste de capacidad, coste mensual, costo mensual, capaciteitskosten, kosten per maand',
  }),
  requiredField('practical_minutes', 'Practical minutes', 'decimal', {
    meaning: 'Minutes the pool can really work in a month, usually 80 to 85 percent of the paid ones.',
    synonyms:
      'practical minutes per month, practical capacity, capacity minutes, available minutes, practical capacity minutes, verfugbare minuten, praktische kapazitat, minutes disponibles, capacite pratique, minutos disponibles, capacidad practica, beschikbare minuten, praktische capaciteit',
  }),
  optionalField('currency', 'Currency', 'currency', {
    meaning: 'The currency of the cost; the workspace currency without it.',
    synonyms: 'currency code, curr, ccy, waehrung, wahrung, devise, monnaie, moneda, divisa, valuta, munt',
  }),
]

/** Fields of estimates of what customers spend in all. */
export const walletEstimateFields: readonly ImportField[] = [
  customerCode,
  requiredField('period_year', 'Year', 'integer', {
    meaning: 'The year the spend belongs to.',
    synonyms: 'year, period, fiscal year, jahr, geschaftsjahr, annee, exercice, ano, ejercicio, jaar, boekjaar',
  }),
  optionalField('category', 'Category', 'text', {
    meaning: 'The product category the spend belongs to; all categories without it.',
    synonyms: 'product category, spend category, kategorie, warengruppe, categorie, categoria, productcategorie',
  }),
  optionalField('low', 'Low', 'decimal', {
    meaning: 'The least the customer may spend.',
    synonyms: 'low estimate, minimum, min, wallet low, niedrig, untergrenze, bas, bajo, minimo, laag, ondergrens',
  }),
  requiredField('base', 'Base', 'decimal', {
    meaning: 'What the customer most likely spends.',
    synonyms:
      'base estimate, estimate, wallet, wallet size, total spend, spend, expected, most likely, wallet base, basis, schatzung, gesamtbedarf, bedarf, estimation, depense totale, estimacion, gasto total, schatting, totale uitgaven',
    unlike: 'date, low, high, source',
  }),
  optionalField('high', 'High', 'decimal', {
    meaning: 'The most the customer may spend.',
    synonyms: 'high estimate, maximum, max, wallet high, hoch, obergrenze, haut, alto, maximo, hoog, bovengrens',
  }),
  optionalField('source', 'Source', 'text', {
    meaning: 'Where the estimate comes from: the customer, procurement data, a model or a guess.',
    synonyms: 'estimate source, origin, quelle, herkunft, fuente, origen, bron, herkomst',
  }),
  requiredField('estimate_date', 'Estimate date', 'date', {
    meaning: 'The day the estimate was made.',
    synonyms:
      'date, as of, estimated on, date of estimate, datum, stand, schatzdatum, date d estimation, date estimation, fecha, fecha de estimacion, datum schatting, schattingsdatum',
  }),
  optionalField('currency', 'Currency', 'currency', {
    meaning: 'The currency of the estimate; the workspace currency without it.',
    synonyms: 'currency code, curr, ccy, waehrung, wahrung, devise, monnaie, moneda, divisa, valuta, munt',
  }),
]
