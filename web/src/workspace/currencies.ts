export interface CurrencyChoice {
  readonly value: string
  readonly label: string
}

const DOLLAR_REGIONS = new Set(['US', 'EC', 'SV', 'PR'])
const REGION_CURRENCY: Readonly<Record<string, string>> = {
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  JP: 'JPY',
  CN: 'CNY',
  IN: 'INR',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  TR: 'TRY',
  BR: 'BRL',
  MX: 'MXN',
  ZA: 'ZAR',
  SG: 'SGD',
  HK: 'HKD',
  KR: 'KRW',
}

/** A first guess at the currency from the language of the browser; always open to correction. */
export function likelyCurrency(language: string = navigator.language): string {
  const region = new Intl.Locale(language === '' ? 'en' : language).maximize().region ?? ''
  if (DOLLAR_REGIONS.has(region)) return 'USD'
  return REGION_CURRENCY[region] ?? 'EUR'
}

/** Every currency of ISO 4217 that the browser knows, with its name in the reader's language. */
export function currencyChoices(locale?: string): CurrencyChoice[] {
  const names = new Intl.DisplayNames(locale ? [locale] : [], { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code}, ${names.of(code) ?? code}`,
  }))
}
