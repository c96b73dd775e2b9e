import { accept, type Result, refuse } from '../kernel/index.ts'

/** Active national currency codes of ISO 4217; metals, testing codes and fund units are left out. */
const CODES =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'

const currencyCodes: ReadonlySet<string> = new Set(CODES.split(' '))

/** Codes no longer in use that ledgers of past years still hold. */
const formerCodes: ReadonlySet<string> = new Set(['ANG', 'CUC', 'HRK', 'SLL', 'VEF', 'ZWL', 'LTL', 'LVL', 'EEK', 'SKK'])

/** Whether a text is a currency code of ISO 4217, present or recent. */
export function isCurrencyCode(text: string): boolean {
  return currencyCodes.has(text) || formerCodes.has(text)
}

/** Reads a currency: a three-letter code in any case, or the euro and pound signs, which mean one currency only. */
export function parseCurrency(text: string): Result<string, 'ledger/not-a-currency'> {
  const code = text.trim().toUpperCase()
  if (isCurrencyCode(code)) return accept(code)
  if (code === '€') return accept('EUR')
  if (code === '£') return accept('GBP')
  return refuse('ledger/not-a-currency', { value: text })
}

/** A number's text without a currency sign or code before or after it. */
export function withoutCurrency(text: string): string {
  const bare = text.replace(SIGN_BEFORE, '').replace(SIGN_AFTER, '')
  const before = /^([A-Z]{3})\s*(?=[-+(\d.,])/.exec(bare)
  if (before && isCurrencyCode(before[1] ?? '')) return bare.slice(before[0].length)
  const after = /(?<=[\d.,)-])\s*([A-Z]{3})$/.exec(bare)
  return after && isCurrencyCode(after[1] ?? '') ? bare.slice(0, after.index) : bare
}

const SIGN_BEFORE = /^(?:[A-Z]{0,3}\p{Sc}|kr\.?|zł|Kč|Fr\.)\s*/u
const SIGN_AFTER = /\s*(?:\p{Sc}|kr\.?|zł|Kč|Fr\.)$/u
